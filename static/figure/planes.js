// planes.js: the phase planes of an orbit, x against a moment, on the figure's clock. Takes the run and the exact
// cycle (x, y and both moments a point).
import { FIRST_X, SECOND_X, X } from "../engine/channels.js";
import { valueOf } from "./channels.js";
import { FULL_TURN, drawMark } from "./marks.js";
import { clamp, drawNumber, parts, ticks } from "./numbers.js";
import { layOn, sheet } from "./panels.js";
import { colourOf, fit } from "./theme.js";
import { TAIL, THIN } from "./trails.js";

const PLANES = { m: { title: "x and m", at: 2, channel: FIRST_X }, v: { title: "x and v", at: 3, channel: SECOND_X } };
const LEAST = 0.02; // of its size, by which a moment is seen to vary
const OUTSIDE = 1.25; // a plane shows this much around what the map's window holds

// the points of the run in a plane, and the range of what the map shows
function readPlane(S, P) {
  const [x0, x1] = windowEnds(S), n = S.data.alive[0], { at, channel } = PLANES[P.name], points = [];
  let low = Infinity, high = -Infinity;
  const count = v => { low = Math.min(low, v); high = Math.max(high, v); };
  for (let i = 0; i < n; i++) {
    const x = valueOf(S, 0, i, X), y = valueOf(S, 0, i, channel);
    points.push([x, y]);
    if (x >= x0 && x <= x1) count(y);
  }
  const cycle = S.data.orbit.cycle.map(point => [point[0], point[at]]);
  for (const [, y] of cycle) count(y);
  const middle = (low + high) / 2, half = Math.max((high - low) / 2, LEAST * Math.abs(middle), 1e-300) * OUTSIDE;
  return { points, cycle, x0, x1, y0: P.name === "v" ? Math.max(0, middle - half) : middle - half, y1: middle + half };
}
const windowEnds = S => S.data.orbit.window;

export function preparePlane(S, P) {
  const { w, h, d } = fit(P.canvas);
  P.d = d;
  measurePlane(S, P, w, h);
  paintPlaneFrame(S, P, sheet(P, "frame"));
}

/** Where a plane of w by h pixels puts things. */
export function measurePlane(S, P, w, h) {
  const B = P.box = { l: 58, r: w - 4, t: 24, b: h - 22, w, h }, { x0, x1, y0, y1 } = P.read = readPlane(S, P);
  P.x = v => B.l + (v - x0) / (x1 - x0) * (B.r - B.l);
  P.y = v => B.b - (v - y0) / (y1 - y0) * (B.b - B.t);
}

/** Title, hair lines with their numbers, and the whole run as a hairline. */
export function paintPlaneFrame(S, P, g) {
  const T = S.theme.tone, B = P.box, { x0, x1, y0, y1, points } = P.read;
  g.textBaseline = "alphabetic";
  g.fillStyle = T.text;
  g.font = `600 12.5px ${S.theme.font}`;
  g.fillText(PLANES[P.name].title, 0, 12);
  g.font = `400 11px ${S.theme.font}`;
  for (const v of ticks(y0, y1, Math.max(2, (B.b - B.t) / 45))) {
    g.fillStyle = T.hair;
    g.fillRect(B.l, Math.round(P.y(v)), B.r - B.l, 1);
    g.fillStyle = T.soft;
    g.textBaseline = "middle";
    drawNumber(g, parts(v), B.l - 6, P.y(v), 11, "right");
  }
  g.textBaseline = "alphabetic";
  for (const v of ticks(x0, x1, Math.max(2, (B.r - B.l) / 70))) {
    const px = P.x(v);
    if (px > B.l + 12 && px < B.r - 12) drawNumber(g, parts(v), px, B.h - 4, 11, "center");
  }
  g.beginPath();
  g.rect(B.l, B.t, B.r - B.l, B.b - B.t);
  g.clip();
  g.strokeStyle = colourOf(S, S.data.series[0]);
  g.lineWidth = 0.6;
  g.globalAlpha = 0.3;
  line(g, P, points, 0, points.length - 1);
}

function line(g, P, points, from, to) {
  g.beginPath();
  for (let i = from; i <= to; i++) {
    const px = clamp(P.x(points[i][0]), -1e4, 1e4), py = clamp(P.y(points[i][1]), -1e4, 1e4);
    if (i > from) g.lineTo(px, py); else g.moveTo(px, py);
  }
  g.stroke();
}

export function drawPlane(S, P) {
  const { g } = fit(P.canvas);
  layOn(g, P, P.frame);
  paintPlaneNow(S, P, g);
}

/** The last steps swelling, the head, and the exact cycle as rings. */
export function paintPlaneNow(S, P, g) {
  const B = P.box, { points, cycle } = P.read, s = S.data.series[0], colour = colourOf(S, s);
  g.save();
  g.beginPath();
  g.rect(B.l - 8, B.t - 4, B.r - B.l + 12, B.b - B.t + 8);
  g.clip();
  const t = clamp(S.clock.t, 0, points.length - 1), i = Math.floor(t + 1e-6), next = Math.min(i + 1, points.length - 1);
  const head = points[i].map((v, j) => v + (points[next][j] - v) * (t - i));
  const shown = [...points.slice(Math.max(0, i - TAIL), i + 1), head];
  g.lineCap = "round";
  g.strokeStyle = g.fillStyle = colour;
  for (let j = 1; j < shown.length; j++) {
    const q = j / shown.length;
    g.globalAlpha = 0.5 * q * q;
    g.lineWidth = THIN * q + 0.4;
    line(g, P, shown, j - 1, j);
    g.globalAlpha = q;
    g.beginPath();
    g.arc(P.x(shown[j - 1][0]), P.y(shown[j - 1][1]), 1 + 1.4 * q, 0, FULL_TURN);
    g.fill();
  }
  g.globalAlpha = 1;
  for (const [x, y] of cycle) ringAt(S, g, P.x(x), P.y(y));
  drawMark(g, s, P.x(head[0]), P.y(head[1]), 5.4, colour, S.theme.tone.paper, 3);
  g.restore();
}

// a point of the exact cycle: a ring in colour, here and on the map
function ringAt(S, g, px, py) {
  for (const [colour, width] of [[S.theme.tone.paper, 3.6], [S.theme.tone.text, 1.3]]) {
    g.strokeStyle = colour;
    g.lineWidth = width;
    g.beginPath();
    g.arc(px, py, 6, 0, FULL_TURN);
    g.stroke();
  }
}
export function drawCycle(S, g) {
  g.globalAlpha = 1;
  for (const [x, y] of S.data.orbit.cycle) ringAt(S, g, ...S.view.projection.at(x, y));
}

// the planes that this optimizer has; canvases stay, so that nothing flickers while a slider moves
export function showPlanes(S) {
  S.picture.planes ||= Object.keys(PLANES).map(name => {
    const canvas = document.createElement("canvas");
    canvas.className = "plane";
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", `The orbit in the plane of x and ${name}`);
    S.picture.panels[0].canvas.before(canvas);
    return { name, canvas };
  });
  for (const P of S.picture.planes) P.canvas.hidden = !S.data.orbit.planes.includes(P.name);
  S.q(".panels").classList.toggle("bare", !S.data.orbit.planes.length);
}
export const shownPlanes = S => (S.picture.planes || []).filter(P => S.data.orbit.planes.includes(P.name));
