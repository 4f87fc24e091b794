// window.js: zoom and pan in the flat map. Takes the window wanted; keeps it within reach of the surface.
import { writeAddress } from "./address.js";
import { showHint } from "./hints.js";
import { FARTHEST, NEAREST, flatView, wholeWindow, zoomed } from "./map.js";
import { clamp } from "./numbers.js";

export function setWindow(S, win) {
  const whole = wholeWindow(S), far = 6 * whole.half, near = (v, centre) => clamp(v, centre - far, centre + far);
  const half = clamp(win.half, whole.half / NEAREST, whole.half * FARTHEST);
  S.view.win = { cx: near(win.cx, whole.cx), cy: near(win.cy, whole.cy), half };
  S.ui.reset.hidden = !zoomed(S);
  showHint(S);
  S.picture.stale = true;
  writeAddress(S);
}
export function zoomAbout(S, px, py, factor) {
  const [x, y] = S.view.projection.back(px, py), { cx, cy, half } = S.view.win, whole = wholeWindow(S);
  const next = clamp(half * factor, whole.half / NEAREST, whole.half * FARTHEST), q = next / half;
  setWindow(S, { cx: x + (cx - x) * q, cy: y + (cy - y) * q, half: next });
  S.view.projection = flatView(S, S.view.projection.w, S.view.projection.h);
}
export function panBy(S, dx, dy) {
  const { cx, cy, half } = S.view.win, unit = half / S.view.projection.k;
  S.ui.panned = true;
  setWindow(S, { cx: cx - dx * unit, cy: cy + dy * unit, half });
  S.view.projection = flatView(S, S.view.projection.w, S.view.projection.h);
}
export function resetWindow(S) {
  if (zoomed(S)) setWindow(S, wholeWindow(S));
}
