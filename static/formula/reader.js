// reader.js: the text of a formula to what it says, or the place of its first mistake, as engines/typed/reading.py has
// it.
import { Expressions } from "./expressions.js";
import { CONSTANTS, FORMULA_LIMITS, FUNCTIONS, HEADS, VARIABLES } from "./grammar.js";
import { sizeOf } from "./nodes.js";
import { FormulaError, tokensOf } from "./tokens.js";

export const DECLARES = ["=", "in"];

/**
 * @typedef {{name: string, value: number, low: number, high: number}} Constant
 * @typedef {{node: import("./nodes.js").Node, constants: Constant[], windows: Object<string, [number, number]>}} Typed
 * @param {string} text
 * @returns {Typed}
 * @throws {FormulaError}
 */
export function readFormula(text) {
  const letters = [...text], formulas = [], constants = [], windows = {};
  for (const part of textParts(tokensOf(letters))) {
    if (!declares(part)) {
      formulas.push(part);
      continue;
    }
    const { name, value, ends } = new Part(letters, part, constants.map(own => own.name)).declaration(windows);
    if (VARIABLES.includes(name)) windows[name] = ends;
    else constants.push({ name, value, low: ends[0], high: ends[1] });
  }
  if (!formulas.length) throw new FormulaError("empty", 0, 0);
  if (formulas.length > 1) {
    const second = formulas[1];
    throw new FormulaError("two", second[0].at, second.at(-1).at - second[0].at);
  }
  const node = new Part(letters, formulas[0], constants.map(own => own.name)).formula();
  const count = sizeOf(node), most = FORMULA_LIMITS.nodes;
  if (count > most) {
    const [first] = formulas[0];
    throw new FormulaError("large", first.at, formulas[0].at(-1).at - first.at, { count, most });
  }
  return { node, constants, windows };
}

/** The tokens of each line that is not empty, with an end of its own. */
export function textParts(tokens) {
  const parts = [[]];
  for (const token of tokens) {
    if (token.kind === "break") {
      parts.at(-1).push({ kind: "end", text: "", at: token.at, length: 0, value: 0 });
      parts.push([]);
    } else parts.at(-1).push(token);
  }
  return parts.filter(part => part[0].kind !== "end");
}

const declares = ([first, second]) =>
  first.kind === "name" && DECLARES.includes(second.text) && !HEADS.includes(first.text);

/** Reads one part of a text: a formula, or what stands beside it. */
class Part extends Expressions {
  declaration(windows) {
    const name = this.next(), word = name.text, window = this.now.text === "in";
    const used = [...Object.keys(CONSTANTS), ...Object.keys(FUNCTIONS), ...HEADS, ...DECLARES,
      ...(window ? [] : VARIABLES)].includes(word);
    if (used || (window && !VARIABLES.includes(word))) throw this.fault(used ? "taken" : "value", name);
    if (this.own.includes(word) || Object.hasOwn(windows, word)) throw this.fault("twice", name);
    if (word.length > FORMULA_LIMITS.name) throw this.fault("name", name, { most: FORMULA_LIMITS.name });
    if (!window && this.own.length >= FORMULA_LIMITS.constants)
      throw this.fault("constants", name, { most: FORMULA_LIMITS.constants });
    let value = 0;
    if (!window) {
      this.next();
      value = this.signed();
      if (this.now.kind === "end") {
        const wide = Math.max(1, Math.abs(value));
        return { name: word, value, ends: [value - wide, value + wide] };
      }
    }
    if (this.now.text !== "in") throw this.fault("value", this.now);
    this.next();
    const ends = this.range();
    if (!window && !(ends[0] <= value && value <= ends[1])) throw this.fault("outside", name);
    return { name: word, value, ends };
  }
  formula() {
    this.head();
    const node = this.sum();
    this.ended();
    return node;
  }
  head() {
    if (!HEADS.includes(this.now.text)) return;
    const words = this.part.map(token => token.text);
    for (const head of [["="], ["(", "x", ",", "y", ")", "="]])
      if (head.every((word, k) => words[1 + k] === word)) this.i = 1 + head.length;
  }
}
