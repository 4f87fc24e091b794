// kinks.js: where a surface has a kink or a jump in a window: the zero sets under abs, sign, min, max and where, as far
// as the gradient or the value jumps across them. A square of |x| has none.
import { contoursOf, evenly } from "./contours.js";

const MOST_KINKS = 16; // zero sets that are looked at
const ASIDE = 0.75; // cells to either side of a line, where it is asked whether anything jumps
const NEARER = 4; // times as near it is asked again
const GRADIENT_JUMP = 0.01; // of a component's size
const NOISE = 1e-9; // of the gradient, which a component may be by rounding
const VALUE_JUMP = 1e-3; // of the range of f in the window
const SAMPLES = 12; // along a line

/** @import { Bounds } from "./contours.js" */
/**
 * @param {import("../engine/land.js").Land} land
 * @param {{ window: Bounds, rows: number, columns: number, low: number, high: number }} grid low, high: of f there
 * @returns {Float64Array[]} flat x, y pairs
 */
export function kinksIn(land, { window, rows, columns, low, high }) {
  if (!land.kinks) return [];
  const [x0, x1, y0, y1] = window, xs = evenly(x0, x1, columns), ys = evenly(y0, y1, rows);
  const grids = land.kinks(x0, y0).slice(0, MOST_KINKS).map(() => new Float64Array(rows * columns));
  for (let j = 0, k = 0; j < rows; j++) {
    for (let i = 0; i < columns; i++, k++) {
      const values = land.kinks(xs[i], ys[j]);
      for (let n = 0; n < grids.length; n++) grids[n][k] = Number.isFinite(values[n]) ? values[n] : NaN;
    }
  }
  const aside = ASIDE * (y1 - y0) / (rows - 1), jumps = (...segment) => jumpsAcross(land, aside, high - low, segment);
  return grids.flatMap(values => contoursOf({ rows, columns, window, values })(0).lines)
    .filter(line => mostly(line, jumps));
}

// whether it does so at most of some places along a line
function mostly(line, jumps) {
  const segments = line.length / 2 - 1, apart = Math.max(1, Math.floor(segments / SAMPLES));
  let yes = 0, asked = 0;
  for (let s = Math.floor(apart / 2); s < segments; s += apart, asked++) {
    if (jumps(...line.subarray(2 * s, 2 * s + 4))) yes++;
  }
  return yes > asked / 2;
}

// A jump is as large from nearer; what only bends there is smaller.
function jumpsAcross(land, aside, range, [ax, ay, bx, by]) {
  const length = Math.sqrt((bx - ax) * (bx - ax) + (by - ay) * (by - ay));
  const nx = (ay - by) / length, ny = (bx - ax) / length;
  const from = far => bends(land, (ax + bx) / 2, (ay + by) / 2, far * nx, far * ny);
  const one = from(aside), two = from(aside / NEARER);
  return one.some(([change, size], k) =>
    change > (k === 2 ? VALUE_JUMP * range : GRADIENT_JUMP * size) && two[k][0] > change / 2);
}

// Across (x, y), from -(u, v) to (u, v): by how much both components of the gradient, then the value, change otherwise
// than their mean slope says; and how large they are.
function bends({ value, gradient, hessian }, x, y, u, v) {
  const here = [x - u, y - v], there = [x + u, y + v], [p, q] = [gradient(...here), gradient(...there)];
  const [xx, xy, yy] = hessian(...here).map((bend, k) => bend + hessian(...there)[k]);
  const change = (before, after, du, dv) => Math.abs(after - before - du * u - dv * v);
  const least = NOISE * Math.max(...[...p, ...q].map(Math.abs));
  const size = k => Math.max(Math.abs(p[k]), Math.abs(q[k]), least);
  return [
    [change(p[0], q[0], xx, xy), size(0)], [change(p[1], q[1], xy, yy), size(1)],
    [change(value(...here), value(...there), p[0] + q[0], p[1] + q[1]), 0],
  ];
}
