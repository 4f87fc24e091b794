// parting.js: where a typed rule parts from its original, the optimizer that stands before it: in a sentence, once the
// gesture is over. Runs are stepped anew for it, every step, a part at a time.
import { keysOf } from "../engine/forks.js";
import { beginParting } from "../engine/parting.js";
import { isTyped } from "../formula/typed.js";
import { relinked, withParents } from "./lineage.js";
import { count } from "./numbers.js";

const PART = 8; // milliseconds at once
const MOST_PARTINGS = 64; // that are remembered

const partings = new Map(); // two contenders, their kin, all that their runs depend on -> found (engine/parting.js)

// the last one before it that is not typed; -1 for none
const originalOf = (contenders, k) =>
  isTyped(contenders[k].optimizer) ? contenders.findLastIndex((one, i) => i < k && !isTyped(one.optimizer)) : -1;

// the two, with what they leave where they are forks, and their places among these
const pairOf = ({ scenario }, k) => {
  const { contenders } = scenario, j = originalOf(contenders, k);
  if (j < 0) return null;
  const kin = [...new Set([...withParents(contenders, j), ...withParents(contenders, k)])].sort((a, b) => a - b);
  const pair = relinked(scenario, { ...scenario, contenders: kin.map(i => contenders[i]) });
  return { pair, places: [kin.indexOf(j), kin.indexOf(k)] };
};

/** Finds them for what is on screen; `tell` is called when some have been found. */
export async function findPartings(S, tell) {
  const { scenario } = S.data, pairs = scenario.contenders.map((_, k) => pairOf(S.data, k)).filter(Boolean);
  for (const two of pairs) {
    const key = JSON.stringify(two);
    if (partings.has(key)) continue;
    const work = beginParting(two.pair, S.lands, two.places);
    for (let since = performance.now(); work.goOn();) {
      if (performance.now() - since < PART) continue;
      await new Promise(go => setTimeout(go));
      if (S.data.scenario !== scenario) return; // of another picture by now
      since = performance.now();
    }
    partings.set(key, work.found);
    for (const [oldest] of partings) if (partings.size > MOST_PARTINGS) partings.delete(oldest);
  }
  if (!pairs.length) return;
  tell();
  const words = S.q(".pop.settings .parting");
  if (words) words.textContent = partingHere(S);
}

/** Of the rule whose settings are open. */
export const partingHere = S => partingOf(S, keysOf(S.data.scenario.contenders).indexOf(S.ui.popKey));

/** The k-th optimizer and its original, in words; "" where it has none, or they are not yet compared. */
export function partingOf(S, k) {
  const two = S.data.scenario.contenders[k] && pairOf(S.data, k), found = two && partings.get(JSON.stringify(two));
  if (!found) return "";
  const { title } = S.data.series[originalOf(S.data.scenario.contenders, k)], { bits, far } = found;
  if (bits === null) return `So far the same bits as ${title}.`;
  if (bits === far) return `More than 10⁻⁹ from ${title} from step ${count(far)} on.`;
  const after = far === null ? "never more than 10⁻⁹ from it" : `more than 10⁻⁹ from it at step ${count(far)}`;
  return `Other bits than ${title} from step ${count(bits)} on, ${after}.`;
}
