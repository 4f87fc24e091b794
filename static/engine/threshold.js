// The edge of stability of an optimizer, asked of its rule, as dynamics/averaging.py and dynamics/orbits/threshold.py
// do: with the rate held, what a rule averages is a linear filter of the gradients, q = C s + D g and s' = A s + B g.
import { typedRule } from "../formula/rule_about.js";
import { isTyped } from "../formula/typed.js";
import { OPTIMIZER_CODE, RULES } from "./formulas.js";

const SETTLING = 16; // steps after which no memory of fixed length is still empty
const HALVINGS = 60;
const SQUARINGS = 45;

const LIMIT = {
  step: Infinity, position: 0, correction1: 1, correction2: 1, next_correction1: 1, largest_gradient: 1,
  largest_signed: 1, smoothness: 0,
};
const MOST_FOUND = 512; // every place of a slider is one more
const found = new Map();

/**
 * The largest rate times curvature that is stable while the rate stays; NaN for rules that take a sign or give no rate.
 * @param {string} name of the optimizer
 * @param {Object<string, number>} hyper as the rules see them
 */
export function thresholdOf(name, hyper) {
  const { code, rule } = isTyped(name) ? typedRule(name) : { code: OPTIMIZER_CODE[name], rule: RULES[name] };
  if (code.takesSign) return NaN;
  const held = { ...hyper, lr: 1 }; // it is in the rate, so it does not matter; its slider then finds the answer here
  const key = `${name} ${Object.values(held)}`;
  if (!found.has(key)) {
    if (found.size >= MOST_FOUND) found.clear();
    found.set(key, edge(filterOf(rule, code.variables.length, held)));
  }
  return found.get(key);
}

function edge({ a, b, c, d }) {
  if (!Number.isFinite(d)) return NaN;
  const n = b.length;
  // the rate times curvature at which a gradient that alternates turns the position just round
  const shifted = a.map((row, i) => row.map((value, j) => value + (i === j ? 1 : 0)));
  const alternating = 2 / (d - solved(shifted, b).reduce((sum, value, i) => sum + c[i] * value, 0));
  const stable = (k, least) => {
    const top = [1 - k * d, ...c.map((value) => -k * value)];
    return holdsWithin([top, ...a.map((row, i) => [b[i], ...row])], least);
  };
  if (n === 0 || stable(alternating * (1 - 1e-6), 1 + 1e-9)) return alternating;
  let low = 0, high = alternating;
  for (let k = 0; k < HALVINGS; k++) {
    const middle = (low + high) / 2;
    if (stable(middle, 1 + 1e-12)) low = middle;
    else high = middle;
  }
  return low;
}

function filterOf(rule, size, hyper) {
  const context = { ...LIMIT, lr: hyper.lr };
  const ask = (g, state) => {
    const [step, rate, after] = rule(g, state, context, hyper);
    return [step / rate, after];
  };
  let state = new Array(size).fill(0);
  for (let k = 0; k < SETTLING; k++) state = ask(k % 2 ? -1 : 1, state)[1]; // away from 0, so that no denominator is
  const [q, after] = ask(1, state);
  const aside = state.map((_, k) => ask(1, state.map((value, j) => value + (j === k ? 1 : 0))));
  const memory = aside.flatMap(([other], k) => (Math.abs(other - q) > 1e-9 ? [k] : []));
  const [double, later] = ask(2, state);
  return {
    a: memory.map((i) => memory.map((k) => aside[k][1][i] - after[i])),
    b: memory.map((i) => later[i] - after[i]),
    c: memory.map((k) => aside[k][0] - q),
    d: double - q,
  };
}

/** Solves A x = b by elimination; A is small. */
export function solved(a, b) {
  const rows = a.map((row, i) => [...row, b[i]]), n = rows.length;
  for (let k = 0; k < n; k++) {
    let best = k;
    for (let i = k + 1; i < n; i++) if (Math.abs(rows[i][k]) > Math.abs(rows[best][k])) best = i;
    [rows[k], rows[best]] = [rows[best], rows[k]];
    for (let i = 0; i < n; i++) {
      if (i === k) continue;
      const factor = rows[i][k] / rows[k][k];
      for (let j = k; j <= n; j++) rows[i][j] -= factor * rows[k][j];
    }
  }
  return rows.map((row, k) => row[n] / row[k]);
}

/**
 * Whether no eigenvalue of a matrix is longer than `most`, by squaring it again and again: once a power is shorter than
 * 1 all are shorter, once its trace is more than n one is longer.
 */
function holdsWithin(matrix, most) {
  const n = matrix.length;
  let power = Float64Array.from(matrix.flat(), (value) => value / most), next = new Float64Array(n * n), grown = 0;
  for (let k = 0; k < SQUARINGS; k++) {
    let size = 0, trace = 0;
    for (const value of power) size += value * value;
    for (let i = 0; i < n; i++) trace += power[i * n + i];
    size = Math.sqrt(size);
    // the true power is exp(grown) times this one
    if (grown + Math.log(size) < 0) return true;
    if (grown + Math.log(Math.abs(trace)) > Math.log(n)) return false;
    for (let i = 0; i < n; i++)
      for (let j = 0; j < n; j++) {
        let sum = 0;
        for (let l = 0; l < n; l++) sum += power[i * n + l] * power[l * n + j];
        next[i * n + j] = sum / size / size;
      }
    grown = 2 * (grown + Math.log(size));
    [power, next] = [next, power];
  }
  return true;
}
