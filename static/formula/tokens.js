// tokens.js: characters to tokens, as engines/typed/tokens.py does. Places count characters, not halves of them.
import {
  BREAKS, CONSTANTS, FORMULA_LIMITS, LOOKALIKES, MEANS, NOTE, RULE_LIMITS, SAME, FORMULA_SIGNS, SPACES, WORDS,
} from "./grammar.js";

const RULE_SIGNS = [...FORMULA_SIGNS, MEANS];
const SHOWN = 24; // characters of a text that a message repeats
const REPEATED = new Set(["what", "before", "meant", "apart"]);

/** A mistake: `length` characters from `at` on; `kind` is a key of WORDS. */
export class FormulaError extends Error {
  constructor(kind, at, length, words = {}) {
    super(WORDS[kind].replace(/\{(\w+)\}/g, (_, name) => (REPEATED.has(name) ? shortened(words[name]) : words[name])));
    Object.assign(this, { kind, at, length });
  }
}

function shortened(word) {
  const letters = [...word];
  return letters.length <= 2 * SHOWN ? word : `${letters.slice(0, SHOWN).join("")}…`;
}

const isDigit = c => c >= "0" && c <= "9" && c.length === 1;
const isLetter = c => c.length === 1 && ((c >= "a" && c <= "z") || (c >= "A" && c <= "Z"));

/**
 * @typedef {{kind: string, text: string, at: number, length: number, value: number}} Token kind: "number", "name",
 *   "sign", "break" or "end"
 * @param {string[]} text its characters
 * @param {boolean} [rule] a longer text, in whose names _ may stand
 * @returns {Token[]} the last of kind "end"
 */
export function tokensOf(text, rule = false) {
  const most = (rule ? RULE_LIMITS : FORMULA_LIMITS).characters, found = [];
  const beyond = text.length - most;
  if (beyond > 0) throw new FormulaError(rule ? "rule_long" : "long", most, beyond, { most, count: text.length });
  let at = 0, last = 0;
  while (at < text.length) {
    if (SPACES.includes(text[at])) {
      at += 1;
      continue;
    }
    if (text[at] === NOTE) {
      at = past(text, at, each => each !== "\n");
      continue;
    }
    const token = tokenAt(text, at, rule);
    found.push(token);
    at += token.length;
    last = at;
  }
  found.push({ kind: "end", text: "", at: last, length: 0, value: 0 });
  return found;
}

function tokenAt(text, at, rule) {
  const c = text[at];
  if (BREAKS.includes(c)) return { kind: "break", text: c, at, length: 1, value: 0 };
  if (isDigit(c) || (c === "." && isDigit(text[at + 1] ?? ""))) return numberAt(text, at);
  if (isLetter(c)) {
    const inName = each => isLetter(each) || isDigit(each) || (rule && each === "_");
    const word = text.slice(at, past(text, at, inName)).join("");
    return { kind: "name", text: word, at, length: word.length, value: 0 };
  }
  if (Object.hasOwn(CONSTANTS, c)) return { kind: "name", text: c, at, length: 1, value: 0 };
  return signAt(text, at, rule ? RULE_SIGNS : FORMULA_SIGNS);
}

function past(text, at, kept) {
  let end = at;
  while (end < text.length && kept(text[end])) end += 1;
  return end;
}

function numberAt(text, at) {
  let end = past(text, at, isDigit);
  if (text[end] === ".") end = past(text, end + 1, isDigit);
  if (text[end] === "e" || text[end] === "E") {
    const signed = text[end + 1] === "+" || text[end + 1] === "-" ? end + 2 : end + 1;
    const last = past(text, signed, isDigit);
    end = last > signed ? last : end;
  }
  const word = text.slice(at, end).join(""), value = Number(word);
  if (!Number.isFinite(value)) throw new FormulaError("number", at, end - at, { what: word });
  return { kind: "number", text: word, at, length: end - at, value };
}

function signAt(text, at, signs) {
  const sign = signs.find(each => text.slice(at, at + each.length).join("") === each);
  if (sign) return { kind: "sign", text: SAME[sign] ?? sign, at, length: sign.length, value: 0 };
  const c = text[at];
  if (Object.hasOwn(SAME, c)) return { kind: "sign", text: SAME[c], at, length: 1, value: 0 };
  if (Object.hasOwn(LOOKALIKES, c)) throw new FormulaError("lookalike", at, 1, { what: c, meant: LOOKALIKES[c] });
  throw new FormulaError("character", at, 1, { what: c });
}
