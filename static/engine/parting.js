// Where two runs part, as dynamics/parting.py has it: an edited rule beside its original, over every step.
import { NOTICED } from "./formulas.js";
import { beginRuns } from "./runs.js";

const NOTICED_SQUARE = NOTICED * NOTICED;

/**
 * Finds, in small parts, after how many updates the positions of two contenders of a scenario first differ in a bit,
 * and are first more than NOTICED apart; null where they never are. A run that ends earlier parts there at the latest;
 * a fork is compared from where it leaves on.
 * @param {import("./runs.js").Scenario} scenario prepared
 * @param {[number, number]} [places] of the two
 * @returns {{goOn: () => boolean, found: {bits: ?number, far: ?number}}}
 */
export function beginParting(scenario, extra, places = [0, 1]) {
  const found = { bits: null, far: null };
  const compare = (ways, _land, first) => {
    const [one, two] = places.map(place => ways[place]), begins = Math.max(one.lead, two.lead);
    const a = one.out.position, b = two.out.position, rows = Math.min(one.rows, two.rows);
    for (let row = begins; row < rows && found.far === null; row++) {
      const k = 2 * row, dx = a[k] - b[k], dy = a[k + 1] - b[k + 1];
      if (found.bits === null && !(Object.is(a[k], b[k]) && Object.is(a[k + 1], b[k + 1]))) found.bits = first + row;
      if (!(dx * dx + dy * dy <= NOTICED_SQUARE)) found.far = first + row;
    }
    if (one.rows === two.rows) return;
    found.bits ??= first + rows;
    found.far ??= first + rows;
  };
  const work = beginRuns(scenario, extra, { record: compare });
  return { goOn: () => found.far === null && work.goOn(), found };
}
