// mathml.js: a syntax tree as MathML, as engines/typed/latex.py says it in LaTeX.
import { BINDS, RULE } from "./grammar.js";

const TIGHTEST = 9;
export const RELATIONS = { "<": "&lt;", ">": "&gt;", "<=": "≤", ">=": "≥", "==": "=", "!=": "≠" };
const LONGEST_EXPONENT = 400; // characters of MathML; a longer one is written exp(...)

export const mi = word => `<mi${word.length > 1 ? " class='word'" : ""}>${word}</mi>`;
export const mo = sign => `<mo>${sign}</mo>`;
export const row = words => `<mrow>${words}</mrow>`;
const stretched = sign => `<mo stretchy='true'>${sign}</mo>`;
export const unstretched = sign => `<mo stretchy='false'>${sign}</mo>`;
const HIGH_PARTS = /<(?:mfrac|mtable|msqrt)/;
export function fenced(open, words, close = open) {
  const bracket = HIGH_PARTS.test(words) ? stretched : unstretched;
  return row(bracket(open) + words + bracket(close));
}

const raisedTo = (base, exponent) => `<msup>${row(base)}${row(exponent)}</msup>`;

/** @param {import("./nodes.js").Node} node @param {string[]} own names of constants */
export const mathOf = (node, own) => `<math>${row(mi("f") + mo("=") + mathAt(node, own)[0])}</math>`;

/** A rule line by line; the step is what is taken off x. @param {import("./rules.js").RuleText} text */
export function ruleMath({ lines }) {
  const gap = "<mspace width='1.6em'/>";
  const rows = lines.filter(([name]) => name !== "rate").map(([name, node]) => name === "step"
    ? mi("x") + mo("←") + mathAt(["-", ["name", "x"], node], [])[0] : nameShown(name) + mo("←") + mathAt(node, [])[0]);
  return `<math>${row(rows.join(gap))}</math>`;
}

export const nameMath = name => `<math>${nameShown(name)}</math>`;
export const nameShown = name => mathAt(["name", name], [])[0];

/** The MathML, and how tightly it binds. @param {import("./nodes.js").Node} node */
export function mathAt([kind, ...parts], own) {
  const within = (part, binds) => {
    const [words, ownBinds] = mathAt(part, own);
    return ownBinds >= binds ? words : fenced("(", words, ")");
  };
  const inside = () => parts.map(part => mathAt(part, own)[0]);
  switch (kind) {
    case "number": return numberShown(parts[0]);
    case "name": return [mi(RULE.symbols[parts[0]] ?? parts[0]), TIGHTEST];
    case "constant": return [mi(own[parts[0]]), TIGHTEST];
    case "^": return [raisedTo(within(parts[0], TIGHTEST), `<mn>${`${parts[1]}`.replace("-", "−")}</mn>`), BINDS["^"]];
    case "/": return [`<mfrac>${inside().map(row).join("")}</mfrac>`, TIGHTEST - 1];
    case "abs": return [fenced("|", ...inside()), TIGHTEST];
    case "sqrt": return [`<msqrt>${inside()[0]}</msqrt>`, TIGHTEST];
    case "floor": return [fenced("⌊", inside()[0], "⌋"), TIGHTEST];
    case "where": return [cases(inside()), 0];
  }
  if (kind === "-" && parts.length === 1) return [mo("−") + within(parts[0], BINDS.leading), BINDS.leading];
  if (kind === "+" || kind === "-" || kind === "*") {
    const binds = BINDS[kind], left = within(parts[0], binds), right = within(parts[1], binds + (kind === "+" ? 0 : 1));
    const sign = kind === "-" ? mo("−") : kind === "+" ? mo("+") : /^<mn/.test(right) ? mo("·") : mo("&#x2062;");
    return [left + sign + right, binds];
  }
  if (Object.hasOwn(RELATIONS, kind)) return [inside().join(mo(RELATIONS[kind])), 0];
  const given = inside();
  if (kind === "exp" && given[0].length <= LONGEST_EXPONENT) return [raisedTo(mi("e"), given[0]), BINDS["^"]];
  return [mi(kind) + fenced("(", given.join(mo(",")), ")"), TIGHTEST];
}

function cases([condition, one, other]) {
  const line = (value, words) => `<mtr><mtd>${row(value)}</mtd><mtd>${words}</mtd></mtr>`;
  const table = line(one, `<mtext>if&#160;</mtext>${condition}`) + line(other, "<mtext>else</mtext>");
  return row(`${stretched("{")}<mtable columnalign='left'>${table}</mtable>`);
}

function numberShown(value) {
  const [mantissa, exponent] = `${value}`.split("e");
  if (exponent === undefined) return [`<mn>${mantissa}</mn>`, TIGHTEST];
  const power = `<msup><mn>10</mn><mn>${exponent.replace("+", "").replace("-", "−")}</mn></msup>`;
  return [`<mn>${mantissa}</mn>${mo("·")}${power}`, BINDS["*"]];
}
