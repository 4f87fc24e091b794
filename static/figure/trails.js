// trails.js: the paths on the map. Takes the runs and the view; paints the finished part once, in chunks of frames, on
// its own canvas, and each frame only the newest chunk, the swelling tail, heads, start and names.
import { LOSS, X, Y } from "../engine/channels.js";
import { valueOf } from "./channels.js";
import { clipped } from "./clip.js";
import { valueAt } from "./map.js";
import { FULL_TURN, drawMark } from "./marks.js";
import { drawCycle } from "./planes.js";
import { reliefHeight, reliefHolds } from "./relief.js";
import { colourOf, dim, fit } from "./theme.js";
import { drawUnstable } from "./thermometer.js";
import { frameAt, nearestFrame } from "./time.js";

export const TAIL = 26;
const CHUNK = 32;
const PAST = 0.75, FAINT = 0.2; // how strong what is past is, and where only the last steps count
const THICK = 4.4;
export const THIN = 1.6, FAR_APART = 4000;
const MARGIN = 60; // pixels around the canvas that are drawn too
export const BEHIND = 1, SEEN = 2; // 0: not seen
const PLACES = width => [
  [11, 0], [-11 - width, 0], [-width / 2, -17], [-width / 2, 17], [10, -14], [10, 14], [-10 - width, -14],
  [-10 - width, 14], [11, 24], [11, -26],
];

// where a point of a run lies: [px, py, seen]; its height comes from the ground in relief and 3-D
function placeOf(S, x, y, f) {
  const V = S.view.projection;
  if (!Number.isFinite(x) || !Number.isFinite(y)) return null;
  if (S.view.scene === "3-D") return V.at(x, y);
  if (!V.e) return V.at(x, y);
  return reliefHolds(S, x, y) ? V.at(x, y, reliefHeight(S, f) * V.e) : null;
}

// every frame of every path in pixels, whether it is seen, and the length so far (dashes run on it)
export function projectTrails(S) {
  const base = S.data.surface.lowest || 0, deep = S.view.scene === "3-D";
  S.picture.paths = S.data.order.map(k => {
    const n = S.data.alive[k], x = new Float64Array(n), y = new Float64Array(n), seen = new Uint8Array(n);
    const length = new Float64Array(n);
    for (let i = 0; i < n; i++) {
      const p = placeOf(S, valueOf(S, k, i, X), valueOf(S, k, i, Y), valueOf(S, k, i, LOSS) + base);
      if (p) {
        [x[i], y[i]] = p;
        seen[i] = deep ? p[2] : SEEN;
      }
      if (!i) continue;
      const joined = seen[i] && seen[i - 1];
      length[i] = length[i - 1] + (joined ? Math.min(FAR_APART, Math.hypot(x[i] - x[i - 1], y[i] - y[i - 1])) : 0);
    }
    return { k, n, x, y, seen, length };
  });
  S.picture.paintedTo = -1;
  S.picture.ahead = true;
}

// Adds the part of the segment from a to b that lies near the canvas; a dash must not run over thousands of unseen
// pixels. True if the next segment can join on.
function addSegment(g, V, ax, ay, bx, by, joined) {
  const part = clipped(ax, ay, bx, by, -MARGIN, -MARGIN, V.w + MARGIN, V.h + MARGIN);
  if (!part) return false;
  if (!joined || part[0] !== ax || part[1] !== ay) g.moveTo(part[0], part[1]);
  g.lineTo(part[2], part[3]);
  return part[2] === bx && part[3] === by;
}

// the path from frame a to frame b as one subpath or several; only its parts that are (or are not) behind the terrain
function tracePath(g, V, P, a, b, behind = false) {
  g.beginPath();
  let joined = false, from = a;
  for (let i = a + 1; i <= b; i++) {
    const still = Math.abs(P.x[i] - P.x[from]) < 0.5 && Math.abs(P.y[i] - P.y[from]) < 0.5;
    if (i < b && still && P.seen[i] === P.seen[from]) continue;
    const shown = P.seen[i] && P.seen[from] && (Math.min(P.seen[i], P.seen[from]) === BEHIND) === behind;
    joined = shown ? addSegment(g, V, P.x[from], P.y[from], P.x[i], P.y[i], joined) : false;
    from = i;
  }
}
const anyBehind = (P, a, b) => {
  for (let i = a; i <= b; i++) if (P.seen[i] === BEHIND) return true;
  return false;
};
function strokePath(g, V, P, a, b, alpha) {
  if (b <= a) return;
  tracePath(g, V, P, a, b);
  g.globalAlpha = alpha;
  g.stroke();
  if (!anyBehind(P, a, b)) return;
  tracePath(g, V, P, a, b, true);
  g.globalAlpha = alpha * 0.45;
  g.stroke();
}

// the last frame that is drawn of a path: where the clock stands, or its end while the start is dragged
export const shownTo = (S, P, i) => S.ui.dragging ? P.n - 1 : Math.min(i, P.n - 1);

/** How strong what is past is drawn, as a whole: paths that cross themselves are not darker there. */
export const strengthOfPast = S => S.layout ? FAINT : PAST;

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
  const updates = S.data.times[P.n - 1], s = S.data.series[P.k];
  g.lineWidth = 1.8;
  for (const share of [0.25, 0.5, 0.75]) {
    const j = nearestFrame(S, updates * share), r = 4;
    if (j > shownTo(S, P, i) || !P.seen[j]) continue;
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

// names beside the heads, at the place they had or else the first free of ten; left out where there is none
function drawNames(S, g, heads, boxes) {
  const { w, h } = S.view.projection, beside = (a, b, i) => a[i] < b[i] + b[i + 2] && b[i] < a[i] + a[i + 2];
  const meets = (a, b) => beside(a, b, 0) && beside(a, b, 1);
  g.font = `600 12.5px ${S.theme.font}`;
  g.textBaseline = "middle";
  g.textAlign = "left";
  g.lineJoin = "round";
  for (const { P, x, y } of heads) {
    const s = S.data.series[P.k];
    if (S.ui.focus != null && S.ui.focus !== P.k) continue;
    const width = S.picture.widths[s.title] ??= g.measureText(s.title).width, all = PLACES(width);
    const order = [...all.keys()], had = S.picture.placed[s.key];
    if (had) order.unshift(had);
    for (const j of order) {
      const [dx, dy] = all[j], box = [x + dx - 2, y + dy - 7.5, width + 4, 15];
      if (box[0] < 4 || box[0] + box[2] > w - 4 || box[1] < 4 || box[1] + box[3] > h - 22) continue;
      if (boxes.some(b => meets(b, box))) continue;
      boxes.push(box);
      S.picture.placed[s.key] = j;
      g.globalAlpha = 0.85;
      g.strokeStyle = S.theme.tone.paper;
      g.lineWidth = 3.5;
      g.strokeText(s.title, x + dx, y + dy);
      g.globalAlpha = 1;
      g.fillStyle = colourOf(S, s);
      g.fillText(s.title, x + dx, y + dy);
      break;
    }
  }
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
  for (const head of heads) drawUnstable(S, g, head, i);
  for (const { P, x, y, seen } of heads) {
    const s = S.data.series[P.k];
    g.globalAlpha = dim(S, P.k) * (seen === BEHIND ? 0.45 : 1);
    drawMark(g, s, x, y, 6.2, colourOf(S, s), S.theme.tone.paper, 3);
  }
  const start = drawStart(S, g), boxes = heads.map(({ x, y }) => [x - 7, y - 7, 14, 14]).reverse();
  if (start) boxes.push([start[0] - 12, start[1] - 12, 24, 24]);
  boxes.push(...S.picture.keepClear);
  if (i > 0 || S.ui.dragging) drawNames(S, g, [...heads, ...leaving], boxes);
  g.globalAlpha = 1;
  S.picture.heads = heads;
}
