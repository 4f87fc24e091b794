// Which steps of a run are drawn: at most so many, the same for all, with early steps and the envelope of oscillations
// kept, as figures/thinning.py has it; here part by part, for a long run is never held as a whole.
import { exponential } from "./formulas.js";

export const MOST_FRAMES = 4000;
const PIECE = 4096; // rows that are stepped at once, at least

/**
 * @typedef {{last: number, width: number, piece: number, early: number[]}} Plan rows 0 to `last` in parts of `width`,
 *   stepped by pieces of whole parts; width 0: all rows are kept, in one piece
 * @returns {Plan}
 */
export function planOf(last, most, runs) {
  if (last < most) return { last, width: 0, piece: last + 1, early: [] };
  const count = Math.floor(most / 3), spread = Math.max(count - 1, 1);
  const early = [...new Set(Array.from({ length: count }, (_, k) => Math.floor(exponential(k / spread, last))))];
  const parts = Math.max(8, Math.floor((most - early.length) / (4 * Math.max(runs, 1) + 1)));
  const width = Math.ceil((last + 1) / parts);
  return { last, width, piece: width * Math.ceil(PIECE / width), early };
}

/** All rows, in pieces. */
export const wholePlan = last => ({ last, width: 0, piece: Math.min(PIECE, last + 1), early: [] });

/** Marks in `kept`, one for each row from `first` on, those that no run decides. */
export function markCommon(kept, plan, first) {
  const { last, width, early } = plan, end = first + kept.length;
  if (!width) return void kept.fill(1);
  for (const row of [0, last, ...early]) if (row >= first && row < end) kept[row - first] = 1;
  for (let row = 0; row < kept.length; row += width) kept[row] = 1; // a piece begins with a part
}

/** Marks the rows at which a run is farthest left, right, up or down in each whole part. position: pairs. */
export function markExtremes(kept, plan, position, rows) {
  const { width } = plan;
  if (!width) return;
  for (let part = 0; part + width <= rows; part += width)
    for (let axis = 0; axis < 2; axis++) {
      let least = part, most = part;
      for (let row = part + 1; row < part + width; row++) {
        const value = position[2 * row + axis];
        if (value < position[2 * least + axis]) least = row;
        if (value > position[2 * most + axis]) most = row;
      }
      kept[least] = kept[most] = 1;
    }
}
