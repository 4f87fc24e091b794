// window.js: a lesson's windows, the page, the presenter's view and the notes. A clicker's keys turn the step in each,
// and the notes turn with whatever they were opened from; arrows turn the window alone in which they are pressed.
//
// data: { lesson, step, last, window: "" | "presenter" | "notes", version: of a lesson that is being written, stage:
// what stage.js shows, or null, plan: what timer.js shows, or null }. To the server: turn { lesson, step }; reveal,
// leave: true.
import { showStage, showTurning } from "./stage.js";
import { showTimer } from "./timer.js";

const CLICKER_TURNS = { PageDown: 1, PageUp: -1 };
const ARROW_TURNS = { // on the page itself arrows step the runs, in the notes up and down scroll
  "": {}, notes: { ArrowRight: 1, ArrowLeft: -1 },
  presenter: { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 },
};
const WITH_NOTES = "descent-explorer-notes"; // set in a tab that has opened the notes
const AGAIN_AFTER = 2500, TRIES = 5; // milliseconds until a turn is asked for again
const WINDOWS = new WeakMap();

/** @param {{ parentElement: ShadowRoot, data: object, setTriggerValue: Function }} component */
export function lessonWindow({ parentElement: root, data, setTriggerValue }) {
  if (!WINDOWS.has(root)) WINDOWS.set(root, opened(root));
  const W = WINDOWS.get(root);
  const before = W.data, isAt = place => place?.lesson === data.lesson && place.step === data.step;
  Object.assign(W, { data, tell: setTriggerValue });
  if (isAt(W.asked)) W.asked = null;
  else if (before && !(isAt(before) && before.version === data.version) && !W.asked) announce(W, data); // by the page
  W.step = W.asked?.step ?? data.step;
  // who was at the end of a step begins at the head of the next
  if (before && !isAt(before)) document.querySelector(".stMain")?.scrollTo(0, 0);
  root.host.dataset.step = data.step;
  if (data.stage && !W.asked) showStage(W);
  if (data.plan) showTimer(W);
}

function opened(root) {
  const channel = new BroadcastChannel("descent-explorer-lesson");
  const W = { root, channel, data: null, step: 0, asked: null, tell: null };
  W.turn = to => turn(W, to);
  const press = e => { if (here()) pressed(W, e); }, click = e => {
    if (e.composedPath()[0].closest?.("a[href*='window=notes']")) sessionStorage.setItem(WITH_NOTES, "yes");
  };
  W.channel.onmessage = ({ data: { lesson, step, version } }) => {
    if (!here() || !isPaired(W)) return;
    if (lesson !== W.data.lesson || step !== W.step || version !== W.data.version) follow(W, lesson, step);
  };
  const here = () => {
    if (root.host.isConnected) return true;
    W.channel.close();
    document.removeEventListener("keydown", press, true);
    document.removeEventListener("click", click, true);
    return false;
  };
  document.addEventListener("keydown", press, true);
  document.addEventListener("click", click, true);
  return W;
}

const isPaired = W => W.data.window !== "" || sessionStorage.getItem(WITH_NOTES) === "yes";

function follow(W, lesson, step) {
  W.step = step;
  if (W.data.stage) showTurning(W);
  ask(W, { lesson, step }, TRIES);
}
// again where it got lost: a page that is still being built hears nothing
function ask(W, asked, tries) {
  W.asked = asked;
  W.tell("turn", asked);
  setTimeout(() => {
    if (W.asked !== asked || !W.root.host.isConnected) return;
    if (tries > 1) return ask(W, { ...asked }, tries - 1);
    Object.assign(W, { asked: null, step: W.data.step }); // there is no such step here
    if (W.data.stage) showStage(W);
  }, AGAIN_AFTER);
}

function turn(W, to, alone = false) {
  const { lesson, last, version } = W.data, step = Math.max(1, Math.min(last, to));
  if (step === W.step) return;
  follow(W, lesson, step);
  if (!alone) announce(W, { lesson, step, version });
}
function announce(W, { lesson, step, version }) {
  if (isPaired(W)) W.channel.postMessage({ lesson, step, version });
}

// before anyone else hears the key: arrows step the runs elsewhere
function pressed(W, e) {
  if (e.ctrlKey || e.metaKey || e.altKey || e.shiftKey) return;
  const path = e.composedPath(), typing = path[0].matches?.("input, textarea, select, [contenteditable]");
  const alone = typing ? 0 : ARROW_TURNS[W.data.window][e.key], by = CLICKER_TURNS[e.key] ?? alone;
  if (!by || path[0].matches?.("textarea") || path.some(part => part.tagName === "DIALOG")) return;
  e.preventDefault();
  e.stopPropagation();
  turn(W, W.step + by, by === alone);
}
