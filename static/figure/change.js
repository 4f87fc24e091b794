// change.js: what the reader's hand does to the scenario: at once on screen, in the book of undo, and, when the gesture
// ends, to the server.
import { keysOf, parentsOf } from "../engine/forks.js";
import { send } from "./book.js";
import { take } from "./compute.js";
import { EDITS } from "./edit.js";
import { remember } from "./history.js";
import { isKept } from "./link_parts.js";
import { say } from "./share.js";
import { forksStay, relinked, withForks, withParents } from "./lineage.js";

const OTHER_ROSTER = new Set(["surface", "formula", "preset", "scenario", "open", "link", "set", "fair"]);

/** One change. done: the gesture is over; while a slider moves or the ring is dragged it is not. */
export function change(S, kind, value, done = true) {
  if (isKept(S, kind, value)) return;
  const { scenario } = S.data, edited = EDITS[kind](scenario, value, S.lands);
  const next = OTHER_ROSTER.has(kind) ? edited : relinked(scenario, edited);
  S.ui.before ??= scenario;
  showScenario(S, next, kind, done);
  const left = kind === "surface" || kind === "formula" ? forksStay(scenario.contenders) : "";
  if (left && !next.contenders.some(c => c.fork)) say(S, left);
  if (!done) return S.layout ? send(S, kind) : undefined; // an orbit is found while its slider moves
  remember(S, S.ui.before);
  S.ui.before = null;
  send(S, kind);
}

/** Shows a scenario and keeps the order of its optimizers. */
export function showScenario(S, scenario, why, done = true) {
  keepRoster(S, scenario.contenders, why);
  take(S, scenario, why, done);
}

// Optimizers that the reader has met, those put away among them: digits and the words after "add" go by this order.
function keepRoster(S, contenders, why) {
  const shown = S.data.roster.filter(entry => entry.shown);
  if (shown.length === contenders.length && !OTHER_ROSTER.has(why)) {
    shown.forEach((entry, k) => { entry.contender = contenders[k]; });
  } else S.data.roster = contenders.map(contender => ({ contender, shown: true }));
}
const entryOf = (S, key) => {
  const shown = S.data.roster.filter(entry => entry.shown);
  return shown[keysOf(S.data.scenario.contenders).indexOf(key)];
};

const keyed = (S, key) => keysOf(S.data.scenario.contenders).indexOf(key);
// a fork that goes away remembers what it leaves as an entry: keys change while it is away
function keepShown(S, stays) {
  const shown = S.data.roster.filter(each => each.shown), parents = parentsOf(S.data.scenario.contenders);
  for (const [k, entry] of shown.entries()) Object.assign(entry, { shown: stays(k), parent: shown[parents[k]] });
}

/** Puts an optimizer away, with its forks; they keep their places and settings. */
export function putAway(S, key) {
  const entry = entryOf(S, key);
  if (!entry) return; // pressed twice before the frame that takes it away
  keepShown(S, place => !withForks(S.data.scenario.contenders, keyed(S, key)).includes(place));
  change(S, "drop", key);
}
export function showOnly(S, key) {
  keepShown(S, place => withParents(S.data.scenario.contenders, keyed(S, key)).includes(place));
  change(S, "only", key);
}
export function copyOf(S, key) {
  const { roster } = S.data, entry = entryOf(S, key);
  roster.splice(roster.indexOf(entry) + 1, 0, { ...entry });
  change(S, "copy", key);
}
/** A contender that is new, behind the one of that key. */
export function bringBeside(S, key, contender) {
  const { roster } = S.data;
  roster.splice(roster.indexOf(entryOf(S, key)) + 1, 0, { contender, shown: true });
  change(S, "beside", { key, contender });
}
/** An entry of the roster that is put away, behind those away that it leaves: a fork has no path without them. */
export const withLineage = entry =>
  entry.parent && !entry.parent.shown ? [...withLineage(entry.parent), entry] : [entry];

/** Shows an entry of the roster again, with what it leaves, or an optimizer by name. */
export function bring(S, what) {
  if (typeof what === "string") {
    S.data.roster.push({ contender: null, shown: true });
    return change(S, "add", what);
  }
  for (const entry of withLineage(what)) change(S, "add", backAs(S, entry), entry === what);
}

// its contender and place, linked to what it leaves as that is called now
function backAs(S, entry) {
  const shown = S.data.roster.filter(each => each.shown || each === entry), place = shown.indexOf(entry);
  const { fork, ...own } = entry.contender, parent = shown.filter(each => each !== entry).indexOf(entry.parent);
  entry.shown = true;
  if (!fork) return { contender: own, place };
  return { contender: { ...own, fork: { ...fork, of: keysOf(S.data.scenario.contenders)[parent] } }, place };
}
