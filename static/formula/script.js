// script.js: the lines of a formula as JavaScript, with the operations of engines/javascript.py. The text is imported
// as a module of its own; what a person typed is never in it, only what the tree says.
import { HELPER_TEXT } from "./helpers.js";
import { SCRIPT_NAMES } from "./grammar.js";

const EQUALS = { "==": "===", "!=": "!==" };
const ARITHMETIC = ["+", "-", "*", "/"];

const literal = value => (value < 0 || Object.is(value, -0) ? `(${Object.is(value, -0) ? "-0" : value})` : `${value}`);
export const operandText = operand =>
  typeof operand === "number" ? literal(operand) : operand.startsWith("p") ? `p[${operand.slice(1)}]` : operand;

function operationText([kind, ...operands]) {
  const [a, b, c] = operands.map(operandText);
  if (ARITHMETIC.includes(kind)) return `${a} ${kind} ${b}`;
  if (kind === "negative") return `-${a}`;
  if (kind === "where") return `${a} ? ${b} : ${c}`;
  if (Object.hasOwn(SCRIPT_NAMES, kind)) return `${SCRIPT_NAMES[kind]}(${operands.map(operandText).join(", ")})`;
  return `${a} ${EQUALS[kind] ?? kind} ${b}`;
}

// the lines that the results need
export function neededFor(lines, results) {
  const needed = new Set(results), kept = [];
  for (const [name, operation] of lines.toReversed()) {
    if (!needed.has(name)) continue;
    kept.unshift(`const ${name} = ${operationText(operation)};`);
    for (const operand of operation.slice(1)) needed.add(operand);
  }
  return kept;
}

/** The lines that give gx and gy at (x, y), p: what a loop has in the place of its gradient. */
export function gradientLines({ lines, gradient: [gx, gy] }) {
  return [...neededFor(lines, [gx, gy]), `let gx = ${operandText(gx)}, gy = ${operandText(gy)};`].join("\n");
}

/** A module that exports f, grad, hess and kinks, as engine/formulas.js has them for a registered surface. */
export function moduleText({ lines, value, gradient, hessian, kinks }) {
  const made = (name, results, result) =>
    `export const ${name} = (x, y, p) => {\n${neededFor(lines, results).join("\n")}\nreturn ${result};\n};\n`;
  const list = results => `[${results.map(operandText).join(", ")}]`;
  return HELPER_TEXT + made("f", [value], operandText(value)) + made("grad", gradient, list(gradient))
    + made("hess", hessian, list(hessian)) + made("kinks", kinks, list(kinks));
}
