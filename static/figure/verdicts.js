// verdicts.js: what the server says in words: the sentence under the title, what happens to each optimizer, notices.
// Until it has judged what is on screen, its words are muted: never an old verdict as if it were the new.
import { appLink } from "./address.js";
import { arrange } from "./figure.js";
import { escape, rich } from "./numbers.js";
import { partingOf } from "./parting.js";
import { textOf } from "./scenario.js";
import { showCounts } from "./table.js";

const WAITED = {
  compiler: "Compiling for this machine, once. The paths are computed here already.",
  runs: "Judging the runs. The paths are computed here already.",
};
const ELSEWHERE = "judged in the app";

/** Whether what the server said is of what is on screen. */
export const judged = S => S.book.of != null && S.book.of === textOf(S.data.scenario, S.lands);

/** The outcome of the k-th optimizer, or null while it is not known. */
export const outcomeOf = (S, k) => judged(S) ? S.book.outcomes[k] ?? null : null;

/** The sentence of what is on screen; "" while it is not known. */
export const lookOf = S => judged(S) ? S.book.look ?? "" : "";

export function showVerdicts(S) {
  const look = S.q(".look"), known = judged(S), { look: words } = S.book, busy = !known && !!words && !S.offline;
  const text = S.offline && !known ? inTheApp(S) : words ? rich(words) : WAITED[S.book.waits] ?? "";
  tellOrAwait(look, busy ? awaited(text) : text, busy);
  if (!S.data.series) return;
  showCounts(S, known);
  for (const row of S.q("tbody").rows) {
    const cell = row.cells[row.cells.length - 1], outcome = known ? S.book.outcomes[+row.dataset.k] ?? null : null;
    const parting = partingOf(S, +row.dataset.k);
    if (outcome != null) tellOrAwait(cell, rich([outcome, parting].filter(Boolean).join(". ")));
    else if (S.offline) tellOrAwait(cell, escape(parting || ELSEWHERE));
    else if (cell.getAttribute("aria-busy") !== "true") tellOrAwait(cell, awaited(cell.innerHTML), true);
  }
}
function inTheApp(S) {
  const link = appLink(S), way = link ? `<a href="${escape(link)}" target="_blank" rel="noopener">` : "";
  return `Outcomes are judged in ${way}the app${way && "</a>"}.`;
}
// old words are seen, muted, and not read out as facts
const awaited = words => `<span aria-hidden="true">${words}</span><span class="unseen">awaited</span>`;
function tellOrAwait(place, words, busy = false) {
  place.setAttribute("aria-busy", String(busy));
  if (place.innerHTML !== words) place.innerHTML = words;
}

export function showNotices(S, notices) {
  const box = S.q(".notices"), text = notices.map(n => rich(n)).join(" ");
  const underSliders = S.q(".knobs .tell"); // around an orbit; it may hold the fault of a typed value instead
  if (underSliders) underSliders.innerHTML = text;
  if (S.ui.noticed === text) return;
  S.ui.noticed = text;
  box.innerHTML = text ? `<span>${text}</span><button class="plain">${escape("Dismiss")}</button>` : "";
  const button = box.querySelector("button");
  if (button) button.onclick = () => { box.innerHTML = ""; if (S.data.series) arrange(S); };
}
