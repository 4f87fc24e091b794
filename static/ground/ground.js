// ground.js: what lies under the trails in a window. Takes a surface, returns its grid of values, levels, and for each
// level lines and rings.
import { contoursOf, evenly } from "./contours.js";
import { kinksIn } from "./kinks.js";
import { extremesOf, roundLevels } from "./levels.js";

const GRID_ROWS = 181;
const MOST_PIECES = 60; // a level that breaks into more is finer than the grid resolves, and is left out
const HIGHEST_VALUE = 1e300;

/** Rows while a slider moves. Odd, as GRID_ROWS: every second row includes both edges. */
export const COARSE_ROWS = 91;

/** @import { Bounds, Grid } from "./contours.js" */
/** @typedef {{ name: string, window: Bounds, value: (x: number, y: number) => number }} Land */
/** @typedef {Grid & { levels: number[], low: number, high: number, wholeLevels: number[], lines: Float64Array[][],
 * fills: Float64Array[][], isWhole: boolean, known: ?Float64Array[], kinks: Float64Array[] }} Ground
 * lines[level][i] and fills[level][i] are flat x, y pairs; the fills bound {f > level}, to be painted lowest first
 * with the even-odd rule. known bounds where f is finite; null where it is so everywhere. kinks: lines. */

/** The ground in a window. Colours are fixed by the levels of the whole surface, which is computed if not given.
 * @param {Land} land @param {Bounds} window @param {Ground | null} whole @returns {Ground} */
export function groundOf(land, window = land.window, whole = null, rows = GRID_ROWS) {
  const grid = gridOf(land, window, rows);
  const contours = contoursOf(grid);
  const drawn = roundLevels(grid.values).map(level => ({ level, ...contours(level) }))
    .filter(({ lines }) => lines.length && lines.length <= MOST_PIECES);
  const [low, high] = extremesOf(grid.values);
  const levels = drawn.map(d => d.level);
  const isWhole = isSameWindow(window, land.window);
  const wholeLevels = isWhole ? levels : (whole ?? groundOf(land, land.window, null, rows)).levels;
  const lines = drawn.map(d => d.lines), fills = drawn.map(d => d.rings);
  const known = grid.values.some(Number.isNaN) ? contours(-Infinity).rings : null;
  const kinks = kinksIn(land, { ...grid, low, high });
  return { ...grid, levels, low, high, wholeLevels, lines, fills, isWhole, known, kinks };
}

function gridOf(land, window, rows) {
  const [x0, x1, y0, y1] = window;
  const columns = 2 * roundHalfEven((rows - 1) * (x1 - x0) / (y1 - y0) / 2) + 1;
  const xs = evenly(x0, x1, columns), ys = evenly(y0, y1, rows);
  const values = new Float64Array(rows * columns);
  for (let j = 0, k = 0; j < rows; j++) {
    for (let i = 0; i < columns; i++, k++) {
      const value = land.value(xs[i], ys[j]); // an infinite one has no place among the colours
      values[k] = Number.isFinite(value) ? Math.max(-HIGHEST_VALUE, Math.min(value, HIGHEST_VALUE)) : NaN;
    }
  }
  return { window, rows, columns, values };
}

function roundHalfEven(value) {
  const below = Math.floor(value), rest = value - below;
  return rest > 0.5 || rest === 0.5 && below % 2 ? below + 1 : below;
}

function isSameWindow(window, other) {
  const near = 1e-6 * (other[3] - other[2]);
  return window.every((v, i) => Math.abs(v - other[i]) <= near);
}
