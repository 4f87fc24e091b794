// contours.js: marching squares. Takes a grid, returns for a level its lines, and the rings that bound {f > level}.
//
// The grid is framed with missing points (NaN), and a missing point counts as below every level, with the level
// crossed at its known neighbour. So every ring closes inside the frame, follows the window's edge where it must, and
// the lines are the rings less what runs along missing points: one trace serves both.
// A cell that lacks one corner is a triangle; one that lacks more is left out.

/** @typedef {[number, number, number, number]} Bounds x0, x1, y0, y1 */
/** @typedef {{ rows: number, columns: number, window: Bounds, values: Float64Array }} Grid row 0 lies at y0; a value is
 * finite, or NaN where it is missing */
/** @typedef {{ lines: Float64Array[], rings: Float64Array[] }} Contours flat x, y pairs with the high side on the left;
 * what is closed ends where it began. Rings are to be filled by the even-odd rule. */
/** @typedef {{ wide: number, values: Float64Array, xs: Float64Array, ys: Float64Array }} Frame */

/** `count` places from start to end, both included, as NumPy's linspace has them. */
export function evenly(start, end, count) {
  const step = (end - start) / (count - 1);
  const places = new Float64Array(count);
  for (let i = 0; i < count; i++) places[i] = i * step + start;
  places[count - 1] = end;
  return places;
}

/** Takes a grid, returns a function of the level.
 * @param {Grid} grid @returns {(level: number) => Contours} */
export function contoursOf({ rows, columns, window: [x0, x1, y0, y1], values }) {
  const wide = columns + 2;
  const framed = new Float64Array(wide * (rows + 2)).fill(NaN);
  for (let j = 0; j < rows; j++) framed.set(values.subarray(j * columns, (j + 1) * columns), (j + 1) * wide + 1);
  const frame = { wide, values: framed, xs: evenly(x0, x1, columns), ys: evenly(y0, y1, rows) };
  const above = new Uint8Array(framed.length);
  const next = new Int32Array(2 * framed.length).fill(-1); // -1 again when all is followed: it serves every level
  return level => {
    const starts = linkEdges(frame, level, above, next);
    const contours = { lines: [], rings: [] };
    // a ring that meets missing points begins at one, so that none of its lines is cut in two
    for (const e of starts) if (next[e] >= 0 && atRim(frame, e)) followRing(frame, level, next, e, contours);
    for (const e of starts) if (next[e] >= 0) followRing(frame, level, next, e, contours);
    return contours;
  };
}

// An edge is numbered by its first point p: 2p runs to p + 1, 2p + 1 runs up to p + wide.
const startOf = e => e >> 1;
const endOf = (wide, e) => (e >> 1) + (e & 1 ? wide : 1);
const atRim = ({ wide, values }, e) => Number.isNaN(values[startOf(e)]) || Number.isNaN(values[endOf(wide, e)]);

// Links each crossed edge to the one at which the contour leaves the cell, the high side on the left; returns them.
function linkEdges({ wide, values }, level, above, next) {
  const starts = [];
  const last = values.length - wide - 1;
  for (let p = 0; p < values.length; p++) above[p] = values[p] > level ? 1 : 0;
  // the cells that reach across the frame's seam lack all corners, so they need no care
  for (let p = 0; p < last; p++) {
    const a = above[p], b = above[p + 1], c = above[p + 1 + wide], d = above[p + wide]; // counter-clockwise
    const high = a + b + c + d;
    if (high === 0 || high === 4) continue;
    const bottom = 2 * p, left = bottom + 1, right = bottom + 3, top = bottom + 2 * wide;
    if (high === 2 && a === c) {
      const joined = isJoined(values, level, p, wide, a);
      const [from, to, otherFrom, otherTo] = a ? [bottom, right, top, left] : [right, top, left, bottom];
      next[from] = joined ? to : otherTo;
      next[otherFrom] = joined ? otherTo : to;
      starts.push(from, otherFrom);
    } else {
      const from = a > b ? bottom : b > c ? right : c > d ? top : left;
      next[from] = a < b ? bottom : b < c ? right : c < d ? top : left;
      starts.push(from);
    }
  }
  return starts;
}

// Whether the two high corners of a saddle cell hang together: by the mean of all four; in a triangle they do.
function isJoined(values, level, p, wide, isFirstHigh) {
  const a = values[p], b = values[p + 1], c = values[p + 1 + wide], d = values[p + wide];
  const missing = isFirstHigh ? Number.isNaN(b) + Number.isNaN(d) : Number.isNaN(a) + Number.isNaN(c);
  return missing ? missing === 1 : 0.25 * (a + b + d + c) > level;
}

// Follows a ring from an edge, unlinking as it goes, and adds it and its lines to the contours. Where no cell is known
// on either side of an edge, the ring goes along it and back.
function followRing(frame, level, next, first, { lines, rings }) {
  const { wide, values } = frame;
  const ring = [];
  let line = [], e = first, rim = atRim(frame, e), isLine = !rim;
  const put = (p, q, onLine) => {
    const point = levelCrossing(frame, level, p, q);
    addPoint(ring, point);
    if (onLine) addPoint(line, point);
  };
  do {
    put(startOf(e), endOf(wide, e), !rim);
    const to = next[e], toRim = atRim(frame, to);
    next[e] = -1;
    if (toRim !== rim) {
      const [p, q] = rim ? triangleSide(frame, e, to) : triangleSide(frame, to, e);
      if (!Number.isNaN(values[q])) put(p, q, true);
    }
    if (toRim) {
      if (line.length > 2) lines.push(new Float64Array(line));
      line = [];
      isLine = false;
    }
    e = to;
    rim = toRim;
  } while (e !== first);
  addPoint(ring, ring);
  if (ring.length === 2) return;
  const whole = new Float64Array(ring);
  rings.push(whole);
  if (isLine) lines.push(whole);
}

function addPoint(list, [x, y]) {
  const n = list.length;
  if (list[n - 2] !== x || list[n - 1] !== y) list.push(x, y);
}

// where the level lies between two neighbours, at the known one if one is missing
function levelCrossing({ wide, values, xs, ys }, level, p, q) {
  if (Number.isNaN(values[p])) p = q;
  if (Number.isNaN(values[q])) q = p;
  const share = p === q ? 1 : (values[q] - level) / (values[q] - values[p]);
  const at = (places, i, j) => i === j ? places[i - 1] : places[i - 1] * share + places[j - 1] * (1 - share);
  return [at(xs, p % wide, q % wide), at(ys, Math.floor(p / wide), Math.floor(q / wide))];
}

// A contour between an edge to a missing point and another edge of the cell: the known end of the first, and the corner
// that lies diagonally from it. If that one is missing too, there is no triangle.
function triangleSide({ wide, values }, rimEdge, edge) {
  const [a, b, u, v] = [startOf(rimEdge), endOf(wide, rimEdge), startOf(edge), endOf(wide, edge)];
  const [known, missing] = Number.isNaN(values[a]) ? [b, a] : [a, b];
  const aside = missing - known;
  if (u === known || v === known) return [known, u + v - known + aside];
  return [known, v - u === aside ? v : u];
}
