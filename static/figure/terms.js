// terms.js: words that a student may not know, each with a dotted line under it and a sentence on hover and on focus.
// An element with data-term has one; over a panel's title, which is painted, lies a button of its size.
import {
  DISTANCE, FIRST_X, FIRST_Y, LOSS, RATE_X, RATE_Y, SECOND_X, SECOND_Y, SHARPNESS, SLOPE, X, Y,
} from "../engine/channels.js";
import { clamp } from "./numbers.js";
import { inSight } from "./popover.js";

const MEANINGS = {
  loss: "The height of the surface where the optimizer stands; above its lowest known value, where that is known. "
    + "Lower is better.",
  slope: "How steep the surface is where the optimizer stands: the length of the gradient. It is 0 where all is flat.",
  distance: "How far the optimizer is from the nearest minimum; where none is known, from the saddle or the origin.",
  rate: "How far a gradient of 1 moves this coordinate now. Plain methods keep it at η; Adam and its kin divide η by "
    + "√v, the root of the average squared gradient, so that it changes with every step. Where it rises, Γ, the change "
    + "of √v ∕ η in a step, is below 0.",
  position: "Where the optimizer stands, along this axis of the map.",
  first: "m, the running average of this coordinate's gradients, as the rule keeps it; of heavy ball and Nesterov it "
    + "is a sum that fades. Methods without it show nothing.",
  second: "v, the running average of this coordinate's squared gradients, as the rule keeps it; AdaGrad's is their "
    + "sum, AdaBelief's is of (g − m)². Most divide by its root, AMSGrad by that of the largest v so far. Methods "
    + "without it show nothing.",
  sharpness: "How strongly the surface curves, divided by the most that the optimizer bears. Above 1, the edge of "
    + "stability, a small disturbance grows along the arrow on the map, as long as its rate stays (plain methods, "
    + "β₂ near 1). Steps by a sign (Lion) have no edge; a coordinate stopped by underflow is left out.",
  arrival: "Steps until the optimizer is first within 0.001 of a known minimum, whether it stays there or not. A mark "
    + "above the slider shows the same moment.",
  rounding: "Rounding decides this count: with the last digit of every gradient nudged, the optimizer is first there "
    + "after another number of steps. The words beside it say which.",
  quarters: "Marks a quarter, a half and three quarters of each run with a small x, to show who dawdles where.",
  field: "Arrows point along −∇f, the way that gradient descent goes, from where the gradient is taken. All are "
    + "equally long, however steep it is there.",
  anatomy: "Takes the next step of one optimizer apart (A): its gradient, what it keeps, and each line of its rule, as "
    + "arrows and boxes at its head, with their numbers.",
  marks: "+ is a minimum, × a saddle, the ring the start; a thin clear line is a kink of f, or a jump. A colour and a "
    + "sign stand for each optimizer; a dot for each step, where steps are long; a small ring is where a fork leaves.",
  rings: "+ is a minimum, × a saddle. Rings are the points of the exact cycle; the sign is where the run is now.",
};
const OF_CHANNEL = {
  [LOSS]: "loss", [SLOPE]: "slope", [DISTANCE]: "distance", [RATE_X]: "rate", [RATE_Y]: "rate",
  [SHARPNESS]: "sharpness", [X]: "position", [Y]: "position", [FIRST_X]: "first", [FIRST_Y]: "first",
  [SECOND_X]: "second", [SECOND_Y]: "second",
};
const WORD_GAP = 6, EDGE_GAP = 8; // px to the word, and to the window's edge

/** Buttons over the panels' titles; after every change of size. */
export function placeTerms(S) {
  const fig = S.q(".fig").getBoundingClientRect();
  for (const P of S.picture.panels) {
    const box = P.canvas.getBoundingClientRect(), b = P.term;
    if (!b) continue;
    b.hidden = !box.width || !P.titled || P.canvas.hidden;
    Object.assign(b.style, {
      left: `${box.left - fig.left}px`, top: `${box.top - fig.top}px`, width: `${Math.round(P.titled ?? 0)}px`,
    });
    b.setAttribute("aria-label", `${P.heading}: what it means`);
  }
}

/** Gives a panel its button. */
export function termOver(S, P) {
  const term = OF_CHANNEL[P.spec.channel];
  if (S.layout && term !== "sharpness") return;
  P.term = document.createElement("button");
  Object.assign(P.term, { className: "term over-title", type: "button" });
  P.term.dataset.term = term;
}

export function wireTerms(S) {
  if (S.layout) S.q("[data-term=marks]").dataset.term = "rings";
  const bubble = S.q(".meaning"), fig = S.q(".fig");
  let shown = null;
  const hide = () => {
    shown?.removeAttribute("aria-describedby");
    shown = null;
    bubble.hidden = true;
  };
  const show = word => {
    if (shown === word) return;
    hide();
    shown = word;
    bubble.textContent = MEANINGS[word.dataset.term];
    bubble.hidden = false;
    word.setAttribute("aria-describedby", "meaning");
    placeBubble(bubble, fig.getBoundingClientRect(), word, inSight(S));
  };
  const wordAt = e => e.target.closest?.("[data-term]");
  fig.addEventListener("pointerover", e => {
    const word = wordAt(e);
    if (word) show(word);
    else if (!e.target.closest(".meaning") && !shown?.matches(":focus-visible")) hide(); // one may point at it
  });
  fig.addEventListener("pointerleave", () => { if (!shown?.matches(":focus-visible")) hide(); });
  fig.addEventListener("focusin", e => { if (wordAt(e)) show(wordAt(e)); else hide(); });
  fig.addEventListener("focusout", hide);
  fig.addEventListener("keydown", e => {
    if (e.key !== "Escape" || !shown) return;
    hide();
    e.stopPropagation(); // it closes the sentence, and nothing behind it
  });
}

// below the word, or above it where the window ends; of a word on the map above it, for it is about what is drawn there
function placeBubble(bubble, fig, term, { top, bottom }) {
  const { offsetWidth: w, offsetHeight: h } = bubble, word = term.getBoundingClientRect();
  const under = word.bottom + WORD_GAP, over = word.top - WORD_GAP - h;
  const above = term.closest(".map") ? over > top : under + h >= bottom && over > top;
  const low = EDGE_GAP - fig.left, high = innerWidth - fig.left - w - EDGE_GAP;
  bubble.style.left = `${clamp(word.left - fig.left, Math.min(low, high), Math.max(high, 0))}px`;
  bubble.style.top = `${(above ? over : under) - fig.top}px`;
}
