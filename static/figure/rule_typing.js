// rule_typing.js: a rule of the reader's own, in the popover of its settings. The runs follow each key that leaves a
// rule; what is wrong is told at its character, and the last good runs stay.
import { keysOf } from "../engine/forks.js";
import { asTyped } from "../formula/as_text.js";
import { loadRule } from "../formula/rule_about.js";
import { nameOfText, textOfName } from "../formula/typed.js";
import { LIMITS, OPTIMIZERS } from "../known.js";
import { bring, bringBeside, change } from "./change.js";
import { escape } from "./numbers.js";
import { askForRuleFile, ruleFiles } from "./rule_files.js";
import { partingHere } from "./parting.js";
import { contenderOn, full } from "./scenario.js";
import { openSettings } from "./settings.js";
import { say } from "./share.js";
import { mark } from "./typing.js";

const RULE_RESTS = 700; // milliseconds without a key
const RULE_LINE = 20; // px, as style/20-typing.css has it
const FIRST_RULE = "adam"; // what the words "Type a rule" begin with
const RULE_SAYS = "g is the gradient; t, lr, x are given; step is taken off x. Kept from step to step: state m; with"
  + " what it means, by which a branch goes on with it: state m: velocity.";

const editor = S => S.q(".pop.settings textarea");

/** The editor goes on with a rule that has come into the place of its own, as undo does; not one that a hand is on. */
export function followRule(S, name) {
  const field = editor(S);
  if (!field || S.root.activeElement === field || nameOfText(field.value.trim()) === name) return;
  field.value = textOfName(name);
  tellRule(S, null);
}

/** The editor as HTML, for a series that is typed. */
export function ruleEditor(S, name) {
  const text = textOfName(name), rows = Math.min(12, Math.max(5, text.split("\n").length));
  const begin = Object.entries(OPTIMIZERS).map(([own, { title }]) =>
    `<option value="${own}">${escape(title)}</option>`);
  return `<div class="sheet ruled" style="height:${rows * RULE_LINE + 10}px">`
    + `<div class="echo" aria-hidden="true"></div>`
    + `<textarea spellcheck="false" autocapitalize="off" autocomplete="off" autocorrect="off" aria-label="Rule"`
    + ` aria-describedby="rule-tell">${escape(text)}</textarea></div>`
    + `<p class="tell" id="rule-tell" role="status">${escape(RULE_SAYS)}</p>`
    + `<p class="past">Of the last text without a mistake:</p><p class="parting">${escape(partingHere(S))}</p>`
    + `<p class="models">${ruleFiles(S)}`
    + `<select class="template" aria-label="Begin anew from"><option value="">Begin anew from</option>`
    + `${begin.join("")}</select></p>`;
}

const noRoom = S => {
  const none = full(S.data.scenario.contenders);
  if (none) say(S, `At most ${LIMITS.MOST_CONTENDERS} optimizers at once.`);
  return none;
};

/** Its text beside an optimizer: they race, and so far they are one. */
export async function openAsText(S, { key }) {
  const k = keysOf(S.data.scenario.contenders).indexOf(key), name = asTyped(S.data.scenario.contenders[k]);
  if (noRoom(S)) return;
  await loadRule(name);
  bringBeside(S, key, { ...S.data.scenario.contenders[k], optimizer: name, hyper: {} });
  edit(S, k + 1);
}

/** The words in the add row: begins from one that is known. */
export async function typeRule(S) {
  if (noRoom(S)) return;
  const { contenders, surface } = S.data.scenario, last = keysOf(contenders).at(-1);
  const name = asTyped(contenderOn(surface, FIRST_RULE, S.lands));
  await loadRule(name);
  if (last === undefined) bring(S, name);
  else bringBeside(S, last, { optimizer: name, hyper: {} });
  edit(S, contenders.length);
}

// once the series are there
function edit(S, k) {
  const key = keysOf(S.data.scenario.contenders)[k];
  const open = () => {
    const place = S.data.series.findIndex(s => s.key === key), chip = S.q(`.chip.on[data-k="${place}"]`);
    if (place < 0 || !chip) return requestAnimationFrame(open);
    openSettings(S, place, chip);
    const field = editor(S), lines = field.value.split("\n"), row = lines.findIndex(line => /^step\b/.test(line));
    field.focus({ preventScroll: true });
    const end = field.scrollHeight * (row + 1) / lines.length; // about there: long lines are broken
    field.scrollTop = end + RULE_LINE - field.clientHeight; // what is taken off x is in view
  };
  open();
}

function tellRule(S, error) {
  const field = editor(S), words = S.q("#rule-tell");
  if (!field) return;
  words.textContent = error?.message ?? RULE_SAYS;
  words.classList.toggle("wrong", !!error);
  field.setAttribute("aria-invalid", String(!!error));
  S.q(".pop.settings").classList.toggle("mistyped", !!error);
  mark(S.q(".ruled .echo"), field, error?.kind ? error : null);
}

async function takeRule(S, value) {
  const key = S.ui.popKey, name = nameOfText(value.trim());
  S.ui.typedRule = name;
  try {
    await loadRule(name);
  } catch (error) {
    if (!error.kind) throw error;
    if (S.ui.typedRule === name) tellRule(S, error);
    return;
  }
  if (S.ui.typedRule !== name || S.ui.popKey !== key) return; // a newer key, or closed
  tellRule(S, null);
  changeRule(S, { key, name }, false);
  clearTimeout(S.ui.ruleRests);
  S.ui.ruleRests = setTimeout(() => settleRule(S), RULE_RESTS);
}

// the popover stays with its series, whose key has the text in it
function changeRule(S, value, done) {
  const k = keysOf(S.data.scenario.contenders).indexOf(value.key);
  if (k < 0) return;
  const isOpen = S.ui.popKey === value.key;
  change(S, "rule", value, done);
  S.ui.resting = { key: keysOf(S.data.scenario.contenders)[k], name: value.name };
  if (isOpen) S.ui.popKey = S.ui.resting.key;
}

/** The hand rests: the server gets the last text that is a rule, and undo knows it; the popover may be closed. */
function settleRule(S) {
  clearTimeout(S.ui.ruleRests);
  S.ui.ruleRests = null;
  const { key, name } = S.ui.resting, k = keysOf(S.data.scenario.contenders).indexOf(key);
  if (S.data.scenario.contenders[k]?.optimizer === name) changeRule(S, { key, name }, true);
}

export function wireRuleTyping(S) {
  const pop = S.q(".pop.settings");
  pop.addEventListener("input", e => { if (e.target.matches("textarea")) takeRule(S, e.target.value); });
  pop.addEventListener("scroll", e => { // it does not bubble
    if (e.target.matches?.("textarea")) S.q(".ruled .echo").scrollTop = e.target.scrollTop;
  }, true);
  pop.addEventListener("focusout", e => { if (e.target.matches("textarea") && S.ui.ruleRests) settleRule(S); });
  pop.addEventListener("click", e => {
    const file = e.target.closest("[data-rule-file]");
    if (file) askForRuleFile(S, file.dataset.ruleFile);
  });
  pop.addEventListener("change", e => {
    if (!e.target.matches(".template") || !e.target.value) return;
    editor(S).value = textOfName(asTyped(contenderOn(S.data.scenario.surface, e.target.value, S.lands)));
    e.target.value = "";
    takeRule(S, editor(S).value);
  });
}
