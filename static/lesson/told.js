// told.js: what is known of a step: the runs measured here, and what travels in the file as a recording.
import { textOf } from "../figure/scenario.js";
import { measured } from "./measured.js";
import { toldOf } from "./quantities.js";
import { spokenValue } from "./spoken.js";
import { valueOfTree } from "./values.js";

const RECORDED_NOTE = "° recorded when this file was made; the app measures it.";

/** The step's own quantities as `lesson`, the reader's as `run` and by their own names, and what was recorded. */
export async function toldHere(step, run) {
  const { page } = step;
  if (!step.scenario) return { ...recordingOf(step, run)?.told, ...page?.told, goal: step.bounds };
  const own = await toldWith(step, step.scenario);
  const readers = run ? await toldWith(step, run) : own;
  return { ...readers, goal: step.bounds, lesson: own, run: readers };
}

/** Of an online problem; the step's own where the reader has none. */
export function recordingOf({ recordings }, run) {
  const text = JSON.stringify(run);
  return run ? recordings.find(({ scenario }) => JSON.stringify(scenario) === text) : recordings[0];
}

async function toldWith(step, scenario) {
  const text = textOf(scenario, {}), recorded = step.recordings.find(each => textOf(each.scenario, {}) === text);
  let runs = [];
  try {
    runs = await measured(scenario);
  } catch {} // its numbers say so, each in its place
  for (const [k, run] of runs.entries()) run.words = recorded?.ends[k];
  return { ...toldOf(scenario, runs), ...recorded?.told };
}

/** Writes each number into its place; atGoal: what those of the goal's words are asked of. */
export function fillNumbers(words, step, told, atGoal = told) {
  let marked = false;
  for (const output of words.querySelectorAll("output[data-n]")) {
    const [tree, digits, recorded] = step.numbers[output.dataset.n];
    output.textContent = numberIn(tree, digits, output.closest(".reached") ? atGoal : told);
    output.classList.toggle("recorded", recorded);
    marked ||= recorded;
  }
  if (marked) words.insertAdjacentHTML("beforeend", `<p class="small">${RECORDED_NOTE}</p>`);
}

function numberIn(tree, digits, told) {
  try {
    return spokenValue(valueOfTree(tree, told), digits);
  } catch {
    return "(only in the app)";
  }
}
