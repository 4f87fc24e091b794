// Where one rule takes over from another within a run, as dynamics/branching.py has it: state goes over by what it
// means, an average keeps what is left of its start, and what has no counterpart starts anew.
import { isTyped } from "../formula/typed.js";
import { GRADIENT_INIT } from "./formulas.js";
import { begun } from "./steps.js";

const SMOOTHNESS = "largest smoothness so far";
const POWERS = ["beta1", "beta2"]; // what `powers` of a state are of

/**
 * @typedef {{name: string, code: object, numbers: Object<string, number>}} Rule with its hyperparameters as rules see
 *   them
 * @typedef {{state: import("./steps.js").State, shares: number[], goesOn: string[], anew: string[]}} Branch
 */

/** What each state variable means under the choices that are set, and the decay by which its start fades. */
function heldBy({ code, numbers }) {
  const chosen = (_, name) => code.choices[name][numbers[name]];
  return code.meanings.map(([what, decay]) => ({ what: what.replace(/\{(\w+)\}/g, chosen), decay }));
}

// what tells each variable from all others; one that nobody declared is its rule's own
function namesOf(rule) {
  const words = heldBy(rule).map(({ what }) => what), of = isTyped(rule.name) ? rule.name : "";
  return words.map((what, k) => [of, what, words.slice(0, k).filter((other) => other === what).length].join("\u0000"));
}

/** What is left of the start of each variable in the beginning. @param {Rule} rule */
export const firstShares = ({ code, numbers }) =>
  code.variables.map(() => (numbers.bias_correction === GRADIENT_INIT ? 0 : 1));

/** What is left of these shares after so many updates. @param {Rule} rule */
export function fadedShares(rule, shares, updates) {
  return heldBy(rule).map(({ decay }, k) => {
    let share = shares[k];
    if (decay) for (let n = 0; n < updates && share; n++) share = share > 1e-30 ? share * rule.numbers[decay] : 0;
    return share;
  });
}

/**
 * @param {Rule} from
 * @param {Rule} to
 * @param {import("./steps.js").State} state of `from`
 * @param {number[]} shares of `from`, there
 * @param {number[]} gradient met there, noise included
 * @returns {Branch}
 */
export function branched(from, to, state, shares, gradient) {
  const theirs = namesOf(from), places = namesOf(to).map((name) => theirs.indexOf(name)), held = heldBy(to);
  const both = from.code.follows && to.code.follows, words = held.map(({ what }) => what);
  const kept = places.map((place) => place >= 0);
  if (to.code.follows) {
    words.push(SMOOTHNESS);
    kept.push(both);
  }
  const [goesOn, anew] = [true, false].map((which) => [...new Set(words.filter((_, k) => kept[k] === which))]);
  const fresh = begun(to.code, to.numbers, [...state.position], state.length), first = firstShares(to);
  const { smoothness, lastPosition, lastGradient } = both ? state : fresh;
  const memory = { smoothness, lastPosition, lastGradient }, { step } = state, names = to.code.variables;
  if (places.length && places.every((place) => place < 0))
    return { state: { ...fresh, step, began: step }, shares: first, goesOn, anew };
  const start = (g) => firstVariables(to, g);
  const variables = state.variables.map((own, axis) => {
    const begins = start(gradient[axis]);
    return places.map((place, k) => (place < 0 ? begins[k] : own[place]));
  });
  const left = places.map((place, k) => (place < 0 ? first[k] : shares[place]));
  const powers = POWERS.map((decay, k) => left[held.findIndex((each) => each.decay === decay)] ?? state.powers[k]);
  const own = begun(to.code, to.numbers, { ...state, ...memory, variables, powers, names });
  return { state: own, shares: left, goesOn, anew };
}

function firstVariables({ code, numbers }, g) {
  if (numbers.bias_correction !== GRADIENT_INIT) return code.variables.map(() => 0);
  return code.variables.map((name) => ({ m: g, v: g * g })[name] ?? 0 * g);
}
