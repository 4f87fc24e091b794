// share.js: taking it elsewhere: the link, and files that the figure makes of itself.
import { EXPORTS } from "../export/exports.js";
import { linkHere } from "./address.js";
import { askForQr } from "./book.js";
import { askForLink } from "./link_dialog.js";
import { escape } from "./numbers.js";
import { placeAmid, wireMenu } from "./popover.js";

const LONGEST_LINK = 2000; // characters: chats and mail cut longer ones off

export function say(S, text, stays = 4000) {
  clearTimeout(S.ui.saying);
  S.q(".status").textContent = text;
  S.ui.saying = stays ? setTimeout(() => showLasting(S), stays) : null;
}
function sayWith(S, text, action, act) {
  const status = S.q(".status"), button = status.querySelector("button.stop") ?? document.createElement("button");
  clearTimeout(S.ui.saying);
  S.ui.saying = null;
  button.className = "plain stop";
  button.textContent = action;
  button.onclick = act;
  status.replaceChildren(text, button);
}

/** What holds until it is called off, such as a long run under way; other words stand over it for a while.
 * @param {?[string, string, () => void]} lasting a sentence, and what a button beside it says and does */
export function sayLasting(S, lasting) {
  if (lasting?.[0] === S.ui.lasting?.[0]) return;
  S.ui.lasting = lasting;
  if (!S.ui.saying) showLasting(S);
}
function showLasting(S) {
  S.ui.saying = null;
  if (S.ui.lasting) sayWith(S, ...S.ui.lasting);
  else S.q(".status").textContent = "";
}

/** A file for the reader. */
export function save(name, mime, bytes) {
  const a = document.createElement("a"), url = URL.createObjectURL(new Blob([bytes], { type: mime }));
  a.download = name;
  a.href = url;
  document.body.append(a);
  a.click();
  a.remove();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

async function copy(S, text, noun) {
  try {
    await navigator.clipboard.writeText(text);
    say(S, `${noun} copied`);
  } catch { // no clipboard here: the text itself, ready to be copied
    const status = S.q(".status"), field = document.createElement("input");
    clearTimeout(S.ui.saying);
    status.textContent = `Copy this ${noun.toLowerCase()} `;
    Object.assign(field, { value: text, readOnly: true, className: "link" });
    field.setAttribute("aria-label", noun);
    status.append(field);
    field.focus();
    field.select();
    field.onblur = () => { status.textContent = ""; };
  }
}

// the figure alone, in a page of one's own; the height is that of the map and what belongs to it
const embedding = S => `<iframe src="${escape(embedLink(S))}" width="100%" height="640" style="border:0"`
  + ` title="${escape(S.data.surface.title)}, Descent Explorer" loading="lazy"></iframe>`;
function embedLink(S) {
  const link = new URL(linkHere(S));
  link.searchParams.set("embed", "true");
  return link.href;
}

/** The link as a QR code, for a lecture hall; the server draws it. */
export function showQr(S, { link, svg }) {
  const pop = S.q(".pop.qr");
  pop.innerHTML = `<div class="code">${svg}</div><p class="address">${escape(link)}</p>`
    + `<button class="plain">Close</button>`;
  pop.querySelector("svg").setAttribute("aria-label", "QR code of this link");
  pop.querySelector("button").onclick = () => { pop.hidden = true; };
  placeAmid(S, pop);
  pop.querySelector("button").focus({ preventScroll: true });
}

export function closeShare(S) {
  S.q(".sharemenu").hidden = true;
  S.q(".share").setAttribute("aria-expanded", "false");
}
export function wireShare(S) {
  const menu = S.q(".sharemenu"), button = S.q(".share");
  menu.insertAdjacentHTML("beforeend", EXPORTS.map(({ as, noun, words = noun, format }) =>
    `<button role="menuitem" data-as="${as}">${words} <small>${format}</small></button>`).join(""));
  wireMenu(S, ".sharemenu");
  menu.onclick = e => {
    const kind = e.target.closest("button")?.dataset.as;
    if (!kind) return;
    closeShare(S);
    button.focus({ preventScroll: true });
    const { length } = linkHere(S);
    if (["link", "embed", "qr"].includes(kind) && length > LONGEST_LINK) offerFile(S, length);
    else if (kind === "link") copy(S, linkHere(S), "Link");
    else if (kind === "parts") askForLink(S).then(link => link && copy(S, link, "Link"));
    else if (kind === "embed") copy(S, embedding(S), "Line to paste");
    else if (kind === "qr") askForQr(S);
    else exportAs(S, kind);
  };
}

// a long link is cut off on its way; the file holds the same
function offerFile(S, length) {
  const [long, most] = [length, LONGEST_LINK].map(n => n.toLocaleString("en-US"));
  const why = `This link would have ${long} characters; beyond ${most}, many programs cut it off. `;
  sayWith(S, why, "Save a file instead", () => exportAs(S, "json"));
}

async function exportAs(S, name) {
  const { noun, ask, make } = EXPORTS.find(each => each.as === name), what = noun.replace("…", "");
  const stopper = new AbortController(), { signal } = stopper;
  const cancel = () => { S.picture.exporting?.abort(); };
  const progress = share => sayWith(S, `${what}, ${Math.round(100 * share)} %. `, "Cancel", cancel);
  try {
    const asked = ask ? await ask(S) : undefined;
    if (asked === null) return;
    S.picture.exporting?.abort(); // one at a time
    S.picture.exporting = stopper;
    say(S, `Making the ${what.toLowerCase()}…`, 0);
    await new Promise(go => setTimeout(go)); // the words first
    const file = await make(S, { progress, signal }, asked);
    if (file.bytes) save(file.name, file.mime, file.bytes);
    say(S, file.sentence || `${file.name} is ready`, 8000);
  } catch (error) { // a failed export must not take the picture with it
    if (signal.aborted) return say(S, "Cancelled.");
    say(S, `The ${what.toLowerCase()} could not be made: ${error.message}`, 12_000);
  } finally {
    if (S.picture.exporting === stopper) S.picture.exporting = null;
  }
}
