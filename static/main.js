// main.js: the figure in a page. Takes a Streamlit component, builds the figure once in its shadow root, and hands it
// what the server says; also for a page without a server (`offline`).
//
// component: { parentElement (a shadow root), data (a message, see figure/book.js), setTriggerValue, offline,
// parts (the texts of an offline page, see export/page.js) }
import { setWorkerScript } from "./engine/far.js";
import { receive } from "./figure/book.js";
import { fillsFrame, showAlone } from "./figure/embed.js";
import { build } from "./figure/figure.js";
import { MARKUP } from "./figure/markup.js";
import { newState } from "./figure/state.js";
import { setStyle, styleText } from "./style.js";

const FIGURES = new WeakMap();
let style = null, onPage = null;

/** The figure that was last told of something; null before the first. */
export const figureHere = () => onPage;

/** The style sheet, made once. */
const sheetMade = () => style ??= (async () => {
  const made = new CSSStyleSheet();
  made.replaceSync(await styleText());
  return made;
})();

/**
 * @param {{parentElement: ShadowRoot, data: object, setTriggerValue: Function, offline?: boolean, parts?: object}} c
 */
export async function explorer(c) {
  const root = c.parentElement;
  if (!c.data) return;
  if (!FIGURES.has(root)) FIGURES.set(root, built(root, c));
  const S = await FIGURES.get(root);
  onPage = S;
  S.messages.trigger = c.setTriggerValue;
  receive(S, c.data);
}

async function built(root, { data, offline, parts }) {
  if (parts) {
    setStyle(parts.style);
    setWorkerScript(parts.worker.map(k => parts.modules[k]).join("\n"));
  }
  root.adoptedStyleSheets = [await sheetMade()];
  root.append(document.createRange().createContextualFragment(MARKUP));
  const S = newState(root, !!offline, data.layout);
  S.parts = parts ?? null;
  S.home = offline ? data.home : location.origin + location.pathname;
  if (fillsFrame(data)) showAlone(S);
  build(S);
  return S;
}
