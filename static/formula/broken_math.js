// broken_math.js: a line of a rule as several pieces of MathML, between which a column breaks it: MathML itself is not
// broken anywhere. What is short stays whole; a long fraction is written with a stroke, a choice as "a if …, else b".
import { decided } from "./decided.js";
import { BINDS, COMPARISONS } from "./grammar.js";
import { RELATIONS, fenced, mathAt, mi, mo, nameShown, row, unstretched } from "./mathml.js";

const WHOLE = 18, FRACTION = 26; // characters of a piece, and of either side of a fraction
const FENCE_OPENS = { abs: "|", floor: "⌊" }, FENCE_CLOSES = { abs: "|", floor: "⌋" };
const charactersIn = words => words.replace(/<[^>]*>/g, "").replace(/&[^;]*;/g, "·").length;
const chooses = node => node[0] === "where" || node.some(part => Array.isArray(part) && chooses(part));
const infix = sign => mo(sign).replace("<mo>", "<mo form='infix'>"); // at the head of a piece it is no sign of its own
const text = words => `<mtext>${words.replaceAll(" ", "&#160;")}</mtext>`;

/** A line of a rule, broken where a column needs it. @param {string} name @param {import("./nodes.js").Node} node */
export const brokenLine = (name, node) =>
  led(nameShown(name) + mo("←"), piecesOf(decided(node))).map(words => `<math>${row(words)}</math>`).join("<wbr>");
/** A condition in one piece. @param {import("./nodes.js").Node} node */
export const conditionMath = node => `<math>${row(mathAt(node, [])[0])}</math>`;

// the last piece of one and the first of the other stand together
const glued = (one, sign, other) => [...one.slice(0, -1), one.at(-1) + sign + other[0], ...other.slice(1)];
const led = (sign, pieces) => [sign + pieces[0], ...pieces.slice(1)];
function around(open, pieces, close, exponent = "") {
  const end = unstretched(close);
  return glued(led(unstretched(open), pieces), exponent ? `<msup>${end}${exponent}</msup>` : end, [""]);
}

function isWhole(node) {
  if (node[0] === "name" || node[0] === "number") return true;
  const parts = node[0] === "/" ? node.slice(1) : [node], most = node[0] === "/" ? FRACTION : WHOLE;
  return !chooses(node) && parts.every(part => charactersIn(mathAt(part, [])[0]) <= most);
}

function piecesOf(node, binds = 0) {
  if (isWhole(node)) {
    const [words, own] = mathAt(node, []);
    return [own >= binds ? words : fenced("(", words, ")")];
  }
  const [pieces, own] = split(node);
  return own >= binds ? pieces : around("(", pieces, ")");
}

// the pieces of what is too long, and how tightly it binds
function split([kind, ...parts]) {
  const [a, b, c] = parts, binds = BINDS[kind], tight = BINDS["^"];
  if (kind === "-" && !b) return [led(mo("−"), piecesOf(a, BINDS.leading)), BINDS.leading];
  if (kind === "+") return [[...piecesOf(a, binds), ...led(infix("+"), piecesOf(b, binds))], binds];
  if (kind === "-") return [[...piecesOf(a, binds), ...led(infix("−"), piecesOf(b, binds + 1))], binds];
  if (kind === "*") {
    const sign = mo(b[0] === "number" ? "·" : "&#x2062;");
    return [glued(piecesOf(a, binds), sign, piecesOf(b, binds + 1)), binds];
  }
  if (kind === "/") return [glued(piecesOf(a, binds), mo("/"), piecesOf(b, binds + 1)), binds];
  if (kind === "^") return [around("(", piecesOf(a), ")", `<mn>${`${b}`.replace("-", "−")}</mn>`), tight];
  if (kind === "where") {
    const asked = glued(led(text(" if "), piecesOf(a)), mo(","), [""]);
    return [[...piecesOf(b, 1), ...asked, ...led(text(" else "), piecesOf(c))], 0];
  }
  if (COMPARISONS.includes(kind)) return [[...piecesOf(a), ...led(infix(RELATIONS[kind] ?? kind), piecesOf(b))], 0];
  if (kind in FENCE_OPENS) return [around(FENCE_OPENS[kind], piecesOf(a), FENCE_CLOSES[kind]), tight];
  const given = parts.map(part => piecesOf(part)).reduce((one, other) => [...glued(one, mo(","), [""]), ...other]);
  return [led(mi(kind), around("(", given, ")")), tight];
}
