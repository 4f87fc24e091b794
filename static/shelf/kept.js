// kept.js: what a shelf holds, as text in this browser and as a file: { shelf: 1, entries: [{ name, kind, holds }] }.
// What is in an entry is judged when it is opened (scenarios/shelved.py); here only that it has the shape of one.

/**
 * @typedef {{ name: string, kind: "scenario" | "surface" | "rule", holds: object }} Entry
 *   holds: { scenario, surfaces? }, { surface, parameters, surfaces? } or { optimizer, hyper }; surfaces: tables that
 *   only some machine keeps
 */

const SHELF_FORMAT = 1;
const SHELF_KEY = "descent-explorer-shelf"; // in localStorage
const MOST_ENTRIES = 200;
const LONGEST_NAME = 60; // characters
const LARGEST_SHELF = 16e6; // bytes of a file
const OF_KIND = { scenario: "scenario", surface: "surface", rule: "optimizer" }; // what each must hold

const isObject = v => typeof v === "object" && v !== null && !Array.isArray(v);
const tidy = name => [...name.replace(/\s+/g, " ").trim()].slice(0, LONGEST_NAME).join("").trim();

/** @returns {string} the shelf as text. @param {Entry[]} entries */
export const shelfText = entries => JSON.stringify({ shelf: SHELF_FORMAT, software: "Descent Explorer", entries });

/** @param {string} text @returns {{ entries: Entry[], unread: number }} @throws {Error} with a sentence */
function readShelf(text) {
  let raw;
  try {
    raw = JSON.parse(text);
  } catch {
    throw new Error("This is not JSON, or not all of it; nothing was taken.");
  }
  if (!isObject(raw) || !Object.hasOwn(raw, "shelf")) {
    const one = isObject(raw) && (Object.hasOwn(raw, "scenario") || Object.hasOwn(raw, "surface"));
    throw new Error(one ? "This is a single scenario: open it under “Open a saved scenario”."
      : "This is no shelf; nothing was taken.");
  }
  if (raw.shelf !== SHELF_FORMAT) {
    throw new Error(`This shelf has another format than ${SHELF_FORMAT}, which is known here; nothing was taken.`);
  }
  if (!Array.isArray(raw.entries)) throw new Error("This shelf holds no list of entries; nothing was taken.");
  const many = raw.entries.length > MOST_ENTRIES;
  if (many) throw new Error(`A shelf holds at most ${MOST_ENTRIES} entries; nothing was taken.`);
  const entries = raw.entries.filter(isEntry).map(({ name, kind, holds }) => ({ name: tidy(name), kind, holds }));
  return { entries, unread: raw.entries.length - entries.length };
}
function isEntry(one) {
  if (!isObject(one) || typeof one.name !== "string" || !tidy(one.name)) return false;
  const { holds, kind } = one;
  if (typeof kind !== "string" || !Object.hasOwn(OF_KIND, kind)) return false;
  if (!isObject(holds) || !Object.hasOwn(holds, OF_KIND[kind])) return false;
  return kind === "scenario" ? isObject(holds.scenario) : typeof holds[OF_KIND[kind]] === "string";
}

/** A name that no entry has: "Dent", "Dent 2". @param {Entry[]} entries */
export function freeName(wanted, entries) {
  const taken = new Set(entries.map(({ name }) => name)), name = tidy(wanted) || "Untitled";
  for (let n = 1; ; n++) {
    const tried = n === 1 ? name : `${tidy([...name].slice(0, LONGEST_NAME - 4).join(""))} ${n}`;
    if (!taken.has(tried)) return tried;
  }
}

/** One more, in front. @param {Entry[]} entries @param {Entry} entry @throws {Error} with a sentence: it is full */
export function withEntry(entries, entry) {
  if (entries.length >= MOST_ENTRIES) {
    throw new Error(`A shelf holds at most ${MOST_ENTRIES}. Save it as a file and delete what is not needed.`);
  }
  return [{ ...entry, name: freeName(entry.name, entries) }, ...entries];
}

/**
 * What a file brings behind what is there. One that is there already under its name is not taken twice; another one
 * of a name that is taken gets a number.
 * @param {Entry[]} entries @param {Entry[]} brought @returns {{ entries: Entry[], taken: number }}
 */
export function withShelf(entries, brought) {
  const known = new Set(entries.map(one => JSON.stringify(one))), all = [...entries];
  for (const { name, kind, holds } of brought) {
    const text = JSON.stringify({ name, kind, holds });
    if (!known.has(text)) all.push({ name: freeName(name, all), kind, holds });
    known.add(text);
  }
  if (all.length > MOST_ENTRIES) {
    throw new Error(`The shelf would then hold ${all.length} entries; ${MOST_ENTRIES} is the most. Nothing was taken.`);
  }
  return { entries: all, taken: all.length - entries.length };
}

/** What a file of the reader's holds. @param {File} file @throws {Error} with a sentence */
export async function shelfIn(file) {
  const large = file.size > LARGEST_SHELF;
  if (large) throw new Error(`A file of at most ${LARGEST_SHELF / 1e6} MB is read; nothing was taken.`);
  return readShelf(await file.text());
}

/** Listens to other windows. */
export const onOtherWindow = heard => addEventListener("storage", e => { if (e.key === SHELF_KEY) heard(); });

const NOT_KEPT = "so this shelf lasts as long as the page: save it as a file before you leave.";

/** The shelf where the browser can keep none, as in some private windows, or has one that must not be replaced. */
let passing = null;

/** @returns {{ entries: Entry[], says: string }} */
export function heldShelf() {
  if (passing) return passing;
  try {
    const text = localStorage.getItem(SHELF_KEY);
    if (text === null) return { entries: [], says: "" };
    const { entries, unread } = shelfAsKept(text);
    if (!unread) return { entries, says: "" };
    passing = { entries, says: `What this browser keeps cannot all be read. It stays as it is, ${NOT_KEPT}` };
  } catch {
    passing = { entries: [], says: `This browser keeps nothing for this page, ${NOT_KEPT}` };
  }
  return passing;
}
function shelfAsKept(text) {
  try {
    return readShelf(text);
  } catch {
    return { entries: [], unread: 1 };
  }
}

/** @param {Entry[]} entries @throws {Error} with a sentence where there is no room; then nothing has changed */
export function keepShelf(entries) {
  if (passing) {
    passing.entries = entries;
    return;
  }
  try {
    localStorage.setItem(SHELF_KEY, shelfText(entries));
  } catch {
    throw new Error("This browser has no room for that; nothing was changed. Save the shelf as a file, then delete"
      + " what is large.");
  }
}
