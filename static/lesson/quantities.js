// quantities.js: what a lesson may ask of a run, by the names of lessons/quantities.py (a test holds that they are the
// same, and the values too).
import { isDead, readSigns, readThermometer } from "../engine/thermometer.js";
import { surfaceSettings } from "./measured.js";
import { regimeOf } from "./regime.js";
import { firstWhere } from "./values.js";

const column = (pairs, axis) => Float64Array.from({ length: pairs.length / 2 }, (_, k) => pairs[2 * k + axis]);
const changes = row => Float64Array.from({ length: row.length - 1 }, (_, k) => row[k + 1] - row[k]);
const byRow = (run, f) => Float64Array.from({ length: run.position.length / 2 }, (_, k) =>
  f(run.position[2 * k], run.position[2 * k + 1], k));
const nearBy = (run, radius) => Array.from(byRow(run, run.land.square), square => square <= radius * radius);

/** @type {Object<string, (run: import("./measured.js").Measured) => any>} */
export const QUANTITY_OF = {
  x: run => column(run.position, 0),
  y: run => column(run.position, 1),
  loss: run => byRow(run, run.land.value),
  gradient_x: run => column(run.gradient, 0),
  gradient_y: run => column(run.gradient, 1),
  distance: run => byRow(run, run.land.distance),
  step_x: run => changes(column(run.position, 0)),
  step_y: run => changes(column(run.position, 1)),
  rate_x: run => column(run.effectiveRate, 0),
  rate_y: run => column(run.effectiveRate, 1),
  sharpness: sharpnessRow,
  updates: run => run.updates,
  first: run => radius => firstWhere(nearBy(run, radius)),
  stays: run => radius => {
    const near = nearBy(run, radius), from = near.lastIndexOf(false) + 1;
    return from < near.length ? from : Infinity;
  },
  repeats: run => period => regimeOf(run).period === period,
  settles: run => regimeOf(run).settles,
  outcome: run => run.words ?? inWords(run),
  left: run => regimeOf(run).left,
};

function inWords(run) {
  const { left, settles, period } = regimeOf(run);
  if (left) return "leaves the map";
  if (period) return `falls into a ${period}-cycle`;
  return settles ? "settles at a minimum" : "neither settles nor repeats within these steps";
}

function sharpnessRow(run) {
  const { gradient, effectiveRate, firstMoment, secondMoment, threshold, land, takesSign } = run, reading = [0, 0];
  return byRow(run, (x, y, row) => {
    const [xx, xy, yy] = land.hessian(x, y);
    const [deadX, deadY] = [2 * row, 2 * row + 1].map(k => isDead(gradient[k], firstMoment[k], secondMoment[k]));
    const [rateX, rateY] = [deadX, deadY].map((dead, axis) => dead ? NaN : effectiveRate[2 * row + axis]);
    if (takesSign) readSigns(reading, 0, xx, xy, yy);
    else readThermometer(reading, 0, threshold, rateX, rateY, deadX, deadY, xx, xy, yy);
    return reading[0];
  });
}

/** A scenario's settings, and its runs by key. @param {import("./measured.js").Measured[]} runs */
export function toldOf(scenario, runs) {
  const { start, steps, noise } = scenario, told = { start: { x: start[0], y: start[1] }, steps, noise };
  told.surface = surfaceSettings(scenario);
  for (const run of runs) told[run.key] = withQuantities({ ...run.hyper }, run);
  return told;
}

/** Each is computed when it is asked for, and once; a setting goes before a quantity of its name. */
function withQuantities(found, run) {
  for (const [name, of] of Object.entries(QUANTITY_OF)) {
    let value;
    if (!(name in found)) Object.defineProperty(found, name, { enumerable: true, get: () => value ??= of(run) });
  }
  return found;
}
