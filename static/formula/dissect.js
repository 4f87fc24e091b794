// dissect.js: one update of a rule, line by line: what each name is worth for x and for y. The operations are those of
// the lines that loops are composed of (lines.js), done at once, so that the bits are a run's own.
import {
  cosine, exp, hyperbolicCosine, hyperbolicSine, hyperbolicTangent, log, maximum, minimum, sign, sine, tangent,
} from "../engine/formulas.js";
import { CONSTANTS, RULE_INPUTS } from "./grammar.js";
import { formsOf } from "./kinds.js";
import { operandOf } from "./lines.js";

const DONE_AT_ONCE = {
  "+": (a, b) => a + b, "-": (a, b) => a - b, "*": (a, b) => a * b, "/": (a, b) => a / b, negative: a => -a,
  "<": (a, b) => a < b, "<=": (a, b) => a <= b, ">": (a, b) => a > b, ">=": (a, b) => a >= b,
  "==": (a, b) => a === b, "!=": (a, b) => a !== b, where: (condition, a, b) => condition ? a : b,
  sqrt: Math.sqrt, absolute: Math.abs, floor: Math.floor, sign, maximum, minimum,
  sin: sine, cos: cosine, tan: tangent, exp, log, sinh: hyperbolicSine, cosh: hyperbolicCosine, tanh: hyperbolicTangent,
};
const GRADIENT_FORM = { shape: "arrow", root: false, own: false };
const doing = { line: (kind, ...values) => DONE_AT_ONCE[kind](...values) };
/** What a tree is worth where names have these values. */
export const worth = (node, names) => operandOf(node, doing, names);

/**
 * @typedef {{name: string, node: ?any[], before: boolean, form: import("./kinds.js").Form, values: number[]}} Part of
 *   an update; node: what the name is given, null for the gradient and for a state as it was (before)
 */

/**
 * The parts of an update, in order: the gradient, the states before, each line.
 * @param {import("./rules.js").RuleText} text @param {import("../engine/replay.js").Told} told @returns {Part[]}
 */
export function dissected(text, told) {
  const { states, lines } = formsOf(text), [x, y] = [0, 1].map(axis => valuesAlong(text, told, axis));
  const values = (of, k) => [x[of][k], y[of][k]], given = { node: null, before: true };
  return [
    { ...given, name: "g", before: false, form: GRADIENT_FORM, values: told.gradient },
    ...[...text.states.keys()].map((name, k) => ({ ...given, name, form: states[k], values: values("states", k) })),
    ...text.lines.map(([name, node], k) => ({ name, node, before: false, form: lines[k], values: values("lines", k) })),
  ];
}

/** The states before the first update, by the gradient that it meets. @param {import("./rules.js").RuleText} text */
export const startsOf = ({ states }, g) =>
  [...states.values()].map(node => worth(node, { ...CONSTANTS, nan: NaN, g }));

/**
 * In one coordinate, 0 for x and 1 for y: the states before, what each line comes to, and what names were worth there.
 * @returns {{states: number[], lines: number[], known: Object<string, number>[]}}
 */
export function valuesAlong(text, { state, hyper, gradient, context }, axis) {
  const names = { ...CONSTANTS, nan: NaN }, parts = { g: gradient[axis], context: context[axis], hyper };
  for (const [name, [of, part]] of Object.entries(RULE_INPUTS)) names[name] = part ? parts[of][part] : parts[of];
  for (const h of text.hyperparameters) if (h.name !== "lr") names[h.name] = hyper[h.name] ?? h.value;
  const begun = state.variables[axis]; // before the first update, too, as the rule has them start
  [...text.states.keys()].forEach((name, place) => { names[name] = begun[place]; });
  const known = [], made = text.lines.map(([name, node]) => {
    known.push({ ...names });
    names[name] = worth(node, names);
    return names[name];
  });
  return { states: begun, lines: made, known };
}
