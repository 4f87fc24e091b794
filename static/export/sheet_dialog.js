// sheet_dialog.js: what goes on a figure sheet, and how large: for a column, a page, a slide, or as on screen.
import { askIn } from "./dialog.js";
import { partsOf, sheetParts } from "./composition.js";
import { SHEETS } from "./sheet.js";
import { canvasOf, laidOut } from "./still_files.js";

const AS_SEEN = "seen", PREVIEW = 300; // px of width
const ratioOf = size => size === "slide" ? SHEETS.slide.ratio : null; // other sheets are as tall as they need
const isSheet = ({ size }) => size !== AS_SEEN;

function fieldsOf(S) {
  return [
    { name: "size", words: "Size", kind: "choice", value: "column", options: [
      ...Object.entries(SHEETS).map(([key, { title }]) => [key, title]), [AS_SEEN, "As on screen"],
    ], brings: size => size === AS_SEEN ? {} : { fontPt: SHEETS[size].fontPt, dpi: SHEETS[size].dpi } },
    { name: "parts", words: "Parts", kind: "checks", value: sheetParts(S),
      options: partsOf(S).map(({ id, words }) => [id, words]) },
    { name: "mode", words: "Paper", kind: "choice", value: S.theme.mode,
      options: [["light", "Light"], ["dark", "Dark"]] },
    { name: "fontPt", words: "Text", kind: "number", value: SHEETS.column.fontPt, unit: "pt", when: isSheet },
    { name: "format", words: "Format", kind: "choice", value: "png",
      options: [["png", "PNG"], ["svg", "SVG"], ["pdf", "PDF"]] },
    { name: "dpi", words: "Resolution", kind: "number", value: SHEETS.column.dpi, unit: "dots an inch",
      when: values => isSheet(values) && values.format === "png" },
    { name: "widthPx", words: "Width", kind: "number", value: 2 * Math.round(S.q(".fig").clientWidth), unit: "pixels",
      when: values => !isSheet(values) && values.format === "png" },
  ];
}

/** What still_files.js takes, with the format. */
function askedOf({ size, parts, mode, fontPt, format, dpi, widthPx }) {
  if (size === AS_SEEN) {
    if (!(widthPx >= 100)) throw new RangeError("A picture is at least 100 pixels wide.");
    return { format, parts, mode, widthPx };
  }
  return { format, parts, mode, widthMm: SHEETS[size].widthMm, ratio: ratioOf(size), fontPt, dpi };
}

/** @returns {Promise<?object>} */
export async function askForSheet(S) {
  const preview = (values, box) => {
    const laid = laidOut(S, askedOf(values)), { w, h } = laid.picture, d = Math.min(2, devicePixelRatio || 1);
    const wide = Math.min(PREVIEW, PREVIEW * w / h), pixels = [wide, wide * h / w].map(v => Math.round(v * d));
    const canvas = canvasOf({ ...laid, pixels });
    canvas.style.width = `${wide}px`;
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", "Preview");
    const mm = [laid.widthMm, laid.heightMm].map(v => Math.round(v)).join(" × ");
    const size = document.createElement("small");
    size.textContent = values.format === "png" ? `${mm} mm, ${laid.pixels.join(" × ")} pixels` : `${mm} mm`;
    box.replaceChildren(canvas, size);
  };
  const values = await askIn(S, { title: "Figure sheet", fields: fieldsOf(S), action: "Save", preview });
  return values && askedOf(values);
}
