// settings.js: the popover of a series: its rule, hyperparameters and choices, its source, and what can be made of it.
import { isTyped } from "../formula/typed.js";
import { branchHere, goOnAs, successorRow } from "./branch_here.js";
import { change, copyOf, showOnly } from "./change.js";
import { controlRow, showControls, wireControls } from "./controls.js";
import { focusOn } from "./legend.js";
import { forkWords } from "./lineage.js";
import { escape, rich } from "./numbers.js";
import { closePops, placeBeside } from "./popover.js";
import { followRule, openAsText, ruleEditor, wireRuleTyping } from "./rule_typing.js";
import { setWords } from "./surfaces.js";
import { colourOf } from "./theme.js";

export function openSettings(S, k, chip) {
  const s = S.data.series[k], pop = S.q(".pop.settings");
  closePops(S);
  Object.assign(S.ui, { popKey: s.key, popPlace: k });
  pop.classList.remove("mistyped");
  pop.setAttribute("aria-label", `${s.title} settings`);
  const actions = `<button class="plain defaults">Back to defaults</button>`
    + `<button class="plain copy">Compare with a copy</button>`
    + (S.layout ? "" : `<button class="plain branch" title="Another run from this step on (B)">Branch here</button>`)
    + (isTyped(s.optimizer) ? "" : `<button class="plain astext">Open as text</button>`);
  pop.innerHTML = `<header><b style="color:${colourOf(S, s)}">${escape(s.title)}</b>`
    + `<button class="plain only">Show only this</button></header>`
    + `<p class="forked">${escape(forkWords(S.data.series, s))}</p>${successorRow(s)}`
    + `<p class="formulae" title="${escape(s.summary)}">${s.rule}</p>`
    + (isTyped(s.optimizer) ? ruleEditor(S, s.optimizer) : "")
    + `<div class="rows">${rowsOf(s.controls, S.ui.locked)}</div>`
    + `<p class="tell" role="status"></p><footer>${actions}</footer>`
    + `<details><summary>Source</summary><p>${rich(s.source)}</p><p>${rich(s.conventions)}</p></details>`;
  setWords(pop);
  placeBeside(S, pop, chip, k);
  focusOn(S, k);
  (pop.querySelector(".knob") ?? pop.querySelector(".only")).focus({ preventScroll: true });
}

// an editor stays where its rule was, whatever text stands there now
function ruleInItsPlace(S) {
  const s = S.data.series[S.ui.popPlace];
  if (!S.q(".pop.settings textarea") || !s || !isTyped(s.optimizer)) return null;
  S.ui.popKey = s.key;
  followRule(S, s.optimizer);
  return s;
}

// After an answer the open popover follows its series, unless a finger is on it.
export function followSettings(S) {
  const pop = S.q(".pop.settings");
  if (!S.ui.popKey || pop.hidden) return;
  const s = S.data.series.find(each => each.key === S.ui.popKey) ?? ruleInItsPlace(S);
  if (!s) return closePops(S);
  S.ui.popPlace = S.data.series.indexOf(s);
  if (pop.matches(":active")) return;
  pop.querySelector(".formulae").innerHTML = s.rule;
  pop.querySelector(".forked").textContent = forkWords(S.data.series, s);
  setWords(pop);
  const rows = pop.querySelector(".rows"), shown = [...rows.querySelectorAll("[data-i]")].length;
  if (shown !== s.controls.length) rows.innerHTML = rowsOf(s.controls, S.ui.locked);
  showControls(pop, s.controls);
}
const rowsOf = (controls, locked) => controls.map((h, i) => controlRow(h, i, locked.has(h.name))).join("");

export function wireSettings(S) {
  wireRuleTyping(S);
  const pop = S.q(".pop.settings"), series = () => S.data.series.find(s => s.key === S.ui.popKey);
  wireControls(pop, () => series().controls, (h, done) => {
    change(S, "hyper", { key: series().key, hyper: { [h.name]: h.value } }, done);
  });
  pop.addEventListener("change", e => {
    if (e.target.matches(".successor select")) goOnAs(S, S.ui.popKey, e.target.value);
  });
  pop.addEventListener("click", e => {
    const s = series();
    if (!s) return;
    if (e.target.closest(".defaults")) {
      change(S, "hyper", { key: s.key, hyper: null });
    }
    if (e.target.closest(".copy")) { closePops(S); copyOf(S, s.key); }
    if (e.target.closest(".branch")) branchHere(S, s.key);
    if (e.target.closest(".astext")) openAsText(S, s);
    if (e.target.closest(".only")) showOnly(S, s.key);
  });
}
