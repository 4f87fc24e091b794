// svg_text.js: text of an SVG drawing as text: its escape, and what a canvas's font and alignment are called there.
import { affinePoint, shortNumber } from "./svg_path.js";

const ANCHORS = { left: "start", start: "start", center: "middle", right: "end", end: "end" };

/** Text as it may stand in XML, between tags and in a quoted attribute. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: XML has no place for them, so they are what is looked for
export const xmlText = text => String(text).toWellFormed().replace(/[\0-\x08\x0B\x0C\x0E-\x1F\uFFFE\uFFFF]/g, "")
  .replace(/[&<>"']/g, c => `&#${c.charCodeAt(0)};`);

/** ` name="value"`, or nothing where the value is what SVG takes anyway. */
export const svgAttribute = (name, value, usual = "") => value === usual ? "" : ` ${name}="${xmlText(value)}"`;

/** @param {DOMMatrix} M */
export const svgMatrix = M =>
  `matrix(${[M.a, M.b, M.c, M.d].map(v => shortNumber(v, 6)).join(" ")} ${shortNumber(M.e)} ${shortNumber(M.f)})`;

/**
 * How a text is written: [attributes that its neighbours may share, its own attributes, its characters].
 * Where the transform only enlarges, the size is written enlarged; else the transform is written.
 * @param {CanvasRenderingContext2D} state with the font, the alignment and the transform
 * @param {number} scale of the transform, null where it turns or skews
 */
export function svgLetters(state, text, x, y, scale) {
  const M = state.getTransform(), line = y + toBaseline(state), [px, py] = scale ? affinePoint(M, x, line) : [x, line];
  const clean = String(text).replace(/[\t\n\f\r]/g, " ");
  const place = ` x="${shortNumber(px)}" y="${shortNumber(py)}"`;
  const turned = scale ? "" : ` transform="${svgMatrix(M)}"`;
  const spaces = /^ | $| {2}/.test(clean) ? ' xml:space="preserve"' : "";
  const anchor = svgAttribute("text-anchor", ANCHORS[state.textAlign], "start");
  return [fontOf(state.font, scale ?? 1) + anchor, place + turned + spaces, xmlText(clean)];
}

// from a canvas's normal form, "italic 600 12.5px Source, serif"
function fontOf(font, scale) {
  const [, words, size, family] = font.match(/^(.*?)([\d.]+)px(?:\/\S+)? (.*)$/);
  const style = words.match(/italic|oblique/)?.[0] ?? "normal", weight = words.match(/\bbold\b|\b\d+\b/)?.[0] ?? "400";
  return svgAttribute("font-family", family) + svgAttribute("font-size", shortNumber(size * scale))
    + svgAttribute("font-style", style, "normal") + svgAttribute("font-weight", weight, "400");
}

// From the line that the canvas places to the letters' base line. `dominant-baseline` is another line in SVG, and many
// programs ignore it.
function toBaseline(state) {
  const asked = state.textBaseline, above = () => state.measureText("x").fontBoundingBoxAscent, there = above();
  state.textBaseline = "alphabetic";
  const below = above() - there;
  state.textBaseline = asked;
  return below;
}
