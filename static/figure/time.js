// time.js: the clock. Time is a real step t in 0..steps (a double), frames are the steps that were sent, and the axis u
// in 0..1 is linear or logarithmic (with step 0 at its left end). Panels, slider and arrivals all share the axis.
import { clamp, count, power, stepParts, ticks } from "./numbers.js";
import { showPlaying } from "./transport.js";

export const SPEEDS = [0.25, 0.5, 1, 2, 4];
const RUN = 9, REST = 1.6, SLOWEST = 16; // seconds a run lasts at 1×, seconds it rests at its end, least steps a second
export const LONG = 5000; // longer runs open on a logarithmic axis, with quarter marks

export const onAxis = (S, t) => S.clock.log ? Math.log1p(t) / Math.log1p(S.data.steps) : t / S.data.steps;
export const fromAxis = (S, u) => S.clock.log ? Math.expm1(u * Math.log1p(S.data.steps)) : u * S.data.steps;

// the frame at or before t
export function frameAt(S, t) {
  if (S.data.full) return clamp(Math.floor(t + 1e-6), 0, S.data.F - 1);
  let low = 0, high = S.data.F - 1;
  while (low < high) {
    const mid = (low + high + 1) >> 1;
    if (S.data.times[mid] <= t + 1e-6) low = mid; else high = mid - 1;
  }
  return low;
}
export const nearestFrame = (S, t) => {
  const i = frameAt(S, t);
  return i + 1 < S.data.F && S.data.times[i + 1] - t < t - S.data.times[i] ? i + 1 : i;
};

/** The last step that is there: of a long run that is still coming, or was stopped, not that of the scenario. */
export const lastStep = S => S.data.times.at(-1);
const isComing = S => !!S.picture.stop;

export function ends(S) {
  const last = lastStep(S), [from, to] = S.clock.range || [0, last];
  return [Math.min(from, last), Math.min(to, last)];
}

/** Puts the clock at a step; at one that is still to come as far as steps are there, and it goes on with them. */
export function place(S, t) {
  const wanted = clamp(t, 0, S.data.steps);
  S.clock.t = Math.min(wanted, lastStep(S));
  S.clock.awaited = wanted > S.clock.t ? wanted : null;
}

// steps a second now, for the linear clock; axis lengths a second for the logarithmic one
const pace = S => Math.max(SLOWEST, S.data.steps / RUN) * S.clock.speed;
export function paceWords(S) {
  if (!S.clock.log) return `${count(pace(S))} steps a second`;
  return `${(Math.log10(1 + S.data.steps) / RUN * S.clock.speed).toFixed(1)} decades a second`;
}

/** Whether nothing runs, as before a lesson's answer: then the clock rests. */
const isBare = S => S.data.series.length === 0;

// moves the clock on by dt seconds; true if it moved
export function advanceClock(S, dt) {
  if (!S.clock.playing || isBare(S)) return false;
  const [from, to] = ends(S);
  if (S.clock.t >= to) {
    if (isComing(S) && to === lastStep(S)) return false; // it waits for more
    S.clock.rest += dt;
    if (S.clock.rest < REST * (S.clock.range ? 0.3 : 1)) return false;
    S.clock.rest = 0;
    if (!S.clock.loop) { play(S, false); return true; }
    S.clock.t = from;
    return true;
  }
  const t = S.clock.log ? fromAxis(S, onAxis(S, S.clock.t) + dt * S.clock.speed / RUN) : S.clock.t + dt * pace(S);
  S.clock.t = Math.min(t, to);
  return true;
}

export function play(S, yes) {
  if (!S.data.series) return;
  const [from, to] = ends(S);
  if (yes && S.clock.t >= to - 1e-9 && !isComing(S)) S.clock.t = from; // from the end, start again
  S.clock.awaited = null;
  S.clock.playing = yes && !isBare(S);
  S.clock.rest = 0;
  S.picture.moved = S.picture.ahead = true;
  showPlaying(S);
}

export function go(S, t) {
  play(S, false);
  place(S, t);
  S.picture.moved = S.picture.ahead = true;
}

// n frames on (or back, if n < 0)
export function stepBy(S, n) {
  const i = frameAt(S, S.clock.t), between = S.clock.t - S.data.times[i] > 1e-6;
  go(S, S.data.times[clamp(i + n + (n < 0 && between ? 1 : 0), 0, S.data.F - 1)]);
}

// ticks on the time axis between its ends, as [t, parts], for a width in pixels
export function stepTicks(S, width) {
  const steps = S.data.steps, room = Math.max(2, width / (steps < 1e4 ? 44 : 54));
  if (!S.clock.log) return ticks(0, steps, room).filter(Number.isInteger).map(v => [v, stepParts(v)]);
  const decades = Math.floor(Math.log10(steps) + 1e-9), every = Math.ceil((decades + 1) / room);
  const out = [[0, ["0", null]]];
  const label = e => decades > 4 ? power(e) : stepParts(10 ** e);
  for (let e = 0; e <= decades; e += every) if (onAxis(S, 10 ** e) * width > 30) out.push([10 ** e, label(e)]);
  return out;
}
