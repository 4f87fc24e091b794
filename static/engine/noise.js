// Noise by step, as in dynamics/noise.py: what a step draws follows from the seed and the step alone.
import { FACTORS, GROWTHS, normalPair } from "./formulas.js";

const WORD = 4294967296; // 2^32
const FINEST = 1.1102230246251565e-16; // 2^-53

// The high half of a product of 32-bit words, by their 16-bit halves.
const high = (a, b) => {
  const [a1, a0, b1, b0] = [a >>> 16, a & 0xffff, b >>> 16, b & 0xffff];
  const middle = a1 * b0 + ((a0 * b0) >>> 16), lower = a0 * b1 + (middle & 0xffff);
  return (a1 * b1 + Math.floor(middle / 65536) + Math.floor(lower / 65536)) >>> 0;
};

/** Philox4x32-10: four words from a counter (a, b, 0, 0) and a key. */
function philox(a, b, left, right) {
  let c = 0, d = 0;
  for (let round = 0; round < 10; round++) {
    const p = high(a, FACTORS[0]), q = high(c, FACTORS[1]);
    const [low, other] = [Math.imul(a, FACTORS[0]) >>> 0, Math.imul(c, FACTORS[1]) >>> 0];
    [a, b, c, d] = [(q ^ b ^ left) >>> 0, other, (p ^ d ^ right) >>> 0, low];
    left = (left + GROWTHS[0]) >>> 0;
    right = (right + GROWTHS[1]) >>> 0;
  }
  return [a, b, c, d];
}

// A number in (0, 1] out of two words; never 0, which has no logarithm.
const uniform = (upper, lower) => ((upper >>> 5) * 67108864 + (lower >>> 6) + 1) * FINEST;

/** Two independent standard normal numbers for each step `first` to `last` (exclusive), times `deviation`. */
export function normals(deviation, seed, first, last) {
  const out = new Float64Array(2 * (last - first)), low = seed >>> 0, top = Math.floor(seed / WORD);
  for (let step = first; step < last; step++) {
    const [a, b, c, d] = philox(step >>> 0, Math.floor(step / WORD), low, top);
    const [u, v] = normalPair(uniform(a, b), uniform(c, d)), at = 2 * (step - first);
    out[at] = deviation * u;
    out[at + 1] = deviation * v;
  }
  return out;
}
