// paper.js: the figure on paper. A canvas keeps its pixels when a page is printed, so that before it all is painted
// finer, and panels all of one size: the style sheet for print gives each as much room as the others.
import { arrange, drawNow } from "./figure.js";
import { boxOf, forgetSizes } from "./theme.js";

const PAPER_PIXELS = 3; // pixels for a px
const ON_PAPER = { w: 260, h: 150 }, A_ROW = 3; // px of a panel, panels in a row

function toPaper(S) {
  const zoom = PAPER_PIXELS / Math.min(PAPER_PIXELS, devicePixelRatio || 1), { panels } = S.picture, map = S.q(".map");
  for (const canvas of map.querySelectorAll("canvas")) canvas.box = { ...boxOf(canvas), zoom };
  for (const [i, P] of panels.entries()) {
    P.canvas.box = { ...ON_PAPER, zoom };
    P.axis = i >= panels.length - A_ROW;
  }
  const { w, h } = boxOf(S.q("canvas.front"));
  map.style.aspectRatio = `${w} / ${h}`;
  S.picture.onPaper = true; // until it is over, no other size counts
  drawNow(S);
}

function toScreen(S) {
  S.picture.onPaper = false;
  S.q(".map").style.aspectRatio = "";
  forgetSizes(S);
  arrange(S);
}

const isPrinted = S => S?.host.isConnected && S.data.series && !S.layout && !S.theme.presented;
function onPrint(held, act) {
  const figure = held.deref();
  if (isPrinted(figure)) act(figure);
}

export function wirePaper(S) {
  const held = new WeakRef(S); // the window outlives the figures of its pages
  addEventListener("beforeprint", () => onPrint(held, toPaper));
  addEventListener("afterprint", () => onPrint(held, toScreen));
}
