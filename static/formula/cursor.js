// cursor.js: a place among the tokens of one part of a text, and what is read there without any grammar, as in
// engines/typed/cursor.py: signs, numbers, ranges.
import { COMPARISONS, FORMULA_LIMITS, LOOKALIKES } from "./grammar.js";
import { FormulaError } from "./tokens.js";

export const COMPARED = [...COMPARISONS, "="];

export class Cursor {
  /** own: names of constants of the reader's own. */
  constructor(text, part, own) {
    Object.assign(this, { text, part, i: 0, bars: 0, depth: 0, own });
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
  ended() {
    const token = this.now;
    if (token.kind === "end") return;
    if (COMPARED.includes(token.text)) throw this.fault("compare", token);
    if ([")", "|", "]"].includes(token.text)) throw this.fault("stray", token);
    if (Object.hasOwn(LOOKALIKES, token.text)) throw this.fault("lookalike", token, { meant: LOOKALIKES[token.text] });
    throw this.fault("character", token);
  }
}
