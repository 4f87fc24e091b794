// svg.js: a drawing surface that writes SVG. It takes the calls of a 2-D canvas that the figure makes and keeps them as
// elements; text stays text. A call that it does not know throws, so that nothing is missing from a file in silence.
//
// A real canvas of one pixel keeps the state (fonts, colours, the transform, save and restore), so that what a canvas
// ignores is ignored here too. Points are kept as they fall on the page, as a canvas keeps them.
import { shortNumber, svgPath } from "./svg_path.js";
import { svgAttribute, svgLetters, svgMatrix } from "./svg_text.js";
import { svgMarkup } from "./svg_markup.js";

const CONTEXT_SETTINGS = [
  "lineWidth", "lineCap", "lineJoin", "lineDashOffset", "globalAlpha", "fillStyle", "strokeStyle", "font", "textAlign",
  "textBaseline",
];
const PLACINGS = ["translate", "rotate", "scale", "setTransform"];
const READINGS = ["getTransform", "setLineDash", "getLineDash", "measureText"];

const DRAWINGS = new WeakMap(); // the canvas of a drawing, as drawImage takes it -> its drawing

/**
 * The part of a CanvasRenderingContext2D that the figure uses, with `canvas`, which the drawImage of another such
 * context takes, and `toString({ title, description, widthMm })`, the SVG.
 * @param {number} width in px
 * @param {number} height in px
 */
export function svgContext(width, height) {
  const state = document.createElement("canvas").getContext("2d");
  /** @type {import("./svg_markup.js").SvgDrawing} */
  const drawing = { items: [], width, height };
  let M = state.getTransform(), clips = [], path = svgPath();
  const savedClips = [];

  const add = (tag, style, own, content = "") => drawing.items.push({ clips, tag, style, own, content });
  const shape = (style, d, own = "") => { if (d) add("path", style, `${own} d="${d}"`); };
  const fill = (rule = "nonzero") =>
    paint("fill", state.fillStyle, state.globalAlpha) + svgAttribute("fill-rule", rule, "nonzero");
  const stroke = scale => svgAttribute("fill", "none") + paint("stroke", state.strokeStyle, state.globalAlpha)
    + pen(state, scale);
  const letters = (paintWords, [text, x, y, ...more], own = "") => {
    if (more.length) throw new Error("An SVG drawing takes no widest width of a text.");
    if (!Number.isFinite(x) || !Number.isFinite(y)) return;
    const [style, place, content] = svgLetters(state, text, x, y, upright(M) ? M.a : null);
    add("text", style + paintWords, place + own, content);
  };

  const canvas = { width, height, getContext: () => context };
  const own = {
    canvas,
    save() {
      state.save();
      savedClips.push(clips);
    },
    restore() {
      state.restore();
      M = state.getTransform();
      clips = savedClips.pop() ?? clips;
    },
    beginPath() { path = svgPath(); },
    moveTo(x, y) { path.move(M, x, y); },
    lineTo(x, y) { path.line(M, x, y); },
    arc(...circle) { path.arc(M, ...circle); },
    rect(...box) { path.box(M, ...box); },
    closePath() { path.close(); },
    fill(rule) { shape(fill(rule), path.write()); },
    stroke() {
      const scale = similarity(M);
      if (scale) shape(stroke(scale), path.write());
      else if (M.is2D && M.a * M.d - M.b * M.c) { // the pen is an ellipse: the path as it was before the transform
        shape(stroke(1), path.write(M.inverse(), 4), ` transform="${svgMatrix(M)}"`);
      }
    },
    clip(rule = "nonzero") {
      clips = [...clips, `<path d="${path.write()}"${svgAttribute("clip-rule", rule, "nonzero")}/>`];
    },
    fillRect(...box) {
      const only = svgPath();
      only.box(M, ...box);
      shape(fill(), only.write());
    },
    clearRect(x, y, w, h) {
      const a = M.transformPoint({ x, y }), b = M.transformPoint({ x: x + w, y: y + h });
      const whole = !clips.length && a.x <= 0 && a.y <= 0 && b.x >= width - 0.5 && b.y >= height - 0.5;
      if (!whole && drawing.items.length) throw new Error("An SVG drawing can only be cleared as a whole.");
      drawing.items = [];
    },
    fillText(...what) { letters(fill(), what); },
    // a halo: not to be read a second time
    strokeText(...what) { letters(stroke(upright(M) ? M.a : 1), what, ' aria-hidden="true"'); },
    drawImage(image, ...where) {
      const cut = where.length === 8 ? where.splice(0, 4) : [0, 0, image.width, image.height];
      const [x, y, w = image.width, h = image.height] = where;
      const inner = DRAWINGS.get(image) ?? embedded(image), items = [...inner.items]; // as they are now
      const placed = Object.entries({ x, y, width: w, height: h, viewBox: cut.map(v => shortNumber(v)).join(" ") })
        .map(([name, v]) => svgAttribute(name, name === "viewBox" ? v : shortNumber(v))).join("");
      const opacity = svgAttribute("opacity", shortNumber(state.globalAlpha, 3), "1");
      const content = { ...inner, items, open: `<svg${placed} preserveAspectRatio="none">`, close: "</svg>" };
      add("g", "", `${M.isIdentity ? "" : ` transform="${svgMatrix(M)}"`}${opacity}`, content);
    },
    toString: about => svgMarkup(drawing, about),
  };
  for (const name of READINGS) own[name] = (...args) => state[name](...args);
  for (const name of PLACINGS) {
    own[name] = (...args) => {
      state[name](...args);
      M = state.getTransform();
    };
  }
  const context = new Proxy(own, {
    get(_, name) {
      if (typeof name === "symbol" || Object.hasOwn(own, name)) return own[name];
      if (CONTEXT_SETTINGS.includes(name)) return state[name];
      throw new Error(`An SVG drawing has no "${name}".`);
    },
    set(_, name, value) {
      if (!CONTEXT_SETTINGS.includes(name)) throw new Error(`An SVG drawing has no "${String(name)}" to set.`);
      state[name] = value;
      return true;
    },
  });
  DRAWINGS.set(canvas, drawing);
  return context;
}

// the factor of a transform that keeps shapes, 0 for another one
function similarity({ a, b, c, d }) {
  const size = Math.hypot(a, b), kept = (Math.abs(a - d) + Math.abs(b + c)) * (Math.abs(a + d) + Math.abs(b - c));
  return kept <= 1e-9 * size * size ? size : 0;
}
const upright = M => M.b === 0 && M.c === 0 && M.a === M.d && M.a > 0;

// A colour and its opacity apart: rgba() is not known to every program that opens SVG.
function paint(name, style, alpha) {
  if (typeof style !== "string") throw new Error("An SVG drawing takes plain colours only.");
  const [, channels, own = 1] = style.match(/^rgba\((.*), ([\d.e-]+)\)$/) ?? [];
  const hex = channels?.split(", ").map(v => (+v).toString(16).padStart(2, "0")).join("");
  const opacity = shortNumber(alpha * own, 3);
  return svgAttribute(name, hex ? `#${hex}` : style) + svgAttribute(`${name}-opacity`, opacity, "1");
}

function pen(state, scale) {
  const size = v => shortNumber(v * scale, 3), dash = state.getLineDash().map(size).join(" ");
  return svgAttribute("stroke-width", size(state.lineWidth), "1")
    + svgAttribute("stroke-linecap", state.lineCap, "butt") + svgAttribute("stroke-linejoin", state.lineJoin, "miter")
    + svgAttribute("stroke-miterlimit", state.lineJoin === "miter" ? "10" : "")
    + svgAttribute("stroke-dasharray", dash)
    + svgAttribute("stroke-dashoffset", dash && size(state.lineDashOffset), dash && "0");
}

function embedded(image) {
  const { width, height } = image, own = ` width="${width}" height="${height}" href="${image.toDataURL("image/png")}"`;
  return { width, height, items: [{ clips: [], tag: "image", style: "", own, content: "" }] };
}
