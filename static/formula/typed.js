// typed.js: a typed text as a surface, as landscapes/typed/surface.py makes it. Its name is "= " and the text.
import { criticalPoints } from "./critical_points.js";
import { TYPED } from "./grammar.js";
import { meaningOf } from "./lines.js";
import { readFormula } from "./reader.js";
import { gradientLines, moduleText } from "./script.js";
import { declaredBy } from "./scripts.js";

const KEPT = 64; // texts that are remembered

const remembered = new Map(); // text -> what it means, and its functions once they are loaded

export const isTyped = name => name.startsWith(TYPED.mark);
export const nameOfText = text => TYPED.mark + text;
export const textOfName = name => name.slice(TYPED.mark.length);

/**
 * What the text of a name means.
 * @param {string} name
 * @returns {{node: any[], constants: import("./reader.js").Constant[], window: number[], meaning: object,
 *   functions: ?{f: Function, grad: Function, hess: Function, kinks: Function}, found: Map<string, object>}}
 * @throws {import("./tokens.js").FormulaError}
 */
export function typedOf(name) {
  let one = remembered.get(name);
  if (!one) {
    const { node, constants, windows } = readFormula(textOfName(name));
    const window = typedWindow(windows), meaning = meaningOf(node);
    one = { node, constants, window, meaning, functions: null, found: new Map() };
  }
  remembered.delete(name); // the latest last
  remembered.set(name, one);
  for (const [oldest] of remembered) if (remembered.size > KEPT) remembered.delete(oldest);
  return one;
}

/** Makes the functions of a typed surface, as a script of their own. */
export async function loadTyped(name) {
  const one = typedOf(name);
  if (one.functions) return;
  one.functions = await declaredBy(moduleText(one.meaning), ["f", "grad", "hess", "kinks"]);
}

export const isLoaded = name => typedOf(name).functions !== null;
export const typedGradientLines = name => gradientLines(typedOf(name).meaning);

// the smallest window, 3 : 2, that shows what the text asks for
function typedWindow({ x: [x0, x1] = [0, 0], y: [y0, y1] = [0, 0] }) {
  const half = Math.max((y1 - y0) / 2, (x1 - x0) / 3) || TYPED.half, x = (x0 + x1) / 2, y = (y0 + y1) / 2;
  return [x - 1.5 * half, x + 1.5 * half, y - half, y + half];
}

/**
 * All that a figure needs of it, once it is loaded.
 * @param {string} name
 * @param {Object<string, number>} [parameters]
 */
export function typedLand(name, parameters = {}) {
  const one = typedOf(name), { constants, window, functions, found, meaning } = one, { f, grad, hess } = functions;
  const p = Float64Array.from(constants, ({ name: own, value }) => parameters[own] ?? value);
  const [x0, x1, y0, y1] = window, key = p.join(" ");
  if (!found.has(key)) {
    if (found.size >= KEPT) found.clear();
    const [value, gradient, hessian] = [f, grad, hess].map(each => (x, y) => each(x, y, p));
    found.set(key, criticalPoints(value, gradient, hessian, window));
  }
  const { minima, saddles, line, floor } = found.get(key);
  const centre = [(x0 + x1) / 2, (y0 + y1) / 2], half = (y1 - y0) / 2;
  const kinks = meaning.kinks.length ? functions.kinks : null;
  return { f, grad, hess, kinks, p, centre, half, minima, saddles, line, floor };
}

/** Where a run starts, and the usual learning rates: of the text's own constants. */
export function typedOpening(name) {
  const { centre: [cx, cy], half, grad, p } = typedLand(name), own = typedOf(name).found.get(p.join(" "));
  const points = TYPED.starts.map(([u, v]) => [cx + half * u, cy + half * v]);
  const start = points.find(([x, y]) => {
    const [gx, gy] = grad(x, y, p);
    return Number.isFinite(gx) && Number.isFinite(gy) && (gx || gy);
  }) ?? points[0];
  const pace = half / TYPED.pace, steepest = own.bend > 0 ? 1 / own.bend : Infinity;
  const plain = Math.min(own.slope > 0 ? pace / own.slope : pace, steepest);
  return { start, rates: { plain: Math.min(Math.max(plain, TYPED.least), TYPED.most), normalised: pace } };
}
