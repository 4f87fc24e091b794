// layers.js: a second surface over a drawing, of its kind (canvas or SVG), that is laid on it as a whole: so that lines
// that cross are not darker where they do, and a part of it can be shown.
import { svgContext } from "./svg.js";

export const isCanvas = g => g.canvas instanceof HTMLCanvasElement;

/**
 * @param {CanvasRenderingContext2D} g the drawing, or an SVG one; it must be moved and enlarged only
 * @returns {{ g: CanvasRenderingContext2D, lay: (share?: number, cut?: number) => void }} g: to be painted on, w by h;
 *   lay: share of its strength; cut: px from the left that are shown
 */
export function layerOver(g, w, h) {
  const { g: own, put } = isCanvas(g) ? canvasLayer(g, w, h) : svgLayer(g, w, h);
  const lay = (share = 1, cut = w) => {
    g.save();
    if (cut < w) {
      g.beginPath();
      g.rect(0, 0, cut, h);
      g.clip();
    }
    g.globalAlpha = share;
    put();
    g.restore();
  };
  return { g: own, lay };
}

// on the pixels of the drawing: one between them would blur it
function canvasLayer(g, w, h) {
  const M = g.getTransform(), x = Math.floor(M.e), y = Math.floor(M.f), canvas = document.createElement("canvas");
  Object.assign(canvas, { width: Math.ceil(w * M.a) + 1, height: Math.ceil(h * M.d) + 1 });
  const own = canvas.getContext("2d");
  own.setTransform(M.a, 0, 0, M.d, M.e - x, M.f - y);
  const put = () => {
    g.setTransform(1, 0, 0, 1, 0, 0);
    g.drawImage(canvas, x, y);
  };
  return { g: own, put };
}

function svgLayer(g, w, h) {
  const own = svgContext(w, h);
  return { g: own, put: () => g.drawImage(own.canvas, 0, 0, w, h) };
}
