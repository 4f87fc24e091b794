// expressions.js: an expression to its syntax tree (nodes.js), or the place of its first mistake, as
// engines/typed/expressions.py does: by recursive descent, one method a level of the grammar.
import { COMPARED, Cursor } from "./cursor.js";
import { BINDS, COMPARISONS, CONSTANTS, COUNTS, FORMULA_LIMITS, FUNCTIONS, VARIABLES } from "./grammar.js";
import { foldedWhole } from "./nodes.js";
import { misspelt } from "./spelling.js";
import { FormulaError } from "./tokens.js";

const [SUM_SIGNS, PRODUCT_SIGNS] = [1, 2].map(level => [..."+-*/"].filter(sign => BINDS[sign] === level));

/** Reads one expression from where it stands. */
export class Expressions extends Cursor {
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
    if (this.now.text === "in") throw this.fault("ranged", this.now);
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
    const meant = powerByLogarithm(base, this.source(first, last), words, whole);
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

// what to write for a power that the grammar has not: of |base|, for a logarithm takes no negative numbers, and where
// an odd exponent would keep the sign, with it
function powerByLogarithm([kind, name], source, exponent, whole) {
  const positive = ["number", "abs", "exp"].includes(kind) || (kind === "name" && name === "pi");
  const made = `exp(${exponent}*log(${positive ? source : `|${source}|`}))`;
  return positive || whole === null || whole % 2 === 0 ? made : `sign(${source})*${made}`;
}
