// trails.js: the paths on the map. Takes the runs and the view; paints the finished part once, in chunks of frames, on
// its own canvas, and each frame only the newest chunk, the swelling tail, heads, start and names.
import { paintAnatomy } from "./anatomy_arrows.js";
import { drawAnswer } from "./answer.js";
import { clipped } from "./clip.js";
import { drawLeavings } from "./leaving.js";
import { valueAt } from "./map.js";
import { FULL_TURN, drawMark } from "./marks.js";
import { drawNames } from "./names.js";
import { BEHIND, SEEN, addSegment, placeOf, strokePath } from "./paths.js";
import { drawCycle } from "./planes.js";
import { colourOf, dim, fit } from "./theme.js";
import { drawUnstable } from "./thermometer.js";
import { frameAt, nearestFrame } from "./time.js";

export const TAIL = 26;
const CHUNK = 32;
const PAST = 0.75, FAINT = 0.2; // how strong what is past is, and where only the last steps count
const THICK = 4.4;
export const THIN = 1.6;

// the last frame that is drawn of a path: where the clock stands, or its end while the start is dragged
export const shownTo = (S, P, i) => S.ui.dragging ? P.n - 1 : Math.min(i, P.n - 1);

/** How strong what is past is drawn, as a whole: paths that cross themselves are not darker there. */
export const strengthOfPast = S => S.layout ? FAINT : S.theme.presented ? 1 : PAST;

// The finished chunks, on their own canvas. Chunk by chunk and in the order of the series, so
// that the picture is the same whether the clock ran here or jumped.
function drawDone(S, i) {
  const canvas = S.q("canvas.done"), to = finished(S, i), from = S.picture.paintedTo;
  if (from === to) return;
  const again = from < 0 || from > to, { g } = fit(canvas, again);
  canvas.style.opacity = strengthOfPast(S);
  paintDone(S, g, again ? 0 : from, to);
  S.picture.paintedTo = to;
}
/** How many chunks are finished where frame i is shown. */
export function finished(S, i) {
  const whole = S.ui.dragging ? Infinity : Math.floor(i / CHUNK);
  return Math.min(whole, Math.max(0, ...S.picture.paths.map(P => Math.ceil((P.n - 1) / CHUNK))));
}
export function paintDone(S, g, from, to) {
  g.lineCap = g.lineJoin = "round";
  g.lineWidth = THIN;
  for (let c = from; c < to; c++) {
    for (const P of S.picture.paths) {
      const a = c * CHUNK, b = Math.min(P.n - 1, a + CHUNK), s = S.data.series[P.k];
      if (b <= a) continue;
      g.strokeStyle = colourOf(S, s);
      g.setLineDash(s.dash);
      g.lineDashOffset = P.length[a];
      strokePath(g, S.view.projection, P, a, b, dim(S, P.k));
    }
  }
}

// while paused, what is to come, as a hairline
export function paintAhead(S, g, i) {
  if (S.clock.playing || S.ui.dragging) return;
  g.lineJoin = "round";
  g.lineWidth = 1;
  for (const P of S.picture.paths) {
    if (i >= P.n - 1) continue;
    g.strokeStyle = colourOf(S, S.data.series[P.k]);
    strokePath(g, S.view.projection, P, i, P.n - 1, 0.28 * dim(S, P.k));
  }
}

// the head: on its frame, or gliding to the next where every step is there
function headOf(S, P, i, part) {
  const e = shownTo(S, P, i), glide = part > 0 && !S.ui.dragging && i < P.n - 1 && P.seen[e] && P.seen[e + 1];
  if (!P.n || !P.seen[e]) return null;
  if (!glide) return { x: P.x[e], y: P.y[e], seen: P.seen[e] };
  return { x: P.x[e] + (P.x[e + 1] - P.x[e]) * part, y: P.y[e] + (P.y[e + 1] - P.y[e]) * part, seen: P.seen[e] };
}

// where a path that is out of sight left the map: its name stands there
function exitOf(S, P, i) {
  const { w, h } = S.view.projection;
  const inside = j => P.seen[j] && P.x[j] >= 0 && P.y[j] >= 0 && P.x[j] <= w && P.y[j] <= h;
  let j = shownTo(S, P, i);
  while (j >= 0 && !inside(j)) j--;
  if (j < 0) return [];
  const out = j + 1 < P.n && P.seen[j + 1] ? clipped(P.x[j], P.y[j], P.x[j + 1], P.y[j + 1], 0, 0, w, h) : null;
  return [{ P, x: out ? out[2] : P.x[j], y: out ? out[3] : P.y[j] }];
}

// the newest chunk, and the last steps as a swelling stroke with one dot a step where they are far apart
function drawFresh(S, g, P, i, head) {
  const V = S.view.projection, e = shownTo(S, P, i), s = S.data.series[P.k], pale = dim(S, P.k);
  const a = Math.min(Math.max(0, S.picture.paintedTo) * CHUNK, e);
  g.strokeStyle = g.fillStyle = colourOf(S, s);
  g.lineWidth = THIN;
  g.setLineDash(s.dash);
  g.lineDashOffset = P.length[a];
  strokePath(g, V, P, a, e, strengthOfPast(S) * pale);
  g.setLineDash([]);
  if (!head) return;
  let x = null, y = 0;
  for (let j = Math.max(0, e - TAIL); j <= e + 1; j++) {
    const tip = j === e + 1;
    if (tip ? !head : P.seen[j] !== SEEN) { x = null; continue; }
    const px = tip ? head.x : P.x[j], py = tip ? head.y : P.y[j], q = 1 - Math.max(0, e - j) / TAIL;
    if (x != null && (px !== x || py !== y)) {
      g.globalAlpha = pale * q * 0.95;
      g.lineWidth = THIN + (THICK - THIN) * q * q;
      g.beginPath();
      addSegment(g, V, x, y, px, py, false);
      g.stroke();
      if (!tip && j < e + (head.x !== P.x[e] ? 1 : 0) && Math.hypot(px - x, py - y) > 7) {
        g.beginPath();
        g.arc(px, py, 1.2 + 1.6 * q, 0, FULL_TURN);
        g.fill();
      }
    }
    x = px;
    y = py;
  }
}

// small x at a quarter, half and three quarters of each path that the clock has passed
function drawQuarters(S, g, P, i) {
  const s = S.data.series[P.k], last = S.data.times[P.n - 1], updates = s.over ? last : S.data.steps;
  g.lineWidth = 1.8;
  for (const share of [0.25, 0.5, 0.75]) {
    const j = nearestFrame(S, updates * share), r = 4;
    if (updates * share > last || j > shownTo(S, P, i) || !P.seen[j]) continue;
    g.beginPath();
    g.moveTo(P.x[j] - r, P.y[j] - r);
    g.lineTo(P.x[j] + r, P.y[j] + r);
    g.moveTo(P.x[j] - r, P.y[j] + r);
    g.lineTo(P.x[j] + r, P.y[j] - r);
    g.globalAlpha = dim(S, P.k);
    g.strokeStyle = S.theme.tone.paper;
    g.lineWidth = 4;
    g.stroke();
    g.strokeStyle = colourOf(S, s);
    g.lineWidth = 1.8;
    g.stroke();
  }
  g.globalAlpha = 1;
}

function drawStart(S, g) {
  if (S.layout) return null; // rings are for the exact cycle there
  const p = placeOf(S, ...S.data.start, S.view.scene === "relief" || S.view.tilt ? valueAt(S, ...S.data.start) : 0);
  if (!p || p[0] < -10 || p[1] < -10 || p[0] > S.view.projection.w + 10 || p[1] > S.view.projection.h + 10) return null;
  g.globalAlpha = 1;
  g.strokeStyle = S.theme.tone.paper;
  g.lineWidth = 4.5;
  g.beginPath();
  g.arc(p[0], p[1], 9, 0, FULL_TURN);
  g.stroke();
  g.strokeStyle = S.theme.tone.text;
  g.lineWidth = S.ui.hot ? 2.4 : 1.5;
  g.stroke();
  return p;
}

/** The paths on screen: what is finished on its own canvas, what moves in front. */
export function drawTrails(S) {
  const i = frameAt(S, S.clock.t);
  drawDone(S, i);
  if (S.picture.ahead) paintAhead(S, fit(S.q("canvas.ahead")).g, i);
  S.picture.ahead = false;
  paintFront(S, fit(S.q("canvas.front")).g, i);
}

/** The newest part of each path, heads, marks and names. */
export function paintFront(S, g, i) {
  const { w, h } = S.view.projection, part = S.data.full ? S.clock.t - i : 0, heads = [], leaving = [];
  g.lineCap = g.lineJoin = "round";
  for (const P of S.picture.paths) {
    const head = headOf(S, P, i, part);
    drawFresh(S, g, P, i, head);
    const gone = i > P.n + 12 && P.n < S.data.F && !S.ui.dragging;
    if (head && !gone && head.x > -8 && head.y > -8 && head.x < w + 8 && head.y < h + 8) heads.push({ P, ...head });
    else if (P.n) leaving.push(...exitOf(S, P, i));
  }
  if (S.ui.quarters) for (const P of S.picture.paths) if (P.n) drawQuarters(S, g, P, i);
  if (S.data.orbit) drawCycle(S, g);
  drawLeavings(S, g, S.ui.dragging ? Infinity : i);
  for (const head of heads) drawUnstable(S, g, head, i);
  const named = paintAnatomy(S, g, i);
  for (const { P, x, y, seen } of heads) {
    const s = S.data.series[P.k];
    g.globalAlpha = dim(S, P.k) * (seen === BEHIND ? 0.45 : 1);
    drawMark(g, s, x, y, 6.2, colourOf(S, s), S.theme.tone.paper, 3);
  }
  const start = drawStart(S, g), boxes = heads.map(({ x, y }) => [x - 7, y - 7, 14, 14]).reverse();
  if (start) boxes.push([start[0] - 12, start[1] - 12, 24, 24]);
  boxes.push(...S.picture.keepClear, ...named);
  if (i > 0 || S.ui.dragging) drawNames(S, g, [...heads, ...leaving], boxes);
  if (S.lesson) drawAnswer(S, g);
  g.globalAlpha = 1;
  S.picture.heads = heads;
}
