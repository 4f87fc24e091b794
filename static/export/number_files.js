// number_files.js: the runs' numbers as CSV and JSON, the Python code that makes them, and what to cite.
import { numbersIn } from "../engine/land.js";
import { outcomeOf } from "../figure/verdicts.js";
import { bookOf, nameOf, provenanceHere, savedScenario } from "./about.js";
import { rowsApart, tableRuns } from "./rows.js";
import { bibtexOf } from "./provenance.js";
import { pythonOf } from "./snippet.js";
import { csvParts, jsonOf } from "./tables.js";

/** @param {import("./moving_files.js").Work} work */
export async function csvFile(S, work = {}) {
  const { steps, series } = S.data, apart = rowsApart(steps, series.length), provenance = provenanceHere(S);
  const runs = await tableRuns(S, step => step % apart === 0, work), parts = [];
  let since = performance.now();
  for (const part of csvParts(runs, provenance, apart)) {
    parts.push(part);
    if (performance.now() - since < 12) continue;
    await new Promise(go => setTimeout(go)); // the page lives on meanwhile
    work.signal?.throwIfAborted();
    since = performance.now();
  }
  return { name: nameOf(S, ".csv"), mime: "text/csv", bytes: new Blob(parts) };
}

/** With the paths at the steps that are shown. @param {import("./moving_files.js").Work} work */
export async function jsonFile(S, work = {}) {
  const provenance = provenanceHere(S), shown = new Set(S.data.times);
  const outcomes = Object.fromEntries(S.data.series.map(({ key }, k) => {
    const sentence = outcomeOf(S, k);
    return [key, sentence == null ? null : { sentence }];
  }));
  const runs = await tableRuns(S, step => shown.has(step), work), about = { ...provenance, ...surfaceHere(S) };
  return { name: nameOf(S, ".json"), mime: "application/json", bytes: jsonOf(runs, about, outcomes) };
}

/** A surface that only some machine keeps travels with the file. */
export function surfaceHere(S) {
  const { surface } = S.data.scenario, land = S.lands[surface];
  return land && { surfaces: { [surface]: { title: land.title, p: Array.from(numbersIn(land)) } } };
}

export async function codeFile(S) {
  const bytes = pythonOf(savedScenario(S), provenanceHere(S), bookOf(S));
  return { name: nameOf(S, ".py"), mime: "text/x-python", bytes };
}

export async function citationFile(S) {
  return { name: nameOf(S, ".bib"), mime: "application/x-bibtex", bytes: bibtexOf(provenanceHere(S)) };
}
