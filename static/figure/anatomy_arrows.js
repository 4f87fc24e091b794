// anatomy_arrows.js: the parts of a step on the flat map, at the point that it starts from. What is a length is drawn
// as long as it is; all else at η times it, or at a half, a fifth, a tenth of that … where it would leave the map, and
// the map says so. Arrows are drawn, and named, as they are taken off x: −g points downhill, −step where it goes.
import { RULE } from "../formula/grammar.js";
import { anatomyAt, colourOfPart, isDissected } from "./anatomy_parts.js";
import { FULL_TURN } from "./marks.js";
import { asRaised, settingParts } from "./numbers.js";

const ROOM = 0.46; // of the map's smaller side, for the longest of what is no length
const TIP_PX = 8, NO_TIP = 5; // px of an arrow's head; a shorter arrow has none
const NAMED_FROM = 5; // px from which an arrow or box has its name
const OWN_WIDTH = 2.6, SCALED_WIDTH = 1.7, BOX_WIDTH = 1.2;
const UNLIT = 0.22; // of what is drawn, while another part is pointed at
const NOTE_AT = [40, 58]; // px from the left and from below

/** How far a part reaches along x and y, before any scale: what is taken off x, or the sides of a box. */
const reachOf = ({ form, values }) => form.shape === "arrow" ? values.map(v => -v)
  : values.map(v => form.root ? Math.sqrt(v) : v);

/**
 * Where the parts of a step lie on the map. by: what the scale of what is no length is divided by.
 * @returns {{origin: number[], by: number, drawn: {place: number, part: object, ends: number[]}[]}}
 */
function laidParts({ projection, win }, { parts, lr, told }, lit = null) {
  const pixel = projection.k / win.half, origin = projection.at(...told.state.position);
  const step = parts.findLast(part => part.name === "step"), room = ROOM * Math.min(projection.w, projection.h);
  const wanted = parts.map((part, place) => ({ part, place })).filter(({ part, place }) =>
    (part.shown || place === lit && part.form) && reachOf(part).every(Number.isFinite));
  const longest = Math.max(0, ...wanted.filter(({ part }) => part.shown && !part.form.own)
    .map(({ part }) => Math.hypot(...reachOf(part)) * Math.abs(lr) * pixel));
  const by = divisorOf(longest / room);
  const drawn = wanted.map(({ part, place }) => {
    const scale = pixel * (part.form.own ? 1 : lr / by), [dx, dy] = reachOf(part).map(v => v * scale);
    if (part.form.shape === "arrow") return { part, place, ends: [origin[0] + dx, origin[1] - dy] };
    const towards = step.values.map(v => v > 0 ? -1 : 1); // the corner where the step goes
    return { part, place, ends: [origin[0] + dx * towards[0], origin[1] - dy * towards[1]] };
  });
  return { origin, by, drawn };
}
// 1, 2, 5, 10, 20 …: the least that is not below
function divisorOf(v) {
  if (!(v > 1 && v < Infinity)) return 1;
  const ten = 10 ** Math.floor(Math.log10(v));
  return [1, 2, 5, 10].find(k => k * ten >= v) * ten;
}

/** The factor of what is no length, in words: "η", "η/20". */
export const scaleWords = by => by > 1 ? `η/${asRaised(settingParts(by))}` : "η";

/** Paints the parts at frame i; gives the boxes of their names, which others keep off. */
export function paintAnatomy(S, g, i) {
  const V = S.view.projection;
  S.picture.cut = null;
  if (!isDissected(S) || S.view.scene !== "map" || V.e || S.ui.dragging) return [];
  const anatomy = anatomyAt(S, i), lit = S.ui.lit ?? null;
  if (!anatomy.parts) return [];
  const laid = S.picture.cut = laidParts(S.view, anatomy, lit), boxes = [...S.picture.keepClear];
  if (!laid.origin.every(v => Math.abs(v) < 1e5)) return [];
  g.save();
  g.setLineDash([]);
  g.lineCap = g.lineJoin = "round";
  const order = [...laid.drawn].sort((a, b) => rankOf(a, lit) - rankOf(b, lit));
  for (const one of order) {
    g.globalAlpha = lit == null || one.place === lit ? 1 : UNLIT;
    for (const halo of [true, false]) paintPart(S, g, laid.origin, one, halo);
  }
  g.globalAlpha = 1;
  g.fillStyle = S.theme.tone.paper;
  g.strokeStyle = S.theme.tone.text;
  g.lineWidth = 1.2;
  g.beginPath();
  g.arc(...laid.origin, 3, 0, FULL_TURN);
  g.fill();
  g.stroke();
  for (const one of order.toReversed()) nameEnd(S, g, laid.origin, one, boxes, lit);
  noteScale(S, g, laid);
  g.restore();
  return boxes;
}
// boxes behind arrows, the step in front, and before all what is pointed at
const rankOf = ({ part, place }, lit) =>
  place === lit ? 3 : part.name === "step" ? 2 : part.form.shape === "arrow" ? 1 : 0;

function paintPart(S, g, [x, y], { part, ends: [u, v] }, halo) {
  const own = part.form.own && part.form.shape === "arrow";
  const width = part.form.shape === "box" ? BOX_WIDTH : own ? OWN_WIDTH : SCALED_WIDTH;
  g.strokeStyle = halo ? S.theme.tone.paper : colourOfPart(S, part);
  g.lineWidth = halo ? width + 2.4 : width;
  g.beginPath();
  if (part.form.shape === "box") {
    g.moveTo(x, y);
    for (const corner of [[u, y], [u, v], [x, v], [x, y]]) g.lineTo(...corner);
  } else addShaft(g, x, y, u, v);
  g.stroke();
}
function addShaft(g, x, y, u, v) {
  const long = Math.hypot(u - x, v - y);
  g.moveTo(x, y);
  g.lineTo(u, v);
  if (long < NO_TIP) return;
  const barb = Math.min(TIP_PX, long / 2), dx = (u - x) / long * barb, dy = (v - y) / long * barb;
  g.moveTo(u - dx - dy / 2, v - dy + dx / 2);
  g.lineTo(u, v);
  g.lineTo(u - dx + dy / 2, v - dy - dx / 2);
}

/** What an arrow or a box shows: "−g", and "√v" for a box whose sides are roots. */
export const endName = ({ name, form }) =>
  (form.shape === "arrow" ? "−" : form.root ? "√" : "") + (RULE.symbols[name] ?? name);

// beyond the tip, or the free corner; else beside it, or along the shaft; left out where other names leave no room
const NAME_PLACES = [[1, 9], [1, 20], [1, 32], [1, 0, 14], [1, 0, -14], [0.6, 0, 14], [0.6, 0, -14], [1, 4, 28],
  [1, 4, -28], [0.3, 0, 14], [0.3, 0, -14], [1, 46]]; // share of the shaft, px on, px aside
function nameEnd(S, g, [x, y], { part, place, ends: [u, v] }, boxes, lit) {
  const long = Math.hypot(u - x, v - y), { w, h } = S.view.projection;
  if (lit == null ? long < NAMED_FROM : place !== lit) return;
  const text = endName(part);
  g.font = `italic 600 13px ${S.theme.serif}`;
  g.textAlign = "left";
  g.textBaseline = "middle";
  const wide = g.measureText(text).width, dx = long ? (u - x) / long : 1, dy = long ? (v - y) / long : 0;
  for (const [share, on, aside] of NAME_PLACES) {
    const half = wide / 2 * Math.abs(aside ? dy : dx);
    const far = on && on + half, off = aside && aside + half * Math.sign(aside);
    const px = x + (u - x) * share + dx * far - dy * off - wide / 2;
    const py = y + (v - y) * share + dy * far + dx * off;
    const box = [px - 2, py - 8, wide + 4, 16];
    const inside = box[0] > 2 && box[1] > 2 && box[0] + box[2] < w - 2 && box[1] + box[3] < h - 2;
    if (!inside || boxes.some(b => meets(b, box))) continue;
    boxes.push(box);
    lettered(S, g, text, px, py, colourOfPart(S, part));
    return;
  }
}
const meets = (a, b) => [0, 1].every(i => a[i] < b[i] + b[i + 2] && b[i] < a[i] + a[i + 2]);

function lettered(S, g, text, x, y, colour) {
  g.strokeStyle = S.theme.tone.paper;
  g.lineWidth = 3.5;
  g.strokeText(text, x, y);
  g.fillStyle = colour;
  g.fillText(text, x, y);
}

function noteScale(S, g, { by, drawn }) {
  if (drawn.every(({ part }) => part.form.own)) return;
  const own = [...new Set(drawn.filter(({ part }) => part.form.own).map(({ part }) => endName(part)))].join(", ");
  g.font = `400 12px ${S.theme.font}`;
  g.textAlign = "left";
  g.textBaseline = "alphabetic";
  const text = `${own} as long as ${own.includes(",") ? "they are" : "it is"}, the others × ${scaleWords(by)}`;
  lettered(S, g, text, NOTE_AT[0], S.view.projection.h - NOTE_AT[1], S.theme.tone.text);
}
