// page.js: a lesson as a page without a server: its words, its figure, and what the reader's runs come to, computed
// here. What only the app computes travels in the file as recordings, and is marked so.
import { textOf } from "../figure/scenario.js";
import { explorer } from "../main.js";
import { escape, read } from "../figure/numbers.js";
import { handIn } from "./hand_in.js";
import { showCharts } from "./chart.js";
import { answerIn, goalOf, proseOf, questionOf, truthOf } from "./step_view.js";
import { fillNumbers, recordingOf, toldHere } from "./told.js";
import { isMet } from "./values.js";
import { keepWork, keptWork, withoutLesson } from "./work.js";

/**
 * @param {HTMLElement} place @param {object} lesson as lessons/offline.py describes it
 * @param {import("../export/page.js").PageParts} parts
 */
export function openLesson(place, lesson, parts) {
  place.innerHTML = `<header><p class="made">${escape(lesson.about)}</p><h1>${escape(lesson.title)}</h1>
    <p class="idea">${escape(lesson.idea)}</p></header>
    <nav aria-label="Steps"><button data-do="back">← Back</button><span class="dots"></span>
    <span class="at"></span><button data-do="next">Next →</button></nav>
    <div class="step"><section class="words" aria-live="polite"></section><div class="figure"></div>
    <figure hidden></figure></div>
    <footer><details><summary>What I did</summary><label class="field"><span>Your name, for the file</span>
    <input name="who" maxlength="80" autocomplete="off"></label>
    <div class="help"><button data-do="html">To print (HTML)</button>
    <button data-do="json">As data (JSON)</button><button data-do="forget">Forget all of it</button></div></details>
    <p class="small">${escape(lesson.made)}. This file needs no network; answers stay in this browser.</p></footer>`;
  const P = {
    place, lesson, parts, work: keptWork(), at: 0, run: null, turn: 0, shown: 0, root: null,
    $: selector => place.querySelector(selector),
  };
  place.lesson = P; // for who looks from outside
  P.$(".dots").innerHTML = lesson.steps.map((_, k) =>
    `<button data-step="${k}" aria-label="Step ${k + 1}"></button>`).join("");
  place.addEventListener("click", event => heardClick(P, event.target));
  place.addEventListener("change", event => {
    if (event.target.type === "radio") giveAnswer(P, +event.target.value);
  });
  place.addEventListener("submit", event => {
    event.preventDefault();
    const given = [...event.target.querySelectorAll("input")].map(input => read(input.value));
    giveAnswer(P, given.length === 2 ? given : given[0]);
  });
  const asked = /^#(\d+)$/.exec(location.hash), last = lesson.steps.length;
  turnTo(P, Math.min(last, Math.max(1, asked ? +asked[1] : P.work.at[lesson.name] ?? 1)) - 1);
}

const DOES = {
  back: P => turnTo(P, P.at - 1),
  next: P => turnTo(P, P.at + 1),
  show: P => {
    if (!(keyOf(P) in P.work.reached) && !P.work.shown.includes(keyOf(P))) P.work.shown.push(keyOf(P));
    tryRun(P, stepOf(P).do, true);
  },
  again: P => tryRun(P, null, true),
  html: P => handIn("html", P.$("[name=who]").value, P.lesson, P.work),
  json: P => handIn("json", P.$("[name=who]").value, P.lesson, P.work),
  forget: P => {
    P.work = withoutLesson(P.work, P.lesson.name);
    turnTo(P, P.at);
  },
};

function heardClick(P, target) {
  const { do: does, step, try: which } = target.closest?.("button")?.dataset ?? {};
  if (step !== undefined) turnTo(P, +step);
  else if (which !== undefined) tryRun(P, stepOf(P).recordings[which].scenario);
  else if (does) DOES[does](P);
}

const stepOf = P => P.lesson.steps[P.at];
const keyOf = P => `${P.lesson.name}/${stepOf(P).name}`;
const answerOf = P => {
  const { ask } = stepOf(P), kept = P.work.answers[keyOf(P)];
  return ask && kept !== undefined ? answerIn(ask, kept) ?? undefined : undefined;
};
const isHeld = P => stepOf(P).hold && !!stepOf(P).ask && answerOf(P) === undefined;

function turnTo(P, at) {
  P.at = at;
  P.run = null;
  P.work.at[P.lesson.name] = at + 1;
  const last = P.lesson.steps.length;
  for (const [k, dot] of [...P.$(".dots").children].entries()) {
    dot.setAttribute("aria-current", k === at ? "step" : "false");
  }
  P.$(".at").textContent = `Step ${at + 1} of ${last}`;
  P.$("[data-do=back]").disabled = at === 0;
  P.$("[data-do=next]").disabled = at === last - 1;
  history.replaceState(null, "", `#${at + 1}`);
  showWords(P);
}

/** Another run of the reader's, null for the step's own; drawn: the figure does not show it yet. */
function tryRun(P, run, drawn = false) {
  P.run = run;
  showWords(P, drawn);
}

function giveAnswer(P, value) {
  const { ask } = stepOf(P), answer = ask && answerIn(ask, value);
  if (answer === null || answerOf(P) !== undefined) return;
  P.work.answers[keyOf(P)] = answer;
  showWords(P);
}

/** What stands beside the words: the figure, recorded charts, or nothing. */
function layOut(P, { scenario }, charts) {
  P.$(".figure").hidden = !scenario;
  showCharts(P.$("figure"), charts);
  P.$(".step").classList.toggle("pictured", charts.length > 0 || !!scenario);
}

/** Words and figure of the step as they are now; what was asked for meanwhile goes before. */
async function showWords(P, drawn = true) {
  const turn = ++P.turn, step = stepOf(P);
  keepWork(P.work);
  layOut(P, step, isHeld(P) || step.scenario ? [] : (recordingOf(step, P.run) ?? step.page)?.charts ?? []);
  if (drawn && step.scenario) await showFigure(P, null);
  const told = await toldHere(step, P.run);
  if (turn !== P.turn) return;
  if (step.goal && P.run && !isHeld(P) && !(keyOf(P) in P.work.reached) && isMet(step.goal, told)) {
    P.work.reached[keyOf(P)] = P.run;
    keepWork(P.work);
  }
  const open = P.$(".words details[open]") !== null && P.$(".words").dataset.of === step.name;
  const reached = step.goal && P.work.reached[keyOf(P)];
  const atGoal = reached ? await toldHere(step, reached) : told;
  if (turn !== P.turn) return;
  const words = P.$(".words");
  words.innerHTML = proseOf(step, P.lesson.home, isHeld(P))
    + (step.ask ? questionOf(step, answerOf(P), told) : "")
    + (step.goal && !isHeld(P) ? goalOf(step, reached) : "");
  words.dataset.of = step.name;
  if (open) for (const part of words.querySelectorAll("details")) part.open = true;
  fillNumbers(words, step, told, atGoal);
  for (const [k, each] of P.lesson.steps.entries()) P.$(".dots").children[k].classList.toggle("done", isDone(P, each));
  if (drawn && step.scenario) await showFigure(P, told);
  P.shown = turn;
}

const isDone = ({ work, lesson }, { ask, goal, name }) => {
  const key = `${lesson.name}/${name}`;
  return !!(ask || goal) && (!ask || key in work.answers) && (!goal || key in work.reached);
};

/** The step's scenario in the figure; nothing runs while it is held back. told: null before the runs are measured. */
async function showFigure(P, told) {
  const step = stepOf(P), { ask } = step, held = isHeld(P), answer = answerOf(P), asks = ask?.kind === "click";
  const shown = held ? { ...step.scenario, contenders: [] } : P.run ?? step.scenario, text = textOf(shown, {});
  const book = held ? null : step.recordings.find(each => textOf(each.scenario, {}) === text)?.book ?? null;
  const lesson = {
    step: keyOf(P), panels: step.panels, lock: step.lock, table: step.table, held,
    awaited: held ? step.scenario.contenders : [],
    predict: asks && answer === undefined, guess: asks ? answer ?? null : null,
    truth: asks && answer !== undefined && told ? truthOf(ask, told) : null,
  };
  const data = {
    session: "", n: 0, why: "link", scenario: shown, book, waits: null, notices: [], link: "", home: P.lesson.home,
    lands: {}, lesson, turn: P.turn,
  };
  P.root ??= P.$(".figure").appendChild(document.createElement("div")).attachShadow({ mode: "open" });
  await explorer({
    parentElement: P.root, data, offline: true, parts: P.parts, setTriggerValue: (_, event) => heardFigure(P, event),
  });
}

function heardFigure(P, { kind, value }) {
  if (kind === "predict") giveAnswer(P, value);
  else if (kind === "scenario" && !isHeld(P)) tryRun(P, value);
}
