// popover.js: where a popover stands, and that it closes.
import { focusOn } from "./legend.js";
import { clamp } from "./numbers.js";
import { rectOf } from "./theme.js";
import { frameAt } from "./time.js";

const LEAST_TALL = 260; // px, though the page may have to scroll then
const SHEET = matchMedia("(max-width: 640px)"); // there a popover is a sheet at the foot, the map stands above it

export function placePop(S, pop, anchor) {
  const fig = rectOf(S.q(".fig")), a = rectOf(anchor);
  pop.hidden = false;
  pop.scrollTop = 0;
  const room = Math.max(LEAST_TALL, innerHeight - a.bottom - 20); // else the page would scroll
  pop.style.maxHeight = SHEET.matches ? "" : `${room}px`;
  pop.style.left = `${clamp(a.left - fig.left, 0, Math.max(0, fig.width - pop.offsetWidth))}px`;
  pop.style.top = `${a.bottom - fig.top + 8}px`;
  (SHEET.matches ? S.q(".map") : pop).scrollIntoView({ block: SHEET.matches ? "start" : "nearest" });
}

// Beside what it changes: below the legend or at the map's foot, where it hides least of the start, the heads and the
// paths, its own before the others', and rather the panels than those.
export function placeBeside(S, pop, anchor, k) {
  placePop(S, pop, anchor);
  if (SHEET.matches) return;
  const fig = rectOf(S.q(".fig")), map = rectOf(S.q(".map"));
  const dx = fig.left - map.left, dy = fig.top - map.top, wide = pop.offsetWidth, tall = pop.offsetHeight;
  const { offsetLeft: left, offsetTop: high } = pop, low = Math.min(map.height, innerHeight - map.top) - tall - 12 - dy;
  const points = [[...S.view.projection.at(...S.data.start), 8]];
  for (const P of S.picture.paths) {
    const now = Math.min(frameAt(S, S.clock.t), P.n - 1), step = Math.max(1, Math.floor(P.n / 40));
    const own = P.k === k ? 3 : 1;
    for (let i = 0; i < P.n; i += step) points.push([P.x[i], P.y[i], own * 6 / 40]);
    for (const i of [now, P.n - 1]) points.push([P.x[i], P.y[i], own * 2]);
  }
  const within = (v, from, size) => v > from - 12 && v < from + size + 12;
  const hides = (x, y) => points.filter(p => within(p[0], x + dx, wide) && within(p[1], y + dy, tall))
    .reduce((sum, p) => sum + p[2], 0);
  const aside = pop.querySelector("textarea") ? 0.5 : 4; // a text is wide and stays long: rather over the panels
  const cost = (x, y) => hides(x, y) + Math.abs(x - left) / 400 + Math.abs(y - high) / 400
    + aside * clamp((x + dx + wide - map.width) / wide, 0, 1);
  let best = [left, high];
  for (let x = 0; x <= fig.width - wide; x += 16) {
    for (const y of low > high ? [high, low] : [high]) if (cost(x, y) < cost(...best)) best = [x, y];
  }
  [pop.style.left, pop.style.top] = best.map(v => `${v}px`);
}

export function closePops(S) {
  for (const pop of S.root.querySelectorAll(".pop")) pop.hidden = true;
  S.q(".about").setAttribute("aria-expanded", "false");
  const had = S.ui.popKey;
  S.ui.popKey = null;
  if (had && S.data.series) focusOn(S, null);
}
