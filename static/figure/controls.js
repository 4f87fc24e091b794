// controls.js: a slider per number on its own scale, choices as words. Takes controls {name, title, symbol, value,
// scale, low, high, least, most, choices, hint}, makes their rows, and tells of each change, live while a slider moves.
import { asHtml, asRaised, asText, clamp, escape, read, settingParts, typed } from "./numbers.js";

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

// what is wrong with a typed value, as "must be ..."; "" if nothing
function faultOf(h, v) {
  if (!Number.isFinite(v)) return "must be a number";
  if (h.scale === "decay" && v >= 1) return "must be below 1";
  const least = Math.min(leastOf(h), h.low);
  if (h.scale !== "linear" && v < least) return `must be at least ${asRaised(settingParts(least))}`;
  return h.most != null && v > h.most ? `must be at most ${asRaised(settingParts(h.most))}` : "";
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
    const text = e.target.value.trim(), v = read(text), wrong = faultOf(h, v);
    tell(wrong && `${h.title} ${wrong}${text && `, not ${text.slice(0, 40)}`}; the value stays.`);
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
