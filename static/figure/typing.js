// typing.js: a formula of the reader's own. While it is typed the picture follows each key that leaves a formula; what
// is wrong is told at its character, and the last good picture stays. The server hears of it when the hand rests.
import { loadTyped, nameOfText, isTyped, textOfName } from "../formula/typed.js";
import { NOTE, TYPED } from "../formula/grammar.js";
import { change } from "./change.js";
import { escape, fixed } from "./numbers.js";
import { zoomed } from "./map.js";

const HAND_RESTS = 700; // milliseconds without a key
const LONGEST_ECHO = 2000; // characters in which a place is marked
const SAYS = "Constants of your own: a = 0.3 in [0, 1]. What the map shows: x in [-3, 3].";

const area = S => S.q(".typing textarea");

/** What was found on a typed surface, in the words of landscapes/typed/surface.py. */
export function foundSentence(S) {
  const { minima, saddles, line, floor, ground } = { ...S.data.surface, ground: S.data.whole };
  const number = (list, one, many) => `${list.length || "no"} ${list.length === 1 ? one : many}`;
  const parts = [
    ...minima.length || !(line || floor) ? [number(minima, "minimum", "minima")] : [],
    ...line ? ["a line of minima"] : [], ...floor ? ["a level floor"] : [],
    ...saddles.length ? [number(saddles, "saddle", "saddles")] : [],
  ];
  const blank = ground?.known ? " Hatched: f is not finite there." : "";
  const bent = ground?.kinks.length ? " Clear line: a kink of f, or a jump." : "";
  return `Found in this window, not proven: ${parts.join(", ")}.${bent}${blank}`;
}

/** Shows the editor and puts the hand there. */
export function openTyping(S) {
  S.q("[data-shows=typing]").click();
}

/** After any change: the text of the surface on screen, unless a hand is on it. */
export function showTyped(S) {
  const { name } = S.data.surface, field = area(S);
  S.q(".typing .keep").hidden = !(isTyped(name) && zoomed(S));
  if (!isTyped(name)) return S.q(".fig").classList.remove("mistyped");
  if (S.root.activeElement !== field && field.value.trim() !== textOfName(name)) {
    field.value = textOfName(name);
    tell(S, null);
  } else if (nameOfText(field.value.trim()) === name) tell(S, null);
}

// null: nothing is wrong
function tell(S, error) {
  const field = area(S), words = S.q(".typing .tell"), shown = isTyped(S.data.surface?.name ?? "");
  const text = error?.message ?? (shown && field.value.trim() ? foundSentence(S) : SAYS);
  if (words.textContent !== text) words.textContent = text;
  const unfinished = error?.kind === "empty" || error?.at >= [...field.value.trim()].length;
  words.classList.toggle("wrong", !!error && !unfinished);
  field.setAttribute("aria-invalid", String(!!error));
  S.q(".fig").classList.toggle("mistyped", shown && !!error); // what stands there is of another text
  mark(S.q(".typing .echo"), field, error?.kind && field.value.length < LONGEST_ECHO ? error : null);
}

/** Marks in the echo under a field what is wrong in it, as far down as the field is scrolled. */
export function mark(echo, field, error) {
  echo.innerHTML = error ? marked(field.value, error) : "";
  echo.scrollTop = field.scrollTop;
}

// the text with its wrong characters marked; at the end a place of its own
function marked(value, { at, length }) {
  const before = value.length - value.trimStart().length, letters = [...value], from = before + at;
  const to = from + Math.max(length, 1), part = letters.slice(from, to).join("");
  const place = part.trim() ? escape(part) : `&nbsp;${escape(part)}`;
  const rest = escape(letters.slice(to).join("")); // as high as the field, or it could not be scrolled as far
  return `${escape(letters.slice(0, from).join(""))}<mark>${place}</mark>${rest}\u200b`;
}

async function takeText(S, value) {
  const text = value.trim(), name = nameOfText(text);
  S.ui.typed = name;
  if (!text) return tell(S, null);
  try {
    await loadTyped(name);
  } catch (error) {
    if (!error.kind) throw error;
    if (S.ui.typed === name) tell(S, error);
    return;
  }
  if (S.ui.typed !== name) return; // a newer key
  change(S, "formula", name, false);
  clearTimeout(S.ui.typingRests);
  S.ui.typingRests = setTimeout(() => settle(S), HAND_RESTS);
}

// the hand rests: the server gets the last text that is a formula, and undo knows it
function settle(S) {
  clearTimeout(S.ui.typingRests);
  S.ui.typingRests = null;
  const { surface } = S.data.scenario;
  if (isTyped(surface)) change(S, "formula", surface);
}

export function wireTyping(S) {
  const field = area(S);
  const option = name => `<option>${escape(name)}</option>`;
  S.q(".typing .models").innerHTML = `<button class="plain keep" hidden>Keep this view</button>`
    + `<select aria-label="Examples of formulas"><option value="">Examples</option>`
    + `${Object.keys(TYPED.examples).map(option).join("")}</select>`;
  field.oninput = () => takeText(S, field.value);
  field.onblur = () => { if (S.ui.typingRests) settle(S); };
  field.onscroll = () => { S.q(".typing .echo").scrollTop = field.scrollTop; };
  field.onkeydown = e => {
    if (e.key !== "Escape") return;
    field.blur();
    S.q("[data-shows=typing]").focus({ preventScroll: true });
    e.stopPropagation();
  };
  S.q(".typing .keep").onclick = () => takeText(S, field.value = withWindow(S, field.value));
  S.q(".typing select").onchange = e => {
    if (e.target.value) takeText(S, field.value = TYPED.examples[e.target.value]);
    e.target.value = "";
  };
}

// the text with the window on screen as what the map shows
function withWindow(S, value) {
  const { cx, cy, half } = S.view.win, decimals = Math.max(0, Math.min(8, 2 - Math.floor(Math.log10(half))));
  const ends = (middle, far) => [middle - far, middle + far].map(v => fixed(v, decimals)).join(", ");
  const kept = value.split("\n").flatMap(line => {
    const [code] = line.split(NOTE), note = line.slice(code.length);
    return [...code.split(";").filter(part => !/^\s*[xy]\s+in\b/.test(part)), note].map(part => part.trim());
  });
  return [...kept.filter(Boolean), `x in [${ends(cx, 1.5 * half)}]`, `y in [${ends(cy, half)}]`].join("\n");
}
