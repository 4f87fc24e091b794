// The stability thermometer, as dynamics/orbits/thermometer.py has it: sharpness over the threshold, and the steepest
// direction. It writes into an array, for nothing is made anew at a step.
import { FADED, NORMAL } from "./formulas.js";
import { hypotenuse } from "./land.js";

const SIGNS = Math.PI / 4; // the angle of the step (1, 1)

/** Whether underflow has stopped a coordinate: no gradient, v faded, m a denormal number or none. */
export const isDead = (gradient, m, v) => v < FADED && !(Math.abs(m) >= NORMAL) && gradient === 0;

/**
 * Writes out[at], the largest eigenvalue of diag(rates) H over the threshold, and out[at + 1], the angle of its
 * eigenvector in x and y; NaN where there is none. A rate of NaN is that of a coordinate to leave out, if `deadX` or
 * `deadY` says so.
 */
export function readThermometer(out, at, threshold, rateX, rateY, deadX, deadY, xx, xy, yy) {
  out[at] = out[at + 1] = NaN;
  if (deadX && deadY) return;
  if (deadX || deadY) {
    out[at] = (deadX ? rateY * yy : rateX * xx) / threshold;
    out[at + 1] = deadX ? Math.PI / 2 : 0;
    return;
  }
  const rootX = Math.sqrt(rateX), rootY = Math.sqrt(rateY);
  const a = rateX * xx, b = rootX * rootY * xy, d = rateY * yy;
  const half = hypotenuse((a - d) / 2, b), value = (a + d) / 2 + half;
  if (!Number.isFinite(value)) return;
  out[at] = value / threshold;
  // (value - d, b) and (b, value - a) are both eigenvectors; the one with the larger sum keeps its digits
  // where every direction is as steep, both are (0, 0), whose angle counts as that of x
  const u = rootX * (a >= d ? (a - d) / 2 + half : b), v = rootY * (a >= d ? b : (d - a) / 2 + half);
  const turned = (Math.abs(u) >= Math.abs(v) ? u : v) < 0;
  out[at + 1] = turned ? Math.atan2(-v, -u) : Math.atan2(v, u);
}

/** For rules that step by a sign: no reading, and the steepest of the steps (±1, ±1) where H is positive definite. */
export function readSigns(out, at, xx, xy, yy) {
  out[at] = NaN;
  out[at + 1] = xx > 0 && xx * yy > xy * xy ? (xy < 0 ? -SIGNS : SIGNS) : NaN;
}
