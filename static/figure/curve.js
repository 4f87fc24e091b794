// curve.js: one run's values in a panel, drawn in the colour and dash that are set.
import { CHANNEL_COUNT } from "../engine/channels.js";

const BAND_ALPHA = 0.2;
const WIDE = 4; // pixels that a column spans where a band is worth drawing
const OFF = 0.15; // half of the pixels that a curve may be off
const LEFT_AT = 12; // pixels above the panel where a curve ends that leaves it

// One curve. Where frames are denser than pixels: the band between each column's least and greatest value, at 20 %.
// px: where each frame stands, see `columnsOf`; y: from a value to its place.
export function drawCurve(g, S, k, channel, px, y, scale, [left, right]) {
  const { runs, F } = S.data, n = S.data.alive[k], from = k * F * CHANNEL_COUNT + channel;
  const gone = y(scale.top) - LEFT_AT;
  if (n > (right - left) * 1.5) return drawDense(g, { runs, n, from, gone }, px, y, scale);
  let pen = false;
  g.beginPath();
  for (let i = 0; i < n; i++) {
    const v = runs[from + i * CHANNEL_COUNT];
    if (Number.isNaN(v)) { pen = false; continue; }
    const leaves = !(v <= scale.top), py = leaves ? gone : y(v);
    if (pen) g.lineTo(px[i], py); else g.moveTo(px[i], py);
    pen = !leaves;
  }
  g.stroke();
}

/** Where each frame stands, once for all curves. @param {(t: number) => number} x from a step to its place */
export const columnsOf = (S, x) => S.data.times.map(x);

// columns of pixels, one after the other: where each begins, and the highest and lowest place in it
let room = 0, PX, UP, DOWN;
function makeRoom(n) {
  if (n <= room) return;
  room = n;
  [PX, UP, DOWN] = [0, 1, 2].map(() => new Float64Array(n));
}

function drawDense(g, { runs, n, from, gone }, px, y, scale) {
  makeRoom(n);
  let columns = 0, at = NaN, wide = false;
  for (let i = 0; i < n; i++) {
    const v = runs[from + i * CHANNEL_COUNT];
    if (Number.isNaN(v)) continue;
    const column = Math.floor(px[i]);
    if (column === at) {
      const c = columns - 1;
      if (v > UP[c]) UP[c] = v;
      if (v < DOWN[c]) DOWN[c] = v;
    } else {
      at = column;
      PX[columns] = px[i];
      UP[columns] = DOWN[columns] = v;
      columns++;
    }
  }
  const place = v => v <= scale.top ? y(v) : gone; // the higher a value, the higher its place: two a column do
  for (let c = 0; c < columns; c++) {
    const flat = UP[c] === DOWN[c];
    UP[c] = place(UP[c]);
    DOWN[c] = flat ? UP[c] : place(DOWN[c]);
    wide ||= DOWN[c] - UP[c] > WIDE;
  }
  if (wide) drawBand(g, columns);
  g.beginPath();
  alongColumns(g, UP, columns);
  g.stroke();
}

// along the columns, without those that lie on the line of their neighbours: corners are what a stroke costs
function alongColumns(g, Y, columns) {
  let from = 0, slope = 0;
  if (columns) g.lineTo(PX[0], Y[0]);
  for (let c = 1; c < columns; c++) {
    const run = PX[c] - PX[from];
    if (c > from + 1 && Math.abs(Y[from] + slope * run - Y[c]) < OFF) continue;
    if (c > from + 1) g.lineTo(PX[from = c - 1], Y[c - 1]);
    slope = (Y[c] - Y[from]) / (PX[c] - PX[from]);
  }
  if (columns) g.lineTo(PX[columns - 1], Y[columns - 1]);
}

function drawBand(g, columns) {
  const alpha = g.globalAlpha;
  g.beginPath();
  for (let c = 0; c < columns; c++) g.lineTo(PX[c], UP[c]);
  for (let c = columns - 1; c >= 0; c--) g.lineTo(PX[c], DOWN[c]);
  g.fillStyle = g.strokeStyle;
  g.globalAlpha = alpha * BAND_ALPHA;
  g.fill();
  g.globalAlpha = alpha * 0.55;
  g.beginPath();
  alongColumns(g, DOWN, columns);
  g.stroke();
  g.globalAlpha = alpha;
}
