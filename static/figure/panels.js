// panels.js: the curves beside the map. Takes the runs and the clock; each panel keeps two finished pictures (its frame
// with what is to come at 15 %, and the curves in full), so that drawing copies them up to the step and adds marks.
// While the start is dragged runs change with every frame and the clock stands at their end: all is drawn as it is.
import { DISTANCE, LOSS } from "../engine/channels.js";
import { valueOf } from "./channels.js";
import { columnsOf, drawCurve } from "./curve.js";
import { drawLabels, labelRoom } from "./labels.js";
import { drawMark } from "./marks.js";
import { clamp, drawNumber } from "./numbers.js";
import { drawWithoutRate, withoutRate } from "./no_rate.js";
import { preparePlane, shownPlanes } from "./planes.js";
import { makeScale } from "./scale.js";
import { colourOf, dim, fit, pointIn } from "./theme.js";
import { drawEdge } from "./thermometer.js";
import { frameAt, fromAxis, go, nearestFrame, onAxis, stepTicks } from "./time.js";

export const AHEAD = 0.15; // what is to come
const AWAITED = "Drawn once you have answered";

/** A panel's title and unit. */
export function heading(S, spec) {
  const { minima, saddles, lowest } = S.data.surface;
  if (typeof spec.title === "function") return [spec.title(S), spec.unit];
  if (spec.channel === LOSS) return ["Loss", lowest ? "f − f*" : "f"];
  if (spec.channel !== DISTANCE) return [spec.title, spec.unit];
  if (minima.length) return [minima.length > 1 ? "Distance to a minimum" : spec.title, ""];
  return [saddles.length ? "Distance to the saddle" : "Distance to the origin", ""];
}

export const sheet = (P, name) => {
  const canvas = P[name] ||= document.createElement("canvas");
  const { width, height } = P.canvas, g = canvas.getContext("2d");
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
  g.reset();
  g.setTransform(P.d, 0, 0, P.d, 0, 0);
  return g;
};

/** For other runs, another size or other colours: the scale; the finished pictures are made when they are needed. */
export function preparePanel(S, P) {
  const { w, h, d } = fit(P.canvas);
  P.d = d;
  P.finished = false;
  measurePanel(S, P, w, h);
}

function finish(S, P) {
  paintCurves(S, P, sheet(P, "curves"));
  const g = sheet(P, "frame");
  paintFrame(S, P, g);
  P.finished = true;
  if (!P.scale) return;
  g.globalAlpha = AHEAD;
  layOn(g, P, P.curves);
}

/** Where a panel of w by h pixels puts things: its box, its scale, and the pixels of a step and a value. */
export function measurePanel(S, P, w, h) {
  const roomy = w > 330, { channel } = P.spec;
  const B = P.box = { l: 40, r: w - labelRoom(S, w, roomy), t: 24, b: h - (P.axis ? 22 : 6), w, h, roomy };
  P.scale = makeScale(S, channel, B.b - B.t);
  P.x = t => B.l + onAxis(S, t) * (B.r - B.l);
  P.y = v => B.b - P.scale.f(v) * (B.b - B.t);
}

/** All curves in full. */
export function paintCurves(S, P, g) {
  if (!P.scale) return;
  const { l, r, t, b } = P.box;
  g.lineJoin = "round";
  g.beginPath();
  g.rect(l - 2, t - 6, r - l + 4, b - t + 8);
  g.clip();
  const px = columnsOf(S, P.x);
  for (const k of S.data.order) {
    const s = S.data.series[k];
    g.strokeStyle = colourOf(S, s);
    g.lineWidth = S.ui.focus === k ? 2.2 : 1.5;
    g.globalAlpha = dim(S, k);
    g.setLineDash(s.dash);
    drawCurve(g, S, k, P.spec.channel, px, P.y, P.scale, [l, r]);
  }
}

/** Title, unit, hair lines with their numbers, and the steps below. */
export function paintFrame(S, P, g) {
  const B = P.box, T = S.theme.tone, [title, unit] = heading(S, P.spec);
  g.textBaseline = "alphabetic";
  g.fillStyle = T.text;
  g.font = `600 12.5px ${S.theme.font}`;
  g.fillText(title, 0, 12);
  P.heading = title;
  const width = P.titled = g.measureText(title).width; // terms.js lays a button over it
  g.font = `italic 400 13px ${S.theme.serif}`;
  g.fillStyle = T.soft;
  g.fillText(unit, width + 8, 12);
  P.headed = unit ? width + 8 + g.measureText(unit).width : width;
  g.font = `400 11px ${S.theme.font}`;
  g.textBaseline = "middle";
  if (P.scale) {
    for (const e of P.scale.ticks) {
      const y = P.y(P.scale.log ? 10 ** e : e);
      if (y < B.t - 1 || y > B.b + 1) continue;
      g.fillStyle = T.hair;
      g.fillRect(B.l, Math.round(y), B.r - B.l, 1);
      g.fillStyle = T.soft;
      drawNumber(g, P.scale.label(e), B.l - 8, y, 11, "right");
    }
    if (P.spec.edge) P.headed = drawEdge(g, S, P, width);
  } else paintNothing(S, P, g);
  if (!P.axis) return;
  g.font = `400 11px ${S.theme.font}`;
  g.textBaseline = "alphabetic";
  g.fillStyle = T.soft;
  for (const [t, label] of stepTicks(S, B.r - B.l)) {
    drawNumber(g, t ? label : ["step 0", null], P.x(t), B.h - 4, 11, "center");
  }
}
function paintNothing(S, P, g) {
  const { l, r, t, b } = P.box, held = S.lesson?.held, first = P === S.picture.panels[0];
  g.fillStyle = S.theme.tone.hair;
  if (held) g.fillRect(l, Math.round(b), r - l, 1);
  g.font = `400 11.5px ${S.theme.font}`;
  g.fillStyle = S.theme.tone.soft;
  const words = withoutRate(S, P.spec) || P.spec.nothing || "nothing to show";
  const told = S.data.order.length ? words : held && first && !S.theme.presented ? AWAITED : "";
  g.fillText(told, l, (t + b) / 2);
}

/** All of them. Of a long run that is still coming, one a frame is finished anew, and the others keep their pictures:
 * all at once would be the longest task on the page. Returns whether there is more to finish. */
export function drawPanels(S) {
  const { picture } = S, waits = P => picture.inTurn && P.frame && !P.finished;
  const turn = picture.panels.find(waits);
  for (const P of picture.panels) drawPanel(S, P, !waits(P) || P === turn);
  return picture.inTurn = !S.ui.dragging && picture.panels.some(waits);
}

function drawPanel(S, P, anew) {
  const { g } = fit(P.canvas);
  if (S.ui.dragging) drawWhole(S, P, g);
  else drawFinished(S, P, g, anew);
  if (P.scale) paintNow(S, P, g);
}
function drawWhole(S, P, g) {
  g.save();
  paintFrame(S, P, g);
  paintCurves(S, P, g);
  g.restore();
}
function drawFinished(S, P, g, anew) {
  if (!P.finished && anew) finish(S, P);
  layOn(g, P, P.frame);
  if (!P.scale) return;
  const px = pixelNow(S, P), tall = P.curves.height;
  if (px > 0.5) g.drawImage(P.curves, 0, 0, px * P.d, tall, 0, 0, px, tall / P.d);
}
/** Lays a finished picture on a panel's canvas, pixel on pixel: a box between pixels would blur it. */
export const layOn = (g, P, picture) => g.drawImage(picture, 0, 0, picture.width / P.d, picture.height / P.d);

const timeNow = S => S.ui.hover ?? S.clock.t;
/** How far the curves are in ink. */
export const pixelNow = (S, P) => P.x(S.data.full ? timeNow(S) : Math.min(timeNow(S), S.data.steps));

/** The line of the step, a mark on each curve, and names with what they read. */
export function paintNow(S, P, g) {
  const B = P.box, T = S.theme.tone, i = frameAt(S, timeNow(S)), px = pixelNow(S, P);
  g.fillStyle = g.strokeStyle = T.soft;
  g.globalAlpha = 0.45;
  if (S.ui.hover == null) g.fillRect(px - 0.5, B.t - 4, 1, B.b - B.t + 6);
  else {
    g.globalAlpha = 0.9;
    g.setLineDash([1.5, 2.5]);
    g.beginPath();
    g.moveTo(px, B.t - 4);
    g.lineTo(px, B.b + 2);
    g.stroke();
    g.setLineDash([]);
  }
  const rows = [];
  for (const k of S.data.order) {
    if (i >= S.data.alive[k]) continue;
    const v = valueOf(S, k, i, P.spec.channel), s = S.data.series[k];
    if (Number.isNaN(v)) continue;
    const out = v > P.scale.top, y = out ? B.t - 4 : clamp(P.y(v), B.t - 4, B.b);
    rows.push({ k, v, y });
    g.globalAlpha = dim(S, k);
    if (!out) drawMark(g, s, px, y, 3.6, colourOf(S, s), T.paper, 2);
  }
  drawLabels(g, S, P, rows, B.w);
  g.globalAlpha = 1;
  drawWithoutRate(g, S, P);
}

export const preparePanels = S => {
  for (const P of S.picture.panels) preparePanel(S, P);
  for (const P of shownPlanes(S)) preparePlane(S, P);
};

/** A panel of its own canvas: hover reads a step in all panels, a press goes there. */
export function makePanel(S, spec) {
  const canvas = document.createElement("canvas");
  canvas.className = "panel";
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", `${spec.name || spec.title} by step; the numbers are in the table below`);
  const P = { canvas, spec }, timeAt = e => {
    const u = (pointIn(canvas, e)[0] - P.box.l) / (P.box.r - P.box.l);
    return S.data.times[nearestFrame(S, fromAxis(S, clamp(u, 0, 1)))];
  };
  const hover = t => {
    if (S.ui.hover === t) return;
    S.ui.hover = t;
    S.picture.moved = true;
  };
  canvas.onpointermove = e => {
    if (!P.box) return;
    if (e.buttons) return go(S, timeAt(e));
    hover(S.clock.playing ? null : timeAt(e));
  };
  canvas.onpointerdown = e => {
    if (!P.box) return;
    canvas.setPointerCapture(e.pointerId);
    hover(null);
    go(S, timeAt(e));
  };
  canvas.onpointerleave = () => hover(null);
  return P;
}
