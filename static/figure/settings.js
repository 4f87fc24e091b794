// settings.js: the popovers. Takes a series (or the surface), shows its rule, one slider per hyperparameter on its own
// scale, its choices as words, and its source; says what changed, live while a slider moves.
import { branchHere, goOnAs, successorRow } from "./branch_here.js";
import { change, copyOf, showOnly } from "./change.js";
import { isTyped } from "../formula/typed.js";
import { focusOn } from "./legend.js";
import { asHtml, asText, clamp, escape, read, rich, settingParts, typed } from "./numbers.js";
import { forkWords } from "./lineage.js";
import { followRule, openAsText, ruleEditor, wireRuleTyping } from "./rule_typing.js";
import { setWords } from "./surfaces.js";
import { colourOf, rectOf } from "./theme.js";
import { frameAt } from "./time.js";

const KEY_STEP = 0.002; // of a slider's length
const ZERO = new Set(["epsilon", "weight_decay"]); // on a logarithmic scale, yet 0 is allowed: the far left

const DECAY = b => -Math.log10(1 - Math.min(b, 1 - 1e-12));
const leastOf = h => h.least ?? (ZERO.has(h.name) ? 0 : h.low);
const reachesZero = h => h.scale === "log" && leastOf(h) === 0 && h.low > 0;

// a value's place on its slider, 0..1, and back
function toPlace(h, v) {
  if (h.scale === "log") {
    if (v <= 0) return 0;
    const u = Math.log10(v / h.low) / Math.log10(h.high / h.low);
    return reachesZero(h) ? 0.03 + 0.97 * clamp(u, 0, 1) : clamp(u, 0, 1);
  }
  if (h.scale === "decay") return clamp((DECAY(v) - DECAY(h.low)) / (DECAY(h.high) - DECAY(h.low)), 0, 1);
  return clamp((v - h.low) / (h.high - h.low), 0, 1);
}
function toValue(h, u) {
  if (h.scale === "log") {
    if (reachesZero(h)) {
      if (u < 0.015) return 0;
      u = Math.max(0, (u - 0.03) / 0.97);
    }
    return +(h.low * (h.high / h.low) ** u).toPrecision(2);
  }
  if (h.scale === "decay") return +(1 - 10 ** -(DECAY(h.low) + u * (DECAY(h.high) - DECAY(h.low)))).toPrecision(4);
  return +(h.low + u * (h.high - h.low)).toPrecision(3);
}

// where a key takes the thumb: at least to the next value, though values are rounded
function pressedPlace(h, place) {
  const way = Math.sign(place - toPlace(h, h.value));
  let u = place;
  while (way && toValue(h, u) === h.value && u > 0 && u < 1) u = clamp(u + way * KEY_STEP, 0, 1);
  return u;
}

// rows for controls: title and symbol, the value (a text field that looks like a number), and its slider
export function controlRow(h, i, fixedValues) {
  const symbol = h.title.endsWith(` ${h.symbol}`) ? "" : ` <i>${escape(h.symbol)}</i>`; // a constant is named by it
  const title = escape(h.title) + symbol, hint = `title="${escape(h.hint)}"`;
  if (h.choices?.length) {
    const words = h.choices.map(c => fixedValues
      ? c === h.value ? `<b>${escape(c)}</b>` : ""
      : `<button aria-pressed="${c === h.value}" data-choice="${escape(c)}">${escape(c)}</button>`);
    return `<div class="control choice" data-i="${i}" ${hint}><span>${title}</span>`
      + `<div role="group">${words.join("")}</div></div>`;
  }
  const value = asHtml(settingParts(h.value));
  if (fixedValues) return `<div class="control" ${hint}><span>${title}</span><b>${value}</b></div>`;
  const u = toPlace(h, h.value), label = escape(h.title);
  return `<div class="control" data-i="${i}" ${hint}><span>${title}</span>`
    + `<span class="value"><b>${value}</b><input class="typed" type="text" inputmode="decimal"`
    + ` autocomplete="off" spellcheck="false" aria-label="${label}" value="${typed(h.value)}"></span>`
    + `<input class="knob" type="range" min="0" max="1" step="${KEY_STEP}" value="${u}" style="--p:${u}"`
    + ` aria-label="${label}" aria-valuetext="${asText(settingParts(h.value))}"></div>`;
}
function showControl(row, h) {
  const u = toPlace(h, h.value), knob = row.querySelector(".knob");
  if (h.choices?.length) {
    for (const b of row.querySelectorAll("button")) b.setAttribute("aria-pressed", b.dataset.choice === h.value);
    return;
  }
  row.querySelector(".value b").innerHTML = asHtml(settingParts(h.value));
  row.querySelector(".typed").value = typed(h.value);
  knob.value = u;
  knob.style.setProperty("--p", u);
  knob.setAttribute("aria-valuetext", asText(settingParts(h.value)));
}

export function showControls(pop, controls) {
  for (const row of pop.querySelectorAll(".control[data-i]")) {
    if (controls[+row.dataset.i]) showControl(row, controls[+row.dataset.i]);
  }
}

// what is wrong with a typed value, as a clause; "" if nothing
function faultOf(h, v) {
  if (!Number.isFinite(v)) return "That is not a number";
  if (h.scale === "decay" && v >= 1) return "A decay is below 1";
  const least = Math.min(leastOf(h), h.low);
  if (h.scale !== "linear" && v < least) return `The least is ${asText(settingParts(least))}`;
  return h.most != null && v > h.most ? `The most is ${asText(settingParts(h.most))}` : "";
}

// Wires the rows of a popover; change(h, done) is called with the control whose value has just been set.
export function wireControls(pop, controls, change) {
  const at = e => {
    const row = e.target.closest(".control");
    return row && row.dataset.i != null ? [row, controls()[+row.dataset.i]] : [null, null];
  };
  const tell = text => { const p = pop.querySelector(".tell"); if (p) p.textContent = text; };
  pop.oninput = e => {
    const [row, h] = at(e);
    if (!h || !e.target.matches(".knob")) return;
    tell("");
    const place = e.target.matches(":active") ? +e.target.value : pressedPlace(h, +e.target.value);
    h.value = toValue(h, place);
    showControl(row, h);
    e.target.value = place; // the thumb stays under the finger though the value is rounded
    e.target.style.setProperty("--p", place);
    change(h, false);
  };
  pop.onchange = e => {
    const [row, h] = at(e);
    if (!h) return;
    if (e.target.matches(".knob")) return change(h, true);
    if (!e.target.matches(".typed")) return;
    const v = read(e.target.value), wrong = faultOf(h, v);
    tell(wrong && `${wrong}; the value stays.`);
    if (!wrong && v !== h.value) {
      h.value = v;
      change(h, true);
    }
    showControl(row, h);
  };
  pop.addEventListener("click", e => {
    const [row, h] = at(e), b = e.target.closest("[data-choice]");
    if (!h || !b || h.value === b.dataset.choice) return;
    h.value = b.dataset.choice;
    showControl(row, h);
    change(h, true);
  });
  pop.addEventListener("focusin", e => e.target.matches(".typed") && e.target.select());
  pop.addEventListener("keydown", e => {
    if (e.key === "Enter" && e.target.matches(".typed")) e.target.blur();
  });
}

const LEAST_TALL = 260; // px, though the page may have to scroll then
const SHEET = matchMedia("(max-width: 640px)"); // there a popover is a sheet at the foot, the map stands above it

export function placePop(S, pop, anchor) {
  const fig = rectOf(S.q(".fig")), a = rectOf(anchor);
  pop.hidden = false;
  pop.scrollTop = 0;
  const room = Math.max(LEAST_TALL, innerHeight - a.bottom - 20); // else the page would scroll
  pop.style.maxHeight = SHEET.matches ? "" : `${room}px`;
  pop.style.left = `${clamp(a.left - fig.left, 0, Math.max(0, fig.width - pop.offsetWidth))}px`;
  pop.style.top = `${a.bottom - fig.top + 8}px`;
  (SHEET.matches ? S.q(".map") : pop).scrollIntoView({ block: SHEET.matches ? "start" : "nearest" });
}
// Beside what it changes: below the legend or at the map's foot, where it hides least of the start, the heads and the
// paths, its own before the others', and rather the panels than those.
function placeSettings(S, pop, anchor, k) {
  placePop(S, pop, anchor);
  if (SHEET.matches) return;
  const fig = rectOf(S.q(".fig")), map = rectOf(S.q(".map"));
  const dx = fig.left - map.left, dy = fig.top - map.top, wide = pop.offsetWidth, tall = pop.offsetHeight;
  const { offsetLeft: left, offsetTop: high } = pop, low = Math.min(map.height, innerHeight - map.top) - tall - 12 - dy;
  const points = [[...S.view.projection.at(...S.data.start), 8]];
  for (const P of S.picture.paths) {
    const now = Math.min(frameAt(S, S.clock.t), P.n - 1), step = Math.max(1, Math.floor(P.n / 40));
    const own = P.k === k ? 3 : 1;
    for (let i = 0; i < P.n; i += step) points.push([P.x[i], P.y[i], own * 6 / 40]);
    for (const i of [now, P.n - 1]) points.push([P.x[i], P.y[i], own * 2]);
  }
  const within = (v, from, size) => v > from - 12 && v < from + size + 12;
  const hides = (x, y) => points.filter(p => within(p[0], x + dx, wide) && within(p[1], y + dy, tall))
    .reduce((sum, p) => sum + p[2], 0);
  const aside = pop.querySelector("textarea") ? 0.5 : 4; // a text is wide and stays long: rather over the panels
  const cost = (x, y) => hides(x, y) + Math.abs(x - left) / 400 + Math.abs(y - high) / 400
    + aside * clamp((x + dx + wide - map.width) / wide, 0, 1);
  let best = [left, high];
  for (let x = 0; x <= fig.width - wide; x += 16) {
    for (const y of low > high ? [high, low] : [high]) if (cost(x, y) < cost(...best)) best = [x, y];
  }
  [pop.style.left, pop.style.top] = best.map(v => `${v}px`);
}
export function closePops(S) {
  for (const pop of S.root.querySelectorAll(".pop")) pop.hidden = true;
  S.q(".about").setAttribute("aria-expanded", "false");
  const had = S.ui.popKey;
  S.ui.popKey = null;
  if (had && S.data.series) focusOn(S, null);
}

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
  placeSettings(S, pop, chip, k);
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
