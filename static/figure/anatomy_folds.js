// anatomy_folds.js: rows of a step's sheet that belong together, such as the gradients that AdaShift keeps until their
// turn comes: one row stands for them, and opens.
import { nameMath } from "../formula/mathml.js";
import { isStored } from "./anatomy_parts.js";

const FEWEST_FOLDED = 3;

/**
 * Stretches of what only waits: states that the rule hands on as they are, and the lines that do so.
 * @param {import("./anatomy_parts.js").ShownPart[]} found
 * @returns {{kind: "states"|"lines", from: number, to: number}[]} places, `to` not among them
 */
export function foldsOf(found) {
  const handed = new Set(found.filter(isStored).map(({ name }) => name)), folds = [];
  for (const [place, part] of found.entries()) {
    const kind = isStored(part) ? "lines" : part.before && handed.has(part.name) ? "states" : null, last = folds.at(-1);
    if (kind && last?.kind === kind && last.to === place) last.to += 1;
    else if (kind) folds.push({ kind, from: place, to: place + 1 });
  }
  return folds.filter(({ from, to }) => to - from >= FEWEST_FOLDED);
}

/** The row that stands for a stretch. @returns {string} */
export function foldRow({ kind, from, to }, found, open) {
  const names = `${nameMath(found[from].name)} … ${nameMath(found[to - 1].name)}`, many = to - from;
  const words = kind === "states" ? `${many} kept from earlier steps` : `${many} handed on to the next step`;
  return `<div role="row" class="part folds"><span role="rowheader" class="made"><button data-fold="${kind}"`
    + ` aria-expanded="${open}">${names}<small>${words}</small></button></span>`
    + `<span role="presentation"><span role="cell"></span></span></div>`;
}

/** Opens or closes the stretch of a button. */
export function toggleFold(S, { fold }) {
  const open = S.ui.unfolded;
  if (!open.delete(fold)) open.add(fold);
}
