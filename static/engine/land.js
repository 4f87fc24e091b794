// The surface of a scenario, as landscapes/landscape.py has it: values, derivatives, known points and the window.
import { isTyped, typedLand, typedOf } from "../formula/typed.js";
import { SAMPLED, SURFACE_CODE } from "./formulas.js";
import { known, within } from "./checks.js";
import { vectorOf } from "./simulate.js";

/** Length of (u, v), where squares would overflow or fade away too. */
export function hypotenuse(u, v) {
  const square = u * u + v * v;
  if (square > 1e-290 && square < 1e300) return Math.sqrt(square);
  const largest = Math.max(Math.abs(u), Math.abs(v));
  if (!(largest > 0 && largest < Infinity)) return largest;
  return largest * Math.sqrt((u / largest) * (u / largest) + (v / largest) * (v / largest));
}

/** Which gradient a surface's loops have: "sampled" for one that came with the message, a typed one its own. */
export const formulaOf = ({ surface }, extra) => (Object.hasOwn(extra ?? {}, surface) ? "sampled" : surface);

/**
 * @typedef {{values: string, centre: number[], half: number, start: number[], minima: number[][],
 *   saddles: number[][]}} Sampled a surface through values on a grid; `values` is its parameter vector,
 *   float64 in base64
 * @typedef {object} Land
 * @property {string} name
 * @property {Float64Array} p the parameter vector
 * @property {(x: number, y: number) => number} value
 * @property {(x: number, y: number) => number[]} gradient
 * @property {(x: number, y: number) => number[]} hessian [xx, xy, yy]
 * @property {?(x: number, y: number) => number[]} kinks 0 where there may be one; null for none
 * @property {number[][]} minima the deepest first
 * @property {number[][]} saddles
 * @property {boolean} line whether a line of minima was found besides
 * @property {boolean} floor whether a level piece of ground that nothing around is below was
 * @property {?number} lowest f at the deepest known minimum
 * @property {number[]} centre
 * @property {number} half half the height of the map, which is 1.5 times as wide
 * @property {number[]} start
 * @property {number[]} window [x0, x1, y0, y1]
 * @property {(x: number, y: number) => number} square of the distance
 * @property {(x: number, y: number) => number} distance to the nearest known minimum, else saddle, else the origin
 */

/**
 * @param {{surface: string, parameters?: Object<string, number>}} scenario
 * @param {Object<string, Sampled>} [extra] surfaces that are not registered, by name
 * @returns {Land}
 */
export function landOf(scenario, extra = {}) {
  const { surface: name, parameters = {} } = scenario;
  if (Object.hasOwn(extra, name)) {
    const { centre, half, start, minima, saddles } = extra[name];
    return landFrom(name, { ...SAMPLED, centre, half, start, p: numbersIn(extra[name]), minima, saddles });
  }
  if (isTyped(name)) {
    const { constants } = typedOf(name), byName = each => Object.fromEntries(constants.map(each));
    within(byName(c => [c.name, c.value]), byName(c => [c.name, [c.low, c.high]]), parameters, "Your formula");
    const land = typedLand(name, parameters);
    return landFrom(name, { ...land, start: land.centre });
  }
  const own = known(SURFACE_CODE, name, "surface");
  within(own.parameters, own.limits, parameters, own.title);
  const p = Float64Array.from(vectorOf(own, parameters));
  const { f, grad, hess, kinks, centre, halfHeight: half, start } = own;
  const minima = own.minima(p), saddles = own.saddles(p);
  return landFrom(name, { f, grad, hess, kinks, centre, half, start, p, minima, saddles });
}

const UNPACKED = new WeakMap(); // a message's surface is unpacked once, not with every run

/** The parameter vector of a surface that came with the message. @param {Sampled} land @returns {Float64Array} */
export function numbersIn(land) {
  if (!UNPACKED.has(land)) {
    const bytes = Uint8Array.from(atob(land.values), c => c.charCodeAt(0));
    UNPACKED.set(land, new Float64Array(bytes.buffer));
  }
  return UNPACKED.get(land);
}

function landFrom(name, own) {
  const { f, grad, hess, kinks, centre, half, start, p, minima: points, saddles, line = false } = own;
  const value = (x, y) => f(x, y, p);
  const minima = points.map((at) => ({ at, f: value(...at) })).sort((a, b) => a.f - b.f).map(({ at }) => at);
  const marks = Float64Array.from((minima.length ? minima : saddles.length ? saddles : [[0, 0]]).flat());
  const square = (x, y) => {
    let least = Infinity;
    for (let k = 0; k < marks.length; k += 2) {
      const u = x - marks[k], v = y - marks[k + 1], of = u * u + v * v;
      if (of < least) least = of;
    }
    return least;
  };
  return {
    name, p, value, minima, saddles, line, centre, half, start, square,
    gradient: (x, y) => grad(x, y, p),
    hessian: (x, y) => hess(x, y, p),
    kinks: kinks ? (x, y) => kinks(x, y, p) : null,
    lowest: minima.length ? value(...minima[0]) : null,
    window: [centre[0] - 1.5 * half, centre[0] + 1.5 * half, centre[1] - half, centre[1] + half],
    distance: (x, y) => Math.sqrt(square(x, y)),
  };
}
