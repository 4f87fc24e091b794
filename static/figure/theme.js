// theme.js: colours. Takes the page's background, returns the tones of light or dark paper and the map's ramp.
import { THEME } from "../known.js";
import { clamp } from "./numbers.js";

export const rgb = c => `rgb(${c.map(Math.round).join(",")})`;
export const rgba = (c, a) => `rgba(${c.join(",")},${a})`;
const mix = (a, b, q) => a.map((v, i) => v + (b[i] - v) * q);
export const ramp = (T, q) => mix(T.low, T.high, clamp(q, 0, 1) ** THEME.ramp);

// S.theme.mode, S.theme.tone, S.theme.font, S.theme.serif from the computed style; true if anything changed
export function readTheme(S) {
  const fig = S.q(".fig"), css = getComputedStyle(fig);
  const background = css.getPropertyValue("--st-background-color").trim();
  const now = [background, css.fontFamily].join();
  if (now === S.theme.read) return false;
  S.theme.read = now;
  const g = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  g.fillStyle = background || "#fff";
  g.fillRect(0, 0, 1, 1);
  const [r, green, b] = g.getImageData(0, 0, 1, 1).data;
  S.theme.mode = r + green + b < 380 ? "dark" : "light";
  fig.dataset.mode = S.theme.mode;
  S.theme.tone = THEME[S.theme.mode];
  S.theme.font = css.fontFamily;
  S.theme.serif = getComputedStyle(S.q("h1")).fontFamily;
  return true;
}
export const colourOf = (S, s) => s[S.theme.mode];
/** The one series that is in front; null where all are. */
export const inFront = S =>
  S.ui.focus ?? (S.view.anatomy == null || !S.data.series?.length ? null : dissectedSeries(S));
export const dissectedSeries = S => Math.min(S.view.anatomy, S.data.series.length - 1);
export const dim = (S, k) => (inFront(S) ?? k) === k ? 1 : 0.16;

// Matches a canvas to its box; returns a context in CSS pixels, cleared. The box is measured once until `forgetSizes`:
// asking the page for it in every frame would make it lay itself out again.
export function fit(canvas, clear = true) {
  const d = clamp(devicePixelRatio || 1, 1, 3), g = canvas.getContext("2d"), { w, h } = boxOf(canvas);
  const wide = Math.max(1, Math.round(w * d)), tall = Math.max(1, Math.round(h * d));
  if (canvas.width !== wide || canvas.height !== tall) Object.assign(canvas, { width: wide, height: tall });
  g.setTransform(d, 0, 0, d, 0, 0);
  if (clear) g.clearRect(0, 0, w, h);
  return { g, d, w, h };
}
/** The box of a canvas, in CSS pixels. */
export function boxOf(canvas) {
  if (!canvas.box) {
    const { width, height } = canvas.getBoundingClientRect();
    canvas.box = { w: width, h: height };
  }
  return canvas.box;
}
export function forgetSizes(S) {
  for (const canvas of S.root.querySelectorAll("canvas")) canvas.box = null;
}
