// change.js: what the reader's hand does to the scenario: at once on screen, in the book of undo, and, when the gesture
// ends, to the server.
import { keysOf } from "../engine/forks.js";
import { LIMITS } from "../known.js";
import { send } from "./book.js";
import { take } from "./compute.js";
import { EDITS } from "./edit.js";
import { remember } from "./history.js";
import { isKept } from "./link_parts.js";
import { forksStay, relinked, withForks, withParents } from "./lineage.js";
import { awayTitle, comingBack, entryBeside, entryOf, keepRoster, keepShown, withEntries } from "./roster.js";
import { say } from "./share.js";

const OTHER_ROSTER = new Set(["surface", "formula", "preset", "scenario", "open", "link", "set", "fair"]);
const LINKED = new Set([...OTHER_ROSTER, "back"]); // whose forks name what they leave as the new list has it

/** One change. done: the gesture is over; while a slider moves or the ring is dragged it is not. */
export function change(S, kind, value, done = true) {
  if (isKept(S, kind, value)) return;
  const { scenario } = S.data, edited = EDITS[kind](scenario, value, S.lands);
  const next = LINKED.has(kind) ? edited : relinked(scenario, edited);
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
  keepRoster(S, scenario.contenders, OTHER_ROSTER.has(why));
  take(S, scenario, why, done);
}

const keyed = (S, key) => keysOf(S.data.scenario.contenders).indexOf(key);

/** Puts an optimizer away, with its forks, and says so. */
export function putAway(S, key) {
  const entry = entryOf(S, key);
  if (!entry) return; // pressed twice before the frame that takes it away
  const going = withForks(S.data.scenario.contenders, keyed(S, key));
  keepShown(S, place => !going.includes(place));
  const forks = comingBack(S, entry).filter(each => each !== entry).map(awayTitle), title = awayTitle(entry);
  change(S, "drop", key);
  const all = forks.length === 1 ? "both" : "all";
  if (forks.length) say(S, `${forks.join(", ")} went with ${title}. Adding ${title} brings ${all} back.`, 8000);
}

export function showOnly(S, key) {
  const staying = withParents(S.data.scenario.contenders, keyed(S, key));
  keepShown(S, place => staying.includes(place));
  change(S, "only", key);
}
export function copyOf(S, key) {
  entryBeside(S, entryOf(S, key), entryOf(S, key));
  change(S, "copy", key);
}
/** A contender that is new, behind the one of that key. */
export function bringBeside(S, key, contender) {
  entryBeside(S, entryOf(S, key), { contender });
  change(S, "beside", { key, contender });
}
/** Shows an entry of the roster again, with what it leaves and the forks that went with it, or an optimizer by name. */
export function bring(S, what) {
  const back = typeof what === "string" ? [what] : comingBack(S, what);
  if (S.data.scenario.contenders.length + back.length > LIMITS.MOST_CONTENDERS) {
    return say(S, `At most ${LIMITS.MOST_CONTENDERS} optimizers at once.`);
  }
  if (typeof what === "string") {
    S.data.roster.push({ contender: null, shown: true });
    return change(S, "add", what);
  }
  const contenders = withEntries(S, back);
  for (const entry of back) entry.shown = true;
  change(S, "back", contenders);
  const others = back.filter(each => each !== what).map(awayTitle);
  if (others.length) say(S, `${others.join(", ")} came back with ${awayTitle(what)}.`, 8000);
}
