// window.js: zoom and pan in the flat map. Takes the window wanted; keeps it within reach of the surface, and asks the
// server for the ground in it.
function setWindow(S, win) {
  const whole = wholeWindow(S), far = 6 * whole.half, near = (v, centre) => clamp(v, centre - far, centre + far);
  const half = clamp(win.half, whole.half / NEAREST, whole.half * FARTHEST);
  S.win = { cx: near(win.cx, whole.cx), cy: near(win.cy, whole.cy), half };
  S.reset.hidden = !zoomed(S);
  showHint(S);
  S.stale = true;
  writeAddress(S);
  clearTimeout(S.viewing);
  S.viewing = setTimeout(() => askGround(S), 120);
}
function zoomAbout(S, px, py, factor) {
  const [x, y] = S.view.back(px, py), { cx, cy, half } = S.win, whole = wholeWindow(S);
  const next = clamp(half * factor, whole.half / NEAREST, whole.half * FARTHEST), q = next / half;
  setWindow(S, { cx: x + (cx - x) * q, cy: y + (cy - y) * q, half: next });
  S.view = flatView(S, S.view.w, S.view.h);
}
function panBy(S, dx, dy) {
  const { cx, cy, half } = S.win, unit = half / S.view.k;
  S.panned = true;
  setWindow(S, { cx: cx - dx * unit, cy: cy + dy * unit, half });
  S.view = flatView(S, S.view.w, S.view.h);
}
function resetWindow(S) {
  if (!zoomed(S)) return;
  setWindow(S, wholeWindow(S));
}
// asks for contours of the window, unless those held cover it at about its scale
function askGround(S) {
  if (!S.view) return;
  const { w, h } = S.view, { cx, cy, half } = S.win, wide = half * w / h, [x0, x1, y0, y1] = S.ground.window;
  if (!zoomed(S)) {
    if (!S.ground.isWhole) ask(S, "view", null);
    return;
  }
  const covered = x0 <= cx - wide && x1 >= cx + wide && y0 <= cy - half && y1 >= cy + half;
  if (covered && (y1 - y0) / (2 * half) < 1.5) return;
  const m = 1 + MARGIN;
  ask(S, "view", [cx - wide * m, cx + wide * m, cy - half * m, cy + half * m]);
}
