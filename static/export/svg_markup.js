// svg_markup.js: the elements of a drawing as one SVG file. Neighbours with the same clips and the same style stand in
// one group that says both once.
import { shortNumber } from "./svg_path.js";
import { xmlText } from "./svg_text.js";

/**
 * @typedef {{ clips: string[], tag: string, style: string, own: string,
 *   content: string | SvgDrawing & { open: string, close: string } }} SvgItem
 *   clips: outlines that cut it, outermost first; style: attributes that neighbours may share; own: all others
 * @typedef {{ items: SvgItem[], width: number, height: number }} SvgDrawing
 */

/**
 * @param {SvgDrawing} drawing
 * @param {{ title?: string, description?: string, widthMm?: number }} about description: the provenance
 */
export function svgMarkup({ items, width, height }, { title = "", description = "", widthMm = 0 } = {}) {
  const names = new Map(); // a clip's outline -> its id
  const body = grouped(items, names);
  const clips = [...names].map(([outline, id]) => `<clipPath id="${id}">${outline}</clipPath>`).join("");
  const size = widthMm ? [`${shortNumber(widthMm)}mm`, `${shortNumber(widthMm * height / width)}mm`] : [width, height];
  const told = [
    title && `<title>${xmlText(title)}</title>`,
    description && `<metadata>${xmlText(description)}</metadata>`,
    clips && `<defs>${clips}</defs>`,
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${size[0]}" height="${size[1]}"`
    + ` viewBox="0 0 ${width} ${height}"${title && ' role="img"'}>${told.join("")}${body}</svg>\n`;
}

function grouped(items, names) {
  const out = [];
  let open = [];
  const toClips = clips => {
    let same = 0;
    while (same < open.length && open[same] === clips[same]) same++;
    out.push("</g>".repeat(open.length - same));
    for (const outline of clips.slice(same)) out.push(`<g clip-path="url(#${idOf(names, outline)})">`);
    open = clips;
  };
  for (let i = 0, end; i < items.length; i = end) {
    const { clips, style } = items[i];
    for (end = i + 1; end < items.length && items[end].clips === clips && items[end].style === style;) end++;
    toClips(clips);
    const alone = end === i + 1 || !style;
    const inside = items.slice(i, end).map(item => element(item, alone ? style : "", names)).join("\n");
    out.push(alone ? inside : `<g${style}>\n${inside}\n</g>`, "\n");
  }
  toClips([]);
  return out.join("");
}

function element({ tag, own, content }, style, names) {
  const inside = typeof content === "string" ? content : content.open + grouped(content.items, names) + content.close;
  return inside ? `<${tag}${style}${own}>${inside}</${tag}>` : `<${tag}${style}${own}/>`;
}

function idOf(names, outline) {
  if (!names.has(outline)) names.set(outline, `clip${names.size + 1}`);
  return names.get(outline);
}
