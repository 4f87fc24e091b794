// rows.js: the runs once more, in float64, for files of numbers: at the steps that are asked for, in short turns so
// that the page lives on. A run of a million steps is never held as a whole.
import { beginRuns } from "../engine/runs.js";
import { loadLoops } from "../engine/compose.js";
import { formulaOf } from "../engine/land.js";
import { isDead, readSigns, readThermometer } from "../engine/thermometer.js";
import { besideOrbit } from "../figure/orbit.js";
import { MOST_TABLE_ROWS } from "./tables.js";

const TURN_MS = 12;
const ROW_PAIRS = ["position", "gradient", "effectiveRate", "firstMoment", "secondMoment"];
const ROW_NUMBERS = ["loss", "distance", "sharpness"];

/** What the figure steps: around an orbit from beside it. */
const steppedScenario = S => S.layout ? besideOrbit(S.data.scenario, S.data.orbit) : S.data.scenario;

/** How many steps apart rows must be so that all runs together have no more than a table holds. */
export function rowsApart(steps, runs) {
  let apart = Math.max(1, Math.floor(runs * steps / MOST_TABLE_ROWS));
  while (runs * (Math.ceil(steps / apart) + 1) > MOST_TABLE_ROWS) apart++;
  return apart;
}

/**
 * @param {(step: number, last: number) => boolean} wanted which steps; the last one of a run always is
 * @param {{ progress?: (share: number) => void, signal?: AbortSignal }} work
 * @returns {Promise<import("./tables.js").TableRun[]>}
 */
export async function tableRuns(S, wanted, { progress, signal } = {}) {
  const scenario = steppedScenario(S), runs = S.data.series.map(({ key, title }) => emptyRun(key, title));
  await loadLoops(scenario.contenders.map(({ optimizer }) => [optimizer, formulaOf(scenario, S.lands)]));
  const record = (ways, land, first) => {
    ways.forEach((way, k) => { if (way.rows) keepRows(runs[k], way, land, first, wanted, scenario.steps); });
  };
  const work = beginRuns(scenario, S.lands, { record });
  for (let more = true; more;) {
    const since = performance.now();
    while (more && performance.now() - since < TURN_MS) more = work.goOn();
    progress?.(work.share());
    await new Promise(go => setTimeout(go));
    signal?.throwIfAborted();
  }
  return runs;
}

const emptyRun = (key, title) => ({
  key, title, step: [], updates: 0, arrived: null, threshold: NaN, steepest: [],
  ...Object.fromEntries([...ROW_PAIRS, ...ROW_NUMBERS].map(name => [name, []])),
});

// of one piece: its rows that are wanted, and the last one of the run
function keepRows(run, way, land, first, wanted, steps) {
  const ends = way.ended || first + way.rows > steps;
  run.updates = way.about.updates;
  run.arrived = way.about.arrived;
  run.threshold = way.threshold;
  for (let row = way.lead; row < way.rows; row++) {
    if (wanted(first + row, steps) || ends && row === way.rows - 1) keepRow(run, way, land, first + row, row);
  }
}

const reading = [0, 0];
function keepRow(run, { out, takesSign }, land, step, row) {
  const k = 2 * row, [x, y] = [out.position[k], out.position[k + 1]], [xx, xy, yy] = land.hessian(x, y);
  run.step.push(step);
  for (const name of ROW_PAIRS) run[name].push(out[name][k], out[name][k + 1]);
  run.loss.push(land.value(x, y));
  run.distance.push(land.distance(x, y));
  const [deadX, deadY] = [k, k + 1].map(i => isDead(out.gradient[i], out.firstMoment[i], out.secondMoment[i]));
  if (takesSign) readSigns(reading, 0, xx, xy, yy);
  else {
    const [rateX, rateY] = [deadX ? NaN : out.effectiveRate[k], deadY ? NaN : out.effectiveRate[k + 1]];
    readThermometer(reading, 0, 1, rateX, rateY, deadX, deadY, xx, xy, yy);
  }
  const [sharpness, angle] = reading;
  run.sharpness.push(takesSign && !Number.isNaN(angle) ? xx + yy + 2 * Math.abs(xy) : sharpness);
  run.steepest.push(angle === Math.PI / 2 ? 0 : Math.cos(angle), Math.sin(angle));
}
