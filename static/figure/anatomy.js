// anatomy.js: a step taken apart, beside the map and on it. Takes a press of its button, the key A, or `anatomy=2` in
// the address: of the second optimizer.
import { writeAddress } from "./address.js";
import { toggleFold } from "./anatomy_folds.js";
import { showAnatomy, showLit } from "./anatomy_sheet.js";
import { clamp } from "./numbers.js";
import { dissectedSeries } from "./theme.js";
import { arrange } from "./figure.js";

const FIRST_CUT = "adam"; // whose step is taken apart if nobody is pointed at
const NEAR_ARROW = 7; // px
const ANATOMY_SHEET = `<header></header><p class="tell"></p>
  <div class="parts" role="table" aria-label="Parts of the step">
  <div role="row" class="part heads"><span role="columnheader" class="made">part</span>
    <span role="presentation"><span role="columnheader" class="n"><i>x</i></span><span role="columnheader"
    class="n"><i>y</i></span><span role="columnheader" class="drawn">drawn</span></span></div>
  <div role="rowgroup" class="rows"></div></div><p class="given"></p>`;

/** @returns {string} for the address; "" where none is shown */
export const anatomyWords = S => S.view.anatomy == null ? "" : String(S.view.anatomy + 1);

/** The place that an address asks for; null for none, undefined where it cannot be read. @param {?string} text */
export const anatomyIn = text => text == null ? null : /^[1-9]\d?$/.test(text) ? text - 1 : undefined;

/** Takes the step of the series at this place apart; null: none. */
export function showDissected(S, place) {
  if (place === null && S.view.anatomy === null) return;
  S.view.anatomy = place;
  S.ui.lit = null;
  const yes = place != null;
  S.q(".fig").classList.toggle("dissected", yes);
  S.q(".anatomy").hidden = !yes;
  S.q(".cut").setAttribute("aria-pressed", yes);
  S.picture.paintedTo = -1;
  S.picture.moved = S.picture.ahead = true;
  if (S.data.series) arrange(S);
  writeAddress(S);
}

export function toggleAnatomy(S) {
  if (S.layout || S.lesson?.held || !S.data.series?.length) return;
  const usual = Math.max(0, S.data.series.findIndex(s => s.optimizer === FIRST_CUT));
  showDissected(S, S.view.anatomy == null ? S.ui.focus ?? usual : null);
  const [map, sheet] = [".map", ".anatomy"].map(part => S.q(part));
  const under = sheet.getBoundingClientRect().top > map.getBoundingClientRect().bottom; // in one column, and the clock
  if (S.view.anatomy != null && under) map.scrollIntoView();
}

function light(S, place) {
  if (place === (S.ui.lit ?? null)) return;
  S.ui.lit = place;
  S.picture.moved = true;
  showLit(S);
}

// the part whose arrow, or the edge of whose box, is under the pointer
function partUnder(S, x, y) {
  const { origin: [u, v], drawn } = S.picture.cut, found = drawn.map(({ part, place, ends: [p, q] }) => {
    const box = part.form.shape === "box";
    const sides = box ? [[p, v, p, q], [u, q, p, q]] : [[u, v, p, q]];
    return { place, far: Math.min(...sides.map(side => farFrom(x, y, ...side))) };
  });
  const nearest = found.sort((a, b) => a.far - b.far)[0];
  return nearest?.far < NEAR_ARROW ? nearest.place : null;
}
function farFrom(x, y, u, v, p, q) {
  const square = (p - u) ** 2 + (q - v) ** 2, along = (x - u) * (p - u) + (y - v) * (q - v);
  const share = square ? clamp(along / square, 0, 1) : 0;
  return Math.hypot(x - u - share * (p - u), y - v - share * (q - v));
}

export function wireAnatomy(S) {
  const sheet = S.q(".anatomy"), front = S.q("canvas.front");
  sheet.innerHTML = ANATOMY_SHEET;
  S.q(".cut").onclick = () => toggleAnatomy(S);
  const placeAt = e => {
    const row = e.target.closest?.("[data-part]");
    return row ? +row.dataset.part : null;
  };
  sheet.addEventListener("pointerover", e => light(S, placeAt(e)));
  sheet.addEventListener("pointerleave", () => light(S, null));
  sheet.addEventListener("focusin", e => light(S, placeAt(e)));
  sheet.addEventListener("focusout", () => light(S, null));
  sheet.addEventListener("click", e => {
    const b = e.target.closest("button");
    if (b?.matches(".close")) {
      showDissected(S, null);
      S.q(".cut").focus({ preventScroll: true });
    } else if (b?.dataset.fold) {
      toggleFold(S, b.dataset);
      showAnatomy(S);
      sheet.querySelector(`[data-fold="${b.dataset.fold}"]`).focus({ preventScroll: true });
    } else if (b) {
      showDissected(S, +b.dataset.k);
      showAnatomy(S);
      sheet.querySelector(`[data-k="${dissectedSeries(S)}"]`).focus({ preventScroll: true });
    }
  });
  sheet.addEventListener("keydown", e => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[e.key], row = e.target.closest("[data-part]");
    if (!by || !row || e.altKey) return;
    let next = row;
    do next = by > 0 ? next.nextElementSibling : next.previousElementSibling;
    while (next && (next.hidden || !next.dataset.part));
    if (next) {
      row.tabIndex = -1;
      next.tabIndex = 0;
      next.focus();
    }
    e.preventDefault();
  });
  front.addEventListener("pointermove", e => {
    if (!S.picture.cut || e.buttons) return;
    const box = front.getBoundingClientRect();
    light(S, partUnder(S, e.clientX - box.left, e.clientY - box.top));
    if (S.ui.lit != null) S.q(".tip").hidden = true; // it would lie on what is pointed at
  });
  front.addEventListener("pointerleave", () => { if (S.picture.cut) light(S, null); });
}
