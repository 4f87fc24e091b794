// The optimizers and surfaces of Descent Explorer, and `simulate`: the same numbers as its Python, to the last bit.
// The parts between stars are written by dynamics/in_javascript.py, from the formulas that Numba compiles.

/* HELPERS */
/* CONSTANTS */
/* FUNCTIONS */

const surface = (about, f, grad, hess) => {
  const vector = (parameters = {}) => Object.entries(about.parameters).map(([name, usual]) => parameters[name] ?? usual);
  return {
    ...about,
    vector,
    value: (x, y, parameters) => f(x, y, vector(parameters)),
    gradient: (x, y, parameters) => grad(x, y, vector(parameters)),
    hessian: (x, y, parameters) => {
      const [xx, xy, yy] = hess(x, y, vector(parameters));
      return [[xx, xy], [xy, yy]];
    },
  };
};

/** By name: {title, parameters (name -> default), limits, start, centre, halfHeight}, value(x, y, parameters), gradient,
 * hessian. */
export const surfaces = /* SURFACES */;

/** By name: {title, hyper (name -> default), choices (name -> words), limits, variables (names of the state's)}. */
export const optimizers = /* OPTIMIZERS */;

const loops = /* LOOPS */;

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
  const land = known(surfaces, settings.surface, "surface"), optimizer = known(optimizers, settings.optimizer, "optimizer");
  if (!Number.isInteger(steps) || !Number.isInteger(every) || steps < 0 || every < 1)
    throw new Error(`steps and every must be whole numbers, at least 0 and at least 1; got ${steps} and ${every}.`);
  if (steps / every > MOST_ROWS) throw new Error(`${steps} steps would keep more than ${MOST_ROWS} rows; give every.`);
  if (!(noise >= 0 && noise < Infinity)) throw new Error(`noise must be a finite number, at least 0; got ${noise}.`);
  if (!(Number.isInteger(seed) && seed >= 0)) throw new Error(`A seed must be a whole number, at least 0; got ${seed}.`);
  within(land.parameters, land.limits, parameters, land.title);
  const numbers = hyperNumbers(optimizer, hyper);
  const state = begun(optimizer, numbers, settings.start ?? land.start, steps);
  const rows = Math.floor(steps / every) + 1, names = ["position", "gradient", "effectiveRate", "firstMoment", "secondMoment"];
  const out = Object.fromEntries(names.map((name) => [name, new Float64Array(2 * rows)]));
  const run = {
    state, steps, every, p: Float64Array.from(land.vector(parameters)), hyper: numbers,
    factors: factors(schedule, state.step, state.step + steps + 1, state.length),
    shocks: noise ? normals(seed, state.step, state.step + steps + 1).map((value) => noise * value) : null,
  };
  const updates = loops[`${settings.optimizer} ${settings.surface}`](run, out);
  const kept = 2 * (Math.floor(updates / every) + 1);
  for (const name of names) out[name] = out[name].subarray(0, kept);
  return { ...out, updates, state: run.state };
}

const SETTINGS = ["surface", "parameters", "optimizer", "hyper", "start", "steps", "every", "schedule", "noise", "seed"];

/** Refuses what is no object, and names that mean nothing here: a misspelt one would be left out without a word. */
function only(names, given, what) {
  if (Object.prototype.toString.call(given) !== "[object Object]")
    throw new Error(`${what} takes an object with ${names.join(", ") || "nothing"}; got ${JSON.stringify(given)}.`);
  const unknown = Object.keys(given).find((name) => !names.includes(name));
  if (unknown !== undefined) throw new Error(`${what} has no ${JSON.stringify(unknown)}. It has ${names.join(", ") || "none"}.`);
}

function known(table, name, what) {
  if (!Object.hasOwn(table, name)) throw new Error(`There is no ${what} ${JSON.stringify(name)}. There are ${Object.keys(table).join(", ")}.`);
  return table[name];
}

function within(defaults, limits, given, title) {
  only(Object.keys(defaults), given, title);
  for (const [name, value] of Object.entries(given)) {
    const [least, most, closed = true] = limits[name];
    if (!(typeof value === "number" && value >= least && (closed ? value <= most : value < most)))
      throw new Error(`${name} of ${title} must be at least ${least} and ${closed ? "at most" : "below"} ${most}; got ${value}.`);
  }
}

/** As the rules see them: choices by their place. */
function hyperNumbers(optimizer, given) {
  only(Object.keys(optimizer.hyper), given, optimizer.title);
  const chosen = Object.fromEntries(Object.entries(given).filter(([name]) => Object.hasOwn(optimizer.choices, name)));
  within(optimizer.hyper, optimizer.limits, Object.fromEntries(Object.entries(given).filter(([name]) => !(name in chosen))), optimizer.title);
  return Object.fromEntries(Object.entries({ ...optimizer.hyper, ...given }).map(([name, value]) => {
    if (!Object.hasOwn(optimizer.choices, name)) return [name, value];
    const place = optimizer.choices[name].indexOf(value);
    if (place < 0) throw new Error(`${name} of ${optimizer.title} must be one of ${optimizer.choices[name].join(", ")}; got ${value}.`);
    return [name, place];
  }));
}

/** The state to begin with, at a point or where another run ended. */
function begun(optimizer, hyper, start, steps) {
  const first = firstPower(hyper.bias_correction ?? 1), names = optimizer.variables;
  if (Array.isArray(start)) {
    if (start.length !== 2 || !start.every(Number.isFinite)) throw new Error(`A start must be two finite numbers, or a state of a run; got ${start}.`);
    const none = [NaN, NaN], variables = [names.map(() => 0), names.map(() => 0)];
    return { position: start, variables, powers: [first, first], smoothness: 0, lastPosition: none, lastGradient: none, step: 0, length: steps, names };
  }
  if (String(start.names) !== String(names)) throw new Error(`This state holds ${start.names}, but ${optimizer.title} keeps ${names}.`);
  return { ...start, powers: start.step ? start.powers.map((power) => power * first) : [first, first] };
}

/** A factor of the learning rate for each update; null for a constant one. */
function factors(schedule, first, last, length) {
  only(Object.keys(SCHEDULE), schedule, "A schedule");
  const { kind, final, at, by } = { ...SCHEDULE, ...schedule };
  if (!(final > 0 && final <= 1)) throw new Error(`A schedule must end at a share of the learning rate above 0 and at most 1; got ${final}.`);
  if (!(Array.isArray(at) && at.length <= 20 && at.every((share) => share > 0 && share < 1) && by > 0 && by <= 1))
    throw new Error(`A schedule steps at up to 20 shares of the run, by a factor up to 1; got ${at} and ${by}.`);
  const made = {
    constant: null,
    "inverse-sqrt": (t) => inverseSqrt(t),
    exponential: (t, share) => exponential(share, final),
    cosine: (t, share) => halfCosine(share),
    step: (t, share) => at.reduce((factor, place) => (share >= place ? factor * by : factor), 1),
  };
  const factor = known(made, kind, "schedule");
  if (!factor) return null;
  return Float64Array.from({ length: last - first }, (_, k) => {
    const t = Math.min(first + k, length);
    return factor(t, t / Math.max(length, 1));
  });
}

// Philox4x32-10, as in dynamics/noise.py: the high half of a product of 32-bit words, by their 16-bit halves
const high = (a, b) => {
  const [a1, a0, b1, b0] = [a >>> 16, a & 0xffff, b >>> 16, b & 0xffff];
  const middle = a1 * b0 + ((a0 * b0) >>> 16), lower = a0 * b1 + (middle & 0xffff);
  return (a1 * b1 + Math.floor(middle / 65536) + Math.floor(lower / 65536)) >>> 0;
};

function words(a, b, left, right) {
  let c = 0, d = 0;
  for (let round = 0; round < 10; round++) {
    const p = high(a, FACTORS[0]), q = high(c, FACTORS[1]);
    const [low, other] = [Math.imul(a, FACTORS[0]) >>> 0, Math.imul(c, FACTORS[1]) >>> 0];
    [a, b, c, d] = [(q ^ b ^ left) >>> 0, other, (p ^ d ^ right) >>> 0, low];
    left = (left + GROWTHS[0]) >>> 0;
    right = (right + GROWTHS[1]) >>> 0;
  }
  return [a, b, c, d];
}

/** Two independent standard normal numbers for each step, from the seed and the step alone. */
function normals(seed, first, last) {
  const share = (upper, lower) => ((upper >>> 5) * 67108864 + (lower >>> 6) + 1) * 2 ** -53;
  const out = new Float64Array(2 * (last - first));
  for (let step = first; step < last; step++) {
    const [a, b, c, d] = words(step >>> 0, Math.floor(step / 4294967296), seed >>> 0, Math.floor(seed / 4294967296));
    out.set(normalPair(share(a, b), share(c, d)), 2 * (step - first));
  }
  return out;
}
