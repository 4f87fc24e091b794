// chart.js: a recorded chart of a step on another page: lines against rounds or updates, as SVG in the page's colours.
import { asRaised, escape, parts, stepParts, ticks } from "../figure/numbers.js";

const CHART_WIDE = 620, CHART_SLIM = 380, SLIM_WINDOW = 640; // px of the drawing, and of a window that has no more
const H = 300, LEFT = 46, RIGHT = 118, TOP = 30, FOOT = 40, NAMES_APART = 15; // px of the drawing
const PALEST = 35; // % of a colour

/**
 * @typedef {{title: string, across: string, up: string, ends: number[], log: boolean, lines: {name: string,
 *   light: string, dark: string, dash: number[], points: number[][]}[]}} Chart
 */

/** @param {Chart} chart @returns {string} */
export function chartSvg({ title, across, up, ends, log, lines }) {
  const W = innerWidth < SLIM_WINDOW ? CHART_SLIM : CHART_WIDE;
  const axis = v => log ? Math.log10(Math.max(v, 1)) : v, all = lines.flatMap(({ points }) => points);
  const [x0, x1] = bounds(all.map(([x]) => axis(x)));
  const [y0, y1] = bounds([...ends, ...all.map(([, y]) => y)]);
  const px = x => LEFT + (axis(x) - x0) / (x1 - x0 || 1) * (W - LEFT - RIGHT);
  const py = y => H - FOOT - (y - y0) / (y1 - y0 || 1) * (H - TOP - FOOT);
  const decades = Array.from({ length: Math.floor(x1) + 1 }, (_, k) => 10 ** k);
  const xs = log ? decades : ticks(x0, x1, 5).map(x => x + 0); // no −0
  const grid = [
    ...ticks(y0, y1, 4).map(y => `<path class="grid" d="M${LEFT} ${py(y)}H${W - RIGHT}"/>`
      + `<text x="${LEFT - 8}" y="${py(y) + 4}" text-anchor="end">${asRaised(parts(y))}</text>`),
    ...xs.map(x => `<text x="${px(x)}" y="${H - FOOT + 18}" text-anchor="middle">${asRaised(stepParts(x))}</text>`),
  ];
  const places = movedApart(lines.map(({ points }) => py(points.at(-1)[1])));
  const drawn = lines.map(({ name, light, dark, dash, points }, k) =>
    `<g style="--light:${light};--dark:${dark};--tone:${toneOf(lines, k)}%"><path class="line" `
    + `stroke-dasharray="${dash.join(" ")}" `
    + `d="M${points.map(([x, y]) => `${px(x).toFixed(1)} ${py(y).toFixed(1)}`).join("L")}"/>`
    + `<text class="name" x="${W - RIGHT + 8}" y="${places[k] + 4}">${escape(name)}</text></g>`);
  return `<svg class="chart" viewBox="0 0 ${W} ${H}" role="img" aria-label="${escape(title)}">`
    + `<text class="title" x="0" y="14">${escape(title)}</text>${grid.join("")}${drawn.join("")}`
    + `<text x="${W - RIGHT}" y="${H - 4}" text-anchor="end">${escape(across)}</text>`
    + `<text x="0" y="${TOP}">${escape(up)}</text></svg>`;
}

/** Several of one optimizer go from pale to full. */
function toneOf(lines, k) {
  const alike = lines.filter(({ light }) => light === lines[k].light), at = alike.indexOf(lines[k]);
  return alike.length > 1 ? Math.round(PALEST + (100 - PALEST) * at / (alike.length - 1)) : 100;
}

const bounds = values =>
  values.reduce(([low, high], v) => [Math.min(low, v), Math.max(high, v)], [Infinity, -Infinity]);

/** Names that would stand on one another are moved apart, in their order. */
function movedApart(places) {
  const order = [...places.keys()].sort((a, b) => places[a] - places[b]), out = [...places];
  order.forEach((k, n) => {
    if (n) out[k] = Math.max(out[k], out[order[n - 1]] + NAMES_APART);
  });
  for (const [n, k] of order.reverse().entries()) out[k] = Math.min(out[k], H - FOOT - n * NAMES_APART);
  return out;
}
