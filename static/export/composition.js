// composition.js: where the parts of a picture stand: title, legend, map, panels, clock and table, in px of the figure.
import { isDissected } from "../figure/anatomy_parts.js";
import { heading } from "../figure/panels.js";
import { shownPlanes } from "../figure/planes.js";
import { anatomyBlock } from "./anatomy_block.js";
import { clockBlock, legendBlock, titleBlock } from "./lettering.js";
import { tableBlock } from "./table_block.js";

const PAGE_MARGIN = 24, NARROW_MARGIN = 10, GAP = 12;
const BESIDE = 480; // px from which panels stand beside the map
const LEAST_MAP = 90, LEAST_PANEL = 72, LEAST_WIDE = 200; // px of height; of a panel's width
const COLUMN_GAP = 26, ROW_GAP = 6, ROW_TALL = 120;
const CROWDED = "These parts do not fit: leave some out, or make the text smaller.";
const BLOCKS = { title: titleBlock, legend: legendBlock, clock: clockBlock, anatomy: anatomyBlock, table: tableBlock };

/** What a picture can hold, in its order: { id, words }. */
export const partsOf = S => [
  { id: "title", words: "Title and sentence" }, { id: "legend", words: "Legend" }, { id: "map", words: "Map" },
  ...panelCells(S).map(({ id, words }) => ({ id, words })),
  ...isDissected(S) ? [{ id: "anatomy", words: "Anatomy of the step" }] : [],
  { id: "clock", words: "Step and start" }, { id: "table", words: "Table" },
];
/** As on screen: all but the table, which is below the fold. */
export const usualParts = S => new Set(partsOf(S).map(part => part.id).filter(id => id !== "table"));
/** For a paper: its caption says what a title would, and each series is named at its line's end. */
export const sheetParts = S => new Set(["map", isDissected(S) ? "anatomy" : panelCells(S)[0].id]);

// planes and panels on screen; a step taken apart stands in their place
const panelCells = S => [
  ...shownPlanes(S).map(P => ({ id: `plane ${P.name}`, words: `x and ${P.name}`, kind: "plane", P })),
  ...S.picture.panels.filter(P => !P.canvas.hidden && !isDissected(S))
    .map(P => ({ id: `panel ${heading(S, P.spec)[0]}`, words: heading(S, P.spec)[0], kind: "panel", P })),
];

/**
 * @typedef {{ kind: "map" | "panel" | "plane" | "words", x: number, y: number, w: number, h: number, P?: object,
 *   axis?: boolean, block?: object }} Part P: the panel on screen; axis: whether steps stand below it
 * @typedef {{ w: number, h: number, parts: Part[] }} Composition
 */

/** The figure as it stands on the page, without its controls. @returns {Composition} */
export function seenComposition(S, wanted = usualParts(S)) {
  const map = S.q(".map").getBoundingClientRect(), panels = S.q(".panels").getBoundingClientRect();
  const beside = panels.left >= map.right - 1, down = beside ? panels.top - map.top : map.height + GAP;
  const from = wanted.has("map") ? [panels.left - map.left, down] : [0, 0], body = [];
  if (wanted.has("map")) body.push({ kind: "map", x: 0, y: 0, w: map.width, h: map.height });
  for (const { id, kind, P } of panelCells(S)) {
    if (!wanted.has(id)) continue;
    const box = P.canvas.getBoundingClientRect();
    const [x, y] = [from[0] + box.left - panels.left, from[1] + box.top - panels.top].map(Math.round);
    body.push({ kind, P, axis: P.axis, x, y, w: box.width, h: box.height });
  }
  const wide = Math.max(320, ...body.map(part => part.x + part.w));
  return stacked(S, wanted, Math.ceil(wide), PAGE_MARGIN, () => body);
}

/**
 * A sheet, `wide` px wide; as tall as it needs, or `tall`. Says in an Error what does not fit.
 * @returns {Composition}
 */
export function sheetComposition(S, wanted, wide, tall = null) {
  const margin = wide < BESIDE ? NARROW_MARGIN : PAGE_MARGIN, cells = panelCells(S).filter(({ id }) => wanted.has(id));
  const body = (room, inner) => bodyOf(wanted.has("map"), cells, inner, room);
  return stacked(S, wanted, wide - 2 * margin, margin, body, tall);
}

// words above, the body, words below; body(room, wide): its parts in the height that is left, null for any
function stacked(S, wanted, wide, margin, body, tall = null) {
  const made = name => wanted.has(name) ? [BLOCKS[name](S, wide)].filter(block => block.tall) : [];
  const above = [...made("title"), ...made("legend")], below = [...made("anatomy"), ...made("clock"), ...made("table")];
  const words = [...above, ...below].reduce((sum, block) => sum + block.tall + GAP, 0);
  const middle = body(tall == null ? null : tall - 2 * margin - words, wide), parts = [];
  if (!above.length && !middle.length && !below.length) throw new Error("Choose at least one part.");
  let y = margin;
  const put = block => {
    parts.push({ kind: "words", block, x: margin, y: Math.round(y), w: wide, h: block.tall });
    y += block.tall + GAP;
  };
  above.forEach(put);
  const top = Math.round(y);
  for (const part of middle) parts.push({ ...part, x: margin + part.x, y: top + part.y });
  if (middle.length) y = top + Math.max(...middle.map(part => part.y + part.h)) + GAP;
  below.forEach(put);
  return { w: wide + 2 * margin, h: tall ?? Math.ceil(y - GAP + margin), parts };
}

// The map at 3 : 2 at most, which is what its ground covers; panels in a column or more beside it, or below it.
function bodyOf(hasMap, cells, wide, room) {
  const beside = hasMap && cells.length > 0 && wide >= BESIDE - 2 * NARROW_MARGIN;
  return beside ? mapAndColumns(cells, wide, room) : mapAndRows(hasMap, cells, wide, room);
}

function mapAndColumns(cells, wide, room) {
  const fit = room == null ? cells.length : Math.max(1, Math.floor((room + ROW_GAP) / (LEAST_PANEL + ROW_GAP)));
  const columns = Math.ceil(cells.length / fit), left = wide - columns * (LEAST_WIDE + COLUMN_GAP);
  const share = columns > 1 ? left : Math.round((wide - COLUMN_GAP) * 0.64), rows = Math.ceil(cells.length / columns);
  const mapWide = Math.round(Math.min(share, 1.5 * (room ?? Infinity))), mapTall = Math.round(mapWide / 1.5);
  if (mapTall < LEAST_MAP || (room ?? LEAST_PANEL) < LEAST_PANEL) throw new Error(CROWDED);
  const tall = room ?? Math.max(mapTall, rows * (LEAST_PANEL + ROW_GAP));
  const map = { kind: "map", x: 0, y: 0, w: mapWide, h: mapTall }, x = mapWide + COLUMN_GAP;
  return [map, ...panelGrid(cells, { x, y: 0, w: wide - x, h: tall }, columns)];
}

function mapAndRows(hasMap, cells, wide, room) {
  const columns = wide < 420 || cells.length < 2 ? 1 : 2, rows = Math.ceil(cells.length / columns);
  const least = rows * (LEAST_PANEL + ROW_GAP), gap = hasMap && rows ? GAP : 0, whole = room ?? Infinity;
  const mapTall = hasMap ? Math.round(Math.min(wide / 1.5, whole - gap - least)) : 0, y = mapTall + gap;
  if (hasMap && mapTall < LEAST_MAP || whole - y < least) throw new Error(CROWDED);
  const w = Math.round(mapTall * 1.5), x = Math.round((wide - w) / 2);
  const map = hasMap ? [{ kind: "map", x, y: 0, w, h: mapTall }] : [];
  return [...map, ...panelGrid(cells, { x: 0, y, w: wide, h: room == null ? rows * ROW_TALL : room - y }, columns)];
}

// column by column, each as wide and tall as the others; the last of a column has the steps below
function panelGrid(cells, { x, y, w, h }, columns) {
  const rows = Math.ceil(cells.length / columns), wide = Math.floor((w - (columns - 1) * COLUMN_GAP) / columns);
  const tall = Math.floor((h - (rows - 1) * ROW_GAP) / rows);
  return cells.map(({ kind, P }, i) => {
    const row = i % rows, left = x + Math.floor(i / rows) * (wide + COLUMN_GAP);
    const axis = row === rows - 1 || i === cells.length - 1;
    return { kind, P, axis, x: left, y: y + row * (tall + ROW_GAP), w: wide, h: tall };
  });
}
