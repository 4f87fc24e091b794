// `simulate`: the same numbers as dynamics.simulate, to the last bit.
import { MOST_ROWS, OPTIMIZER_CODE, SURFACE_CODE } from "./formulas.js";
import { hyperNumbers, known, only, within } from "./checks.js";
import { begun, factorsOf } from "./steps.js";
import { loopOf } from "./compose.js";
import { normals } from "./noise.js";

const RECORDED = ["position", "gradient", "effectiveRate", "firstMoment", "secondMoment"];
const SETTINGS = [
  "surface", "parameters", "optimizer", "hyper", "start", "steps", "every", "schedule", "noise", "seed",
];

/** What a loop writes: arrays of pairs (x, y), one for each row. */
export const roomFor = (rows) => Object.fromEntries(RECORDED.map((name) => [name, new Float64Array(2 * rows)]));

/** The parameter vector of a surface: its own values where none are given. */
export const vectorOf = (land, parameters = {}) =>
  Object.entries(land.parameters).map(([name, usual]) => parameters[name] ?? usual);

const described = (land) => {
  const { f, grad, hess, minima, saddles, ...about } = land, vector = (parameters) => vectorOf(land, parameters);
  return {
    ...about,
    vector,
    value: (x, y, parameters) => f(x, y, vector(parameters)),
    gradient: (x, y, parameters) => grad(x, y, vector(parameters)),
    hessian: (x, y, parameters) => {
      const [xx, xy, yy] = hess(x, y, vector(parameters));
      return [[xx, xy], [xy, yy]];
    },
    minima: (parameters) => minima(vector(parameters)),
    saddles: (parameters) => saddles(vector(parameters)),
  };
};

/** By name: {title, parameters (name -> default), limits, start, centre, halfHeight, steps}, value(x, y, parameters),
 * gradient, hessian, minima(parameters), saddles. */
export const surfaces = Object.fromEntries(Object.entries(SURFACE_CODE).map(([name, land]) => [name, described(land)]));

/** By name: {title, hyper (name -> default), choices (name -> words), limits, variables (names of the state's)}. */
export const optimizers = OPTIMIZER_CODE;

/**
 * One optimizer on one surface from one start. What is left out has Python's default.
 * @param {object} settings
 * @param {string} settings.surface a name from `surfaces`
 * @param {Object<string, number>} [settings.parameters] of the surface, by name
 * @param {string} settings.optimizer a name from `optimizers`
 * @param {Object<string, number|string>} [settings.hyper] hyperparameters by name, choices as their words
 * @param {[number, number]|object} [settings.start] a point, or the `state` of an earlier run to go on from
 * @param {number} [settings.steps] updates
 * @param {number} [settings.every] keep every so many positions
 * @param {{kind: string, final?: number, at?: number[], by?: number}} [settings.schedule] of the learning rate
 * @param {number} [settings.noise] standard deviation of what is added to each component of the gradient
 * @param {number} [settings.seed] of the noise, a whole number from 0
 * @returns {{position: Float64Array, gradient: Float64Array, effectiveRate: Float64Array, firstMoment: Float64Array,
 *   secondMoment: Float64Array, updates: number, state: object}} pairs (x, y) in rows; updates that stayed finite
 * @throws {Error} with what is accepted
 */
export function simulate(settings) {
  only(SETTINGS, settings, "simulate");
  const { parameters = {}, hyper = {}, steps = 1000, every = 1, schedule = {}, noise = 0, seed = 0 } = settings;
  const land = known(surfaces, settings.surface, "surface");
  const optimizer = known(optimizers, settings.optimizer, "optimizer");
  if (!Number.isInteger(steps) || !Number.isInteger(every) || steps < 0 || every < 1)
    throw new Error(`steps and every must be whole numbers, at least 0 and at least 1; got ${steps} and ${every}.`);
  if (steps / every > MOST_ROWS)
    throw new Error(`${steps} steps would keep more than ${MOST_ROWS} rows; give every.`);
  if (!(noise >= 0 && noise < Infinity))
    throw new Error(`noise must be a finite number, at least 0; got ${noise}.`);
  if (!(Number.isInteger(seed) && seed >= 0))
    throw new Error(`A seed must be a whole number, at least 0; got ${seed}.`);
  within(land.parameters, land.limits, parameters, land.title);
  const numbers = hyperNumbers(optimizer, hyper);
  const state = begun(optimizer, numbers, settings.start ?? land.start, steps);
  const last = state.step + steps + 1, out = roomFor(Math.floor(steps / every) + 1);
  const run = {
    state, steps, every, p: Float64Array.from(land.vector(parameters)), hyper: numbers,
    factors: factorsOf(schedule, state.step, last, state.length),
    shocks: noise ? normals(noise, seed, state.step, last) : null,
  };
  const updates = loopOf(settings.optimizer, settings.surface)(run, out);
  const kept = 2 * (Math.floor(updates / every) + 1);
  for (const name of RECORDED) out[name] = out[name].subarray(0, kept);
  return { ...out, updates, state: run.state };
}
