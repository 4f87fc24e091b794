// popover.js: where a popover or a menu stands, always within what can be seen, and that it closes.
import { focusOn } from "./legend.js";
import { clamp } from "./numbers.js";
import { rectOf } from "./theme.js";
import { frameAt } from "./time.js";

const POP_GAP = 8; // px to what it belongs to, and to the edges of what can be seen
const LEAST_TALL = 260; // px, though the page may have to scroll then
const SHEET = matchMedia("(max-width: 640px)"); // there a popover is a sheet at the foot, the map stands above it

/** What can be seen of the window, in px of the figure: below the header that lies over the page, if there is one. */
export function inSight(S) {
  const over = [...document.querySelectorAll("header")]
    .filter(e => ["fixed", "sticky", "absolute"].includes(getComputedStyle(e).position));
  const zoom = S.q(".fig").currentCSSZoom ?? 1, bottoms = over.map(e => e.getBoundingClientRect().bottom);
  return { top: Math.max(0, ...bottoms) / zoom, bottom: innerHeight / zoom };
}

export function placePop(S, pop, anchor) {
  const fig = rectOf(S.q(".fig")), a = rectOf(anchor), { top, bottom } = inSight(S);
  pop.hidden = false;
  pop.scrollTop = 0;
  const least = Math.min(LEAST_TALL, bottom - top - 2 * POP_GAP), room = Math.max(least, bottom - a.bottom - 20);
  pop.style.maxHeight = SHEET.matches ? "" : `${room}px`;
  pop.style.left = `${clamp(a.left - fig.left, 0, Math.max(0, fig.width - pop.offsetWidth))}px`;
  pop.style.top = `${a.bottom - fig.top + POP_GAP}px`;
  (SHEET.matches ? S.q(".map") : pop).scrollIntoView({ block: SHEET.matches ? "start" : "nearest" });
}

/** In the middle of what can be seen. */
export function placeAmid(S, pop) {
  const { top, bottom } = inSight(S), room = bottom - top - 2 * POP_GAP;
  pop.hidden = false;
  pop.style.maxHeight = `${room}px`;
  pop.style.top = `${top + POP_GAP + (room - pop.offsetHeight) / 2 - rectOf(S.q(".fig")).top}px`;
}

const OPENS_MENU = { ".sharemenu": ".share", ".panelmenu": ".choose" };

/** Open menus: above their button, or below it where they fit only there or there is more room. */
export function placeMenus(S) {
  const { top, bottom } = inSight(S);
  for (const [part, opener] of Object.entries(OPENS_MENU)) {
    const menu = S.q(part), at = rectOf(S.q(opener));
    if (menu.hidden) continue;
    menu.style.maxHeight = menu.style.right = "";
    const over = at.top - top - 2 * POP_GAP, under = bottom - at.bottom - 2 * POP_GAP;
    const below = menu.offsetHeight > over && under > over;
    menu.classList.toggle("under", below);
    menu.style.maxHeight = `${below ? under : over}px`;
    menu.style.right = `${Math.min(0, rectOf(menu).left - POP_GAP)}px`;
  }
}

/** A button that opens its menu, and the arrows in it. */
export function wireMenu(S, part) {
  const menu = S.q(part), button = S.q(OPENS_MENU[part]);
  button.onclick = () => {
    menu.hidden = !menu.hidden;
    button.setAttribute("aria-expanded", String(!menu.hidden));
    if (menu.hidden) return;
    placeMenus(S);
    menu.querySelector("button:enabled").focus({ preventScroll: true });
  };
  menu.onkeydown = e => {
    const items = [...menu.querySelectorAll("button:enabled")].filter(item => item.offsetHeight);
    const at = items.indexOf(S.root.activeElement), by = { ArrowDown: 1, ArrowUp: -1 }[e.key];
    if (!by) return;
    items[(at + by + items.length) % items.length].focus();
    e.preventDefault();
    e.stopPropagation();
  };
}

// Beside what it changes: below the legend or at the map's foot, where it hides least of the start, the heads and the
// paths, its own and their name before the others', and rather the panels than those or much of the map.
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
  const name = S.picture.placed[S.data.series[k].key]?.box ?? [], [nx, ny, nw, nh] = name;
  for (const share of name.length ? [0, 0.5, 1] : []) points.push([nx + share * nw, ny + nh / 2, 2]);
  const within = (v, from, size) => v > from - 12 && v < from + size + 12;
  const hides = (x, y) => points.filter(p => within(p[0], x + dx, wide) && within(p[1], y + dy, tall))
    .reduce((sum, p) => sum + p[2], 0);
  const shared = (from, size, all) => Math.max(0, Math.min(from + size, all) - Math.max(from, 0)) / all;
  const covers = (x, y) => shared(x + dx, wide, map.width) * shared(y + dy, tall, map.height);
  const aside = pop.querySelector("textarea") ? 0.5 : 4; // a text is wide and stays long: rather over the panels
  const cost = (x, y) => hides(x, y) + Math.abs(x - left) / 400 + Math.abs(y - high) / 400
    + 8 * covers(x, y) + aside * clamp((x + dx + wide - map.width) / wide, 0, 1);
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
