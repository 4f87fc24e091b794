// time.js: the clock. Time is a real step t in 0..steps (a double), frames are the steps that were sent, and the axis u
// in 0..1 is linear or logarithmic (with step 0 at its left end). Panels, slider and arrivals all share the axis.
const SPEEDS = [0.25, 0.5, 1, 2, 4];
const RUN = 9, REST = 1.6, SLOWEST = 16; // seconds a run lasts at 1×, seconds it rests at its end, least steps a second
const LONG = 5000; // longer runs open on a logarithmic axis, with quarter marks

const onAxis = (S, t) => S.log ? Math.log1p(t) / Math.log1p(S.h.steps) : t / S.h.steps;
const fromAxis = (S, u) => S.log ? Math.expm1(u * Math.log1p(S.h.steps)) : u * S.h.steps;

// the frame at or before t
function frameAt(S, t) {
  if (S.full) return clamp(Math.floor(t + 1e-6), 0, S.F - 1);
  let low = 0, high = S.F - 1;
  while (low < high) {
    const mid = (low + high + 1) >> 1;
    if (S.steps[mid] <= t + 1e-6) low = mid; else high = mid - 1;
  }
  return low;
}
const nearestFrame = (S, t) => {
  const i = frameAt(S, t);
  return i + 1 < S.F && S.steps[i + 1] - t < t - S.steps[i] ? i + 1 : i;
};

const ends = S => S.range || [0, S.h.steps];

// steps a second now, for the linear clock; axis lengths a second for the logarithmic one
const pace = S => Math.max(SLOWEST, S.h.steps / RUN) * S.speed;
function paceWords(S) {
  if (!S.log) return `${count(pace(S))} steps a second`;
  return `${(Math.log10(1 + S.h.steps) / RUN * S.speed).toFixed(1)} decades a second`;
}

// moves the clock on by dt seconds; true if it moved
function advance(S, dt) {
  if (!S.playing) return false;
  const [from, to] = ends(S);
  if (S.t >= to) {
    S.rest += dt;
    if (S.rest < REST * (S.range ? 0.3 : 1)) return false;
    S.rest = 0;
    if (!S.loop) { play(S, false); return true; }
    S.t = from;
    return true;
  }
  const t = S.log ? fromAxis(S, onAxis(S, S.t) + dt * S.speed / RUN) : S.t + dt * pace(S);
  S.t = Math.min(t, to);
  return true;
}

function play(S, yes) {
  if (!S.h) return;
  const [from, to] = ends(S);
  if (yes && S.t >= to - 1e-9) S.t = from; // from the end, start again
  S.playing = yes;
  S.rest = 0;
  S.moved = S.ahead = true;
  showPlaying(S);
}

function go(S, t) {
  play(S, false);
  S.t = clamp(t, 0, S.h.steps);
  S.moved = S.ahead = true;
}

// n frames on (or back, if n < 0)
function stepBy(S, n) {
  const i = frameAt(S, S.t), between = S.t - S.steps[i] > 1e-6;
  go(S, S.steps[clamp(i + n + (n < 0 && between ? 1 : 0), 0, S.F - 1)]);
}

// ticks on the time axis between its ends, as [t, parts], for a width in pixels
function stepTicks(S, width) {
  const steps = S.h.steps, room = Math.max(2, width / (steps < 1e4 ? 44 : 54));
  if (!S.log) return ticks(0, steps, room).filter(Number.isInteger).map(v => [v, stepParts(v)]);
  const decades = Math.floor(Math.log10(steps) + 1e-9), every = Math.ceil((decades + 1) / room);
  const out = [[0, ["0", null]]];
  const label = e => decades > 4 ? power(e) : stepParts(10 ** e);
  for (let e = 0; e <= decades; e += every) if (onAxis(S, 10 ** e) * width > 30) out.push([10 ** e, label(e)]);
  return out;
}
