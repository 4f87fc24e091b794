// clip.js: the part of a segment that lies in a rectangle. Exact however far its ends are: a path that leaves for 1e12
// is drawn along its true direction, and one that only passes far away draws nothing.
/** The part of the segment from a to b in x0..x1, y0..y1; null if there is none, or an end is not finite.
 * @returns {[number, number, number, number] | null} */
export function clipped(ax, ay, bx, by, x0, y0, x1, y1) {
  if (!Number.isFinite(ax) || !Number.isFinite(ay) || !Number.isFinite(bx) || !Number.isFinite(by)) return null;
  if (Math.max(ax, bx) < x0 || Math.min(ax, bx) > x1 || Math.max(ay, by) < y0 || Math.min(ay, by) > y1) return null;
  const from = entryPoint(ax, ay, bx, by, x0, y0, x1, y1);
  const to = from && entryPoint(bx, by, ax, ay, x0, y0, x1, y1);
  return to && [from[0], from[1], to[0], to[1]];
}

// Where one who walks from a to b comes into the rectangle: at a itself, through the side that a lies beyond, or never.
// Both sides are cut with the whole segment: a point cut once and rounded would be far off when cut again.
function entryPoint(ax, ay, bx, by, x0, y0, x1, y1) {
  const x = Math.max(x0, Math.min(ax, x1)), y = Math.max(y0, Math.min(ay, y1));
  if (x === ax && y === ay) return [ax, ay];
  if (x !== ax) {
    const across = valueWhere(x, ax, ay, bx, by);
    if (across >= y0 && across <= y1) return [x, across];
  }
  if (y !== ay) {
    const across = valueWhere(y, ay, ax, by, bx);
    if (across >= x0 && across <= x1) return [across, y];
  }
  return null;
}

const HUGE = 1e140, TINY = 1e-290, SHRINK = 2.409919865102884e-181; // 2^-600, so that no product over- or underflows

// v where u is `at`, on the line through (au, av) and (bu, bv): (av (bu - at) - bv (au - at)) / (bu - au). What cancels
// is summed without rounding, as two ends at 1e12 would leave no digit of what lies between.
function valueWhere(at, au, av, bu, bv) {
  if (Math.max(Math.abs(av), Math.abs(bv)) > HUGE) return valueWhere(at, au, av * SHRINK, bu, bv * SHRINK) / SHRINK;
  if (Math.max(Math.abs(au), Math.abs(bu)) > HUGE) return valueWhere(at * SHRINK, au * SHRINK, av, bu * SHRINK, bv);
  if (Math.abs(bu - au) < TINY) return valueWhere(at / SHRINK, au / SHRINK, av, bu / SHRINK, bv);
  const sum = [];
  for (const [p, q] of [[av, bu], [-bv, au], [bv, at], [-av, at]]) {
    const product = p * q;
    addExactly(sum, product);
    addExactly(sum, productError(p, q, product));
  }
  return sum.reduce((total, part) => total + part, 0) / (bu - au);
}

// Adds a number to a sum of parts that do not overlap, the least first (Shewchuk): what rounding drops becomes a part.
function addExactly(parts, value) {
  for (let i = 0; i < parts.length; i++) {
    const sum = value + parts[i], virtual = sum - value;
    parts[i] = value - (sum - virtual) + (parts[i] - virtual);
    value = sum;
  }
  parts.push(value);
}

// what rounding dropped from a product (Dekker): factors in halves of 26 bits multiply exactly
function productError(p, q, product) {
  const [ph, pl] = halves(p), [qh, ql] = halves(q);
  return pl * ql - (product - ph * qh - pl * qh - ph * ql);
}
function halves(value) {
  const wide = 134217729 * value, high = wide - (wide - value); // 2^27 + 1
  return [high, value - high];
}
