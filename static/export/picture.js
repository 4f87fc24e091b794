// picture.js: the figure painted on any surface with the calls of a canvas. Takes what is on screen (view, zoom, step,
// theme, hidden series, log time, quarters) and leaves the screen's own state as it is.
import { layGround } from "../figure/compute.js";
import { COLOUR_SCALE, paintColourScale } from "../figure/colour_scale.js";
import { deepView } from "../figure/deep_view.js";
import { drawGround, flatView } from "../figure/map.js";
import { AHEAD, measurePanel, paintCurves, paintFrame, paintNow, pixelNow } from "../figure/panels.js";
import { projectTrails } from "../figure/paths.js";
import { measurePlane, paintPlaneFrame, paintPlaneNow } from "../figure/planes.js";
import { surfaceImage } from "../figure/surface3d.js";
import { frameAt } from "../figure/time.js";
import { finished, paintAhead, paintDone, paintFront, strengthOfPast } from "../figure/trails.js";
import { THEME } from "../known.js";
import { isCanvas, layerOver } from "./layers.js";

const DEEP_IN_SVG = 3; // pixels a px of the surface in 3-D, which is a picture there
const MOST_DEEP = 8192; // px that WebGL draws
const SCALE_FROM = 420; // px of width from which a map has its colour scale

/**
 * The state that a picture is painted from.
 * @param {{ mode?: "light" | "dark", white?: boolean, seen?: boolean }} how white: on white paper; seen: as large as on
 *   screen, so that names and numbers stand where they stand there
 */
export function pictureState(S, { mode = S.theme.mode, white = false, seen = false } = {}) {
  const tone = white && mode === "light" ? { ...THEME.light, paper: "#FFFFFF" } : THEME[mode], { picture } = S;
  return {
    ...S,
    theme: { ...S.theme, mode, tone },
    data: { ...S.data },
    clock: { ...S.clock },
    view: { ...S.view, turning: false },
    picture: {
      ...picture, grounded: true, patient: true, paths: [], heads: [], placed: seen ? { ...picture.placed } : {},
      spots: seen ? picture.spots : null, keepClear: seen ? picture.keepClear : [],
      widths: { ...picture.widths }, panelWidths: { ...picture.panelWidths },
    },
    ui: { ...S.ui, focus: null, lit: null, hover: null, dragging: false, hot: false },
  };
}

const PAINTERS = {
  words: () => ({ moving: (g, { block }) => block.paint(g) }),
  map: mapPainter,
  panel: panelPainter,
  plane: planePainter,
};

/**
 * A picture, ready to be painted: `still` once, and over it `moving` for each step (S.clock.t) that is shown.
 * @param {object} S a state of its own, see pictureState
 * @param {import("./composition.js").Composition} composition
 */
export function pictureFrom(S, { w, h, parts }) {
  const painters = parts.map(part => ({ part, ...PAINTERS[part.kind](S, part) }));
  const each = (g, what) => {
    for (const painter of painters) {
      const { part } = painter;
      if (!painter[what]) continue;
      g.save();
      g.translate(part.x, part.y);
      if (part.kind !== "words") {
        g.beginPath();
        g.rect(0, 0, part.w, part.h);
        g.clip();
      }
      painter[what](g, part);
      g.restore();
    }
  };
  return {
    w, h,
    still(g) {
      g.save();
      g.fillStyle = S.theme.tone.paper;
      g.fillRect(0, 0, w, h);
      g.restore();
      each(g, "still");
    },
    moving: g => each(g, "moving"),
  };
}

function mapPainter(S, { w, h }) {
  const { view } = S, deep = view.scene === "3-D";
  view.projection = flatView(S, w, h);
  layGround(S);
  if (deep) view.projection = deepView(S, w, h);
  else if (view.tilt) view.projection = flatView(S, w, h);
  projectTrails(S);
  const scaled = !S.q(".scale").hidden && w >= SCALE_FROM;
  let past = null, over = null, to = 0; // what is finished of the paths: as far as on screen, on what it is laid
  const layer = (g, wanted) => {
    if (over !== g || wanted < to) [past, over, to] = [layerOver(g, w, h), g, 0];
    paintDone(S, past.g, to, wanted);
    to = wanted;
    return past;
  };
  return {
    still(g) {
      if (deep) drawDeep(S, g, w, h);
      drawGround(S, g);
    },
    moving(g) {
      const i = frameAt(S, S.clock.t);
      g.save();
      paintAhead(S, g, i);
      g.restore();
      S.picture.paintedTo = finished(S, i);
      layer(g, S.picture.paintedTo).lay(strengthOfPast(S));
      g.save();
      const { right, bottom } = COLOUR_SCALE;
      g.translate(Math.floor(w - right - COLOUR_SCALE.w), Math.floor(h - bottom - COLOUR_SCALE.h));
      if (scaled) paintColourScale(S, g);
      g.restore();
      paintFront(S, g, i);
    },
  };
}
function drawDeep(S, g, w, h) {
  const image = surfaceImage(S, Math.min(isCanvas(g) ? g.getTransform().a : DEEP_IN_SVG, MOST_DEEP / Math.max(w, h)));
  if (image) g.drawImage(image, 0, 0, w, h);
}

function panelPainter(S, { P: shown, axis, w, h }) {
  const P = { spec: shown.spec, axis };
  let curves = null, over = null; // on what they are laid
  measurePanel(S, P, w, h);
  const layer = g => {
    if (over === g) return curves;
    over = g;
    curves = layerOver(g, w, h);
    paintCurves(S, P, curves.g);
    return curves;
  };
  return {
    still(g) {
      g.save();
      paintFrame(S, P, g);
      g.restore();
      if (P.scale) layer(g).lay(AHEAD);
    },
    moving(g) {
      if (!P.scale) return;
      const now = pixelNow(S, P);
      if (now > 0.5) layer(g).lay(1, now);
      paintNow(S, P, g);
    },
  };
}

function planePainter(S, { P: shown, w, h }) {
  const P = { name: shown.name };
  measurePlane(S, P, w, h);
  return { still: g => paintPlaneFrame(S, P, g), moving: g => paintPlaneNow(S, P, g) };
}
