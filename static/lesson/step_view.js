// step_view.js: the words of a step: prose, question, goal. It makes HTML of the lesson's data; what Python wrote in
// there is safe HTML (lessons/markup.py), all else goes through `escape`.
import { escape } from "../figure/numbers.js";
import { spokenValue } from "./spoken.js";
import { valueOfTree } from "./values.js";

const TOO_FAR = 2; // times as large or as small: from there on as a factor, below as a share

/** The answer as the reader gave it. */
export const spokenAnswer = ({ kind, choices }, answer) => kind === "choice" ? choices[answer] : spokenPlace(answer);
const spokenPlace = answer =>
  Array.isArray(answer) ? `(${answer.map(v => spokenValue(v)).join(", ")})` : spokenValue(answer);

/** What the lesson's own run gives. @param {object} told its quantities @returns {number[]} */
export const truthOf = (ask, told) => ask.truth.map(tree => +valueOfTree(tree, told));

/** What would have been right, as the reader's answer is said. */
export function rightAnswer(ask, told) {
  const real = truthOf(ask, told);
  return ask.kind === "choice" ? ask.choices[ask.right] : spokenPlace(real.length === 2 ? real : real[0]);
}

/** Whether an answer is right: the right choice, or near enough to the truth. */
export function isRight(ask, answer, told) {
  if (ask.kind === "choice") return answer === ask.right;
  const real = truthOf(ask, told);
  if (ask.kind === "number") return Math.abs(answer - real[0]) <= ask.within * Math.abs(real[0]);
  return (answer[0] - real[0]) ** 2 + (answer[1] - real[1]) ** 2 <= ask.within ** 2;
}

/** How near an answer came, as lessons/answers.py has it: a sentence with a space behind it, or nothing. */
export function howNear(ask, answer, told) {
  if (ask.kind === "choice") return "";
  const real = truthOf(ask, told), right = isRight(ask, answer, told), away = v => `That is ${spokenValue(v)} away. `;
  if (ask.kind === "click") return away(Math.hypot(answer[0] - real[0], answer[1] - real[1]));
  const off = answer - real[0];
  if (spokenValue(answer) === spokenValue(real[0])) return "";
  if (!Number.isFinite(real[0]) || answer * real[0] <= 0) return Number.isFinite(off) ? away(Math.abs(off)) : "";
  const side = Math.abs(answer) > Math.abs(real[0]) ? "large" : "small", ratio = Math.abs(answer / real[0]);
  if (ratio > 1 / TOO_FAR && ratio < TOO_FAR) {
    return `That is ${spokenValue(100 * Math.abs(ratio - 1), 2)} % too ${side}${right ? ", near enough" : ""}. `;
  }
  return `That is too ${side} by a factor of ${spokenValue(Math.max(ratio, 1 / ratio))}. `;
}

/** A number, or a point; null where that is no answer to this question. */
export function answerIn(ask, value) {
  if (ask.kind === "click") {
    return Array.isArray(value) && value.length === 2 && value.every(Number.isFinite) ? value : null;
  }
  if (!Number.isFinite(value)) return null;
  return ask.kind === "number" || Object.hasOwn(ask.choices, value) ? value : null;
}

/** @param {object} step @param {string} home the app's address, or "" @param {boolean} held nothing is shown yet */
export function proseOf(step, home, held) {
  const terms = step.terms.map(([term, words]) => `<dt>${escape(term)}</dt><dd>${escape(words)}</dd>`).join("");
  return `<div class="prose">${step.prose}</div>${terms && `<dl class="terms">${terms}</dl>`}`
    + (held || !step.page ? "" : elsewhereOf(step.page, home)) + (held ? "" : papersOf(step.papers, home));
}

function elsewhereOf(page, home) {
  const title = page.name[0].toUpperCase() + page.name.slice(1);
  const link = home ? linkTo(home, page.name, page.query, `Open ${title} with these settings →`)
    : `In the app the page ${title} goes on from here.`;
  return `<p class="elsewhere">${link}</p>`;
}

const linkTo = (home, page, query, words) =>
  `<a href="${escape(`${home.replace(/\/$/, "")}/${page}?${new URLSearchParams(query)}`)}">${escape(words)}</a>`;

function papersOf(papers, home) {
  const each = papers.map(([label, item]) => home ? linkTo(home, "papers", { item }, label) : escape(label));
  return each.length ? `<p class="elsewhere">In the papers: ${each.join("; ")}.</p>` : "";
}

/** The question with a place for the answer, or what is answered to it. */
export function questionOf({ ask, name }, answer, told) {
  const text = ask.text && `<p class="asked">${ask.text}</p>`;
  if (answer === undefined) return text + { choice: choosing, number: typing, click: pressing }[ask.kind](ask, name);
  const words = spokenAnswer(ask, answer);
  if (ask.kind === "choice") return `${text}<p class="told">You said “${words}”. ${ask.because[answer]}</p>`;
  const real = truthOf(ask, told), because = ask.because[isRight(ask, answer, told) ? 0 : 1];
  const run = spokenPlace(real.length === 2 ? real : real[0]);
  return `${text}<p class="told">You said ${words}; the run gives ${run}. ${howNear(ask, answer, told)}${because}</p>`;
}

const choosing = ({ choices }, name) => {
  const radio = k => `<input type="radio" name="${escape(name)}" value="${k}">`;
  const labels = choices.map((words, k) => `<label>${radio(k)}<span>${words}</span></label>`);
  return `<div class="choices" role="radiogroup" aria-label="Your answer">${labels.join("")}</div>`;
};
const field = (label, name) => `<label class="field"><span>${label}</span>`
  + `<input inputmode="decimal" autocomplete="off" name="${name}" required></label>`;
const form = fields => `<form class="answer">${fields}<button>Answer</button></form>`;
const typing = () => form(field("Your answer", "x"));
const pressing = () =>
  `<details><summary>Or type the place</summary>${form(field("x", "x") + field("y", "y"))}</details>`;

/** What to reach, whether it is reached, and help. */
export function goalOf({ hint, tries, reached: words }, reached) {
  const done = reached ? `<p class="reached" role="status"><b>Reached.</b> ${words}</p>` : "";
  const help = hint && !reached ? `<details class="hint"><summary>Hint</summary><p>${hint}</p></details>` : "";
  const recorded = tries.map((label, k) => `<button data-try="${k}">${escape(label)}</button>`);
  const trying = tries.length ? `<div class="help"><span>Recorded, to try:</span>${recorded.join("")}</div>` : "";
  return `${done}${trying}${help}<div class="help"><button data-do="show">Show me</button>`
    + `<button data-do="again">Start this step over</button></div>`;
}
