// transport.js: play, step, scrub, speed, loop, log time. Takes the clock, shows it: slider, losses behind, arrivals.
import { LOSS } from "../engine/channels.js";
import { columnsOf, drawCurve } from "./curve.js";
import { arrange } from "./figure.js";
import { markSVG } from "./marks.js";
import { clamp, count } from "./numbers.js";
import { makeScale } from "./scale.js";
import { boxOf, colourOf, dim, fit } from "./theme.js";
import {
  SPEEDS, ends, frameAt, fromAxis, go, lastStep, nearestFrame, onAxis, paceWords, play, stepBy,
} from "./time.js";

const ICONS = {
  play: "M7 4.5v15l12-7.5z",
  pause: "M7 5h3.6v14H7zM13.4 5H17v14h-3.6z",
  back: "M15.5 6v12L7 12z",
  next: "M8.5 6v12l8.5-6z",
  first: "M18 6v12l-8.5-6zM6 6h1.8v12H6z",
};
const icon = name => `<svg viewBox="0 0 24 24" width="18" height="18" aria-hidden="true">`
  + `<path d="${ICONS[name]}" fill="currentColor"/></svg>`;
const SPEED_WORDS = { 0.25: "¼", 0.5: "½", 1: "1", 2: "2", 4: "4" };
const FINE = 10_000; // places of the slider on a logarithmic axis

export function showPlaying(S) {
  const button = S.q(".play");
  button.innerHTML = icon(S.clock.playing ? "pause" : "play");
  button.setAttribute("aria-label", S.clock.playing ? "Pause" : "Play");
}
export function showOptions(S) {
  S.q(".speed").innerHTML = `${SPEED_WORDS[S.clock.speed]}<small>×</small>`;
  S.q(".speed").setAttribute("aria-label", `${SPEED_WORDS[S.clock.speed]}× speed`);
  S.q(".speed").title = S.data.series ? `${paceWords(S)}. Press for faster, with Shift for slower ([ and ])` : "";
  S.q(".loop").setAttribute("aria-pressed", S.clock.loop);
  S.q(".log").setAttribute("aria-pressed", S.clock.log);
  S.q(".quarters").setAttribute("aria-pressed", S.ui.quarters);
}
export function changeSpeed(S, by) {
  S.clock.speed = SPEEDS[(SPEEDS.indexOf(S.clock.speed) + by + SPEEDS.length) % SPEEDS.length];
  showOptions(S);
}
function setLog(S, yes) {
  S.clock.log = yes;
  showOptions(S);
  if (S.data.series) arrange(S);
}

/** What the slider says of the runs. */
export function showOnSlider(S) {
  prepareSlider(S);
  showArrivals(S);
  S.picture.shownStep = null;
}

// its own numbers: steps on a linear axis, places on a logarithmic one
function prepareSlider(S) {
  const slider = S.q(".slider");
  slider.max = S.clock.log ? FINE : S.data.steps;
  slider.step = S.clock.log || !S.data.full ? "any" : 1;
  slider.style.setProperty("--there", onAxis(S, lastStep(S)));
  S.q(".step span").textContent = ` / ${count(S.data.steps)}`;
  S.q(".step").style.minWidth = `${2 * count(S.data.steps).length * 8.6 + 24}px`;
}

// the losses as a faint trace behind the track, on the slider's own axis
export function drawMini(S) {
  const { g, w, h } = fit(S.q("canvas.mini")), channel = S.layout ? S.picture.panels[0].spec.channel : LOSS, inset = 7;
  const scale = S.picture.panels.find(P => P.spec.channel === channel)?.scale ?? makeScale(S, channel, h);
  if (!scale) return;
  const px = columnsOf(S, t => inset + onAxis(S, t) * (w - 2 * inset)), y = v => h - 1 - scale.f(v) * (h - 2);
  g.lineJoin = "round";
  g.lineWidth = 1;
  for (const k of S.data.order) {
    g.strokeStyle = colourOf(S, S.data.series[k]);
    g.globalAlpha = 0.22 * dim(S, k);
    drawCurve(g, S, k, channel, px, y, scale, [inset, w - inset]);
  }
}
export function showRange(S) {
  const box = S.q(".range");
  box.hidden = !S.clock.range;
  if (!S.clock.range) return;
  const [a, b] = S.clock.range.map(t => onAxis(S, t));
  box.style.left = `calc(7px + (100% - 14px) * ${a})`;
  box.style.width = `calc((100% - 14px) * ${b - a})`;
}

// each optimizer's mark where it first comes near a minimum; those that crowd one another are stacked
function showArrivals(S) {
  let before = -9, lift = 0;
  const wide = Math.max(200, boxOf(S.q("canvas.mini")).w), marks = S.data.order
    .map(k => S.data.series[k])
    .filter(s => s.arrived != null)
    .map(s => ({ s, at: onAxis(S, s.arrived) * 100 }))
    .sort((a, b) => a.at - b.at);
  const shown = marks.map(({ s, at }) => {
    lift = (at - before) / 100 * wide < 12 ? Math.min(lift + 8, 16) : 0;
    before = at;
    return `<i style="left:${at.toFixed(2)}%;--up:${lift}px">${markSVG(s, colourOf(S, s), 11)}</i>`;
  }).join("");
  if (S.picture.arrivals !== shown) S.q(".arrivals").innerHTML = S.picture.arrivals = shown;
}

export function showStep(S) {
  const at = S.data.times[frameAt(S, S.clock.t)], u = onAxis(S, S.clock.t), slider = S.q(".slider");
  if (at !== S.picture.shownStep) {
    S.picture.shownStep = at;
    S.q(".step b").textContent = count(at);
    slider.setAttribute("aria-valuetext", `step ${count(at)} of ${count(S.data.steps)}`);
  }
  slider.value = S.clock.log ? u * FINE : S.clock.t;
  slider.style.setProperty("--p", u);
}

export function wireTransport(S) {
  const { q } = S, slider = q(".slider");
  for (const name of ["first", "back", "next"]) q(`.${name}`).innerHTML = icon(name);
  q(".play").onclick = () => play(S, !S.clock.playing);
  q(".first").onclick = () => go(S, ends(S)[0]);
  q(".back").onclick = () => stepBy(S, -1);
  q(".next").onclick = () => stepBy(S, 1);
  q(".speed").onclick = e => changeSpeed(S, e.shiftKey ? -1 : 1);
  q(".loop").onclick = () => { S.clock.loop = !S.clock.loop; showOptions(S); };
  q(".log").onclick = () => setLog(S, !S.clock.log);
  q(".quarters").onclick = () => { S.ui.quarters = !S.ui.quarters; S.picture.moved = true; showOptions(S); };
  slider.oninput = () => go(S, S.clock.log ? fromAxis(S, slider.value / FINE) : +slider.value);

  // Shift-drag sets the range that loops, a click with Shift (or Esc) clears it
  let from = null;
  const timeAt = e => {
    const box = slider.getBoundingClientRect();
    return S.data.times[nearestFrame(S, fromAxis(S, clamp((e.clientX - box.left - 7) / (box.width - 14), 0, 1)))];
  };
  slider.addEventListener("pointerdown", e => {
    if (!e.shiftKey) return;
    e.preventDefault();
    slider.setPointerCapture(e.pointerId);
    from = timeAt(e);
    setRange(S, null);
  });
  slider.addEventListener("pointermove", e => {
    if (from == null) return;
    const to = timeAt(e);
    setRange(S, Math.abs(onAxis(S, to) - onAxis(S, from)) > 0.005 ? [Math.min(from, to), Math.max(from, to)] : null);
  });
  slider.addEventListener("pointerup", () => {
    if (from != null && S.clock.range) {
      S.clock.loop = true;
      showOptions(S);
      go(S, S.clock.range[0]);
      play(S, true);
    }
    from = null;
  });
  slider.title = "Drag to a step; Shift-drag sets a range to loop";
}
export function setRange(S, range) {
  S.clock.range = range;
  showRange(S);
}
