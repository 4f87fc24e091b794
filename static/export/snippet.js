// snippet.js: Python code that makes the same runs with the packages of this repository.

import { parentsFirst, parentsOf } from "../engine/forks.js";
import { isTyped, textOfName } from "../formula/typed.js";

/**
 * @param {import("./provenance.js").ExportScenario} scenario
 * @param {import("./provenance.js").Provenance} provenance
 * @param {import("./provenance.js").ExportBook} book
 */
export function pythonOf(scenario, provenance, book) {
  const { contenders, surface } = scenario, scheduled = isScheduled(scenario), { keeper } = book.surfaces[surface];
  const isFork = k => (contenders[k].fork ? 1 : 0), parents = parentsOf(contenders);
  const order = parentsFirst(contenders).toSorted((a, b) => isFork(a) - isFork(b));
  const optimizers = order.map(k => optimizerCode(contenders[k], book)), alone = contenders.filter(c => !c.fork).length;
  const forks = order.slice(alone).map((k, j) =>
    `runs.append(fork(runs[${order.indexOf(parents[k])}], ${optimizers[alone + j]}, at=${contenders[k].fork.at}))`);
  const lines = [
    ...toldInCode(scenario, provenance, book).map(line => `# ${line.split(/\s+/).join(" ")}`),
    "",
    ...keeper ? [`import ${keeper}  # finds this surface, on this machine`] : [],
    `from dynamics import OPTIMIZERS, ${scheduled ? "Schedule, " : ""}${forks.length ? "fork, " : ""}simulate`,
    "from figures import map_2d",
    `from landscapes import ${isTyped(surface) ? "formula" : "LANDSCAPES"}`,
    "",
    `surface = ${surfaceCode(scenario, book)}`,
    `settings = ${settingsCode(scenario)}`,
    "runs = [",
    ...optimizers.slice(0, alone).map(code => `    simulate(surface, ${code}, **settings),`),
    "]",
    ...forks,
    "for run in runs:",
    '    print(f"{run.optimizer.title} {run.outcome.sentence}: {run.position[-1].tolist()!r}")',
    ...contenders.length ? ["map_2d(*runs).show()"] : [],
  ];
  return `${lines.join("\n")}\n`;
}

// where this comes from, and the conventions
function toldInCode({ surface, contenders }, { software, versions, scenario, link, citation, references }, book) {
  const used = [...new Set(contenders.map(c => c.optimizer))].map(name => book.optimizers[name]);
  return [
    `${book.surfaces[surface].title}, made with ${software}. Run this from the root of the repository.`,
    `Made with: ${Object.entries(versions).map(pair => pair.join(" ")).join(", ")}`,
    `scenario: ${JSON.stringify(scenario)}`,
    `link: ${link}`,
    `cite: ${citation}`,
    ...references,
    ...used.map(({ title, source, conventions }) => `${title}: ${source}. ${conventions}`),
  ];
}

const isScheduled = ({ schedule }) => !!schedule && schedule.kind !== "constant";

const optimizerCode = ({ optimizer, hyper }, book) =>
  withChanged("OPTIMIZERS", optimizer, hyper, book.optimizers[optimizer].hyper);

function settingsCode(scenario) {
  const { start, steps, noise = 0, seed = 0, schedule } = scenario;
  const given = [`start=(${start.map(pythonFloat).join(", ")})`, `steps=${steps}`];
  if (noise) given.push(`noise=${pythonFloat(noise)}`, `seed=${seed}`);
  if (isScheduled(scenario)) {
    const { kind, final, at, by } = schedule, more = [JSON.stringify(kind)];
    if (final !== undefined) more.push(`final=${pythonFloat(final)}`);
    if (at !== undefined) more.push(`at=(${at.map(v => `${pythonFloat(v)},`).join(" ")})`);
    if (by !== undefined) more.push(`by=${pythonFloat(by)}`);
    given.push(`schedule=Schedule(${more.join(", ")})`);
  }
  return `dict(${given.join(", ")})`;
}

function surfaceCode({ surface, parameters }, book) {
  const usual = book.surfaces[surface].parameters;
  if (isTyped(surface)) return `formula(${JSON.stringify(textOfName(surface))})${changedCode(parameters, usual)}`;
  return withChanged("LANDSCAPES", surface, parameters, usual);
}

// a registered thing, with what differs from its defaults
const withChanged = (registry, name, given, usual) =>
  `${registry}[${JSON.stringify(name)}]${changedCode(given, usual)}`;

function changedCode(given = {}, usual) {
  const changed = Object.entries(given).filter(([key, v]) => v !== usual[key]);
  const words = changed.map(([key, v]) => `${key}=${typeof v === "string" ? JSON.stringify(v) : pythonFloat(v)}`);
  return words.length ? `.with_(${words.join(", ")})` : "";
}

// 1 is a whole number in Python, and 1.0 the number that is meant
const pythonFloat = v => Number.isInteger(v) && Math.abs(v) < 1e21 ? `${Object.is(v, -0) ? "-0" : v}.0` : String(v);
