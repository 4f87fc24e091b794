// tables.js: runs as CSV and as JSON. Numbers are the shortest text that reads back to the same float64.
//
// A CSV begins with the names of its columns, and every column holds one kind of thing, so that pandas and spreadsheets
// read it without options. Its provenance is the first row's last cell (a line of its own would be read as a run), and
// the others point to it: pandas warns of a column that is text in one place and empty in all others. An empty cell is
// "there is none".
import { provenanceText } from "./provenance.js";

export const MOST_TABLE_ROWS = 200_000;
const ROWS_PER_PART = 500;
const SEE_FIRST = "as in row 1";

/**
 * @typedef {object} TableRun one run; arrays of numbers row by row, pairs (x, y) in rows
 * @property {string} key "adam", and "adam~2" for a second one
 * @property {string} title
 * @property {ArrayLike<number>} step
 * @property {ArrayLike<number>} position pairs
 * @property {ArrayLike<number>} loss
 * @property {ArrayLike<number>} [gradient] pairs
 * @property {ArrayLike<number>} [distance]
 * @property {ArrayLike<number>} [effectiveRate] pairs
 * @property {ArrayLike<number>} [firstMoment] pairs
 * @property {ArrayLike<number>} [secondMoment] pairs
 * @property {ArrayLike<number>} [sharpness]
 * @property {number} [threshold]
 * @property {ArrayLike<number>} [steepest] pairs
 * @property {number} [updates] that stayed finite
 * @property {?number} [arrived] updates until first within 1e-3 of a known minimum
 */

// [name, where it is, 0 or 1 of a pair, null for a single number]
const TABLE_COLUMNS = [
  ["x", "position", 0], ["y", "position", 1], ["loss", "loss", null],
  ["gradient_x", "gradient", 0], ["gradient_y", "gradient", 1], ["distance", "distance", null],
  ["effective_lr_x", "effectiveRate", 0], ["effective_lr_y", "effectiveRate", 1],
  ["first_moment_x", "firstMoment", 0], ["first_moment_y", "firstMoment", 1],
  ["second_moment_x", "secondMoment", 0], ["second_moment_y", "secondMoment", 1],
  ["sharpness", "sharpness", null], ["threshold", "threshold", null],
  ["steepest_x", "steepest", 0], ["steepest_y", "steepest", 1],
];
const COLUMN_MEANINGS = {
  loss: "f at (x, y)",
  gradient: "as the optimizer saw it, noise included",
  distance: "to the nearest known minimum",
  effective_lr: "what multiplies the (averaged) gradient in the update that leaves (x, y); empty where the optimizer"
    + " has no such thing",
  sharpness: "the largest eigenvalue of diag(effective_lr) times the Hessian, along steepest; above threshold a"
    + " disturbance grows while effective_lr stays (beta2 near 1). Of sign rules (Lion): h11 + h22 + 2 |h12|, no"
    + " threshold",
};

/** How many steps apart rows must be, if so many are not to be too many. @param {number} rows of all runs together */
export const tableStride = rows => Math.max(1, Math.ceil(rows / MOST_TABLE_ROWS));

/**
 * The CSV in parts of some hundred rows, so that a page can live on between them.
 * @param {TableRun[]} runs
 * @param {import("./provenance.js").Provenance} provenance
 * @param {number} [every] steps between the rows that are given, apart from the last one
 */
export function* csvParts(runs, provenance, every = 1) {
  const stride = tableStride(runs.reduce((sum, run) => sum + run.step.length, 0)), apart = every * stride;
  const about = { ...provenance, columns: COLUMN_MEANINGS };
  if (apart > 1) about.thinned = `one step of every ${apart}, and the last; the Python code of this scenario gives all`;
  let last = csvCell(provenanceText(about));
  yield `${["optimizer", "step", ...TABLE_COLUMNS.map(([name]) => name), "provenance"].join(",")}\n`;
  const row = cells => {
    const line = `${cells.join(",")},${last}\n`;
    last = SEE_FIRST;
    return line;
  };
  if (!runs.some(run => run.step.length)) yield row(Array(2 + TABLE_COLUMNS.length).fill(""));
  for (const run of runs) {
    const cells = TABLE_COLUMNS.map(([, from, side]) => cellsOf(run[from], side));
    const rows = strided(run.step.length, stride);
    for (let first = 0; first < rows.length; first += ROWS_PER_PART) {
      const part = rows.slice(first, first + ROWS_PER_PART);
      yield part.map(i => row([csvCell(run.key), run.step[i], ...cells.map(cell => cell(i))])).join("");
    }
  }
}

// every stride-th row and the last one
function strided(count, stride) {
  const rows = [];
  for (let i = 0; i < count; i += stride) rows.push(i);
  if (count && rows.at(-1) !== count - 1) rows.push(count - 1);
  return rows;
}

// the text of a column's value in row i
function cellsOf(values, side) {
  if (values == null) return () => "";
  if (typeof values === "number") return () => float64Text(values);
  return side === null ? i => float64Text(values[i]) : i => float64Text(values[2 * i + side]);
}

function float64Text(v) {
  if (Number.isNaN(v)) return "";
  if (Object.is(v, -0)) return "-0.0";
  return Number.isFinite(v) ? String(v) : v > 0 ? "inf" : "-inf";
}

const csvCell = text => /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

/**
 * The scenario with its results: strict JSON, null for what is no finite number.
 * @param {TableRun[]} runs at the steps that are shown
 * @param {import("./provenance.js").Provenance} provenance
 * @param {Record<string, ?object>} [outcomes] key -> { kind, step, period, sentence }; null: not judged
 */
export function jsonOf(runs, provenance, outcomes = {}) {
  const results = runs.map(run => {
    const pairs = values => Array.from(run.step, (_, i) => [values[2 * i], values[2 * i + 1]]);
    const end = run.step.length - 1, position = pairs(run.position);
    return {
      key: run.key,
      title: run.title,
      outcome: outcomes?.[run.key] ?? null,
      updates: run.updates ?? null,
      final: { step: run.step[end], position: position[end], loss: run.loss[end] },
      "steps_to_1e-3": run.arrived ?? null,
      path: {
        step: Array.from(run.step),
        position,
        loss: Array.from(run.loss),
        effective_lr: run.effectiveRate ? pairs(run.effectiveRate) : null,
      },
    };
  });
  return JSON.stringify({ ...provenance, results }); // NaN and infinities become null
}
