// reader.js: text to a syntax tree, or the place of its first mistake, as engines/typed/reading.py does, line by line.
//
// A node is an array, its kind first: ["number", 2], ["name", "x"], ["constant", 0], ["-", a], ["+", a, b],
// ["^", a, 3], ["sin", a], ["where", ["<", a, b], c, d].
import {
  BINDS, COMPARISONS, CONSTANTS, COUNTS, FUNCTIONS, HEADS, FORMULA_LIMITS, VARIABLES,
} from "./grammar.js";
import { misspelt } from "./spelling.js";
import { FormulaError, tokensOf } from "./tokens.js";

export const DECLARES = ["=", "in"];
const [SUM_SIGNS, PRODUCT_SIGNS] = [1, 2].map(level => [..."+-*/"].filter(sign => BINDS[sign] === level));
const COMPARED = [...COMPARISONS, "="];

/**
 * @typedef {any[]} Node
 * @typedef {{name: string, value: number, low: number, high: number}} Constant
 * @typedef {{node: Node, constants: Constant[], windows: Object<string, [number, number]>}} Typed
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
    const { name, value, ends } = new Reader(letters, part, constants).declaration(windows);
    if (VARIABLES.includes(name)) windows[name] = ends;
    else constants.push({ name, value, low: ends[0], high: ends[1] });
  }
  if (!formulas.length) throw new FormulaError("empty", 0, 0);
  if (formulas.length > 1) {
    const second = formulas[1];
    throw new FormulaError("two", second[0].at, second.at(-1).at - second[0].at);
  }
  const node = new Reader(letters, formulas[0], constants).formula();
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

/** Nodes, powers written out as products. @param {Node} node */
export function sizeOf([kind, ...parts]) {
  if (kind === "number" || kind === "name" || kind === "constant") return 1;
  if (kind !== "^") return 1 + parts.reduce((sum, part) => sum + sizeOf(part), 0);
  const bits = Math.abs(parts[1]).toString(2), ones = [...bits].filter(bit => bit === "1").length;
  return sizeOf(parts[0]) + Math.max((parts[1] ? bits.length : 0) + ones - 2, 0) + (parts[1] < 0 ? 2 : 0)
    + (parts[1] === 0 ? 1 : 0);
}

const declares = ([first, second]) =>
  first.kind === "name" && DECLARES.includes(second.text) && !HEADS.includes(first.text);

/** Reads one part of a text. */
export class Reader {
  constructor(text, part, constants) {
    Object.assign(this, { text, part, i: 0, bars: 0, depth: 0, own: constants.map(constant => constant.name) });
  }
  get now() {
    return this.part[this.i];
  }
  sign(...signs) {
    return this.now.kind === "sign" && signs.includes(this.now.text);
  }
  next() {
    const token = this.now;
    if (token.kind !== "end") this.i += 1;
    return token;
  }
  taken(sign) {
    if (!this.sign(sign)) throw new FormulaError("close", this.now.at, this.now.length, { sign });
    this.next();
  }
  fault(kind, token, words = {}) {
    return new FormulaError(kind, token.at, token.length, { what: this.source(token, token), ...words });
  }
  source(first, last) {
    return this.text.slice(first.at, last.at + last.length).join("");
  }
  enter(token) {
    this.depth += 1;
    if (this.depth > FORMULA_LIMITS.depth) throw this.fault("deep", token, { most: FORMULA_LIMITS.depth });
  }

  // ---- what stands beside the formula

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
  range() {
    const first = this.now, most = FORMULA_LIMITS.size;
    this.taken("[");
    const low = this.signed();
    this.taken(",");
    const high = this.signed(), last = this.now;
    this.taken("]");
    if (!(-most <= low && low < high && high <= most))
      throw new FormulaError("range", first.at, last.at + last.length - first.at, { most: "a million" });
    if (this.now.kind !== "end") throw this.fault("value", this.now);
    return [low, high];
  }
  signed() {
    const negative = this.sign("-");
    if (negative) this.next();
    if (this.now.kind !== "number") throw this.fault("value", this.now);
    const { value } = this.next();
    return negative ? -value : value;
  }

  // ---- the formula

  formula() {
    this.head();
    const node = this.sum();
    this.ended();
    return node;
  }
  ended() {
    const token = this.now;
    if (token.kind === "end") return;
    if (COMPARED.includes(token.text)) throw this.fault("compare", token);
    if ([")", "|", "]"].includes(token.text)) throw this.fault("stray", token);
    throw this.fault("character", token);
  }
  head() {
    if (!HEADS.includes(this.now.text)) return;
    const words = this.part.map(token => token.text);
    for (const head of [["="], ["(", "x", ",", "y", ")", "="]])
      if (head.every((word, k) => words[1 + k] === word)) this.i = 1 + head.length;
  }
  sum() {
    let node = this.product();
    while (this.sign(...SUM_SIGNS)) node = [this.next().text, node, this.product()];
    return node;
  }
  product() {
    let node = this.leading(), divided = false;
    for (;;) {
      if (this.sign(...PRODUCT_SIGNS)) {
        divided = this.now.text === "/";
        node = [this.next().text, node, this.leading()];
      } else if (this.follows()) {
        if (divided) throw this.fault("divisor", this.now);
        node = ["*", node, this.power()];
      } else return node;
    }
  }
  follows() {
    if (this.now.kind === "number") {
      const before = this.part[this.i - 1];
      throw this.fault("operation", this.now, { before: this.source(before, before) });
    }
    return this.now.kind === "name" || this.sign("(") || (this.sign("|") && !this.bars);
  }
  leading() {
    if (!this.sign("-", "+")) return this.power();
    const sign = this.next();
    this.enter(sign);
    const node = this.leading();
    this.depth -= 1;
    return sign.text === "-" ? ["-", node] : node;
  }
  power() {
    const first = this.now, base = this.primary();
    if (!this.sign("^")) return base;
    const last = this.part[this.i - 1];
    this.enter(this.next());
    const begin = this.now, exponent = this.leading();
    this.depth -= 1;
    const end = this.part[this.i - 1], whole = foldedWhole(exponent);
    if (whole !== null && Math.abs(whole) <= FORMULA_LIMITS.exponent) return ["^", base, whole + 0];
    if (base[0] === "name" && base[1] === "e") return ["exp", exponent];
    const source = this.source(begin, end), words = begin === end ? source : `(${source})`;
    const meant = `exp(${words}*log(${this.source(first, last)}))`;
    const length = end.at + end.length - begin.at;
    throw new FormulaError("exponent", begin.at, length, { most: FORMULA_LIMITS.exponent, meant });
  }
  primary() {
    const token = this.now;
    if (token.kind === "number") return ["number", this.next().value];
    if (token.kind === "name") return this.named(this.next());
    if (this.sign("(", "|")) {
      this.next();
      this.enter(token);
      const { bars } = this, open = token.text;
      this.bars = open === "|" ? 1 : 0;
      const node = this.sum();
      this.taken(open === "(" ? ")" : "|");
      this.bars = bars;
      this.depth -= 1;
      return open === "(" ? node : ["abs", node];
    }
    throw token.kind === "end" ? new FormulaError("end", token.at, 0) : this.fault("operand", token);
  }
  named(name) {
    const { text } = name;
    if (Object.hasOwn(FUNCTIONS, text)) return this.call(name);
    if (this.own.includes(text)) return ["constant", this.own.indexOf(text)];
    if (VARIABLES.includes(text) || Object.hasOwn(CONSTANTS, text)) return ["name", text === "π" ? "pi" : text];
    throw this.fault(...misspeltAt(name, this.own));
  }
  call(name) {
    const [, least, most] = FUNCTIONS[name.text];
    this.enter(name);
    if (!this.sign("(")) return this.withoutBrackets(name);
    this.next();
    const { bars } = this;
    this.bars = 0;
    const values = [name.text === "where" ? this.condition() : this.sum()];
    while (this.sign(",")) {
      this.next();
      values.push(this.sum());
    }
    if (COMPARED.includes(this.now.text)) throw this.fault("compare", this.now);
    this.taken(")");
    this.bars = bars;
    this.depth -= 1;
    if (values.length < least || values.length > most)
      throw this.fault("few", name, { name: name.text, count: COUNTS[least], given: values.length });
    return [name.text, ...values];
  }
  withoutBrackets(name) {
    const plain = ["number", "name"].includes(this.now.kind) || (this.sign("|") && !this.bars);
    if (!plain || FUNCTIONS[name.text][1] > 1) throw this.fault("call", name);
    let node = this.power();
    while (this.follows()) {
      if (this.now.kind !== "name") throw this.fault("belongs", this.now, { name: name.text });
      if (Object.hasOwn(FUNCTIONS, this.now.text)) break;
      node = ["*", node, this.power()];
    }
    this.depth -= 1;
    return [name.text, node];
  }
  condition() {
    const first = this.now, left = this.sum(), sign = this.now;
    if (sign.text === "=") throw this.fault("equals", sign);
    if (!COMPARISONS.includes(sign.text)) {
      const last = this.part[this.i - 1];
      throw new FormulaError("where", first.at, last.at + last.length - first.at);
    }
    this.next();
    const node = [sign.text, left, this.sum()];
    if (COMPARED.includes(this.now.text)) throw this.fault("chain", this.now);
    return node;
  }
}

function misspeltAt(name, own) {
  const [kind, words] = misspelt(name.text, own);
  return [kind, name, words];
}

/** The whole number that an exponent is; null if it is none, or beyond a million. @param {Node} node */
function foldedWhole([kind, ...parts]) {
  let value = null;
  if (kind === "number") [value] = parts;
  else if (kind === "^") {
    const base = foldedWhole(parts[0]);
    if (base !== null && parts[1] >= 0) {
      value = 1;
      for (let k = 0; k < parts[1]; k++) {
        value *= base;
        if (Math.abs(value) > FORMULA_LIMITS.size) return null;
      }
    }
  } else if (kind === "+" || kind === "-" || kind === "*") {
    const [a, b] = parts.map(foldedWhole);
    if (a !== null && parts.length === 1) value = -a;
    else if (a !== null && parts.length === 2 && b !== null)
      value = kind === "+" ? a + b : kind === "-" ? a - b : a * b;
  }
  return value !== null && Number.isInteger(value) && Math.abs(value) <= FORMULA_LIMITS.size ? value : null;
}
