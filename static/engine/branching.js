// Where one rule takes over from another within a run, as dynamics/branching.py has it: state goes over by what it
// means, an average keeps what is left of its start, and what has no counterpart starts anew.
import { GRADIENT_INIT } from "./formulas.js";
import { begun } from "./steps.js";

const SMOOTHNESS = "largest smoothness so far";
const MOMENTS = { m: (g) => g, v: (g) => g * g }; // what starts so under gradient-init
const POWERS = ["beta1", "beta2"]; // what `powers` of a state are of

/**
 * @typedef {{name: string, code: object, numbers: Object<string, number>}} Rule with its hyperparameters as rules see
 *   them
 * @typedef {{state: import("./steps.js").State, shares: number[], goesOn: string[], anew: string[]}} Branch
 */

/**
 * What each state variable means under the choices that are set, and the decay by which its start fades; its name, as
 * the rule's own (of), where nobody declared it.
 */
function heldBy({ name, code, numbers }) {
  const chosen = (words) => words.replace(/\{(\w+)\}/g, (_, choice) => code.choices[choice][numbers[choice]]);
  return code.meanings.map(([what, decay], k) =>
    (what ? { what: chosen(what), decay: chosen(decay), of: "" } : { what: code.variables[k], decay: "", of: name }));
}

// what tells each variable from all others: also the how many-th of its meaning it is
function namesOf(rule) {
  const words = heldBy(rule).map(({ what, of }) => `${of}\u0000${what}`);
  return words.map((each, k) => `${each}\u0000${words.slice(0, k).filter((other) => other === each).length}`);
}

/** What each variable holds, before the first update, of the 0 that averages start from. @param {Rule} rule */
export const firstShares = ({ code, numbers }) =>
  code.shares ?? code.variables.map((name) => Number(numbers.bias_correction !== GRADIENT_INIT || !(name in MOMENTS)));

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
  const unsaid = places.some((place, k) => place < 0 && held[k].of), rest = unsaid ? [1, 1] : state.powers;
  const powers = POWERS.map((decay, k) => left[held.findIndex((each) => each.decay === decay)] ?? rest[k]);
  const own = begun(to.code, to.numbers, { ...state, ...memory, variables, powers, names });
  return { state: own, shares: left, goesOn, anew };
}

function firstVariables({ code, numbers }, g) {
  if (code.starts) return code.starts(g);
  if (numbers.bias_correction !== GRADIENT_INIT) return code.variables.map(() => 0);
  return code.variables.map((name) => MOMENTS[name]?.(g) ?? 0 * g);
}
