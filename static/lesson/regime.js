// regime.js: what a run has come to, judged by its last positions as dynamics/outcomes/judging.py does: whether it left
// the map, rests at a minimum, or comes back after some steps, also in the updates that would follow. The app looks
// longer still (dynamics/outcomes).
import { JUDGE } from "../known.js";

const LAST_ROWS = 64; // of a run that has only just come to its cycle

/**
 * @param {import("./measured.js").Measured} run
 * @returns {{left: boolean, settles: boolean, period: number}} period: 0 where it does not repeat
 */
export function regimeOf({ land, position, ahead, updates, steps }) {
  const none = { left: false, settles: false, period: 0 };
  if (updates < steps) return { ...none, left: true };
  const rowsFrom = back => {
    const first = Math.max(0, updates - back);
    return [0, 1].map(axis => Array.from({ length: updates + 1 - first }, (_, k) => position[2 * (first + k) + axis]));
  };
  const path = rowsFrom(Math.floor(steps / 2)), tail = rowsFrom(JUDGE.TAIL - 1);
  const end = path.map(column => column.at(-1));
  if (isOut(land, end)) return { ...none, left: true };
  if (steps < 4) return none;
  const [before, after] = quarters(path).map(columns => columns.map(span));
  const close = Math.max(...tail.map(range)), size = land.half;
  const shrinks = longer(after) < JUDGE.SHRINKS * longer(before) || drifts(tail, after, size);
  const still = longer(after) <= JUDGE.RESTING * size;
  const cycling = close > JUDGE.RESTING * size && (shrinks || longer(after) <= JUDGE.FILLS * close);
  const last = tail.map(column => column.slice(-LAST_ROWS));
  const period = still ? 0 : cycling && periodOf(tail, close) || soonPeriod(last);
  if (period && goesOn(ahead, close, period)) return { ...none, period: staysAlike(path, period) ? period : 0 };
  const settles = land.minima.length > 0 && land.square(...end) <= JUDGE.NEAR * JUDGE.NEAR && (shrinks || still);
  return { ...none, settles };
}

function isOut(land, [x, y]) {
  if (!(Math.abs(x) <= JUDGE.FAR && Math.abs(y) <= JUDGE.FAR)) return true;
  const [x0, x1, y0, y1] = land.window, margin = land.minima.length ? land.half : 0;
  return x < x0 - margin || x > x1 + margin || y < y0 - margin || y > y1 + margin;
}

const span = column => {
  let low = Infinity, high = -Infinity;
  for (const v of column) {
    if (v < low) low = v;
    if (v > high) high = v;
  }
  return [low, high];
};
const range = column => {
  const [low, high] = span(column);
  return high - low;
};
const longer = frame => Math.max(...frame.map(([low, high]) => high - low));
function quarters(path) {
  const rows = path[0].length;
  if (rows <= 4) return [path, path];
  const middle = 1 + Math.ceil((rows - 1) / 2);
  return [path.map(column => column.slice(1, middle)), path.map(column => column.slice(middle))];
}

/** Whether it creeps one way: each coordinate rests, or ends at an edge of its range without having turned. */
const drifts = (tail, frame, size) => [0, 1].every(axis => {
  const [low, high] = frame[axis], column = tail[axis], end = column.at(-1);
  const atEdge = Math.min(end - low, high - end) <= JUDGE.AT_EDGE * (high - low);
  return high - low <= JUDGE.RESTING * size || atEdge && Math.abs(end - column[0]) >= JUDGE.ONE_WAY * range(column);
});

/** By how much columns fail to come back so many rows later. */
function missOf(columns, lag) {
  let most = 0;
  for (const column of columns) {
    for (let k = lag; k < column.length; k++) most = Math.max(most, Math.abs(column[k] - column[k - lag]));
  }
  return most;
}

function periodOf(tail, close) {
  const rows = tail[0].length;
  for (let period = 2; period <= Math.min(JUDGE.LONGEST, Math.floor(rows / 3)); period++) {
    const lag = period * Math.floor((rows - 1 - period) / period);
    if (missOf(tail, period) <= JUDGE.ALIKE * close && missOf(tail, lag) <= JUDGE.ALIKE * close) return period;
  }
  return 0;
}

/** A period of the last positions alone: for a run that has only just come to its cycle. */
function soonPeriod(tail) {
  const close = Math.max(...tail.map(range)), rows = tail[0].length;
  for (const limit of [JUDGE.EXACT, JUDGE.ALIKE]) {
    for (let period = 2; period <= Math.min(JUDGE.LONGEST, Math.floor(rows / 3)); period++) {
      if (missOf(tail, period) <= limit * close) return period;
    }
  }
  return 0;
}

/** Whether the updates that follow keep the period, and about the size; true where none are known. */
function goesOn(ahead, close, period) {
  if (!ahead.length) return true;
  const last = [0, 1].map(axis => ahead.filter((_, k) => k % 2 === axis).slice(-JUDGE.TAIL));
  const size = Math.max(...last.map(range));
  return size > 0.5 * close && size < 1.5 * close && missOf(last, period) <= JUDGE.ALIKE * size;
}

// that it gets no worse: a cycle that has been reached, or comes nearer
function staysAlike(path, period) {
  const wide = Math.max(64, period + 2), share = columns => missOf(columns, period) / Math.max(...columns.map(range));
  const late = share(path.map(column => column.slice(-wide))), early = share(path.map(column => column.slice(0, wide)));
  return late <= JUDGE.EXACT || late < 0.5 * early;
}
