// anatomy_parts.js: the next update of one optimizer in parts: what each is worth, how it is drawn, in which colour.
// The numbers are those of its run, stepped again up to here (engine/replay.js).
import { replayOf } from "../engine/replay.js";
import { ruleTextOf } from "../formula/as_text.js";
import { dissected } from "../formula/dissect.js";
import { readRule } from "../formula/rules.js";
import { dissectedSeries } from "./theme.js";

/** Whether a step is taken apart; never where a lesson holds back what comes. */
export const isDissected = S => S.view.anatomy != null && !!S.data.series?.length && !S.layout && !S.lesson?.held;

/**
 * @typedef {import("../formula/dissect.js").Part & {colour: ?number, shown: boolean}} ShownPart colour: a place in the
 *   theme's `parts`; null for the step, whose colour is the text's; undefined for what is not drawn. shown: whether it
 *   is drawn unasked: the last of its name, unless it only stores what is drawn already
 * @typedef {{k: number, step: number, parts: ?ShownPart[], rule: object, lr: number, told: object, ended: boolean}}
 *   Anatomy parts: null while the run is on its way there, and where it has ended
 */

/** Of the series in front, at the frame i. @returns {Anatomy} */
export function anatomyAt(S, i) {
  const k = dissectedSeries(S), { ran: scenario, times, alive } = S.data, step = times[i];
  let held = S.picture.anatomy;
  if (held?.scenario !== scenario || held.k !== k) {
    const rule = readRule(ruleTextOf(scenario.contenders[k]));
    held = S.picture.anatomy = { scenario, k, rule, at: replayOf(scenario, S.lands, k), latest: null };
  }
  const { rule } = held;
  if (i >= alive[k]) return { k, step, rule, parts: null, ended: true };
  if (held.latest?.step === step) return held.latest;
  let told = held.at(step);
  while (!told && S.picture.patient) told = held.at(step);
  if (!told) queueMicrotask(() => { S.picture.moved = true; }); // on in the next frame
  if (!told || told.ended) return { k, step, rule, parts: null, ended: !!told };
  const parts = coloured(dissected(rule, told));
  held.latest = { k, step, rule, told, parts, lr: told.context[0].lr, ended: false };
  return held.latest;
}

// A name that only stores another has its colour: gradients of ten steps are ten gradients.
function coloured(parts) {
  const source = new Map(parts.filter(isStored).map(({ name, node }) => [name, node[1]])), colours = new Map();
  const colourOfName = name => {
    const seen = new Set();
    while (source.has(name) && !seen.has(name)) {
      seen.add(name);
      name = source.get(name);
    }
    if (name === "step") return null;
    if (!colours.has(name)) colours.set(name, colours.size);
    return colours.get(name);
  };
  const last = new Map(parts.map(({ name }, place) => [name, place]));
  return parts.map((part, place) => ({
    ...part, colour: part.form ? colourOfName(part.name) : undefined,
    shown: !!part.form && !part.before && !isStored(part) && last.get(part.name) === place,
  }));
}
/** Whether a part only stores another. */
export const isStored = ({ node }) => node?.[0] === "name";

/** The colour of a part, as the theme has it. */
export const colourOfPart = (S, { colour }) => colour === undefined ? S.theme.tone.soft
  : colour === null ? S.theme.tone.text : S.theme.tone.parts[colour % S.theme.tone.parts.length];
