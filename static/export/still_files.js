// still_files.js: a picture of the figure as PNG, SVG, or on paper.
import { nameOf, provenanceHere } from "./about.js";
import { seenComposition, sheetComposition } from "./composition.js";
import { pictureFrom, pictureState } from "./picture.js";
import { pngOf } from "./png.js";
import { pngTexts, provenanceText } from "./provenance.js";
import { mmOfPx, printSheet, sheetMeasures } from "./sheet.js";
import { svgContext } from "./svg.js";

const FIGURE_TEXT = 11; // px of an axis number in the figure, which a sheet's text size is that of
const SEEN_SCALE = 2; // pixels a px of a picture, if nothing else is asked for
const LARGEST_PICTURE = 16_384; // px: browsers draw no larger canvas

/**
 * What to draw and how large. Without a size it is what is on screen.
 * @typedef {{ parts?: Set<string>, mode?: "light" | "dark", widthMm?: number, ratio?: number, fontPt?: number,
 *   dpi?: number, scale?: number, widthPx?: number }} Asked ratio: width to height, null for what the parts need;
 *   scale, widthPx: of a picture as on screen
 * @typedef {{ picture: object, unit: number, pixels: [number, number], widthMm: number, heightMm: number,
 *   dpi: number }} Laid unit: px at print size for one of the figure
 */

/** Lays a picture out. @param {Asked} asked @returns {Laid} */
export function laidOut(S, asked = {}) {
  return asked.widthMm ? onSheet(S, asked) : asSeen(S, asked);
}

function asSeen(S, { parts, mode, scale = SEEN_SCALE, widthPx }) {
  const D = pictureState(S, { mode, seen: true }), composition = seenComposition(D, parts);
  const picture = pictureFrom(D, composition), { w, h } = picture, k = widthPx ? widthPx / w : scale;
  const pixels = [w, h].map(v => Math.max(1, Math.round(v * k)));
  if (!(Math.max(...pixels) <= LARGEST_PICTURE)) {
    throw new RangeError(`A picture is at most ${LARGEST_PICTURE} px wide and high: choose a smaller size.`);
  }
  return { picture, unit: 1, pixels, widthMm: mmOfPx(w), heightMm: mmOfPx(h), dpi: 96 * k };
}

function onSheet(S, { parts, mode, widthMm, ratio = null, fontPt, dpi }) {
  const D = pictureState(S, { mode, white: true });
  const { width, fontPx } = sheetMeasures({ widthMm, ratio: ratio ?? 1, fontPt, dpi }), unit = fontPx / FIGURE_TEXT;
  const wide = Math.round(width / unit), tall = ratio && Math.round(wide / ratio);
  const picture = pictureFrom(D, sheetComposition(D, parts, wide, tall)), own = picture.w / picture.h;
  const { pixels, heightMm } = sheetMeasures({ widthMm, ratio: own, fontPt, dpi });
  return { picture, unit: width / wide, pixels, widthMm, heightMm, dpi };
}

/** The picture on a canvas of its pixels. @param {Laid} laid */
export function canvasOf({ picture, pixels: [width, height] }) {
  const canvas = Object.assign(document.createElement("canvas"), { width, height }), g = canvas.getContext("2d");
  const k = width / picture.w;
  g.setTransform(k, 0, 0, k, 0, 0);
  picture.still(g);
  picture.moving(g);
  return canvas;
}

export async function pngFile(S, asked) {
  const laid = laidOut(S, asked), texts = pngTexts(provenanceHere(S), S.data.surface.title);
  return { name: nameOf(S, ".png"), mime: "image/png", bytes: await pngOf(canvasOf(laid), { dpi: laid.dpi, texts }) };
}

/** The picture as SVG, text as text. @param {Laid} laid */
function svgOf(S, { picture, widthMm }, sized) {
  const g = svgContext(picture.w, picture.h), { title } = S.data.surface;
  picture.still(g);
  picture.moving(g);
  return g.toString({ title, description: provenanceText(provenanceHere(S)), widthMm: sized ? widthMm : 0 });
}

export async function svgFile(S, asked = {}) {
  return { name: nameOf(S, ".svg"), mime: "image/svg+xml", bytes: svgOf(S, laidOut(S, asked), !!asked.widthMm) };
}

/** Opens the print window; the browser makes the PDF. */
export async function printedSheet(S, asked) {
  const laid = laidOut(S, asked);
  await printSheet(svgOf(S, laid, true), laid.widthMm, laid.heightMm, nameOf(S, ""));
  return { sentence: "Choose “Save as PDF” in the print window." };
}
