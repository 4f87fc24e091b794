// legend.js: the legend is the control. Takes the series, shows a chip for each: sample, name (hides it), η (opens its
// settings); then, after an italic "add", plain words for those not shown.
import { keysOf } from "../engine/forks.js";
import { bring, putAway } from "./change.js";
import { markSVG } from "./marks.js";
import { asHtml, asText, escape, settingParts } from "./numbers.js";
import { preparePanel } from "./panels.js";
import { awayTitle } from "./roster.js";
import { typeRule } from "./rule_typing.js";
import { othersOf, seriesOf } from "./scenario.js";
import { closePops } from "./popover.js";
import { openSettings } from "./settings.js";
import { colourOf } from "./theme.js";
import { drawMini } from "./transport.js";

const rateOf = s => s.controls.find(h => h.name === "lr");

export function showChips(S) {
  const { series, roster, others, order } = namedIn(S);
  const chip = k => {
    const s = series[k], name = escape(s.title), lr = rateOf(s);
    return `<span class="chip on" data-k="${k}"><button class="tog" aria-pressed="true" title="Hide ${name}">`
      + `${markSVG(s, colourOf(S, s), 13, 13)}<b style="color:${colourOf(S, s)}">${name}</b></button>`
      + `<button class="set" aria-haspopup="dialog"`
      + ` aria-label="${lr ? `η ${asText(settingParts(lr.value))}, ` : ""}${name} settings">`
      + `${lr ? `<span>${rateText(lr)}</span>` : ""}<i></i></button></span>`;
  };
  const away = roster.flatMap((entry, i) => entry.shown ? [] : [[entry, i]]);
  const off = away.map(([entry, i]) => [escape(awayTitle(entry)), `data-away="${i}"`]);
  const met = new Set(away.map(([{ contender }]) => contender).filter(one => !one.fork).map(one => one.optimizer));
  const more = others.filter(s => !met.has(s.optimizer))
    .map(s => [escape(s.title), `data-add="${escape(s.optimizer)}"`]);
  const words = [...off, ...more].map(([name, which]) => `<span class="chip" ${which}>`
    + `<button class="tog" aria-pressed="false" title="Show ${name}">${name}</button></span>`);
  words.push(`<span class="chip" data-type><button class="tog">Type a rule</button></span>`);
  const lead = words.length ? `<span class="add">${order.length ? "add" : "choose"}</span>` : "";
  const rest = words.length ? `<span class="off">${lead}${words.join("")}</span>` : "";
  const held = S.root.activeElement?.closest(".chip button"), which = held && whichButton(held);
  S.q(".chips").inert = !!S.lesson?.held; // names alone: there is nothing yet to hide or to set
  S.q(".chips").innerHTML = order.map(chip).join("") + rest;
  if (which) {
    const same = [...S.root.querySelectorAll(".chip button")].find(b => whichButton(b) === which);
    same?.focus({ preventScroll: true });
  }
  placeAdd(S);
}
/** Who is named: also those whose runs a lesson holds back, so that nothing moves when the runs come. */
export function namedIn({ data, lands, lesson }) {
  if (!lesson?.held) return data;
  const held = { surface: data.scenario.surface, contenders: lesson.awaited }, series = seriesOf(held, lands);
  return { series, roster: [], others: othersOf(held), order: series.map((_, k) => k) };
}
// what a button of the legend is for, whatever stands on it: the focus stays with it when the legend is written anew
const whichButton = b => `${b.className} ${b.closest(".chip").querySelector(".tog").textContent}`;

/** The rates of the chips alone, while a slider moves. */
export function showRates(S) {
  for (const k of S.data.order) {
    const lr = rateOf(S.data.series[k]), chip = S.q(`.chip.on[data-k="${k}"] .set span`), text = lr && rateText(lr);
    if (chip && chip.innerHTML !== text) chip.innerHTML = text;
  }
}
const rateText = lr => `η ${asHtml(settingParts(lr.value))}`;

// a hair line stands between the chips and the words beside them, not before words on a line of their own
export function placeAdd(S) {
  const off = S.q(".off"), last = S.q(".chip.on:nth-last-child(2)");
  off?.classList.remove("under"); // measured as it is beside: else it may fit only while it stands under, and flicker
  if (off && last) off.classList.toggle("under", off.offsetTop > last.offsetTop + 8 || off.offsetHeight > 44);
}

// Pointing at a name drops the others everywhere; an open popover keeps its series in front.
export function focusOn(S, k) {
  const open = S.ui.popKey && S.data.series.findIndex(s => s.key === S.ui.popKey);
  const next = open != null && open >= 0 ? open : k;
  if (S.ui.focus === next || (S.ui.focus == null && next == null)) return;
  S.ui.focus = next;
  S.picture.paintedTo = -1;
  for (const P of S.picture.panels) preparePanel(S, P);
  drawMini(S);
  S.picture.ahead = S.picture.moved = true;
}

// Digits go by the order in which the optimizers were met, so that one hides and shows again the same.
export function toggleByPlace(S, n) {
  const entry = S.data.roster[n], { roster } = S.data;
  if (!entry) {
    const other = S.data.others[n - roster.length];
    if (other) bring(S, other.optimizer);
  } else if (entry.shown) {
    putAway(S, keysOf(S.data.scenario.contenders)[roster.slice(0, n).filter(e => e.shown).length]);
  } else bring(S, entry);
}

export function wireLegend(S) {
  const area = S.q(".chips"), seriesAt = e => {
    const k = e.target.closest?.("[data-k]")?.dataset.k;
    return k == null || !S.data.order.includes(+k) ? null : +k;
  };
  let pressed = null; // after a press the chips move under a pointer that rests: that points at nothing
  const rests = e => pressed && Math.hypot(e.clientX - pressed[0], e.clientY - pressed[1]) < 4;
  area.onclick = e => {
    const chip = e.target.closest(".chip");
    if (!chip) return;
    pressed = [e.clientX, e.clientY];
    if (chip.dataset.type != null) return typeRule(S);
    if (chip.dataset.add) return e.detail > 1 || bring(S, chip.dataset.add); // a double click adds one
    if (chip.dataset.away) return bring(S, S.data.roster[+chip.dataset.away]);
    const k = +chip.dataset.k;
    if (e.target.closest(".set")) return S.ui.popKey === S.data.series[k].key ? closePops(S) : openSettings(S, k, chip);
    closePops(S);
    putAway(S, S.data.series[k].key);
  };
  for (const part of [area, S.q("tbody")]) {
    part.onpointerover = e => {
      if (rests(e)) return;
      pressed = null;
      focusOn(S, seriesAt(e));
    };
    part.onpointerleave = () => focusOn(S, null);
  }
}
