// measured.js: the runs of a scenario, every row of them, for what a lesson asks of them.
import { OPTIMIZER_CODE, SURFACE_CODE } from "../engine/formulas.js";
import { landOf } from "../engine/land.js";
import { beginRuns, prepare } from "../engine/runs.js";
import { keysOf } from "../engine/forks.js";
import { typedRule } from "../formula/rule_about.js";
import { isTyped, typedOf } from "../formula/typed.js";

const MEASURE_MS = 12; // ms of the page's time at once
const MOST_VALUES = 4e7; // numbers that are held; a longer run is not measured
const MEASURED_ON = 2048; // updates beyond the last, by which a cycle is told from what only looks like one
const ROWS_KEPT = ["position", "gradient", "effectiveRate", "firstMoment", "secondMoment"];

/**
 * @typedef {object} Measured
 * @property {string} key as expressions write it: heavy_ball
 * @property {object} hyper its settings by name
 * @property {import("../engine/land.js").Land} land
 * @property {number} steps that were asked for
 * @property {number} updates that stayed finite
 * @property {boolean} takesSign
 * @property {number} threshold
 * @property {Float64Array} ahead the positions after the next updates, had the run gone on; none with noise
 * @property {Float64Array} position and gradient, effectiveRate, firstMoment, secondMoment: pairs, a row for each step
 */

/** @returns {Promise<Measured[]>} of each contender. Throws with a sentence where there is too much to hold. */
export async function measured(scenario, lands = {}) {
  const { contenders, steps, noise, schedule } = scenario;
  const steady = !noise && (schedule?.kind ?? "constant") === "constant", beyond = steady ? MEASURED_ON : 0;
  if (contenders.length * steps * ROWS_KEPT.length * 2 > MOST_VALUES) throw new Error("too long to be measured here");
  await prepare(scenario, lands);
  const land = landOf(scenario, lands), keys = keysOf(contenders);
  const runs = contenders.map(({ optimizer, hyper }, k) => ({
    key: keys[k].replaceAll("-", "_"), land, steps, updates: 0, rows: 0, ahead: [], takesSign: false, threshold: NaN,
    hyper: { ...(isTyped(optimizer) ? typedRule(optimizer).code : OPTIMIZER_CODE[optimizer]).hyper, ...hyper },
    ...Object.fromEntries(ROWS_KEPT.map(name => [name, new Float64Array(2 * (steps + 1))])),
  }));
  const record = ways => {
    for (const [k, way] of ways.entries()) keepPiece(runs[k], way);
  };
  const work = beginRuns({ ...scenario, steps: steps + beyond }, lands, { record });
  for (let more = true; more;) {
    const since = performance.now();
    while (more && performance.now() - since < MEASURE_MS) more = work.goOn();
    if (more) await new Promise(go => setTimeout(go));
  }
  for (const run of runs) for (const name of ROWS_KEPT) run[name] = run[name].subarray(0, 2 * run.rows);
  return runs;
}

function keepPiece(run, way) {
  const rows = Math.min(way.rows, run.steps + 1 - run.rows);
  for (const name of ROWS_KEPT) run[name].set(way.out[name].subarray(0, 2 * rows), 2 * run.rows);
  for (let k = 2 * rows; k < 2 * way.rows; k++) run.ahead.push(way.out.position[k]);
  run.rows += rows;
  run.updates = Math.min(way.about.updates, run.steps);
  run.takesSign = way.takesSign;
  run.threshold = way.threshold;
}

/** The surface's parameters by name. */
export function surfaceSettings({ surface, parameters }) {
  const usual = isTyped(surface)
    ? Object.fromEntries(typedOf(surface).constants.map(c => [c.name, c.value])) : SURFACE_CODE[surface]?.parameters;
  return { ...usual, ...parameters };
}
