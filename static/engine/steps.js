// What a run begins with, and what each of its steps is told besides the gradient.
import { SCHEDULE, exponential, firstPower, halfCosine, inverseSqrt } from "./formulas.js";
import { known, only } from "./checks.js";

/**
 * Where a run stands between two updates. A rule that never corrects has powers 0; a step of null, or infinite, is the
 * limit of a long run, with every correction 1. began: the step from which its rule counts, if not 0.
 * @typedef {{position: number[], variables: number[][], powers: number[], smoothness: number, lastPosition: number[],
 *   lastGradient: number[], step: ?number, length: number, names: string[], began?: number}} State
 */

/** The state to begin with: at a point, or where another run stood. @returns {State} */
export function begun(optimizer, hyper, start, length) {
  const first = firstPower(hyper.bias_correction ?? optimizer.convention ?? 1), names = optimizer.variables;
  if (Array.isArray(start)) {
    if (start.length !== 2 || !start.every(Number.isFinite))
      throw new Error(`A start must be two finite numbers, or a state of a run; got ${start}.`);
    const none = [NaN, NaN], variables = [names.map(() => 0), names.map(() => 0)], powers = [first, first];
    const memory = { powers, smoothness: 0, lastPosition: none, lastGradient: none };
    return { position: start, variables, ...memory, step: 0, length, names };
  }
  const list = (words) => words.join(", ") || "nothing";
  if (list(start.names) !== list(names))
    throw new Error(`This state holds ${list(start.names)}, but ${optimizer.title} keeps ${list(names)}.`);
  const step = start.step ?? Infinity, { began = 0 } = start;
  const powers = step - began ? start.powers.map((power) => power * first) : [first, first];
  const { lastPosition = [NaN, NaN], lastGradient = [NaN, NaN] } = start;
  return { ...start, step, powers, lastPosition, lastGradient };
}

/** A factor of the learning rate for each update `first` to `last` (exclusive); null for a constant one. */
export function factorsOf(schedule, first, last, length) {
  only(Object.keys(SCHEDULE), schedule, "A schedule");
  const { kind, final, at, by } = { ...SCHEDULE, ...schedule };
  if (!(final > 0 && final <= 1))
    throw new Error(`A schedule must end at a share of the learning rate above 0 and at most 1; got ${final}.`);
  const inside = Array.isArray(at) && at.length <= 20 && at.every((share) => share > 0 && share < 1);
  if (!(inside && by > 0 && by <= 1))
    throw new Error(`A schedule steps at up to 20 shares of the run, by a factor up to 1; got ${at} and ${by}.`);
  const made = {
    constant: null,
    "inverse-sqrt": (t) => inverseSqrt(t),
    exponential: (_, share) => exponential(share, final),
    cosine: (_, share) => halfCosine(share),
    step: (_, share) => at.reduce((factor, place) => (share >= place ? factor * by : factor), 1),
  };
  const factor = known(made, kind, "schedule");
  if (!factor) return null;
  return Float64Array.from({ length: last - first }, (_, k) => {
    const t = Math.min(first + k, length);
    return factor(t, t / Math.max(length, 1));
  });
}
