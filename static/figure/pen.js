// pen.js: a pen on the map before a lecture hall. What is drawn is held as shares of the map's width and height, so
// that it stays in its place on another screen; it goes with the step.
import { fit, pointIn } from "./theme.js";

const PEN_RED = "#8B2005", PEN_WIDE = 1.4; // px of the figure: 4.2 on a projector of 1920 x 1080

/** Another step: an empty sheet, and the pen is put down. */
export function clearPen(S) {
  S.ui.drawn = [];
  if (S.q("canvas.pen")) takePen(S, false);
}

/** Wires the pen. */
export function wirePen(S) {
  const canvas = document.createElement("canvas");
  canvas.className = "pen";
  canvas.setAttribute("aria-hidden", "true");
  S.q("canvas.front").after(canvas);
  S.ui.drawn = [];
  const place = e => {
    const [x, y] = pointIn(canvas, e), { w, h } = fit(canvas, false);
    return [x / w, y / h];
  };
  canvas.onpointerdown = e => {
    canvas.setPointerCapture(e.pointerId);
    S.ui.drawn.push([place(e)]);
  };
  canvas.onpointermove = e => {
    if (!canvas.hasPointerCapture(e.pointerId)) return;
    S.ui.drawn.at(-1).push(place(e));
    paintPen(S);
  };
  const heard = ({ detail }) => {
    if (!S.host.isConnected) return document.removeEventListener("descent-pen", heard);
    takePen(S, detail);
  };
  document.addEventListener("descent-pen", heard);
}

function takePen(S, on) {
  S.q(".fig").classList.toggle("drawing", on);
  paintPen(S);
}

/** All that is drawn. */
export function paintPen(S) {
  const { g, w, h } = fit(S.q("canvas.pen"));
  g.strokeStyle = PEN_RED;
  g.lineWidth = PEN_WIDE;
  g.lineCap = g.lineJoin = "round";
  for (const line of S.ui.drawn) {
    g.beginPath();
    line.forEach(([x, y], i) => { if (i) g.lineTo(x * w, y * h); else g.moveTo(x * w, y * h); });
    g.stroke();
  }
}
