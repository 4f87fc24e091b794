// sheet.js: a figure sheet's size, and its way to paper or PDF. A sheet is laid out in CSS px at its printed size (96
// to the inch), so that a text of 8 pt is 8 pt on paper whatever the resolution of the picture.
import { xmlText } from "./svg_text.js";

const INCH_MM = 25.4, PX_PER_INCH = 96, PT_PER_INCH = 72;
const LARGEST_SIDE = 16_384; // px: browsers draw no larger canvas

/** What one chooses first: for a column, for a page, for a slide (13.33 x 7.5 inches, as slides are). */
export const SHEETS = {
  column: { title: "One column, 85 mm", widthMm: 85, ratio: 4 / 3, fontPt: 8, dpi: 600 },
  page: { title: "Full width, 180 mm", widthMm: 180, ratio: 16 / 9, fontPt: 8, dpi: 300 },
  slide: { title: "Slide, 16 : 9", widthMm: 13 * INCH_MM + INCH_MM / 3, ratio: 16 / 9, fontPt: 14, dpi: 144 },
};

export const mmOfPx = px => px / PX_PER_INCH * INCH_MM;
export const pxOfMm = mm => mm / INCH_MM * PX_PER_INCH;

/**
 * The measures of a sheet. What is wrong with them is told in an Error.
 * @param {{ widthMm: number, ratio: number, fontPt: number, dpi: number }} sheet ratio: width to height
 * @returns {{ width: number, height: number, fontPx: number, scale: number, pixels: [number, number], widthMm: number,
 *   heightMm: number }} width, height, fontPx: in CSS px; scale: of the canvas of a picture, `pixels` wide and high
 */
export function sheetMeasures({ widthMm, ratio, fontPt, dpi }) {
  inLimits("The width", widthMm, 20, 2000, "mm");
  inLimits("Width to height", ratio, 0.2, 5, "");
  inLimits("The text", fontPt, 4, 72, "pt");
  inLimits("The resolution", dpi, 36, 2400, "dots an inch");
  const width = pxOfMm(widthMm), scale = dpi / PX_PER_INCH;
  const pixels = [Math.round(width * scale), Math.round(width / ratio * scale)];
  if (Math.max(...pixels) > LARGEST_SIDE) {
    const size = pixels.join(" x ");
    throw new RangeError(`This picture would be ${size} px, more than a browser draws: lower the resolution.`);
  }
  const fontPx = fontPt * PX_PER_INCH / PT_PER_INCH;
  return { width, height: width / ratio, fontPx, scale, pixels, widthMm, heightMm: widthMm / ratio };
}

function inLimits(what, value, least, most, unit) {
  if (value >= least && value <= most) return;
  throw new RangeError(`${what} is ${value}; it can be from ${least} to ${most}${unit && ` ${unit}`}.`);
}

/**
 * A document of one page that holds nothing but the drawing.
 * @param {string} svg @param {string} title what a browser proposes as the file's name
 * @param {string} fontFaces CSS, see `fontFacesOf`
 */
export function printDocument(svg, widthMm, heightMm, title = "", fontFaces = "") {
  const size = `width:${widthMm}mm;height:${heightMm}mm`;
  // the body a little lower than the page: rounding must not make a second one
  const css = `${fontFaces}@page{size:${widthMm}mm ${heightMm}mm;margin:0}html,body{margin:0;padding:0}`
    + `body{width:${widthMm}mm;height:${heightMm - 0.1}mm;overflow:hidden}body>svg{display:block;${size}}`
    + `*{print-color-adjust:exact;-webkit-print-color-adjust:exact}`;
  return `<!doctype html><html><head><meta charset="utf-8"><title>${xmlText(title)}</title>`
    + `<style>${css.replaceAll("</", "<\\/")}</style></head><body>${svg}</body></html>`;
}

/** Opens the browser's print window for a drawing, at its size. */
export async function printSheet(svg, widthMm, heightMm, title = "") {
  const frame = document.createElement("iframe");
  frame.style.cssText = "position:fixed;right:100%;width:1px;height:1px;border:0";
  frame.setAttribute("aria-hidden", "true");
  frame.srcdoc = printDocument(svg, widthMm, heightMm, title, fontFacesOf(document));
  const loaded = new Promise(done => { frame.onload = done; });
  document.body.append(frame);
  await loaded;
  const inside = frame.contentWindow;
  await Promise.all([...inside.document.fonts].map(face => face.load().catch(() => {}))); // an absent one is replaced
  inside.addEventListener("afterprint", () => frame.remove(), { once: true });
  inside.focus();
  inside.print();
}

/** The page's own @font-face rules, their addresses made absolute: a frame does not inherit them. */
export function fontFacesOf(page) {
  const rules = [...page.styleSheets].flatMap(sheet => {
    try {
      return [...sheet.cssRules].filter(rule => rule instanceof CSSFontFaceRule).map(rule => [rule, sheet.href]);
    } catch { // from another origin: not to be read
      return [];
    }
  });
  return rules.map(([rule, href]) => rule.cssText.replace(/url\((["']?)(.*?)\1\)/g,
    (_, _quote, url) => `url("${new URL(url, href ?? page.baseURI).href}")`)).join("");
}
