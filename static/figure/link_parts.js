// link_parts.js: what a link hides of the figure, and what it keeps as it is. The names are those of LINK_PARTS; what
// stands on the page around the figure, the page hides.
import { LINK_PARTS } from "../known.js";
import { choosePanels } from "./panel_set.js";

const OPENS = new Set(["surface", "formula", "preset"]); // a kind of change that brings all else with it
const CHANGES = {
  surface: ["parameter"], start: ["start"],
  optimizers: ["add", "back", "drop", "only", "copy", "beside", "rule", "successor"],
};

/** Takes over { hide, lock, panels } of a message; panels: those it opens with. */
export function followParts(S, { hide = [], lock = [], panels = null }) {
  if (panels && !S.data.scenario) choosePanels(S, panels);
  const fig = S.q(".fig");
  S.ui.locked = new Set(lock);
  fig.dataset.hides = hide.join(" ");
  fig.classList.toggle("given", lock.length > 0);
  fig.classList.toggle("fixed", S.ui.locked.has("optimizers"));
}

// whether a hyperparameter is among them
const hasSettings = locked => [...locked].some(name => !(name in LINK_PARTS.locks));

/** Whether a change is one that is kept from the reader. */
export function isKept(S, kind, value) {
  const { locked } = S.ui;
  if (!locked.size) return false;
  if (OPENS.has(kind)) return true;
  if (kind === "hyper" && value.hyper) return Object.keys(value.hyper).some(name => locked.has(name));
  if (kind === "hyper") return hasSettings(locked); // back to defaults
  return [...locked].some(name => CHANGES[name]?.includes(kind));
}
