// told.js: what is known of a step: the runs measured here, and what travels in the file as a recording.
import { prepare } from "../engine/runs.js";
import { textOf } from "../figure/scenario.js";
import { NoCycle, cycleOf } from "./cycle.js";
import { measured } from "./measured.js";
import { toldOf } from "./quantities.js";
import { spokenValue } from "./spoken.js";
import { valueOfTree } from "./values.js";

const RECORDED_NOTE = "° recorded when this file was made; the app measures it.";
const NO_CYCLE = "(no such cycle found)";
const NO_CYCLE_NOTE = "This page follows the lesson's own cycle to your settings, and lost it on the way. "
  + "The app looks for one from nothing.";

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
  const found = toldOf(scenario, runs);
  if (step.cycle) {
    await prepare(scenario, {});
    found.orbit = cycleOf(scenario, step.cycle);
  }
  return found;
}

/** Writes each number into its place; atGoal: what those of the goal's words are asked of. */
export function fillNumbers(words, step, told, atGoal = told) {
  const notes = new Set();
  for (const output of words.querySelectorAll("output[data-n]")) {
    const [tree, digits, recorded] = step.numbers[output.dataset.n];
    output.textContent = numberIn(tree, digits, output.closest(".reached") ? atGoal : told);
    output.classList.toggle("recorded", recorded);
    if (recorded) notes.add(RECORDED_NOTE);
    if (output.textContent === NO_CYCLE) notes.add(NO_CYCLE_NOTE);
  }
  for (const note of notes) words.insertAdjacentHTML("beforeend", `<p class="small">${note}</p>`);
}

function numberIn(tree, digits, told) {
  try {
    return spokenValue(valueOfTree(tree, told), digits);
  } catch (error) {
    return error instanceof NoCycle ? NO_CYCLE : "(only in the app)";
  }
}
