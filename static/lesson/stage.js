// stage.js: what stands under the figure before a lecture hall: one sentence, the choices of a question, the step's
// dots, and tools that are seen while the pointer moves over them.
//
// W.data.stage: { sentence, choices: [{ text, right (never before it is revealed) }], asks (whether
// something is held back), alone (whether there is no figure), href (of the notes), page: null | { label, href } }
import { escape } from "../figure/numbers.js";

const STYLE = new CSSStyleSheet();
// --u is a px of a projector of 1920 x 1080
STYLE.replaceSync(`
  :host { display: block; height: 100%; --u: min(100vw / 1920, 100vh / 1080); color: #141310; }
  .stage { height: 100%; display: flex; flex-direction: column; justify-content: space-between; gap: calc(6 * var(--u));
    padding: calc(12 * var(--u)) calc(36 * var(--u)) calc(14 * var(--u)); box-sizing: border-box; position: relative; }
  p { margin: 0; font: 400 max(15px, calc(42 * var(--u)))/1.25 var(--st-heading-font, serif); text-wrap: balance;
    text-align: center; }
  .alone { justify-content: center; gap: calc(60 * var(--u)); }
  .alone p { font-size: max(22px, calc(64 * var(--u))); max-width: 30em; margin: 0 auto; }
  ol { list-style: none; margin: 0; padding: 0; display: flex; flex-wrap: wrap; justify-content: center;
    gap: calc(4 * var(--u)) calc(48 * var(--u)); font-size: max(13px, calc(30 * var(--u))); line-height: 1.25; }
  li.right { font-weight: 600; }
  li.right::after { content: " \\2713"; }
  .row { display: flex; justify-content: center; align-items: center; min-height: max(16px, calc(40 * var(--u))); }
  .alone .row { position: absolute; left: 0; right: 0; bottom: calc(14 * var(--u)); }
  .dots { display: flex; gap: calc(12 * var(--u)); }
  .dots button { width: max(10px, calc(20 * var(--u))); height: max(10px, calc(20 * var(--u))); border-radius: 50%;
    border: max(1.5px, calc(3 * var(--u))) solid #3B3934; background: none; padding: 0; cursor: pointer; }
  .dots [aria-current] { background: #141310; }
  .tools { position: absolute; right: calc(36 * var(--u)); bottom: calc(14 * var(--u)); display: flex;
    gap: calc(28 * var(--u)); background: #fff; opacity: 0; }
  .stage:hover .tools, .tools:focus-within, .asks .tools { opacity: 1; }
  .asks:not(:hover, :focus-within) .tools > :not(.reveal) { visibility: hidden; }
  .tools > * { font: inherit; font-size: max(13px, calc(28 * var(--u))); line-height: 1.2; color: #3B3934;
    background: none; border: 0; padding: 0; cursor: pointer; text-decoration: underline; text-underline-offset: .2em; }
  .tools [aria-pressed=true] { color: #8B2005; font-weight: 600; }
  :focus-visible { outline: 2px solid #141310; outline-offset: 3px; }`);

/** Writes it; its buttons are wired once. */
export function showStage(W) {
  const { stage, step, last } = W.data, { root } = W;
  if (!root.querySelector(".stage")) open(W);
  markTurning(W, false);
  const part = name => root.querySelector(name);
  part(".stage").classList.toggle("alone", stage.alone);
  part(".stage").classList.toggle("asks", stage.asks);
  part("p").textContent = stage.sentence;
  part("ol").innerHTML = stage.choices.map(({ text, right }) =>
    `<li class="${right ? "right" : ""}">${escape(text)}</li>`).join("");
  part(".dots").innerHTML = Array.from({ length: last }, (_, k) =>
    `<button data-step="${k + 1}" aria-label="Step ${k + 1} of ${last}"${k + 1 === step ? ' aria-current="step"' : ""}>`
    + `</button>`).join("");
  part(".reveal").hidden = !stage.asks;
  part(".pen").hidden = stage.alone;
  part(".notes").href = stage.href;
  part(".page").hidden = !stage.page;
  part(".page").href = stage.page?.href ?? "";
  part(".page").textContent = stage.page?.label ?? "";
  part(".pen").setAttribute("aria-pressed", "false"); // what was drawn goes with the step
}

/** The next step is on its way: its number and its dot stand there, what was shown is faint (pages/page.css). */
export function showTurning(W) {
  const { root, step, data: { last } } = W;
  markTurning(W, true);
  root.querySelector("p").textContent = `Step ${step} of ${last}`;
  root.querySelector("ol").innerHTML = "";
  for (const [k, dot] of [...root.querySelectorAll(".dots button")].entries()) {
    if (k + 1 === step) dot.setAttribute("aria-current", "step"); else dot.removeAttribute("aria-current");
  }
}
const markTurning = ({ root }, yes) => root.host.closest(".st-key-presenter")?.toggleAttribute("data-turning", yes);

function open(W) {
  const { root } = W;
  root.adoptedStyleSheets = [STYLE];
  root.append(document.createRange().createContextualFragment(`<section class="stage" aria-label="The step">
    <p role="status"></p><ol></ol>
    <div class="row"><nav class="dots" aria-label="Steps"></nav></div>
    <div class="tools">
      <a class="page" target="_blank" rel="noopener"></a>
      <button class="reveal" title="Enter">Reveal</button>
      <button class="pen" aria-pressed="false" title="D">Pen</button>
      <button class="whole" title="F">Full screen</button>
      <a class="notes" target="_blank">Notes</a>
      <button class="leave">Leave</button>
    </div></section>`));
  const part = name => root.querySelector(name), reveal = () => { if (W.data.stage.asks) W.tell("reveal", true); };
  part(".dots").onclick = e => {
    const { step } = e.target.dataset;
    if (step) W.turn(+step);
  };
  part(".reveal").onclick = reveal;
  part(".leave").onclick = () => {
    if (document.fullscreenElement) document.exitFullscreen();
    W.tell("leave", true);
  };
  part(".whole").onclick = wholeScreen;
  part(".pen").onclick = () => holdPen(part(".pen"));
  const acts = { Enter: reveal, f: wholeScreen, d: () => holdPen(part(".pen")) };
  const press = e => {
    if (!root.host.isConnected) return document.removeEventListener("keydown", press);
    const busy = e.composedPath()[0].matches?.("input, textarea, a") || (e.key === "Enter" && isButton(e));
    if (e.ctrlKey || e.metaKey || e.altKey || busy || !acts[e.key]) return;
    acts[e.key]();
    e.preventDefault();
  };
  document.addEventListener("keydown", press);
}
const isButton = e => e.composedPath()[0].matches?.("button");

const wholeScreen = () => document.fullscreenElement ? document.exitFullscreen()
  : document.documentElement.requestFullscreen();

// the figure listens, see figure/pen.js
function holdPen(button) {
  const on = button.getAttribute("aria-pressed") !== "true";
  button.setAttribute("aria-pressed", String(on));
  document.dispatchEvent(new CustomEvent("descent-pen", { detail: on }));
}
