// The runs of a scenario, for drawing: steps that have a frame, channels at each, and what a table needs to know.
import { isRuleLoaded, loadRule, typedRule } from "../formula/rule_about.js";
import { isLoaded, isTyped, loadTyped } from "../formula/typed.js";
import { NEAR, OPTIMIZER_CODE, SURFACE_CODE } from "./formulas.js";
import { hyperNumbers, known } from "./checks.js";
import { loadLoops, loopOf } from "./compose.js";
import { CHANNEL_COUNT, LOSS, writeChannels } from "./channels.js";
import { firstShares } from "./branching.js";
import { beginFork, parentsFirst, parentsOf } from "./forks.js";
import { formulaOf, landOf } from "./land.js";
import { normals } from "./noise.js";
import { roomFor } from "./simulate.js";
import { begun, factorsOf } from "./steps.js";
import { MOST_FRAMES, markCommon, markExtremes, planOf, wholePlan } from "./thinning.js";
import { thresholdOf } from "./threshold.js";

const MOST_UPDATES = 100000; // all runs together
const NEAR_SQUARE = NEAR * NEAR;

/**
 * @typedef {{surface: string, parameters?: Object<string, number>, start?: number[]|import("./steps.js").State,
 *   contenders: {optimizer: string, hyper?: Object<string, number|string>, fork?: {of: string, at: number}}[],
 *   steps?: number, noise?: number, seed?: number, schedule?: object}} Scenario plain JSON of scenarios.Scenario; what
 *   is missing has its default
 * @typedef {object} Series
 * @property {number} frames how many of the frames the run has; of a fork, those before it leaves among them: NaN
 * @property {number} updates that stayed finite
 * @property {number} final loss at its last frame
 * @property {?number} arrived updates until first near a known minimum, over every step
 * @property {number} threshold of stability; NaN for none
 * @property {number} left the step at which it leaves its parent; 0 for none, NaN where it does not
 * @property {string[]} goesOn of its state, then; anew: what starts anew
 * @typedef {object} Runs
 * @property {Float64Array} steps that have a frame, counted from the start
 * @property {number} F how many
 * @property {Float64Array} runs series x F x CHANNEL_COUNT, in the order of channels.js; NaN after a run has ended
 * @property {Series[]} series
 * @property {boolean} done whether that is all
 */

const codeOf = (name) => (isTyped(name) ? typedRule(name).code : known(OPTIMIZER_CODE, name, "optimizer"));
const typedRules = ({ contenders = [] }) => contenders.map(({ optimizer }) => optimizer).filter(isTyped);

const pairsOf = (scenario, extra) =>
  (scenario.contenders ?? []).map(({ optimizer }) => {
    codeOf(optimizer);
    return [optimizer, formulaOf(scenario, extra)];
  });

/** Loads what `compute` needs. */
export async function prepare(scenario, extra) {
  if (isTyped(scenario.surface)) await loadTyped(scenario.surface);
  landOf(scenario, extra); // or it says what is wrong
  await Promise.all(typedRules(scenario).map(loadRule));
  await loadLoops(pairsOf(scenario, extra));
}

/** Whether `compute` can be called at once. */
export const isReady = (scenario, extra) => (!isTyped(scenario.surface) || isLoaded(scenario.surface))
  && typedRules(scenario).every(isRuleLoaded) && pairsOf(scenario, extra).every((pair) => loopOf(...pair));

/** Whether a scenario is too much for one frame of the page: then `computeFar` is for it. */
export const isLong = ({ steps = 0, contenders = [] }) => steps * contenders.length > MOST_UPDATES;

/**
 * All at once, after `prepare`.
 * @param {Scenario} scenario
 * @param {Object<string, import("./land.js").Sampled>} [extra]
 * @param {{most?: number, until?: number}} [options] most: frames, about; until: the first so many steps alone
 * @returns {Runs}
 */
export function compute(scenario, extra = {}, options = {}) {
  const work = beginRuns(scenario, extra, options);
  while (work.goOn());
  return work.soFar();
}

/**
 * The same in small parts: `goOn()` steps one run through one piece, and tells whether there is more; `soFar()` gives
 * the frames until then.
 * @param {{most?: number, until?: number, record?: function(object[], import("./land.js").Land, number): void}}
 *   [options] record(ways, land, first): takes each piece instead of its frames: every row from `first` on, in
 *   `ways[k].out`; then there is no `soFar`
 * @returns {{goOn: () => boolean, soFar: () => Runs, share: () => number}}
 */
export function beginRuns(scenario, extra = {}, { most = MOST_FRAMES, until = Infinity, record = null } = {}) {
  const land = landOf(scenario, extra), { contenders = [], noise = 0, seed = 0, schedule = {} } = scenario;
  const whole = scenario.steps ?? SURFACE_CODE[land.name]?.steps ?? 0, steps = Math.min(whole, until);
  const plan = record ? wholePlan(steps) : planOf(steps, most, contenders.length);
  const begin = scenario.start ?? land.start, origin = Array.isArray(begin) ? 0 : begin.step ?? Infinity;
  const length = Array.isArray(begin) ? whole : begin.length; // the schedule's
  const parents = parentsOf(contenders), order = parentsFirst(contenders);
  const ways = contenders.map(({ optimizer, hyper = {}, fork }, k) => {
    const own = codeOf(optimizer), numbers = hyperNumbers(own, hyper), rule = { name: optimizer, code: own, numbers };
    const threshold = thresholdOf(optimizer, numbers);
    return {
      rule, parent: parents[k],
      fork: fork && { at: Math.min(fork.at, whole) },
      loop: loopOf(optimizer, formulaOf(scenario, extra)),
      run: fork ? null : { state: begun(own, numbers, begin, whole), every: 1, p: land.p, hyper: numbers },
      origin: { shares: firstShares(rule), at: 0 },
      lead: 0, // rows of this piece before it begins
      out: roomFor(plan.piece + 1),
      rows: 0, // that it has of this piece
      ended: false,
      noisy: noise > 0,
      takesSign: own.takesSign,
      threshold,
      about: {
        frames: 0, updates: 0, final: NaN, arrived: null, threshold,
        left: fork ? NaN : 0, goesOn: [], anew: [],
      },
    };
  });
  const chunks = [];
  let first = 0, next = 0, piece = null;

  /** Rows `first` to the end of the piece; the loop goes one row further, to where the next piece begins. */
  const opened = () => {
    const rows = Math.min(plan.piece, steps + 1 - first), onward = first + rows > steps ? rows - 1 : rows;
    const kept = new Uint8Array(rows), from = origin + first, to = from + onward + 1, timeless = origin === Infinity;
    markCommon(kept, plan, first);
    return {
      rows, onward, kept,
      factors: timeless ? null : factorsOf(schedule, from, to, length),
      shocks: noise && !timeless ? normals(noise, seed, from, to) : null,
    };
  };

  const goOn = () => {
    if (first > steps) return false;
    piece ??= opened();
    if (next < ways.length) {
      const way = ways[order[next++]];
      way.lead = 0;
      if (!way.run) beginFork(way, ways[way.parent], piece, first);
      advance(way, piece, plan, land, first);
    }
    if (next < ways.length) return true;
    chunks.push(record ? record(ways, land, first) : chunkOf(ways, piece, land, first));
    [first, next, piece] = [first + piece.rows, 0, null];
    return first <= steps;
  };
  const series = () => ways.map(({ about }) => ({ ...about }));
  return { goOn, soFar: () => joined(chunks, series(), first > whole), share: () => Math.min(first / (whole + 1), 1) };
}

/** Steps one run through a piece, and marks its extremes. */
function advance(way, { rows, onward, kept, factors, shocks }, plan, land, first) {
  way.rows = 0;
  if (way.ended) return;
  const { run, out, about, lead } = way;
  way.rows = rows;
  if (!run) return;
  way.from = { state: run.state, row: lead };
  const steps = onward - lead, from = (numbers) => (lead ? numbers?.subarray(2 * lead) : numbers);
  Object.assign(run, { steps, factors: lead ? factors?.subarray(lead) : factors, shocks: from(shocks) });
  const made = way.loop(run, lead ? Object.fromEntries(Object.entries(out).map(([k, v]) => [k, from(v)])) : out);
  way.rows = Math.min(lead + made + 1, rows);
  way.ended = made < steps;
  about.updates += made;
  if (about.arrived === null && land.minima.length) {
    const row = arrivalIn(out.position, lead, way.rows, land);
    if (row >= 0) about.arrived = first + row;
  }
  markExtremes(kept, plan, out.position, way.rows);
}

/** The first row near a known minimum; -1 for none. Squares are compared: a rounded root may say otherwise. */
function arrivalIn(position, begins, rows, land) {
  for (let row = begins; row < rows; row++)
    if (land.square(position[2 * row], position[2 * row + 1]) <= NEAR_SQUARE) return row;
  return -1;
}

/** The frames of a piece. */
function chunkOf(ways, { rows, kept }, land, first) {
  const F = kept.reduce((sum, one) => sum + one, 0), steps = new Float64Array(F);
  const data = new Float64Array(ways.length * F * CHANNEL_COUNT).fill(NaN);
  for (let row = 0, frame = 0; row < rows; row++) if (kept[row]) steps[frame++] = first + row;
  ways.forEach((way, i) => {
    let frame = i * F;
    for (let row = 0; row < way.rows; row++) {
      if (!kept[row]) continue;
      if (row >= way.lead) writeChannels(data, frame * CHANNEL_COUNT, land, way, row);
      frame += 1;
    }
    if (frame === i * F) return;
    way.about.frames += frame - i * F;
    way.about.final = data[(frame - 1) * CHANNEL_COUNT + LOSS];
  });
  return { steps, data, F };
}

/** @returns {Runs} of the chunks until now */
function joined(chunks, series, done) {
  // not before the end: a worker gives away what it shows
  if (done && chunks.length === 1) return { ...chunks[0], runs: chunks[0].data, series, done };
  const F = chunks.reduce((sum, chunk) => sum + chunk.F, 0), steps = new Float64Array(F);
  const runs = new Float64Array(series.length * F * CHANNEL_COUNT);
  let from = 0;
  for (const chunk of chunks) {
    steps.set(chunk.steps, from);
    const size = chunk.F * CHANNEL_COUNT;
    for (let i = 0; i < series.length; i++)
      runs.set(chunk.data.subarray(i * size, (i + 1) * size), (i * F + from) * CHANNEL_COUNT);
    from += chunk.F;
  }
  return { steps, F, runs, series, done };
}
