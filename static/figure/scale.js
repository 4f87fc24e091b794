// scale.js: a panel's vertical axis, made from what its runs come to.
import {
  CHANNEL_COUNT, FIRST_X, FIRST_Y, RATE_X, RATE_Y, SECOND_X, SECOND_Y, SHARPNESS, X, Y,
} from "../engine/channels.js";
import { clamp, decimals, parts, power, stride, ticks } from "./numbers.js";
import { steepEnds } from "./thermometer.js";

const DECADES = 10, ESCAPE = 100; // a run above its start by 100 times leaves through the top
const BEYOND = 0.25; // of the map's size, by which a panel shows more than the map
const CLOSE_UP = 0.45; // decades: an edge seen from so close has no powers of ten beside it
const TICK_ROOM = 11; // px from number to number

// The scale of a channel over the series shown: { f: value -> 0..1, ticks, label }; null where there is none.
// Positions and first moments are signed, and so linear; the others are logarithmic over ten decades at most
// (what falls below rests on the floor), and linear where values are negative.
export function makeScale(S, channel, tall) {
  const most = clamp(Math.floor(tall / 13), 1, 4); // ticks that the height holds
  const rates = channel === RATE_X || channel === RATE_Y, steep = channel === SHARPNESS;
  let { low, high, least, first } = extent(S, rates ? [RATE_X, RATE_Y] : [channel]); // the two rates share one scale
  if (!Number.isFinite(high)) return null;
  if (SIGNED[channel]) return linearScale(...SIGNED[channel](S, channel, least, high), most);
  if (least < 0 && !steep) return linearScale(...heightEnds(S, least, high), most);
  if (!Number.isFinite(low)) return null;
  if (steep) [low, high] = steepEnds(low, high);
  else if (rates) high = Math.min(high, 1e6);
  else if (first > 0 && channel !== SECOND_X && channel !== SECOND_Y) high = Math.min(high, first * ESCAPE);
  const near = steep && Math.log10(high / low) < CLOSE_UP ? nearMarks(low, high, most, tall) : null;
  low = near?.low ?? Math.min(Math.max(low, high * 10 ** -DECADES), high);
  let a = Math.log10(low), b = Math.log10(high);
  if (b - a < 1 && !steep) [a, b] = [(a + b) / 2 - 0.5, (a + b) / 2 + 0.5];
  const pad = (b - a) * 0.06;
  a -= pad;
  b += pad;
  const f = v => v > 0 ? Math.max(0, (Math.log10(v) - a) / (b - a)) : 0;
  const { ticks: marks, label } = near ?? powerMarks(a, b, most, tall);
  return { log: true, f, top: high * (1 + 1e-6), ticks: marks, label };
}

// the least and greatest value, the least positive one, and the greatest at the start
function extent(S, channels, order = S.data.order) {
  const { runs, F, alive } = S.data;
  let low = Infinity, high = -Infinity, least = Infinity, first = -Infinity;
  for (const k of order) {
    for (const c of channels) {
      const from = k * F * CHANNEL_COUNT + c, end = from + alive[k] * CHANNEL_COUNT;
      for (let at = from; at < end; at += CHANNEL_COUNT) {
        const v = runs[at];
        if (!Number.isFinite(v)) continue;
        if (v > high) high = v;
        if (v < least) least = v;
        if (v > 0 && v < low) low = v;
        if (at === from && v > first) first = v;
      }
    }
  }
  return { low, high, least, first };
}

// what falls out of the map leaves the panel too
const inReach = (least, high, from, to) =>
  [Math.max(least, from - BEYOND * (to - from)), Math.min(high, to + BEYOND * (to - from))];
function heightEnds(S, least, high) {
  const { whole } = S.data, base = S.data.surface.lowest || 0;
  return inReach(least, high, whole.low - base, whole.high - base);
}
function placeEnds(S, channel, least, high) {
  const [x0, x1, y0, y1] = S.data.land.window;
  return channel === X ? inReach(least, high, x0, x1) : inReach(least, high, y0, y1);
}

// a run whose averages come to 100 times those of the calmest one leaves
function momentEnds(S, channel, least, high) {
  const reach = S.data.order.map(k => extent(S, [channel], [k])).map(one => Math.max(one.high, -one.least));
  const far = ESCAPE * Math.min(...reach.filter(most => most > 0));
  return [Math.max(least, -far), Math.min(high, far)];
}
const SIGNED = { [X]: placeEnds, [Y]: placeEnds, [FIRST_X]: momentEnds, [FIRST_Y]: momentEnds };

function linearScale(a, high, most) {
  const b = Math.max(high, a + 1e-12);
  const f = v => (v - a) / (b - a) * 0.94 + 0.03;
  return { log: false, f, top: b, ticks: ticks(a, b, most - 1), label: v => parts(v) };
}

// marks from 10 ** a to 10 ** b: powers of ten, with 2 and 5 between where few decades are seen from near
function powerMarks(a, b, most, tall) {
  const every = [1, 2, 3, 4, 5, 6].find(n => (b - a) / n <= most + 0.2) || Math.ceil((b - a) / most);
  const close = b - a < 1.4, out = [];
  for (let e = Math.ceil(a / every) * every; e <= b; e += every) out.push(e);
  if (close && tall > 60) {
    for (const c of [2, 5]) {
      for (let d = Math.floor(a); d <= b; d++) {
        const e = d + Math.log10(c);
        if (e > a && e < b) out.push(e);
      }
    }
  }
  return { ticks: out, label: e => close ? parts(10 ** e) : power(e) };
}

// round values from the one below all curves, so that the lowest has a number under it; as many as stand apart, with as
// many decimals as tell them apart. low: that value
function nearMarks(low, high, most, tall) {
  for (let n = most; n > 0; n--) {
    const step = stride(low, high, n), first = Math.floor(low / step + 1e-9), from = first * step;
    const marks = Array.from({ length: Math.floor(high / step + 1e-9) - first + 1 }, (_, k) => (first + k) * step);
    const part = Math.log10(marks.at(-1) / marks.at(-2)) / Math.log10(high / from) / 1.12; // of the height: the least
    if (from > 0 && part * tall > TICK_ROOM) return nearScale(from, marks, step);
  }
  const ten = 10 ** Math.floor(Math.log10(low) + 1e-9), from = [5, 2, 1].find(c => c * ten <= low * (1 + 1e-9)) * ten;
  return nearScale(from, [from, 1], from);
}
const nearScale = (low, marks, step) =>
  ({ low, ticks: marks.map(Math.log10), label: e => [(10 ** e).toFixed(decimals(step)), null] });
