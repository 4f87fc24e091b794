// critical_points.js: minima and saddles of a surface in its window, found by numbers alone. The operations of
// landscapes/typed/critical_points.py and surroundings.py in their order, so that both find the same bits; there is
// said how and why.

const COLUMNS = 48, ROWS = 32;
const ROUNDS = 90, NEWTON_STEPS = 60;
const SAME_PLACE = 1e-5;
const POLISH = 1e-3;
const NO_CURVATURE = 1e-5;
const LINE_POINTS = 3;
const SLACK = 1e-10;
const MOST_BASINS = 64, MOST_CELLS = 256, MOST_POINTS = 100;
const ALONE = 0.1, SLOPING = 1e-3;
const LEVEL_PARTS = 16;
const CLOSER = 64, SHRUNK = 0.75;

function squareRing(parts) {
  const side = Array.from({ length: 2 * parts + 1 }, (_, k) => (k - parts) / parts);
  return side.flatMap(u => side.map(v => [u, v])).filter(([u, v]) => Math.max(Math.abs(u), Math.abs(v)) === 1);
}
const COMPASS = squareRing(2), RING = squareRing(8);

/**
 * @typedef {{minima: number[][], saddles: number[][], line: boolean, floor: boolean, slope: number,
 *   bend: number}} Found
 * @param {(x: number, y: number) => number} value
 * @param {(x: number, y: number) => number[]} gradient
 * @param {(x: number, y: number) => number[]} hessian [xx, xy, yy]
 * @param {number[]} window [x0, x1, y0, y1]
 * @returns {Found}
 */
export function criticalPoints(value, gradient, hessian, window) {
  const [x0, x1, y0, y1] = window, half = (y1 - y0) / 2, wide = COLUMNS + 1, high = ROWS + 1;
  const xs = Array.from({ length: wide }, (_, i) => x0 + i * ((x1 - x0) / COLUMNS));
  const ys = Array.from({ length: high }, (_, j) => y0 + j * ((y1 - y0) / ROWS));
  const f = new Float64Array(wide * high), gx = new Float64Array(wide * high), gy = new Float64Array(wide * high);
  const sizes = [];
  for (let j = 0, k = 0; j < high; j++) for (let i = 0; i < wide; i++, k++) {
    f[k] = value(xs[i], ys[j]);
    [gx[k], gy[k]] = gradient(xs[i], ys[j]);
    const size = Math.sqrt(gx[k] * gx[k] + gy[k] * gy[k]);
    if (Number.isFinite(size)) sizes.push(size);
  }
  sizes.sort((a, b) => a - b);
  const slope = sizes.length ? sizes[Math.floor(sizes.length / 2)] : 0;
  const around = at => ringAround(value, at, half);
  let minima = [];
  const basins = [];
  for (let j = 0; j < high; j++) for (let i = 0; i < wide; i++)
    if (isBasin(f, i, j, wide, high)) basins.push(j * wide + i);
  const chosen = basins.toSorted((a, b) => f[a] - f[b]).slice(0, MOST_BASINS).sort((a, b) => a - b);
  const isBottom = at => {
    const { here, least, most } = around(at);
    return least - here >= -SLACK * (most - here);
  };
  for (const k of chosen) {
    const at = followed(value, gradient, hessian, [xs[k % wide], ys[Math.floor(k / wide)]], half, isBottom);
    if (isBottom(at) && !isLeap(value, at, half)) minima.push(at);
  }
  minima = apartFrom(minima, half, window);
  const level = minima.map(at => isLevel(around(at))), floor = level.includes(true);
  minima = minima.filter((_, k) => !level[k]);
  const curved = minima.map(at => curvatures(hessian, at));
  const onLine = minima.map((at, k) => {
    const [lower, upper] = curved[k];
    return !(lower > NO_CURVATURE * upper) && !isAlone(value, hessian, at, half, around(at), lower);
  });
  const line = onLine.filter(Boolean).length >= LINE_POINTS;
  const kept = minima.map((_, k) => k).filter(k => !line || !onLine[k]);
  const bend = kept.reduce((most, k) => (Number.isFinite(curved[k][1]) ? Math.max(most, curved[k][1]) : most), 0);
  const stationary = [];
  let cells = 0;
  for (let j = 0; j < ROWS; j++) for (let i = 0; i < COLUMNS; i++) {
    const corners = [j * wide + i, j * wide + i + 1, (j + 1) * wide + i, (j + 1) * wide + i + 1];
    if (cells === MOST_CELLS || !turns(gx, corners) || !turns(gy, corners)) continue;
    cells += 1;
    const [at, still] = newton(gradient, hessian, [(xs[i] + xs[i + 1]) / 2, (ys[j] + ys[j + 1]) / 2], half);
    if (still) stationary.push(at);
  }
  const saddles = apartFrom(stationary, half, window).filter(at => {
    const { here, least, most } = around(at);
    return most > here && least < here;
  });
  return {
    minima: kept.map(k => minima[k]).slice(0, MOST_POINTS), saddles: saddles.slice(0, MOST_POINTS), line, floor, slope,
    bend,
  };
}

function isBasin(f, i, j, wide, high) {
  const here = f[j * wide + i];
  let higher = false;
  if (!Number.isFinite(here)) return false;
  for (let v = Math.max(j - 1, 0); v <= Math.min(j + 1, high - 1); v++)
    for (let u = Math.max(i - 1, 0); u <= Math.min(i + 1, wide - 1); u++) {
      if (f[v * wide + u] < here) return false;
      higher ||= f[v * wide + u] > here;
    }
  return higher;
}

// where a point of the grid leads
function followed(value, gradient, hessian, from, half, isBottom) {
  const cell = 2 * half / ROWS, [at, still] = newton(gradient, hessian, from, half);
  const within = (a, b, far) => Math.abs(a[0] - b[0]) <= far && Math.abs(a[1] - b[1]) <= far;
  if (still && within(at, from, 2 * cell) && isBottom(at)) return at;
  const low = lowest(value, from, cell), [polished, rests] = newton(gradient, hessian, low, half);
  return rests && (within(polished, low, POLISH * half) || value(...polished) < value(...low)) ? polished : low;
}

function lowest(value, from, step) {
  let [x, y] = from, here = value(x, y), size = step;
  for (let round = 0; round < ROUNDS; round++) {
    let best = here, at = [x, y];
    for (const [u, v] of COMPASS) {
      const tried = [x + u * size, y + v * size], there = value(...tried);
      if (there < best) [best, at] = [there, tried];
    }
    if (!(best < here)) size /= 2;
    [here, [x, y]] = [best, at];
  }
  return [x, y];
}

function newton(gradient, hessian, from, half) {
  let [x, y] = from;
  for (let step = 0; step < NEWTON_STEPS; step++) {
    const [gx, gy] = gradient(x, y), [xx, xy, yy] = hessian(x, y), det = xx * yy - xy * xy;
    let dx = (yy * gx - xy * gy) / det, dy = (xx * gy - xy * gx) / det;
    if (gx === 0 && gy === 0) dx = dy = 0;
    const longest = Math.max(Math.abs(dx), Math.abs(dy));
    if (!Number.isFinite(longest)) return [[x, y], false];
    const short = longest > 0.1 * half ? 0.1 * half / longest : 1;
    x -= dx * short;
    y -= dy * short;
    if (longest <= 1e-13 * half) return [[x, y], true];
  }
  return [[x, y], false];
}

function curvatures(hessian, at) {
  const [xx, xy, yy] = hessian(...at), middle = (xx + yy) / 2, apart = (xx - yy) / 2;
  const root = Math.sqrt(apart * apart + xy * xy);
  return [middle - root, middle + root];
}

// whether a point is below all around it, or below both sides of it along the direction of the smaller curvature
function isAlone(value, hessian, [x, y], half, { here, least, most }, lower) {
  const [xx, xy, yy] = hessian(x, y), r = POLISH * half, high = most - here;
  const other = Math.abs(lower - yy) > Math.abs(lower - xx);
  const [a, b] = other ? [lower - yy, xy] : [xy, lower - xx], size = Math.sqrt(a * a + b * b);
  const u = a / size, v = b / size;
  if (Number.isNaN(u)) return least - here > ALONE * high;
  return Math.min(value(x + u * r, y + v * r), value(x - u * r, y - v * r)) - here > SLOPING * high;
}

function apartFrom(points, half, [x0, x1, y0, y1]) {
  const kept = [];
  for (const [x, y] of points) {
    if (!(x0 <= x && x <= x1 && y0 <= y && y <= y1)) continue;
    if (kept.every(([u, v]) => Math.max(Math.abs(x - u), Math.abs(y - v)) > SAME_PLACE * half)) kept.push([x, y]);
  }
  return kept;
}

function ringAround(value, [x, y], half, nearer = 1) {
  const r = POLISH * half / nearer, ring = RING.map(([u, v]) => value(x + u * r, y + v * r));
  return { ring, here: value(x, y), least: Math.min(...ring), most: Math.max(...ring) };
}

// whether f is not continuous there, as beside a pole: it rises as high on a ring that is so much nearer
function isLeap(value, at, half) {
  const { here, most } = ringAround(value, at, half), near = ringAround(value, at, half, CLOSER).most - here;
  return !Number.isFinite(here) || (near > SHRUNK * (most - here) && near > SLACK * Math.abs(here));
}

// whether a good part of the ground around is as low, but for rounding
const isLevel = ({ ring, here, most }) =>
  ring.filter(v => v - here <= SLACK * (most - here)).length >= LEVEL_PARTS;

function turns(slope, corners) {
  return corners.some(k => slope[k] <= 0) && corners.some(k => slope[k] >= 0);
}
