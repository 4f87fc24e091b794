// values.js: what an expression of a lesson comes to among quantities. It takes the trees that lessons/grammar.py makes
// of the text; the signs and functions mean what lessons/operations.py says, for numbers and for rows of numbers.
//
// Quantities by name: objects of objects, numbers, words, rows and functions.

const isRow = v => ArrayBuffer.isView(v) || Array.isArray(v);
/** Of rows as long as one another, and numbers. */
const rowwise = f => (...values) => {
  const row = values.find(isRow);
  return row ? Array.from(row, (_, k) => f(...values.map(v => isRow(v) ? v[k] : v))) : f(...values);
};
const isSo = v => v !== 0 && v !== false; // NaN counts as true, as it does in NumPy
const allOf = v => isRow(v) ? Array.from(v).every(isSo) : isSo(v);
const least = better => (...values) => {
  let found = NaN;
  for (const v of values.flatMap(each => isRow(each) ? Array.from(each) : [each])) {
    if (Number.isNaN(found) || better(v, found)) found = v;
  }
  return found;
};
/** The first step at which it holds, Infinity if never. */
export function firstWhere(holds) {
  const at = isRow(holds) ? Array.from(holds).findIndex(isSo) : holds ? 0 : -1;
  return at < 0 ? Infinity : at;
}

/** By the name that a tree has for it. */
export const OPERATIONS = {
  "<": rowwise((a, b) => a < b), "<=": rowwise((a, b) => a <= b), ">": rowwise((a, b) => a > b),
  ">=": rowwise((a, b) => a >= b), "==": rowwise((a, b) => a === b), "!=": rowwise((a, b) => a !== b),
  "+": rowwise((a, b) => a + b), "-": rowwise((a, b) => a - b), "*": rowwise((a, b) => a * b),
  "/": rowwise((a, b) => b === 0 ? NaN : a / b), "^": rowwise((a, b) => a ** b), negative: rowwise(a => -a),
  abs: rowwise(Math.abs), sqrt: rowwise(Math.sqrt), when: firstWhere,
  max: least((a, b) => a > b), min: least((a, b) => a < b),
};

/** @param {Array} tree @param {object} of quantities. Throws with a sentence where a name is unknown. */
export function valueOfTree(tree, of) {
  const [what, ...rest] = tree, at = k => valueOfTree(rest[k], of);
  if (what === "number") return rest[0];
  if (what === "get") return lookedUp(rest, of);
  if (what === "and") return allOf(at(0)) && allOf(at(1));
  if (what === "or") return allOf(at(0)) || allOf(at(1));
  if (what === "not") return !allOf(at(0));
  if (what === "at") {
    const row = at(0), place = rest[1], cells = isRow(row) ? row : [row];
    return cells[place < 0 ? cells.length + place : place] ?? NaN;
  }
  if (what === "call") return OPERATIONS[rest[0]](...rest.slice(1).map(part => valueOfTree(part, of)));
  if (what === "of") return at(0)(...rest.slice(1).map(part => valueOfTree(part, of)));
  return OPERATIONS[what](...rest.map(part => valueOfTree(part, of)));
}

/** A goal: a run may lack what is asked, then it is not met. */
export function isMet(tree, of) {
  try {
    return allOf(valueOfTree(tree, of));
  } catch {
    return false;
  }
}

function lookedUp(path, of) {
  let here = of;
  for (const name of path) {
    if (here === null || typeof here !== "object" || !Object.hasOwn(here, name)) {
      throw new Error(`${path.join(".")} is not known here`);
    }
    here = here[name];
  }
  return here;
}
