// history.js: undo, redo and "Start over", shown once there is something to undo.
import { send } from "./book.js";
import { change, showScenario } from "./change.js";
import { textOf } from "./scenario.js";

const MOST = 200;
const ARROWS = {
  undo: "M9 5 4 10l5 5M4 10h10a5 5 0 0 1 0 10h-4",
  redo: "m15 5 5 5-5 5M20 10H10a5 5 0 0 0 0 10h4",
};

/** Keeps what was there before a change, unless nothing has changed. */
export function remember(S, before) {
  if (textOf(before, S.lands) === textOf(S.data.scenario, S.lands)) return;
  S.ui.past = [...S.ui.past.slice(1 - MOST), before];
  S.ui.future = [];
  showHistory(S);
}

/** A step back through what was changed here; forward if `again`. */
export function undo(S, again = false) {
  const [from, to] = again ? [S.ui.future, S.ui.past] : [S.ui.past, S.ui.future];
  if (!from.length) return;
  to.push(S.data.scenario);
  S.ui.before = null;
  showScenario(S, from.pop(), "scenario");
  send(S, "scenario");
  showHistory(S);
}

function showHistory(S) {
  S.q(".history").hidden = !S.ui.past.length && !S.ui.future.length;
  S.q(".undo").disabled = !S.ui.past.length;
  S.q(".redo").disabled = !S.ui.future.length;
}

export function wireHistory(S) {
  for (const [name, path] of Object.entries(ARROWS)) {
    S.q(`.${name}`).innerHTML = `<svg viewBox="0 0 24 24" width="15" height="15" aria-hidden="true" fill="none"`
      + ` stroke="currentColor" stroke-width="2"><path d="${path}"/></svg>`;
    S.q(`.${name}`).onclick = () => undo(S, name === "redo");
  }
  S.q(".again").onclick = () => { if (S.ui.past.length) change(S, "scenario", S.ui.past[0]); };
}
