// examples.js: what to look at first. Eight small pictures, each with a promise, stand where the surfaces' thumbnails
// come once the reader has begun something of their own; two words above them lead from one to the other.
import { isTyped } from "../formula/typed.js";
import { EXAMPLES, FIRST, PRESETS } from "../known.js";
import { change } from "./change.js";
import { escape } from "./numbers.js";
import { openingOf, seriesOf, textOf } from "./scenario.js";

const BOX = `viewBox="0 0 90 36" preserveAspectRatio="xMidYMid slice" aria-hidden="true"`;
const presetOf = name => PRESETS.find(preset => preset.name === name);

/** The sketch of a surface, with an example's paths over it. Each path knows its ink for light and dark paper. */
function smallPicture({ name, ground, trails }) {
  const { scenario } = presetOf(name), series = seriesOf(scenario, {});
  const paths = trails.map((d, k) => `<path class="trail" style="--light:${series[k].light};--dark:${series[k].dark}"`
    + `${/~/.test(series[k].key) ? ` stroke-dasharray="3 2"` : ""} d="${d}"/>`);
  const [x, y] = trails[0].slice(1).split(/[lh ]|(?=-)/), dotted = trails[0].includes("h0");
  return `<svg ${BOX}>${ground}${paths.join("")}`
    + `${dotted ? "" : `<circle cx="${x}" cy="${y}" r="2.6"/>`}</svg>`;
}

let texts = null; // of the opening and of the examples: name -> text
const knownExample = () => texts ??= new Map([
  ["", textOf(openingOf(FIRST), {})], ...EXAMPLES.map(({ name }) => [name, textOf(presetOf(name).scenario, {})]),
]);

/** Pictures or thumbnails: what the reader chose, else pictures until something of their own is on screen. */
export function showDoors(S) {
  const text = textOf(S.data.scenario, S.lands), doors = S.q(".doors");
  const own = ![...knownExample().values()].includes(text), typed = isTyped(S.data.scenario.surface);
  const shown = S.ui.doors ?? (typed ? "typing" : own ? "surfaces" : "examples");
  doors.dataset.shown = shown;
  for (const b of doors.querySelectorAll(".tabs button")) b.setAttribute("aria-pressed", b.dataset.shows === shown);
  S.q(".examples").hidden = shown !== "examples";
  S.q(".surfaces").hidden = shown !== "surfaces";
  S.q(".typing").hidden = shown !== "typing";
  for (const b of S.q(".examples").children) {
    b.setAttribute("aria-pressed", knownExample().get(b.dataset.preset) === text);
  }
}

export function wireExamples(S) {
  const button = each => `<button data-preset="${each.name}" aria-pressed="false">${smallPicture(each)}`
    + `<span>${escape(each.promise)}</span></button>`;
  S.q(".examples").innerHTML = EXAMPLES.map(button).join("");
  S.q(".examples").onclick = e => {
    const b = e.target.closest("button");
    if (b) change(S, "preset", b.dataset.preset);
  };
  S.q(".tabs").onclick = e => {
    const b = e.target.closest("button");
    if (!b) return;
    S.ui.doors = b.dataset.shows;
    showDoors(S);
    if (S.ui.doors === "typing") S.q(".typing textarea").focus({ preventScroll: true });
  };
}
