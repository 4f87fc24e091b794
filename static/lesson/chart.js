// chart.js: recorded charts of a step on another page: lines against rounds or updates, as SVG in the page's colours.
import { THEME } from "../known.js";
import { deepened } from "../figure/contrast.js";
import { asRaised, escape, parts, stepParts, ticks } from "../figure/numbers.js";

const CHART_WIDE = 620, CHART_SLIM = 380, SLIM_WINDOW = 640; // px of the drawing, and of a window that has no more
const CHART_LOW = 230, CHART_TALL = 340, LEFT = 46, RIGHT = 118, TOP = 30, FOOT = 40, NAMES_APART = 15; // px
const PALEST = 35; // % of a colour

/**
 * @typedef {{title: string, across: string, up: string, ends: number[], log: string[], lines: {name: string,
 *   light: string, dark: string, dash: number[], points: number[][]}[]}} Chart as lessons/recording.py makes it
 */

const CHART_STYLE = new CSSStyleSheet();
CHART_STYLE.replaceSync(`
  .chart { display: block; width: 100%; height: auto; font: 12px var(--st-font); overflow: visible; }
  .chart + .chart { margin-top: 20px; }
  .chart text { fill: var(--soft); }
  .chart .title { font-size: 14px; fill: var(--text); }
  .chart .grid { stroke: var(--hair); }
  .chart .line { fill: none; stroke-width: 1.6; stroke-linejoin: round;
    stroke: color-mix(in oklab, light-dark(var(--light), var(--dark)) var(--tone), var(--paper)); }
  .chart .name { fill: light-dark(var(--light), var(--dark)); font-size: 13px; font-weight: 600; }`);
const inBoth = tone => `light-dark(${THEME.light[tone]}, ${THEME.dark[tone]})`;
const IN_APP = new CSSStyleSheet();
IN_APP.replaceSync(`
  :host { display: block; max-width: 760px; --paper: var(--st-background-color); --text: var(--st-text-color);
    --soft: ${inBoth("soft")}; --hair: ${inBoth("hair")}; }`);

// before a lecture hall a chart of 380 px is as wide as half the screen: 12 px become 29, and no line is below 3 px
const IN_HALL = new CSSStyleSheet();
IN_HALL.replaceSync(`
  :host { max-width: none; --paper: #FFFFFF; --text: #141310; --soft: #3B3934; --hair: #D5D0C6; }
  figure { height: 80vh; display: grid; grid-auto-flow: column; grid-auto-columns: minmax(0, 1fr); gap: 2vw;
    padding: 2vh 2vw 0; box-sizing: border-box; align-items: center; }
  .chart.chart { max-height: 78vh; margin: 0; }
  .chart .grid { stroke-width: 1.4; }
  .chart .title { font-weight: 600; }`);
const GROUND_IN_HALL = [255, 255, 255], CLEAR_IN_HALL = 7; // of a projector
const DASHES_ALIKE = [[], [10, 3], [6, 3], [3, 3], [10, 3, 2, 3], [10, 3, 2, 3, 2, 3], [1.5, 2.5]];

/** Their inks on white; several of one optimizer go by their dashes, since pale ones would not be seen. */
const forHall = chart => ({
  ...chart, lines: chart.lines.map(line => {
    const alike = chart.lines.filter(({ light }) => light === line.light), at = alike.indexOf(line);
    const colour = deepened(line.light, GROUND_IN_HALL, CLEAR_IN_HALL);
    const dash = alike.length > 1 ? DASHES_ALIKE[at % DASHES_ALIKE.length] : line.dash;
    return { ...line, light: colour, dark: colour, dash, tone: 100 };
  }),
});

/**
 * In the app: a component that shows charts. presented: before a lecture hall.
 * @param {{ parentElement: ShadowRoot, data: { charts: Chart[], presented: boolean } }} of
 */
export function lessonCharts({ parentElement: root, data: { charts, presented } }) {
  root.adoptedStyleSheets = presented ? [IN_APP, CHART_STYLE, IN_HALL] : [IN_APP, CHART_STYLE];
  let place = root.querySelector("figure");
  if (!place) root.append(place = Object.assign(document.createElement("figure"), { style: "margin: 0" }));
  const hall = presented && { W: CHART_SLIM, H: charts.length > 1 ? CHART_TALL : CHART_LOW };
  const shown = presented ? charts.map(forHall) : charts;
  place.innerHTML = shown.map(chart => chartSvg(chart, hall || undefined)).join("");
}

/** In a page of its own. @param {HTMLElement} place @param {Chart[]} charts */
export function showCharts(place, charts) {
  if (!document.adoptedStyleSheets.includes(CHART_STYLE)) document.adoptedStyleSheets.push(CHART_STYLE);
  const recorded = "<figcaption>Recorded when this file was made.</figcaption>";
  place.innerHTML = charts.length ? charts.map(chart => chartSvg(chart)).join("") + recorded : "";
  place.hidden = !charts.length;
}

const usualSize = () => ({ W: innerWidth < SLIM_WINDOW ? CHART_SLIM : CHART_WIDE, H: CHART_LOW });
/** @param {Chart} chart @param {{W: number, H: number}} [size] @returns {string} */
function chartSvg({ title, across, up, ends, log, lines }, { W, H } = usualSize()) {
  const [onX, onY] = ["across", "up"].map(axis => log.includes(axis) ? Math.log10 : v => v);
  const all = lines.flatMap(({ points }) => points).map(([x, y]) => [log.includes("across") ? Math.max(x, 1) : x, y]);
  const [x0, x1] = bounds(all.map(([x]) => onX(x))), [y0, y1] = bounds([...ends, ...all.map(([, y]) => y)].map(onY));
  const px = x => LEFT + (onX(log.includes("across") ? Math.max(x, 1) : x) - x0) / (x1 - x0 || 1) * (W - LEFT - RIGHT);
  const py = y => H - FOOT - (onY(y) - y0) / (y1 - y0 || 1) * (H - TOP - FOOT);
  const [xs, ys] = [[x0, x1, 5, "across"], [y0, y1, 4, "up"]].map(([low, high, most, axis]) =>
    log.includes(axis) ? decadesIn(low, high) : ticks(low, high, most).map(v => v + 0)); // no −0
  const grid = [
    ...ys.map(y => `<path class="grid" d="M${LEFT} ${py(y)}H${W - RIGHT}"/>`
      + `<text x="${LEFT - 8}" y="${py(y) + 4}" text-anchor="end">${asRaised(parts(y))}</text>`),
    ...xs.map(x => `<text x="${px(x)}" y="${H - FOOT + 18}" text-anchor="middle">${asRaised(stepParts(x))}</text>`),
  ];
  const places = movedApart(lines.map(({ points }) => py(points.at(-1)[1])), H - FOOT);
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
  if (lines[k].tone) return lines[k].tone;
  return alike.length > 1 ? Math.round(PALEST + (100 - PALEST) * at / (alike.length - 1)) : 100;
}

/** Powers of ten, with 2 and 5 between them where they are few; low, high: logarithms. */
function decadesIn(low, high) {
  const whole = Array.from({ length: Math.floor(high) - Math.floor(low) + 1 }, (_, k) => 10 ** (Math.floor(low) + k));
  const all = high - low < 2 ? whole.flatMap(v => [v, 2 * v, 5 * v]) : whole;
  return all.filter(v => Math.log10(v) >= low - 1e-9 && Math.log10(v) <= high + 1e-9);
}

const bounds = values =>
  values.reduce(([low, high], v) => [Math.min(low, v), Math.max(high, v)], [Infinity, -Infinity]);

/** Names that would stand on one another are moved apart, in their order. */
function movedApart(places, lowest) {
  const order = [...places.keys()].sort((a, b) => places[a] - places[b]), out = [...places];
  order.forEach((k, n) => {
    if (n) out[k] = Math.max(out[k], out[order[n - 1]] + NAMES_APART);
  });
  for (const [n, k] of order.reverse().entries()) out[k] = Math.min(out[k], lowest - n * NAMES_APART);
  return out;
}
