// cycle.js: the closed orbit of a scenario's optimizer, found by Newton's method from one that was recorded beside it:
// its size, and whether it holds, as dynamics/orbits has them. The app looks for orbits from nothing; this follows one.
//
// A state is a row of numbers: x and its state variables, then y and its own. The map is a step once every correction
// has faded and the rate is constant.
import { OPTIMIZER_CODE } from "../engine/formulas.js";
import { hyperNumbers } from "../engine/checks.js";
import { loopOf } from "../engine/compose.js";
import { formulaOf, landOf } from "../engine/land.js";
import { roomFor } from "../engine/simulate.js";
import { solved } from "../engine/threshold.js";
import { typedRule } from "../formula/rule_about.js";
import { isTyped } from "../formula/typed.js";

const ROUNDS_TRIED = 40, HALVINGS_TRIED = 8, WALKS = [1, 4, 16, 64]; // in how many parts the settings change
const CLOSES = 1e-10; // of a component's size
const DIFFERENCE = 1e-4; // of a component's size, for differences; of fourth order, so that they have ten digits
const ROOT_SQUARINGS = 48;
const HOLDS_WITHIN = 1e-7; // a multiplier by differences is no better known
const COLLAPSED = 1e-3; // of the recorded one's size: it has become a point

const CYCLE_SAYS = ["period", "amplitude", "modulus", "stable"]; // as ORBIT of lessons/elsewhere.py

/** No orbit was found at the reader's settings. */
export class NoCycle extends Error {}

/** As `cycleFrom` has it, each computed when it is asked for. */
export function cycleOf(scenario, known) {
  const found = {};
  let value;
  for (const name of CYCLE_SAYS) {
    Object.defineProperty(found, name, { enumerable: true, get: () => (value ??= cycleFrom(scenario, known))[name] });
  }
  return found;
}

/**
 * @param {object} scenario of one optimizer, prepared
 * @param {{scenario: object, period: number, amplitude: number, state: number[][]}} known the orbit to begin with: a
 *   state on it (2, 1 + variables), and the scenario to which it belongs
 * @returns {{period: number, amplitude: number, modulus: number, stable: boolean}} Throws NoCycle.
 */
function cycleFrom(scenario, { scenario: own, period, state, amplitude }) {
  const isAlike = scenario.surface === own.surface && scenario.contenders[0]?.optimizer === own.contenders[0].optimizer;
  if (!isAlike) throw new NoCycle("this is another surface or optimizer than the recorded orbit's");
  const [before, after] = [own, scenario].map(settingsOf);
  for (const parts of WALKS) {
    let found = { states: [state.flat()] };
    for (let k = 1; k <= parts && found; k++) {
      const share = k / parts, between = (a, b) => share === 1 ? b : a + share * (b - a);
      const hyper = Object.fromEntries(Object.keys(after.hyper).map(name =>
        [name, between(before.hyper[name], after.hyper[name])]));
      const p = after.p.map((value, i) => between(before.p[i], value));
      found = closed(mapOf({ ...after, hyper, p }, period), found.states[0]);
    }
    if (found) return cycleTold(found, period, amplitude);
  }
  throw new NoCycle("no orbit was found at these settings");
}

function settingsOf(scenario) {
  const { optimizer, hyper } = scenario.contenders[0];
  const code = isTyped(optimizer) ? typedRule(optimizer).code : OPTIMIZER_CODE[optimizer];
  const loop = loopOf(optimizer, formulaOf(scenario, {}));
  return { loop, names: code.variables, p: landOf(scenario).p, hyper: hyperNumbers(code, hyper ?? {}) };
}

/** (state) => { after: the state so many steps on, states: those on the way }; null where they do not stay finite */
function mapOf({ loop, names, p, hyper }, period) {
  const wide = 1 + names.length, out = roomFor(2), none = [NaN, NaN];
  const before = { lastPosition: none, lastGradient: none, smoothness: 0, powers: [0, 0] };
  const rest = { ...before, step: Infinity, length: 0, names };
  const once = state => {
    const rows = [state.slice(0, wide), state.slice(wide)];
    const at = { ...rest, position: rows.map(row => row[0]), variables: rows.map(row => row.slice(1)) };
    const run = { steps: 1, every: 1, p, hyper, factors: null, shocks: null, state: at };
    if (!loop(run, out)) return null;
    return run.state.position.flatMap((place, axis) => [place, ...run.state.variables[axis]]);
  };
  return from => {
    const states = [];
    let state = from;
    for (let k = 0; k < period && state; k++) {
      states.push(state);
      state = once(state);
    }
    return state?.every(Number.isFinite) ? { after: state, states } : null;
  };
}

/** Newton's method on the state after a round minus the state before; null where it does not close. */
function closed(map, from) {
  let state = from, round = map(state);
  for (let n = 0; round && n < ROUNDS_TRIED; n++) {
    const sizes = sizesOf(round.states), miss = gapOf(round.after, state, sizes), slopes = slopesOf(map, state, sizes);
    if (!slopes) return null;
    if (longest(miss) <= CLOSES) return { slopes, states: round.states };
    const move = solved(slopes.map((row, i) => row.map((v, k) => v - (i === k ? 1 : 0))), miss.map(v => -v));
    let next = null;
    for (let k = 0; k < HALVINGS_TRIED && !next; k++) {
      const trial = state.map((v, i) => v + move[i] * sizes[i] / 2 ** k), after = map(trial);
      if (after && longest(gapOf(after.after, trial, sizes)) < longest(miss)) next = [trial, after];
    }
    if (!next) return null;
    [state, round] = next;
  }
  return null;
}
/** How large each component becomes on the way; what rests at 0 has the size of its like along the other axis. */
function sizesOf(states) {
  const most = states[0].map((_, k) => longest(states.map(state => state[k]))), wide = most.length / 2;
  return most.map((size, k) => size || most[(k + wide) % most.length] || 1);
}
const longest = row => row.reduce((most, v) => Math.max(most, Math.abs(v)), 0);
const gapOf = (after, before, sizes) => after.map((v, k) => (v - before[k]) / sizes[k]);

/** The round's derivatives in units of `sizes`: rows of what each component becomes. */
function slopesOf(map, state, sizes) {
  const columns = state.map((_, k) => {
    const [near, far] = [DIFFERENCE, 2 * DIFFERENCE].map(by => {
      const [up, down] = [by, -by].map(sign => map(state.map((v, i) => i === k ? v + sign * sizes[k] : v)));
      return up && down && gapOf(up.after, down.after, sizes).map(v => v / (2 * by));
    });
    return near && far && near.map((v, i) => (4 * v - far[i]) / 3);
  });
  return columns.every(Boolean) ? state.map((_, i) => columns.map(column => column[i])) : null;
}

/** The largest modulus of a matrix's eigenvalues: the 2ⁿ-th root of the size of its 2ⁿ-th power (Gelfand). */
function growthOf(matrix) {
  let power = matrix, logarithm = 0;
  for (let k = 0; k < ROOT_SQUARINGS; k++) {
    const size = longest(power.flat());
    if (!size) return 0;
    logarithm += Math.log(size) / 2 ** k;
    const shares = power.map(row => row.map(v => v / size));
    power = shares.map(row => row.map((_, j) => row.reduce((sum, v, i) => sum + v * shares[i][j], 0)));
  }
  return Math.exp(logarithm);
}

function cycleTold({ slopes, states }, period, usual) {
  const wide = states[0].length / 2, extents = [0, wide].map(axis => {
    const places = states.map(state => state[axis]);
    return Math.max(...places) - Math.min(...places);
  });
  const amplitude = Math.max(...extents) / 2, modulus = growthOf(slopes);
  if (period > 1 && amplitude <= COLLAPSED * usual) throw new NoCycle("the orbit has become a point");
  return { period, amplitude, modulus, stable: modulus <= 1 + HOLDS_WITHIN };
}
