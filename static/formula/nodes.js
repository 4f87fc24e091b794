// nodes.js: the syntax tree that a text becomes, as in engines/typed/nodes.py.
//
// A node is an array, its kind first: ["number", 2], ["name", "x"], ["constant", 0], ["-", a], ["+", a, b],
// ["^", a, 3], ["sin", a], ["where", ["<", a, b], c, d].
import { FORMULA_LIMITS } from "./grammar.js";

/** @typedef {any[]} Node */

/** Nodes, powers written out as products. @param {Node} node */
export function sizeOf([kind, ...parts]) {
  if (kind === "number" || kind === "name" || kind === "constant") return 1;
  if (kind !== "^") return 1 + parts.reduce((sum, part) => sum + sizeOf(part), 0);
  const bits = Math.abs(parts[1]).toString(2), ones = [...bits].filter(bit => bit === "1").length;
  return sizeOf(parts[0]) + Math.max((parts[1] ? bits.length : 0) + ones - 2, 0) + (parts[1] < 0 ? 2 : 0)
    + (parts[1] === 0 ? 1 : 0);
}

/** The whole number that an exponent is; null if it is none, or beyond a million. @param {Node} node */
export function foldedWhole([kind, ...parts]) {
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
