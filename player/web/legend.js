// legend.js: the legend is the control. Takes the series, shows a chip for each: sample, name (hides it), η (opens its
// settings); then, after an italic "add", plain words for those not shown.
const rateOf = s => s.controls.find(h => h.name === "lr");

function showChips(S) {
  const chip = k => {
    const s = S.h.series[k], name = escape(s.title), lr = rateOf(s);
    return `<span class="chip on" data-k="${k}"><button class="tog" aria-pressed="true" title="Hide ${name}">`
      + `${markSVG(s, colourOf(S, s), 13, 13)}<b style="color:${colourOf(S, s)}">${name}</b></button>`
      + `<button class="set" aria-haspopup="dialog" aria-label="${name} settings">`
      + `${lr ? `<span>η ${asHtml(settingParts(lr.value))}</span>` : ""}<i></i></button></span>`;
  };
  const off = S.h.series.flatMap((s, k) => S.order.includes(k) ? [] : [[escape(s.title), `data-k="${k}"`]]);
  const more = S.offline ? [] : S.h.others.map(s => [escape(s.title), `data-add="${escape(s.optimizer)}"`]);
  const words = [...off, ...more].map(([name, which]) => `<span class="chip" ${which}>`
    + `<button class="tog" aria-pressed="false" title="Show ${name}">${name}</button></span>`);
  const lead = words.length ? `<span class="add">${S.order.length ? "add" : "choose"}</span>` : "";
  const rest = words.length ? `<span class="off">${lead}${words.join("")}</span>` : "";
  S.q(".chips").innerHTML = S.order.map(chip).join("") + rest;
  placeAdd(S);
}
// a hair line stands between the chips and the words beside them, not before words on a line of their own
function placeAdd(S) {
  const off = S.q(".off"), last = S.q(".chip.on:nth-last-child(2)");
  if (off && last) off.classList.toggle("under", off.offsetTop > last.offsetTop + 8 || off.offsetHeight > 44);
}

// Pointing at a name drops the others everywhere; an open popover keeps its series in front.
function focusOn(S, k) {
  const open = S.popKey && S.h.series.findIndex(s => s.key === S.popKey);
  const next = open != null && open >= 0 ? open : k;
  if (S.focus === next || (S.focus == null && next == null)) return;
  S.focus = next;
  S.paintedTo = -1;
  for (const P of S.panels) preparePanel(S, P);
  drawMini(S);
  S.ahead = S.moved = true;
}

function hide(S, k) {
  const s = S.h.series[k];
  S.hidden.add(s.key);
  ask(S, "drop", s.key);
  reorder(S);
}
function show(S, k) {
  S.hidden.delete(S.h.series[k].key);
  if (!S.offline) ask(S, "add", S.h.series[k].optimizer);
  reorder(S);
}
function showOnly(S, k) {
  for (const s of S.h.series) if (s !== S.h.series[k]) S.hidden.add(s.key);
  ask(S, "only", S.h.series[k].key);
  reorder(S);
}
// after something was hidden or shown here: everything that lists series
function reorder(S) {
  S.order = S.h.series.map((_, k) => k).filter(k => !S.hidden.has(S.h.series[k].key));
  S.focus = null;
  closePops(S);
  dress(S);
  arrange(S);
}

function toggleByPlace(S, n) {
  const chips = [...S.order.map(k => `.chip.on[data-k="${k}"]`)];
  const all = [...S.q(".chips").querySelectorAll(".chip")];
  (chips[n] ? S.q(chips[n]) : all[n])?.querySelector(".tog").click();
}

function wireLegend(S) {
  const area = S.q(".chips"), seriesAt = e => {
    const k = e.target.closest?.("[data-k]")?.dataset.k;
    return k == null || !S.order.includes(+k) ? null : +k;
  };
  let pressed = null; // after a press the chips move under a pointer that rests: that points at nothing
  const rests = e => pressed && Math.hypot(e.clientX - pressed[0], e.clientY - pressed[1]) < 4;
  area.onclick = e => {
    const chip = e.target.closest(".chip");
    if (!chip) return;
    pressed = [e.clientX, e.clientY];
    if (chip.dataset.add) return ask(S, "add", chip.dataset.add);
    const k = +chip.dataset.k;
    if (e.target.closest(".set")) return S.popKey === S.h.series[k].key ? closePops(S) : openSettings(S, k, chip);
    if (chip.classList.contains("on")) hide(S, k); else show(S, k);
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
