// compute.js: from a scenario to what is drawn. Takes the scenario that the reader's hand has just made, gives runs,
// ground and the words of legend and panels; in the frame where it is called, or a few later where code must be
// composed (another surface, another optimizer) or a long run goes to a worker.
import { landOf } from "../engine/land.js";
import { compute, isLong, isReady, prepare } from "../engine/runs.js";
import { COARSE_ROWS, groundOf } from "../ground/ground.js";
import { writeAddress } from "./address.js";
import { FROM_THE_START } from "./edit.js";
import { arrange, dress, followRuns, restart, setLogFor } from "./figure.js";
import { showHint } from "./hints.js";
import { beginLong, endLong, isEnough, isShown } from "./long_run.js";
import { wholeWindow, zoomed } from "./map.js";
import { besideOrbit, dressOrbit, measureAmplitude } from "./orbit.js";
import { findPartings } from "./parting.js";
import { othersOf, seriesOf, surfaceOf, textOf } from "./scenario.js";
import { followSettings } from "./settings.js";
import { say, sayLasting } from "./share.js";
import { go, place } from "./time.js";
import { showVerdicts } from "./verdicts.js";
import { setWindow } from "./window.js";

const LEAVES = 3; // ms in which a message has left: Streamlit sends it with a timer
const STEPPED_AGAIN = 5; // milliseconds, at least, from one step ahead to the next
const WIDER = 0.12; // a ground reaches this much beyond the window, so that a small move needs no new one

/** Shows another scenario. why: see FROM_THE_START (edit.js); done: the gesture is over. */
export function take(S, scenario, why, done = true) {
  const before = S.data.scenario, { due } = S.picture;
  S.data.scenario = scenario;
  S.data.start = scenario.start;
  const other = before?.surface !== scenario.surface;
  const shaped = other || JSON.stringify(before.parameters ?? {}) !== JSON.stringify(scenario.parameters ?? {});
  S.picture.due = {
    whys: [...due?.whys ?? [], why], done, first: !before,
    shaped: shaped || !!due?.shaped,
    other: other || !!due?.other,
    lengthened: before?.steps !== scenario.steps || !!due?.lengthened,
    rests: done && !due && isShown(S, scenario),
  };
  // a hand lets go of what is drawn already: its message leaves first, then the page is laid out anew
  if (S.picture.due.rests) setTimeout(() => { if (S.picture.due) S.picture.due.rests = false; }, LEAVES);
}

/** What take() asked for; called once a frame. */
export function recompute(S) {
  const { due } = S.picture, scenario = S.layout ? besideOrbit(S.data.scenario, S.data.orbit) : S.data.scenario;
  if (!isReady(scenario, S.lands)) {
    const wanted = textOf(S.data.scenario, S.lands);
    if (S.picture.preparing === wanted) return;
    S.picture.preparing = wanted;
    prepare(scenario, S.lands)
      .catch(error => refuse(S, error))
      .finally(() => { if (S.picture.preparing === wanted) S.picture.preparing = null; });
    return;
  }
  S.picture.due = null;
  if (due.shaped) {
    S.data.land = landOf(scenario, S.lands);
    S.picture.grounded = false;
    S.picture.stale = true;
    layWhole(S);
  }
  try {
    if (isLong(scenario) && isEnough(S, scenario)) return adopt(S, scenario, S.data.computed, due);
    endLong(S);
    if (isLong(scenario)) return beginLong(S, scenario, due);
    sayLasting(S, null);
    adopt(S, scenario, compute(scenario, S.lands), due);
  } catch (error) {
    refuse(S, error);
  }
}

/** The same before the frame that draws it, where there has been time since the last: a mouse may tell of a thousand
 * moves a second. */
export function stepAhead(S) {
  const now = performance.now(), { due, stepped = -Infinity } = S.picture;
  if (!due || due.rests || now - stepped < STEPPED_AGAIN) return;
  recompute(S);
  S.picture.stepped = performance.now();
}

// what cannot be stepped is told, and the picture stays
function refuse(S, error) {
  S.picture.due = null;
  say(S, error.message);
}

/** Folds computed runs into the figure. */
export function adopt(S, scenario, computed, due) {
  const D = S.data, first = due.first && !D.series, { steps, F, runs, series } = computed;
  if (S.layout) measureAmplitude(computed, D.orbit);
  D.steps = scenario.steps;
  D.surface = surfaceOf(scenario, D.land, S.lands);
  const isOver = ({ frames }) => computed.done || frames < F;
  D.series = seriesOf(scenario, S.lands).map((s, k) => ({ ...s, ...series[k], over: isOver(series[k]) }));
  D.others = othersOf(scenario);
  D.order = D.series.map((_, k) => k);
  D.ran = scenario;
  D.computed = computed;
  Object.assign(D, { runs, times: steps, F, full: F === scenario.steps + 1, alive: series.map(s => s.frames) });
  S.ui.focus = S.ui.popKey ? D.series.findIndex(s => s.key === S.ui.popKey) : null;
  if (S.ui.focus === -1) S.ui.focus = null;
  if (due.other || first) {
    Object.assign(S.view, { near: 1, win: wholeWindow(S) });
    S.clock.range = null;
    S.ui.reset.hidden = !zoomed(S);
  }
  if (S.view.wanted) setWindow(S, S.view.wanted);
  S.view.wanted = null;
  place(S, S.clock.awaited ?? S.clock.t);
  if (first || due.lengthened) setLogFor(S);
  if (due.done || first || due.other) {
    S.picture.spots = null; // numbers keep off the new paths
    showHint(S);
    dress(S);
    if (S.layout) dressOrbit(S);
    followSettings(S);
    arrange(S);
    findPartings(S, () => showVerdicts(S));
  } else followHand(S);
  if (due.whys.some(why => FROM_THE_START.has(why)) && (due.done || first) && !S.ui.dragging) restart(S);
  if (S.ui.at) resume(S);
  if (S.messages.entered) writeAddress(S);
}

// a saved page opens at its step, and waits there
function resume(S) {
  const { t, log, quarters } = S.ui.at;
  S.ui.at = null;
  Object.assign(S.clock, { log });
  S.ui.quarters = quarters;
  arrange(S);
  go(S, t);
}

// while a hand is on the ring or a slider: only what follows from the numbers
function followHand(S) {
  followRuns(S);
  if (!S.layout) return;
  dressOrbit(S);
  S.picture.stale = true; // its window follows the orbit
}

// the ground of the whole surface: its levels fix the colours at any zoom
function layWhole(S) {
  if (S.layout) return layOrbit(S);
  S.data.whole = S.data.ground = groundOf(S.data.land, undefined, null, roughly(S));
  S.picture.grounded = roughly(S) == null;
  S.picture.spots = null;
}
// fewer rows while a hand is on a slider of the surface
const roughly = S => S.root.querySelector(".pop.surface .knob:active") ? COARSE_ROWS : undefined;

/** The ground under the window, where the one held does not cover it at about its scale. */
export function layGround(S) {
  const D = S.data, { win, projection } = S.view, rows = roughly(S);
  if (S.layout) return layOrbit(S);
  if (!S.picture.grounded && !rows) layWhole(S);
  if (!zoomed(S)) D.ground = D.whole;
  else {
    const part = neededWindow(win, projection);
    if (D.ground !== D.whole && D.ground.of === D.whole && covers(D.ground.window, part, win)) return;
    D.ground = { ...groundOf(D.land, wider(part), D.whole, rows), of: D.whole };
    S.picture.spots = null;
  }
}

// around an orbit the levels are the window's own: those of the whole surface would all be one colour
function layOrbit(S) {
  const { land, orbit } = S.data, wanted = `${land.name} ${land.p} ${orbit.window}`;
  if (S.picture.orbited === wanted) return;
  S.picture.orbited = wanted;
  const ground = groundOf(land, orbit.window, { levels: [] });
  S.data.ground = S.data.whole = { ...ground, wholeLevels: ground.levels };
}
const neededWindow = ({ cx, cy, half }, { w, h }) =>
  [cx - half * w / h, cx + half * w / h, cy - half, cy + half];
const covers = ([x0, x1, y0, y1], [a0, a1, b0, b1], { half }) =>
  x0 <= a0 && x1 >= a1 && y0 <= b0 && y1 >= b1 && (y1 - y0) / (2 * half) < 1.5;
function wider([x0, x1, y0, y1]) {
  const dx = (x1 - x0) / 2 * WIDER, dy = (y1 - y0) / 2 * WIDER;
  return [x0 - dx, x1 + dx, y0 - dy, y1 + dy];
}
