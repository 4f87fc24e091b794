// map.js: the flat map. Takes the state (window, ground, tilt), returns a projection {at, back} and paints the ground:
// bands from low (tinted) to high (paper), contours with numbers, minima, saddles, ticks.
import { drawNumbers } from "./contour_numbers.js";
import { drawFloor, drawRim } from "./deep_view.js";
import { drawField } from "./field.js";
import { clamp, decimals, fixed, stride, ticks } from "./numbers.js";
import { reliefHolds } from "./relief.js";
import { lineOf, ramp, rgb, rgba } from "./theme.js";

const HATCH = 9; // px between two lines

export const NEAREST = 1e5, FARTHEST = 4; // how far one may zoom in and out

export const wholeWindow = S => S.layout ? windowOf(S.data.orbit.window)
  : ({ cx: S.data.land.centre[0], cy: S.data.land.centre[1], half: S.data.land.half });
export const zoomed = S => {
  const whole = wholeWindow(S);
  return S.view.win.half !== whole.half || S.view.win.cx !== whole.cx || S.view.win.cy !== whole.cy;
};

// One projection from the flat map (tilt 0) to the relief (tilt 1). at(x, y, z) takes z in 0..1 and returns pixels.
export function flatView(S, w, h) {
  const { cx, cy, half } = S.view.win, e = S.view.tilt * S.view.tilt * (3 - 2 * S.view.tilt);
  const [, , low, high] = S.data.ground?.window ?? S.data.land.window, spread = clamp((high - low) / 2 / half, 1, 1.5);
  const flat = h / 2, tilted = Math.min(h * 0.405, w * 0.27) / spread * S.view.near;
  const k = flat + (tilted - flat) * e, phi = e * 1.02, a = e * S.view.turn;
  const ca = Math.cos(a), sa = Math.sin(a), c = Math.cos(phi), s = Math.sin(phi) * 0.52 * spread;
  return {
    w, h, e, k,
    x0: cx - half * w / h, x1: cx + half * w / h, y0: cy - half, y1: cy + half,
    at(x, y, z = 0) {
      const u = (x - cx) / half, v = (y - cy) / half;
      return [w / 2 + k * (u * ca - v * sa), h / 2 + e * h * 0.12 - k * ((u * sa + v * ca) * c + z * s)];
    },
    // of the flat map, a number at a time: a pair for each of twelve thousand points costs a tenth of a frame
    px: x => w / 2 + k * ((x - cx) / half), py: y => h / 2 - k * ((y - cy) / half),
    back: (px, py) => [cx + (px - w / 2) / k * half, cy - (py - h / 2) / k * half],
  };
}

// the place of a value among the levels of the whole surface, in 0..1: it fixes the colour at any zoom
export function shade(S, value) {
  const L = S.data.ground.wholeLevels, n = L.length;
  if (!n) return 0;
  let i = 0;
  while (i < n && value >= L[i]) i++;
  if (i === 0 || i === n) return i / n;
  return (i + (value - L[i - 1]) / (L[i] - L[i - 1])) / n;
}
const bandColour = (S, i) => rgb(ramp(S.theme.tone, shade(S, i < 0 ? S.data.ground.low : S.data.ground.levels[i])));

// f under the pointer, between the grid's points by cubics
export function valueAt(S, x, y) {
  const { rows, columns, values, window: [x0, x1, y0, y1] } = S.data.ground;
  const u = clamp((x - x0) / (x1 - x0), 0, 1) * (columns - 1), v = clamp((y - y0) / (y1 - y0), 0, 1) * (rows - 1);
  const i = Math.min(columns - 2, Math.floor(u)), j = Math.min(rows - 2, Math.floor(v));
  const cubic = (p, q, r, s, a) => q + a * (r - p + a * (2 * p - 5 * q + 4 * r - s + a * (3 * (q - r) + s - p))) / 2;
  const along = row => {
    const z = c => values[row * columns + c], q = z(i), r = z(i + 1);
    return cubic(i ? z(i - 1) : 2 * q - r, q, r, i + 2 < columns ? z(i + 2) : 2 * r - q, u - i);
  };
  const q = along(j), r = along(j + 1);
  return cubic(j ? along(j - 1) : 2 * q - r, q, r, j + 2 < rows ? along(j + 2) : 2 * r - q, v - j);
}

function path(g, V, rings, z) {
  g.beginPath();
  for (const ring of rings) {
    for (let i = 0; i < ring.length; i += 2) {
      const p = V.at(ring[i], ring[i + 1], z);
      if (i) g.lineTo(p[0], p[1]); else g.moveTo(p[0], p[1]);
    }
  }
}

// sheets from the lowest up: seen from above, the higher one is always in front
function drawSheets(S, g) {
  const V = S.view.projection, G = S.data.ground, n = G.levels.length, [x0, x1, y0, y1] = G.window;
  const { line } = S.theme.tone;
  g.lineJoin = "round";
  g.fillStyle = bandColour(S, -1);
  path(g, V, [[x0, y0, x1, y0, x1, y1, x0, y1]], 0);
  g.fill();
  drawUnknown(S, g);
  for (let i = 0; i < n; i++) {
    const z = (i + 1) / (n + 1) * V.e, heavy = i % 2 === 0;
    path(g, V, G.fills[i], z);
    g.fillStyle = bandColour(S, i);
    g.fill("evenodd");
    if (V.e > 0) {
      g.strokeStyle = rgba(line, 0.34 * V.e);
      g.lineWidth = lineOf(S, 0.7);
      g.stroke();
    }
    if (V.e < 1) {
      path(g, V, G.lines[i], z);
      g.strokeStyle = rgba(line, (heavy ? 0.36 : 0.2) * (1 - V.e));
      g.lineWidth = lineOf(S, heavy ? 0.9 : 0.7);
      g.stroke();
    }
  }
}

// one stroke for all: they are f's own, as contours are not
function drawKinks(S, g) {
  const { kinks } = S.data.ground;
  if (!kinks.length) return;
  path(g, S.view.projection, kinks, 0);
  g.strokeStyle = rgba(S.theme.tone.line, 0.75);
  g.lineWidth = 1.1;
  g.stroke();
}

// where f is not finite: the page's own colour, hatched
function drawUnknown(S, g) {
  const V = S.view.projection, G = S.data.ground, [x0, x1, y0, y1] = G.window;
  if (!G.known) return;
  g.save();
  path(g, V, [[x0, y0, x1, y0, x1, y1, x0, y1, x0, y0], ...G.known], 0);
  g.fillStyle = rgb(S.theme.tone.high);
  g.fill("evenodd");
  g.clip("evenodd");
  g.beginPath();
  for (let at = -V.h; at < V.w; at += HATCH) {
    g.moveTo(at, V.h);
    g.lineTo(at + V.h, 0);
  }
  g.strokeStyle = rgba(S.theme.tone.line, 0.3);
  g.lineWidth = 0.7;
  g.stroke();
  g.restore();
}

// numbers and 5 px ticks inside two edges; decimals follow the zoom
function drawAxes(S, g) {
  const V = S.view.projection, { w, h } = V;
  g.font = `400 11px ${S.theme.font}`;
  g.fillStyle = S.theme.tone.onmap;
  const wide = d => g.measureText(fixed(Math.max(Math.abs(V.x0), Math.abs(V.x1)), d)).width + 52;
  let n = Math.max(5, w / 95);
  n = Math.max(2, Math.min(n, w / wide(decimals(stride(V.x0, V.x1, n)))));
  const dx = decimals(stride(V.x0, V.x1, n)), dy = decimals(stride(V.y0, V.y1, Math.max(4, h / 76)));
  g.textAlign = "center";
  g.textBaseline = "alphabetic";
  for (const v of ticks(V.x0, V.x1, n)) {
    const px = V.at(v, V.y0)[0], half = g.measureText(fixed(v, dx)).width / 2;
    if (px < 34 + half || px > w - 18 - half) continue;
    g.fillRect(px, h - 5, 1, 5);
    tickText(S, g, fixed(v, dx), px, h - 9);
  }
  g.textAlign = "left";
  g.textBaseline = "middle";
  for (const v of ticks(V.y0, V.y1, Math.max(4, h / 76))) {
    const py = V.at(V.x0, v)[1];
    if (py < 32 || py > h - 30) continue;
    g.fillRect(0, py, 5, 1);
    tickText(S, g, fixed(v, dy), 9, py);
  }
  g.font = `italic 400 13px ${S.theme.serif}`;
  tickText(S, g, "x", w - 14, h - 12);
  tickText(S, g, "y", 9, 14);
}
// an axis number on a halo of the map's lightest colour, so that no contour strikes it through
function tickText(S, g, text, x, y) {
  const colour = g.fillStyle;
  g.lineWidth = 3;
  g.lineJoin = "round";
  g.strokeStyle = `rgba(${S.theme.tone.high.join(",")},.8)`;
  g.strokeText(text, x, y);
  g.fillStyle = colour;
  g.fillText(text, x, y);
}

// a minimum is a 10 px plus, a saddle a small x in soft colour
function drawPoints(S, g, at) {
  g.globalAlpha = 0.75;
  const { surface } = S.data, { tone } = S.theme;
  const saddles = [surface.saddles, tone.soft, 3.2, true], minima = [surface.minima, tone.text, 5, false];
  for (const [list, colour, r, turn] of [saddles, minima]) {
    g.strokeStyle = colour;
    g.lineWidth = 1.2;
    for (const [x, y] of list) {
      const p = at(x, y);
      if (!p || p[0] < -9 || p[1] < -9 || p[0] > S.view.projection.w + 9 || p[1] > S.view.projection.h + 9) continue;
      g.beginPath();
      if (turn) {
        g.moveTo(p[0] - r, p[1] - r);
        g.lineTo(p[0] + r, p[1] + r);
        g.moveTo(p[0] - r, p[1] + r);
        g.lineTo(p[0] + r, p[1] - r);
      } else {
        g.moveTo(p[0] - r, p[1]);
        g.lineTo(p[0] + r, p[1]);
        g.moveTo(p[0], p[1] - r);
        g.lineTo(p[0], p[1] + r);
      }
      g.stroke();
    }
  }
  g.globalAlpha = 1;
}

/** The whole ground of the scene, in 3-D what stands before the surface itself. */
export function drawGround(S, g) {
  const V = S.view.projection;
  if (S.view.scene === "3-D") {
    drawFloor(S, g);
    drawRim(S, g);
    drawPoints(S, g, (x, y) => V.at(x, y));
    return;
  }
  drawSheets(S, g);
  if (V.e === 0) drawKinks(S, g);
  if (S.view.field && V.e === 0) drawField(S, g);
  const inside = ([x, y]) => reliefHolds(S, x, y);
  drawPoints(S, g, (x, y) => V.e ? inside([x, y]) && V.at(x, y, V.e / (S.data.ground.levels.length + 1)) : V.at(x, y));
  if (V.e > 0) return;
  drawNumbers(S, g);
  drawAxes(S, g);
}

const windowOf = ([x0, x1, y0, y1]) => ({ cx: (x0 + x1) / 2, cy: (y0 + y1) / 2, half: (y1 - y0) / 2 });
