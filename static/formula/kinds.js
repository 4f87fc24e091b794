// kinds.js: what the names of a rule are, read from its tree: whether a value turns with the gradient (a vector) or not
// (a size), which power of the gradient it grows with, and which power of a length it has.
//
// m = βm + (1 − β)g turns and grows with g; v = βv + (1 − β)g² does not turn and grows with g²; ηm/√v turns and is a
// length. A state is what its line makes of it, so that lines are read again until nothing changes.
import { COMPARISONS, RULE_INPUTS } from "./grammar.js";

const MOST_READINGS = 20; // the longest chain of states that a rule may hold, and some
const ODD = ["sign", "sin", "tan", "sinh", "tanh"], EVEN = ["abs", "cos", "cosh"];

/**
 * @typedef {{turns: ?boolean, power: ?number, length: ?number, fixed: boolean}} Kind null where its terms differ;
 *   power: of the gradient; length: of a length; fixed: made of settings alone. undefined: anything, as 0 is
 */
const kindMade = (turns, power, length, fixed = false) => ({ turns, power, length, fixed });
const FIXED = kindMade(false, 0, 0, true), MADE_STEP = kindMade(true, null, 1);
const GIVEN_KINDS = {
  ...Object.fromEntries(Object.keys(RULE_INPUTS).map(name => [name, FIXED])), nan: undefined,
  g: kindMade(true, 1, 0), lr: kindMade(false, 0, 1, true), base_lr: kindMade(false, 0, 1, true),
  x: kindMade(true, 0, 1), largest_gradient: kindMade(false, 1, 0),
  largest_signed: kindMade(null, 1, 0), smoothness: kindMade(false, 1, -1),
};
const alike = (a, b) => (a === b ? a : null);
const ofBoth = (a, b, of) => (a === null || b === null ? null : of(a, b));

// of a sum, the larger of two, a choice; a setting beside a size (ε) changes nothing about it
function joinedKind(a, b) {
  if (!a || !b) return a ?? b;
  if (a.fixed !== b.fixed) {
    const own = a.fixed ? b : a;
    return own.turns === false ? own : { ...own, turns: null };
  }
  return kindMade(alike(a.turns, b.turns), alike(a.power, b.power), alike(a.length, b.length), a.fixed);
}
const product = (a, b, by = 1) => a && b && kindMade(
  ofBoth(a.turns, b.turns, (p, q) => p !== q), ofBoth(a.power, b.power, (p, q) => p + by * q),
  ofBoth(a.length, b.length, (p, q) => p + by * q), a.fixed && b.fixed,
);
const raisedKind = (a, n) => a && kindMade(
  a.turns && (n % 2 === 0 ? false : n % 1 ? null : true), ofBoth(a.power, n, (p, q) => p * q),
  ofBoth(a.length, n, (p, q) => p * q), a.fixed,
);

function kindOf([what, ...parts], names) {
  if (what === "number") return parts[0] === 0 ? undefined : FIXED;
  if (what === "name") return parts[0] in names ? names[parts[0]] : FIXED;
  if (what === "where") return joinedKind(kindOf(parts[1], names), kindOf(parts[2], names));
  if (what === "^") return raisedKind(kindOf(parts[0], names), parts[1]);
  if (COMPARISONS.includes(what)) return FIXED;
  const [a, ...more] = parts.map(part => kindOf(part, names));
  if (what === "+" || what === "max" || what === "min" || what === "-") return more.reduce(joinedKind, a);
  if (what === "*" || what === "/") return product(a, more[0], what === "*" ? 1 : -1);
  if (!a || a.fixed) return a;
  if (what === "sqrt") return raisedKind(a, 0.5);
  const turns = EVEN.includes(what) ? a.turns && false : ODD.includes(what) ? a.turns : a.turns && null;
  return what === "abs" ? { ...a, turns } : kindMade(turns, what === "sign" ? 0 : null, a.length);
}

/**
 * The kind of each state and each line, in order.
 * @param {import("./rules.js").RuleText} text @returns {{states: Kind[], lines: Kind[]}}
 */
function kindsOf({ states, lines }) {
  const kept = [...states.keys()];
  let names = { ...GIVEN_KINDS, ...Object.fromEntries(kept.map(name => [name, undefined])) }, made = [], told = "";
  for (let reading = 0; reading < MOST_READINGS; reading++) {
    const begun = names;
    names = { ...names };
    made = lines.map(([name, node]) => {
      names[name] = name === "step" ? MADE_STEP : kindOf(node, names);
      return names[name];
    });
    names = { ...GIVEN_KINDS, ...Object.fromEntries(kept.map(name => [name, names[name] ?? begun[name]])) };
    const now = JSON.stringify([kept.map(name => names[name] ?? null), made.map(one => one ?? null)]);
    if (now === told) break;
    told = now;
  }
  return { states: kept.map(name => names[name]), lines: made };
}

/**
 * How a kind is drawn: what turns is an arrow, a size a box, whose sides are its values or their roots. own: whether it
 * is a length, and so drawn as long as it is; null: a number alone.
 * @typedef {?{shape: "arrow"|"box", root: boolean, own: boolean}} Form
 */
function formOf(of) {
  if (!of || of.fixed || of.turns === null) return null;
  if (of.turns) return [0, 1].includes(of.length) ? { shape: "arrow", root: false, own: of.length === 1 } : null;
  if (of.length === 2) return { shape: "box", root: true, own: true };
  if (of.length !== 0 || of.power !== 1 && of.power !== 2) return null;
  return { shape: "box", root: of.power === 2, own: false };
}

/** Of each state and each line; a rate is neither a vector nor a size. @returns {{states: Form[], lines: Form[]}} */
export function formsOf(text) {
  const { states, lines } = kindsOf(text);
  return {
    states: states.map(formOf),
    lines: lines.map((one, k) => text.lines[k][0] === "rate" ? null : formOf(one)),
  };
}
