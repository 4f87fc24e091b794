// paths.js: the runs in pixels of the map, and strokes along them. A path is cut as segments; what lies behind the
// terrain is paler.
import { CHANNEL_COUNT, LOSS, X, Y } from "../engine/channels.js";
import { clipped } from "./clip.js";
import { reliefHeight, reliefHolds } from "./relief.js";

export const FAR_APART = 4000; // px that a dash counts of a segment, at most
const MARGIN = 60; // pixels around the canvas that are drawn too
export const BEHIND = 1, SEEN = 2; // 0: not seen

// where a point of a run lies: [px, py, seen]; its height comes from the ground in relief and 3-D
export function placeOf(S, x, y, f) {
  const V = S.view.projection;
  if (!Number.isFinite(x) || !Number.isFinite(y)) return null;
  if (S.view.scene === "3-D") return V.at(x, y);
  if (!V.e) return V.at(x, y);
  return reliefHolds(S, x, y) ? V.at(x, y, reliefHeight(S, f) * V.e) : null;
}

// every frame of every path in pixels, whether it is seen, and the length so far (dashes run on it)
export function projectTrails(S) {
  const { F } = S.data, put = S.view.scene === "3-D" || S.view.projection.e ? putDeep : putFlat;
  S.picture.paths = S.data.order.map(k => {
    const n = S.data.alive[k], x = new Float64Array(n), y = new Float64Array(n), seen = new Uint8Array(n);
    const length = new Float64Array(n);
    for (let i = 0, at = k * F * CHANNEL_COUNT; i < n; i++, at += CHANNEL_COUNT) {
      seen[i] = put(S, at, x, y, i);
      if (!i) continue;
      const joined = seen[i] && seen[i - 1];
      length[i] = length[i - 1] + (joined ? Math.min(FAR_APART, Math.hypot(x[i] - x[i - 1], y[i] - y[i - 1])) : 0);
    }
    return { k, n, x, y, seen, length };
  });
  S.picture.paintedTo = -1;
  S.picture.ahead = true;
}
// both put row `at` of the runs at x[i], y[i], and tell whether it is seen
function putFlat({ data: { runs }, view: { projection } }, at, x, y, i) {
  if (!Number.isFinite(runs[at + X]) || !Number.isFinite(runs[at + Y])) return 0;
  x[i] = projection.px(runs[at + X]);
  y[i] = projection.py(runs[at + Y]);
  return SEEN;
}
function putDeep(S, at, x, y, i) {
  const { runs, surface } = S.data, p = placeOf(S, runs[at + X], runs[at + Y], runs[at + LOSS] + (surface.lowest || 0));
  if (!p) return 0;
  [x[i], y[i]] = p;
  return S.view.scene === "3-D" ? p[2] : SEEN;
}

// Adds the part of the segment from a to b that lies near the canvas; a dash must not run over thousands of unseen
// pixels. True if the next segment can join on.
export function addSegment(g, V, ax, ay, bx, by, joined) {
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
export function strokePath(g, V, P, a, b, alpha) {
  if (b <= a) return;
  tracePath(g, V, P, a, b);
  g.globalAlpha = alpha;
  g.stroke();
  if (!anyBehind(P, a, b)) return;
  tracePath(g, V, P, a, b, true);
  g.globalAlpha = alpha * 0.45;
  g.stroke();
}
