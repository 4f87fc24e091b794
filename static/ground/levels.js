// levels.js: which levels a map shows. Few, at equal shares of the picture, on round numbers.
import { evenly } from "./contours.js";

const LEVEL_COUNT = 11;
const FEWEST_LEVELS = 4;

/** Round values at equal shares of area, strictly inside the range of the values; what is NaN is passed over.
 * @param {Float64Array} values @returns {number[]} */
export function roundLevels(values, count = LEVEL_COUNT) {
  const known = knownOf(values);
  if (!known.length) return [];
  const shares = quantiles(known, evenly(0.012, 0.95, count));
  const [low, high] = extremesOf(known);
  const nearlyZero = 0.02 * (shares[count - 1] - shares[0]);
  const rounded = shares.map(v => shares[0] < 0 && Math.abs(v) < nearlyZero ? 0 : roundNumber(v));
  const levels = ascending(rounded.filter(v => low < v && v < high));
  return levels.length >= FEWEST_LEVELS ? levels : evenLevels(low, high, count);
}

/** The least and the greatest; NaN if there is none. */
export function extremesOf(values) {
  let low = Infinity, high = -Infinity;
  for (let i = 0; i < values.length; i++) {
    if (values[i] < low) low = values[i];
    if (values[i] > high) high = values[i];
  }
  return low <= high ? [low, high] : [NaN, NaN];
}

const ascending = numbers => [...new Set(numbers)].sort((a, b) => a - b);
const decimalExponent = value => Number(value.toExponential().split("e")[1]);
const tenTo = n => Number(`1e${n}`); // exact, which a power need not be
const digits12 = value => Number(value.toPrecision(12));

// Multiples of 1, 2 or 5 times a power of ten strictly between low and high, at most `count`: for a window in which f
// varies little around a large value.
function evenLevels(low, high, count) {
  if (!(high > low)) return [];
  const power = tenTo(decimalExponent((high - low) / count));
  const step = [1, 2, 5].map(m => m * power).find(s => (high - low) / s <= count) ?? 10 * power;
  const levels = [], first = Math.floor(low / step);
  // counted, since first + 1 may not differ from first
  for (let i = 1; i <= count + 1; i++) levels.push(digits12((first + i) * step));
  return ascending(levels.filter(v => low < v && v < high));
}

// the nearest of 1, 1.5, 2, 3, 5, 7 times a power of ten
function roundNumber(value) {
  if (value === 0) return 0;
  const power = tenTo(decimalExponent(Math.abs(value)));
  let nearest = 10;
  const far = m => Math.abs(m - Math.abs(value) / power);
  for (const m of [7, 5, 3, 2, 1.5, 1]) if (far(m) <= far(nearest)) nearest = m;
  return digits12(Math.sign(value) * nearest * power);
}

// As NumPy's, linear between two neighbours in order. Shares ascend. Puts the values in order as far as it must.
function quantiles(values, shares) {
  const last = values.length - 1;
  const places = Array.from(shares, share => share * last);
  const below = places.map(Math.floor);
  const above = below.map(i => Math.min(i + 1, last));
  const wanted = ascending([...below, ...above]);
  putInOrder(values, 0, last, wanted, 0, wanted.length);
  return places.map((place, k) => {
    const a = values[below[k]], b = values[above[k]], t = place - below[k];
    return a + (b - a) * t;
  });
}

// Puts into each of wanted[from..to) what would stand there if values[start..end] were sorted: quicksort, less the
// parts in which nothing is wanted (a full sort takes four times as long).
function putInOrder(values, start, end, wanted, from, to) {
  while (from < to && start < end) {
    const middle = values[(start + end) >> 1];
    let i = start, j = end;
    while (i <= j) {
      while (values[i] < middle) i++;
      while (values[j] > middle) j--;
      if (i > j) break;
      const held = values[i];
      values[i++] = values[j];
      values[j--] = held;
    }
    let split = from;
    while (split < to && wanted[split] <= j) split++;
    putInOrder(values, start, j, wanted, from, split);
    while (split < to && wanted[split] < i) split++;
    from = split;
    start = i;
  }
}

// a copy without NaN
function knownOf(values) {
  const known = new Float64Array(values.length);
  let n = 0;
  for (let i = 0; i < values.length; i++) if (!Number.isNaN(values[i])) known[n++] = values[i];
  return known.subarray(0, n);
}
