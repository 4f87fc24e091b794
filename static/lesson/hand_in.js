// hand_in.js: what a reader did, as one file: HTML to print, or JSON to be read by machine, as player/lesson_report.py
// has it.
import { escape } from "../figure/numbers.js";
import { isRight, rightAnswer, spokenAnswer, truthOf } from "./step_view.js";
import { fillNumbers, toldHere } from "./told.js";

const PAPER = "@page{size:A4;margin:20mm}"
  + "body{font:11pt/1.45 Georgia,serif;max-width:42em;margin:2em auto;padding:0 1em}"
  + "h1{font-size:1.5em}h3{font-size:1em;margin:1em 0 .2em}p{margin:.2em 0}.small{color:#555;font-size:.9em}";
const KINDS_OF_FILE = { html: ["text/html", asPrinted], json: ["application/json", asData] };

/** Hands the browser a file. @param {"html"|"json"} kind @param {string} who the reader's name */
export async function handIn(kind, who, lesson, work) {
  const [type, made] = KINDS_OF_FILE[kind], text = made(who, lesson, await doneIn(lesson, work));
  const href = URL.createObjectURL(new Blob([text], { type }));
  Object.assign(document.createElement("a"), { href, download: `${lesson.name}-what-i-did.${kind}` }).click();
  setTimeout(() => URL.revokeObjectURL(href), 60_000);
}

/**
 * Each step that was answered or reached, in words.
 * @returns {Promise<{step: number, question?: string, answer?: string, right?: boolean, reached?: string,
 *   true?: string, shown?: boolean, scenario?: object}[]>}
 */
async function doneIn(lesson, work) {
  const out = [];
  for (const [k, step] of lesson.steps.entries()) {
    const key = `${lesson.name}/${step.name}`, answer = work.answers[key], reached = work.reached[key];
    const done = { step: k + 1 };
    if (step.ask && answer !== undefined) {
      const told = await toldHere(step, null);
      done.question = inText(step.ask.text || step.prose, step, told);
      done.answer = inText(spokenAnswer(step.ask, answer), step, told);
      done.right = isRight(step.ask, answer, told);
      if (step.ask.truth.length) done["the run"] = truthOf(step.ask, told);
      done.true = inText(rightAnswer(step.ask, told), step, told);
    }
    if (step.goal && reached) {
      done.reached = inText(step.reached, step, await toldHere(step, reached));
      done.shown = work.shown.includes(key);
      done.scenario = reached;
    }
    if (Object.keys(done).length > 1) out.push(done);
  }
  return out;
}

function inText(html, step, told) {
  const page = document.createElement("div");
  page.innerHTML = html;
  fillNumbers(page, step, told);
  for (const note of page.querySelectorAll(".small")) note.remove();
  return page.textContent.trim().replace(/\s+/g, " ");
}

const today = () => new Date().toLocaleDateString("sv"); // 2026-03-01, where the reader is

function asData(name, { title, made }, done) {
  const steps = done.map(each => ({ lesson: title, ...each }));
  return JSON.stringify({ name, "made with": made, on: today(), steps }, null, 1);
}

// a page to print: no script, nothing loaded
function asPrinted(name, { title, made }, done) {
  const line = text => `<p>${escape(text)}</p>`, who = name ? `What ${name} did` : "What I did";
  const body = done.map(({ step, question, answer, right, true: found, reached, shown }) => [
    `<h3>Step ${step}</h3>`,
    answer === undefined ? ""
      : line(question) + line(`Answer: ${answer} (${right ? "right" : `right would be: ${found}`})`),
    reached === undefined ? "" : line(`Reached${shown ? " (shown)" : ""}: ${reached}`),
  ].join(""));
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>${escape(who)}</title><style>${PAPER}</style>`
    + `<h1>${escape(who)}</h1><p class="small">${escape(title)}. ${escape(made)}, ${today()}</p>`
    + `${body.join("") || "<p>Nothing yet.</p>"}</html>`;
}
