// deep_view.js: the surface in space (orthographic): its heights on a fine grid, the projection {at, k}, and what
// stands around it: rim, floor and ticks. The surface itself is drawn by surface3d.js.
import { valueAt } from "./map.js";
import { clamp, decimals, fixed, stride, ticks } from "./numbers.js";
import { BEHIND, SEEN } from "./paths.js";
import { rgba } from "./theme.js";

export const TALL = 0.42; // height of the highest point; the longer side of the map is 1
const FINER = 2; // points are put between the grid's, by cubics, or narrow valleys would show the grid's dents

// Heights 0..1 on a finer grid: { rows, columns, values, f, holes, inProportion }; holes: 1 where f has no value, or
// null. In proportion to f where that shows the
// shape; otherwise log(1 + f), so that half the map lies below 0.42.
export function makeHeights(S) {
  const G = S.data.ground;
  if (G.heights) return G.heights;
  const sorted = Float32Array.from(G.values).filter(Number.isFinite).sort();
  const low = sorted[0] ?? 0, high = sorted[sorted.length - 1] ?? 0;
  const span = high - low || 1, middle = sorted[sorted.length >> 1] - low;
  let height = f => clamp((f - low) / span, 0, 1), inProportion = true;
  if (middle < 0.2 * span) {
    const bent = s => Math.log1p(Math.max(middle, 1e-12 * span) / s) / Math.log1p(span / s);
    let a = span * 1e-9, b = span * 1e3;
    for (let i = 0; i < 80; i++) { const m = Math.sqrt(a * b); if (bent(m) > 0.42) a = m; else b = m; }
    const s = a, top = Math.log1p(span / s);
    height = f => clamp(Math.log1p(Math.max(0, f - low) / s) / top, 0, 1);
    inProportion = false;
  }
  const rows = (G.rows - 1) * FINER + 1, columns = (G.columns - 1) * FINER + 1, f = new Float32Array(rows * columns);
  const holes = G.known && new Uint8Array(rows * columns);
  const [x0, x1, y0, y1] = G.window;
  for (let j = 0; j < rows; j++) {
    for (let i = 0; i < columns; i++) {
      const x = x0 + (x1 - x0) * i / (columns - 1), y = y0 + (y1 - y0) * j / (rows - 1);
      const known = i % FINER === 0 && j % FINER === 0;
      const v = known ? G.values[j / FINER * G.columns + i / FINER] : valueAt(S, x, y);
      f[j * columns + i] = Number.isFinite(v) ? Math.max(v, low) : high;
      if (holes && Number.isNaN(v)) holes[j * columns + i] = 1;
    }
  }
  return G.heights = { rows, columns, f, holes, inProportion, values: Float32Array.from(f, height) };
}

export function deepView(S, w, h) {
  const [x0, x1, y0, y1] = S.data.ground.window, { rows, columns, values: H } = makeHeights(S);
  const wide = Math.max(x1 - x0, y1 - y0), ax = (x1 - x0) / wide, ay = (y1 - y0) / wide;
  const cy = Math.cos(S.view.yaw), sy = Math.sin(S.view.yaw), cp = Math.cos(S.view.pitch), sp = Math.sin(S.view.pitch);
  // one scale for every turn, so that it does not breathe
  const across = Math.hypot(ax, ay);
  const k = Math.min((w - 48) / across, (h - 56) / (0.92 * across * sp + 0.44 * cp)) * S.view.near;
  const ox = w / 2, oy = h * 0.5 - 20;
  const heightAt = (u, v) => {
    const a = clamp(u, 0, 1) * (columns - 1), b = clamp(v, 0, 1) * (rows - 1);
    const i = Math.min(columns - 2, a | 0), j = Math.min(rows - 2, b | 0), p = a - i, q = b - j, o = j * columns + i;
    return (H[o] * (1 - p) + H[o + 1] * p) * (1 - q) + (H[o + columns] * (1 - p) + H[o + columns + 1] * p) * q;
  };
  const point = (u, v, z) => {
    const X = (u - 0.5) * ax, Y = (v - 0.5) * ay;
    return [ox + k * (cy * X + sy * Y), oy - k * ((cy * Y - sy * X) * sp + (z - 0.5) * TALL * cp)];
  };
  // walks towards the eye: terrain above the ray hides the point
  const hides = (u, v, z) => {
    const start = (z - 0.5) * TALL + 0.006, du = sy * cp / ax, dv = -cy * cp / ay, rise = sp;
    const reach = Math.min(0.95, (TALL / 2 - start) / Math.max(rise, 0.05));
    for (let s = 0.02; s < reach; s += S.view.turning ? 0.035 : 0.018) {
      const a = u + s * du, b = v + s * dv;
      if (a < 0 || a > 1 || b < 0 || b > 1) return false;
      if ((heightAt(a, b) - 0.5) * TALL > start + s * rise + 0.014) return true;
    }
    return false;
  };
  return {
    w, h, k, ax, ay, cy, sy, cp, sp, ox, oy, e: 1, point,
    at(x, y) {
      const u = (x - x0) / (x1 - x0), v = (y - y0) / (y1 - y0);
      if (!(u >= 0 && u <= 1 && v >= 0 && v <= 1)) return null;
      const z = heightAt(u, v), p = point(u, v, z);
      return [p[0], p[1], hides(u, v, z) ? BEHIND : SEEN];
    },
    back: () => [NaN, NaN],
  };
}

// the rim of the surface, where it is not hidden
export function drawRim(S, g) {
  const V = S.view.projection, [x0, x1, y0, y1] = S.data.ground.window, n = 96;
  const corners = [[x0, y0], [x1, y0], [x1, y1], [x0, y1], [x0, y0]];
  g.strokeStyle = rgba(S.theme.tone.line, 0.34);
  g.lineWidth = 0.9;
  g.beginPath();
  for (let c = 0; c < 4; c++) {
    let pen = false;
    for (let i = 0; i <= n; i++) {
      const [a, b] = [corners[c], corners[c + 1]], p = V.at(a[0] + (b[0] - a[0]) * i / n, a[1] + (b[1] - a[1]) * i / n);
      if (!p || p[2] !== SEEN) { pen = false; continue; }
      if (pen) g.lineTo(p[0], p[1]); else g.moveTo(p[0], p[1]);
      pen = true;
    }
  }
  g.stroke();
}

// the two floor edges nearest the eye, with ticks
export function drawFloor(S, g) {
  const V = S.view.projection, [x0, x1, y0, y1] = S.data.ground.window, floor = -0.06;
  const at = (x, y) => V.point((x - x0) / (x1 - x0), (y - y0) / (y1 - y0), floor);
  const middle = at((x0 + x1) / 2, (y0 + y1) / 2);
  const [cx, cy] = [[x0, y0], [x1, y0], [x0, y1], [x1, y1]].sort((a, b) => at(...b)[1] - at(...a)[1])[0];
  g.strokeStyle = g.fillStyle = S.theme.tone.soft;
  g.lineWidth = 1;
  g.textAlign = "center";
  g.textBaseline = "middle";
  for (const axis of [0, 1]) {
    const [low, high] = axis ? [y0, y1] : [x0, x1], step = stride(low, high, 5), on = v => axis ? at(cx, v) : at(v, cy);
    const m = on((low + high) / 2), far = Math.hypot(m[0] - middle[0], m[1] - middle[1]) || 1;
    const ux = (m[0] - middle[0]) / far, uy = (m[1] - middle[1]) / far;
    g.font = `400 11px ${S.theme.font}`;
    g.globalAlpha = 0.7;
    g.beginPath();
    g.moveTo(...on(low));
    g.lineTo(...on(high));
    for (const v of ticks(low, high, 5)) {
      const p = on(v);
      g.moveTo(...p);
      g.lineTo(p[0] + ux * 5, p[1] + uy * 5);
    }
    g.stroke();
    g.globalAlpha = 1;
    for (const v of ticks(low, high, 5)) {
      const p = on(v);
      g.fillText(fixed(v, decimals(step)), p[0] + ux * 15, p[1] + uy * 15);
    }
    g.font = `italic 400 13px ${S.theme.serif}`;
    g.fillText(axis ? "y" : "x", m[0] + ux * 32, m[1] + uy * 32);
  }
}
