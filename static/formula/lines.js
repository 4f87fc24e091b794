// lines.js: a syntax tree as lines of one operation each, equal ones once, and the lines of its derivatives, which do
// not grow. As engines/typed/meaning.py with engines/derivatives.py: the same operations, so the same bits.
//
// An operand is a number, "x", "y", "p0" for a constant of the reader's own, or the name of a line before.
import { COMPARISONS, CONSTANTS, FUNCTIONS } from "./grammar.js";

const FORMULA_NAMES = { ...CONSTANTS, x: "x", y: "y" };

/** @typedef {[string, ...(string|number)[]]} Operation kind ("+", "negative", "sin", ...) and its operands */

/** Lines that grow. */
export class Lines {
  constructor() {
    this.all = []; // [name, operation]
    this.known = new Map();
    this.slopes = { x: new Map([["x", 1]]), y: new Map([["y", 1]]) };
  }
  /** The operand that an operation gives. */
  line(kind, ...operands) {
    const number = foldedNumber(kind, operands);
    if (number !== null) return number;
    const key = `${kind} ${operands.map(v => (Object.is(v, -0) ? "-0" : v)).join(" ")}`;
    if (!this.known.has(key)) {
      const name = `t${this.all.length + 1}`;
      this.all.push([name, [kind, ...operands]]);
      this.known.set(key, name);
    }
    return this.known.get(key);
  }
  plus(a, b) {
    return a === 0 ? b : b === 0 ? a : this.line("+", a, b);
  }
  minus(a, b) {
    return b === 0 ? a : a === 0 ? this.line("negative", b) : this.line("-", a, b);
  }
  times(a, b) {
    return a === 0 || b === 0 ? 0 : a === 1 ? b : b === 1 ? a : this.line("*", a, b);
  }
  negative(a) {
    return a === 0 ? 0 : this.line("negative", a);
  }
  /** The derivative of an operand by x or y; 0 exactly where it does not depend on it. */
  slope(operand, by) {
    if (typeof operand === "number" || operand.startsWith("p")) return 0;
    const known = this.slopes[by];
    if (operand === "x" || operand === "y") return operand === by ? 1 : 0;
    if (!known.has(operand)) {
      const [, operation] = this.all[Number(operand.slice(1)) - 1];
      known.set(operand, this.slopeOf(operand, operation, by));
    }
    return known.get(operand);
  }
  slopeOf(name, [kind, a, b, c], by) {
    const of = operand => this.slope(operand, by);
    switch (kind) {
      case "+": return this.plus(of(a), of(b));
      case "-": return this.minus(of(a), of(b));
      case "*": return this.plus(this.times(of(a), b), this.times(a, of(b)));
      case "/": {
        const above = this.minus(of(a), this.times(name, of(b)));
        return above === 0 ? 0 : this.line("/", above, b);
      }
      case "negative": return this.negative(of(a));
      case "where": return of(b) === 0 && of(c) === 0 ? 0 : this.line("where", a, of(b), of(c));
      case "maximum":
      case "minimum": {
        if (of(a) === 0 && of(b) === 0) return 0;
        return this.line("where", this.line(kind === "maximum" ? ">" : "<", a, b), of(a), of(b));
      }
    }
    if (COMPARISONS.includes(kind) || kind === "sign" || kind === "floor" || of(a) === 0) return 0;
    if (kind === "sqrt") return this.line("/", of(a), this.times(2, name));
    if (kind === "log") return this.line("/", of(a), a);
    return this.times(this.outer(kind, name, a), of(a));
  }
  outer(kind, name, a) {
    switch (kind) {
      case "exp": return name;
      case "sin": return this.line("cos", a);
      case "cos": return this.negative(this.line("sin", a));
      case "tan": return this.line("+", 1, this.line("*", name, name));
      case "tanh": return this.line("-", 1, this.line("*", name, name));
      case "sinh": return this.line("cosh", a);
      case "cosh": return this.line("sinh", a);
      default: return this.line("sign", a); // of absolute
    }
  }
}

// Of numbers alone it is done; never to a zero with a sign, or to what is not finite.
function foldedNumber(kind, [a, b]) {
  if (typeof a !== "number" || (kind !== "negative" && typeof b !== "number")) return null;
  let value = null;
  if (kind === "negative") value = -a;
  else if (kind === "+") value = a + b;
  else if (kind === "-") value = a - b;
  else if (kind === "*") value = a * b;
  else if (kind === "/") value = b ? a / b : null;
  return value === null || !Number.isFinite(value) || Object.is(value, -0) ? null : value;
}

/**
 * The operand of a node.
 * @param {import("./nodes.js").Node} node
 * @param {Lines} lines
 * @param {Object<string, number|string>} [names] what each name stands for
 */
export function operandOf([kind, ...parts], lines, names = FORMULA_NAMES) {
  if (kind === "number") return parts[0];
  if (kind === "name") return names[parts[0]];
  if (kind === "constant") return `p${parts[0]}`;
  if (kind === "^") return powerOf(operandOf(parts[0], lines, names), parts[1], lines);
  const values = parts.map(part => operandOf(part, lines, names));
  if (COMPARISONS.includes(kind)) return lines.line(kind, ...values);
  if (Object.hasOwn(FUNCTIONS, kind)) {
    const [name, least, most] = FUNCTIONS[kind];
    return least < most ? values.reduce((a, b) => lines.line(name, a, b)) : lines.line(name, ...values);
  }
  return values.length === 1 ? lines.line("negative", ...values) : lines.line(kind, ...values);
}

function powerOf(base, n, lines) {
  if (n === 0) return 1;
  let made = base;
  for (const bit of Math.abs(n).toString(2).slice(1)) {
    made = lines.line("*", made, made);
    if (bit === "1") made = lines.line("*", made, base);
  }
  return n > 0 ? made : lines.line("/", 1, made);
}

/**
 * Value, gradient and Hessian of a formula, and what is 0 at its kinks: lines, and the operands that are the results.
 * @param {import("./nodes.js").Node} node
 * @returns {{lines: [string, Operation][], value: any, gradient: any[], hessian: any[], kinks: any[]}}
 */
export function meaningOf(node) {
  const lines = new Lines(), value = operandOf(node, lines);
  const gradient = ["x", "y"].map(by => lines.slope(value, by));
  const hessian = [lines.slope(gradient[0], "x"), lines.slope(gradient[0], "y"), lines.slope(gradient[1], "y")];
  return { lines: lines.all, value, gradient, hessian, kinks: kinksOf(lines, value) };
}

// as engines/kinks.py has them
function kinksOf(lines, value) {
  const operationOf = operand => lines.all[Number(String(operand).slice(1)) - 1]?.[1];
  const needed = new Set([value]), found = new Set();
  for (const operand of needed) {
    if (typeof operand !== "string" || !operand.startsWith("t")) continue;
    const [kind, a, b, ...rest] = operationOf(operand), [compares, c, d] = kind === "where" ? operationOf(a) ?? [] : [];
    if (kind === "absolute" || kind === "sign") found.add(a);
    if (kind === "maximum" || kind === "minimum") found.add(lines.line("-", a, b));
    if (COMPARISONS.includes(compares)) found.add(lines.line("-", c, d));
    for (const each of [a, b, ...rest]) needed.add(each);
  }
  return [...found].filter(each => typeof each === "string" && !each.startsWith("p"));
}
