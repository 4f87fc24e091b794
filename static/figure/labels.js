// labels.js: the runs' names and numbers at the right end of a panel's curves.
import { SHARPNESS } from "../engine/channels.js";
import { namedIn } from "./legend.js";
import { clamp, drawNumber, parts } from "./numbers.js";
import { colourOf, dim } from "./theme.js";
import { drawSharpness } from "./thermometer.js";

const LEAST_ROW = 11; // px from row to row: less, and a raised exponent touches the row above
const UNDER_AXIS = 5; // px that names may go below the curves where the panel has its steps written there
const UNDER_TITLE = 21; // px to the middle of a name below the title
const BEFORE_NAME = 9, READING = 58; // px before a name, and for what it reads
const COLUMN = { roomy: [134, 0.46], narrow: [66, 0.36] }; // px at least, share of the panel at most
const RULER = document.createElement("canvas").getContext("2d");

/** The width that a panel of w pixels keeps for names: as much as they need, within bounds. */
export function labelRoom(S, w, roomy) {
  const { series, order } = namedIn(S), widest = Math.max(0, ...order.map(k => nameWidth(S, series[k].title)));
  const [least, most] = COLUMN[roomy ? "roomy" : "narrow"];
  return Math.max(least, Math.min(BEFORE_NAME + widest + (roomy ? READING : 2), most * w));
}
function nameWidth(S, name) {
  RULER.font = `600 11.5px ${S.theme.font}`;
  return S.picture.panelWidths[name] ??= RULER.measureText(name).width;
}

/** A name as it is, or shortened where there is no room for it. */
function fitted(S, { title, short }, room) {
  const whole = [title, short].find(name => nameWidth(S, name) <= room);
  if (whole != null) return whole;
  let n = title.length - 1;
  while (n > 1 && nameWidth(S, `${title.slice(0, n).trimEnd()}…`) > room) n--;
  return `${title.slice(0, n).trimEnd()}…`;
}

// direct labels, pushed apart; with too many, those that stand free are named, and of the crowded as many as find room;
// in the last row stands how many are left out
function spread(S, rows, B, highest) {
  // whole pixels: glyphs are snapped to them, and rows of 11.4 px would stand 11 or 12 apart
  const floor = B.h - B.b > 6 ? B.b + UNDER_AXIS : B.b, room = floor + 4 - highest;
  const gap = Math.floor(clamp(room / rows.length, LEAST_ROW, 13)), over = Math.floor(room / gap) < rows.length;
  const most = Math.floor(room / gap) - (over ? 1 : 0), kept = new Set();
  const free = r => S.ui.focus === r.k || [...kept].every(q => Math.abs(q.y - r.y) >= gap);
  for (const r of rows) if (!over || kept.size < most && free(r)) kept.add(r);
  for (const k of S.data.order) {
    const r = rows.find(row => row.k === k);
    if (r && kept.size < most) kept.add(r);
  }
  const shown = rows.filter(r => kept.has(r));
  for (let i = 1; i < shown.length; i++) shown[i].y = Math.max(shown[i].y, shown[i - 1].y + gap);
  let lowest = over ? floor - gap : floor;
  for (let i = shown.length - 1; i >= 0; i--) {
    shown[i].y = Math.floor(Math.min(shown[i].y, lowest));
    lowest = shown[i].y - gap;
  }
  let top = highest;
  for (const r of shown) {
    r.y = Math.max(r.y, top);
    top = r.y + gap;
  }
  return { shown, px: Math.min(11.5, gap), foot: floor };
}

// names in the runs' colours and what they read, at the right of a panel; rows { k, v, y } are changed
export function drawLabels(g, S, P, rows, w) {
  const B = P.box, T = S.theme.tone;
  rows.sort((a, b) => S.ui.hover == null || !B.roomy ? a.y - b.y || b.v - a.v : b.v - a.v);
  const highest = P.headed > B.r + BEFORE_NAME - 4 ? UNDER_TITLE : 6; // where the title and its key reach over names
  const { shown, px: size, foot } = spread(S, rows, B, highest);
  g.textBaseline = "middle";
  g.textAlign = "left";
  if (shown.length < rows.length) {
    g.globalAlpha = 1;
    g.fillStyle = T.soft;
    g.font = `400 ${size}px ${S.theme.font}`;
    g.fillText(`+${rows.length - shown.length}`, B.r + BEFORE_NAME, foot);
  }
  for (const r of shown) {
    const s = S.data.series[r.k];
    g.globalAlpha = dim(S, r.k);
    g.fillStyle = colourOf(S, s);
    g.font = `600 ${size}px ${S.theme.font}`;
    const hovering = S.ui.hover != null, named = B.roomy || !hovering; // where it is narrow, numbers take names' place
    const reads = hovering && P.spec.channel === SHARPNESS;
    const room = w - B.r - BEFORE_NAME - (B.roomy ? READING - 8 : 0) - (B.roomy && reads ? 24 : 0);
    if (named) g.fillText(fitted(S, s, room), B.r + BEFORE_NAME, r.y);
    if (!B.roomy && !hovering) continue;
    if (B.roomy) g.fillStyle = hovering ? T.text : T.soft;
    g.font = `400 ${size}px ${S.theme.font}`;
    if (reads) drawSharpness(g, S, r.k, r.v, w, r.y, size);
    else drawNumber(g, parts(r.v, hovering ? 3 : 2), w, r.y, size, "right");
  }
}
