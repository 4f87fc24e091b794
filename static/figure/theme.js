// theme.js: colours. Takes the page's background, returns the tones of light or dark paper and the map's ramp.
import { THEME } from "../known.js";
import { deepened } from "./contrast.js";
import { clamp } from "./numbers.js";

export const rgb = c => `rgb(${c.map(Math.round).join(",")})`;
export const rgba = (c, a) => `rgba(${c.join(",")},${a})`;
const mix = (a, b, q) => a.map((v, i) => v + (b[i] - v) * q);
export const ramp = (T, q) => mix(T.low, T.high, clamp(q, 0, 1) ** THEME.ramp);

// for a projector: the light colours on white; what is read or followed has 7 : 1 or better on the map's darkest part
const CLEAR = 7, PRESENTED = {
  ...THEME.light, text: "#141310", soft: "#3B3934", onmap: "#2A2824", paper: "#FFFFFF", low: [226, 235, 239],
  high: [255, 255, 255],
};

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
  S.theme.mode = r + green + b < 380 && !S.theme.presented ? "dark" : "light";
  fig.dataset.mode = S.theme.mode;
  S.theme.tone = S.theme.presented ? PRESENTED : THEME[S.theme.mode];
  S.theme.font = css.fontFamily;
  S.theme.serif = getComputedStyle(S.q("h1")).fontFamily;
  return true;
}
export const colourOf = (S, s) => S.theme.presented ? deepened(s.light, PRESENTED.low, CLEAR) : s[S.theme.mode];
/** A line's width that is not to be thinner than 1 px before a lecture hall. */
export const lineOf = (S, width) => S.theme.presented ? Math.max(1, width) : width;
/** The one series that is in front; null where all are. */
export const inFront = S =>
  S.ui.focus ?? (S.view.anatomy == null || !S.data.series?.length ? null : dissectedSeries(S));
export const dissectedSeries = S => Math.min(S.view.anatomy, S.data.series.length - 1);
export const dim = (S, k) => (inFront(S) ?? k) === k ? 1 : 0.16;

// Matches a canvas to its box; returns a context in CSS pixels, cleared. The box is measured once until `forgetSizes`:
// asking the page for it in every frame would make it lay itself out again.
export function fit(canvas, clear = true) {
  const g = canvas.getContext("2d"), { w, h, zoom = 1 } = boxOf(canvas), d = clamp(devicePixelRatio || 1, 1, 3) * zoom;
  const wide = Math.max(1, Math.round(w * d)), tall = Math.max(1, Math.round(h * d));
  if (canvas.width !== wide || canvas.height !== tall) Object.assign(canvas, { width: wide, height: tall });
  g.setTransform(d, 0, 0, d, 0, 0);
  if (clear) g.clearRect(0, 0, w, h);
  return { g, d, w, h };
}
const zoomOf = element => element.currentCSSZoom ?? 1;
/** Where an element stands in the window, in px of the figure: a presented one is enlarged. */
export function rectOf(element) {
  const zoom = zoomOf(element), { x, y, width, height } = element.getBoundingClientRect();
  return new DOMRect(x / zoom, y / zoom, width / zoom, height / zoom);
}
/** Where a pointer stands on an element, in px of the figure. */
export function pointIn(element, e) {
  const zoom = zoomOf(element), { x, y } = rectOf(element);
  return [e.clientX / zoom - x, e.clientY / zoom - y];
}
/** The box of a canvas, in px of the figure. */
export function boxOf(canvas) {
  if (!canvas.box) {
    const { width, height } = rectOf(canvas);
    canvas.box = { w: width, h: height, zoom: zoomOf(canvas) };
  }
  return canvas.box;
}
export function forgetSizes(S) {
  for (const canvas of S.root.querySelectorAll("canvas")) canvas.box = null;
}
