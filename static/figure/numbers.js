// numbers.js: numbers as words. Takes values, returns text or HTML, or draws: three digits, a true minus, 3.2×10⁻⁴ with
// a raised exponent, 0 for zero alone, a dash for none. All text from outside goes through `escape` or `rich`.
import { NUMBERS } from "../known.js";

const [LEAST_PLAIN, MOST_PLAIN] = NUMBERS.plain;
export const NONE = NUMBERS.none;
const YET = "…";
const RAISED = "⁻⁰¹²³⁴⁵⁶⁷⁸⁹";
export const clamp = (v, low, high) => Math.min(high, Math.max(low, v));
const minus = text => String(text).replace(/-/g, "−");
export const escape = text => String(text).replace(/[&<>"']/g, c => `&#${c.charCodeAt(0)};`);

// [mantissa, exponent or null]
export function parts(v, digits = 3) {
  if (v == null || !Number.isFinite(v)) return [NONE, null];
  const size = Math.abs(v);
  if (size === 0) return ["0", null];
  if (size >= LEAST_PLAIN && size < MOST_PLAIN) {
    return [minus(+rounded(v, Math.max(digits, Math.floor(Math.log10(size)) + 1))), null];
  }
  const [m, e] = rounded(v, Math.max(1, digits - 1)).split("e");
  return [`${minus(m.replace(/\.?0+$/, ""))}×10`, minus(+e)];
}

export const asHtml = ([m, e]) => e ? `${m}<sup>${e}</sup>` : m;
export const asText = ([m, e]) => e ? `${m}^${e}` : m;
/** With raised digits: 10⁻³, where neither HTML nor drawNumber can stand. */
export const asRaised = ([m, e]) => e ? m + raised(e) : m;
export const html = (v, digits) => asHtml(parts(v, digits));
const THOUSANDS = new Intl.NumberFormat("en"); // toLocaleString makes one at each call
export const count = n => THOUSANDS.format(Math.round(n));
/** As dynamics.words.number writes it in a sentence: 0.00123, 1.0 × 10⁻⁷. */
export const words = v => {
  const size = Math.abs(v);
  if (!Number.isFinite(v)) return NONE;
  if (v === 0 || size >= LEAST_PLAIN && size < MOST_PLAIN) return minus(+rounded(v, size >= 1e3 ? 4 : 3));
  const [m, e] = rounded(v, 2).split("e");
  return `${minus(m)} × 10${raised(minus(+e))}`;
};
// halves go to the even digit, as in Python; toExponential alone rounds them up
export function rounded(v, digits) {
  if (!mayBeHalf(v.toExponential(), digits)) return v.toExponential(digits - 1);
  const exact = v.toExponential(60), end = exact.indexOf(".") + digits;
  const kept = exact.slice(0, end).replace(/\.$/, ""); // of one digit the point is the last
  const half = /^50*e/.test(exact.slice(end)) && "02468".includes(kept.at(-1));
  return half ? kept + exact.slice(exact.indexOf("e")) : v.toExponential(digits - 1);
}
// a half's shortest decimal has one digit more, a 5; all digits of every number would take far longer
const mayBeHalf = (shortest, digits) => {
  const [, last] = /(\d)e/.exec(shortest) ?? [], length = shortest.indexOf("e") - (shortest[0] === "-");
  return last === "5" && length === digits + 2;
};
const raised = e => [...e].map(c => RAISED["−0123456789".indexOf(c)]).join("");
export const fixed = (v, decimals) =>
  minus((Math.abs(v) < 0.5 * 10 ** -decimals ? 0 : v).toFixed(decimals));

/** The loss that a run ends with, and when it is first near a minimum; dots while its end is still to be computed. */
export const endParts = ({ over, final }) => over ? parts(final) : [YET, null];
export const arrivalWords = ({ over, arrived }) => arrived == null ? over ? NONE : YET : count(arrived);

export const power = e => e === 0 ? ["1", null] : e === 1 ? ["10", null] : ["10", minus(e)];

// a count of steps on an axis: 400, 1,000, 2×10⁵
export function stepParts(v) {
  if (v < 1e4) return [count(v), null];
  return Number.isInteger(Math.log10(v)) ? power(Math.log10(v)) : parts(v, 3);
}

// a hyperparameter: as short as it can be without losing what was set (0.9995, 10⁻⁸, 2.5×10⁻⁴)
export function settingParts(v) {
  if (typeof v !== "number" || v === 0 || !Number.isFinite(v)) return [minus(v), null];
  const size = Math.abs(v);
  if (size >= 1e-3 && size < 1e5) return [minus(+v.toPrecision(6)), null];
  const [m, e] = (+v.toPrecision(4)).toExponential().split("e");
  return [m === "1" ? "10" : `${minus(m)}×10`, minus(+e)];
}
// the same as one types it: 0.9995, 1e-8
export function typed(v) {
  const plain = v === 0 || (Math.abs(v) >= 1e-3 && Math.abs(v) < 1e5);
  return plain ? String(+v.toPrecision(8)) : (+v.toPrecision(6)).toExponential();
}

// what someone typed, as a number: 0.001, 1e-3, 10^-3, 2.5×10^-4, 1/3; NaN if it is none
export function read(text) {
  const thousands = /^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text.trim()); // 1,000 is a thousand, 0,5 a half
  const plain = text.trim().replace(/−/g, "-").replace(/,/g, thousands ? "" : ".")
    .replace(/\s*[×*x]\s*10\s*\^\s*/i, "e").replace(/^10\s*\^\s*/, "1e");
  const [a, b, ...more] = plain.split("/");
  if (more.length || !a.trim() || (b !== undefined && !b.trim())) return NaN;
  return b === undefined ? Number(a) : Number(a) / Number(b);
}

// a sentence from outside, as HTML: escaped, its powers of ten with a raised exponent
const lower = s => [...s].map(c => c === "⁻" ? "−" : RAISED.indexOf(c) - 1).join("");
export const rich = text => escape(text)
  .replace(/ ?× ?10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)/g, (_, e) => `×10<sup>${lower(e)}</sup>`)
  .replace(/ ?× ?10\^([-−]?\d+)/g, (_, e) => `×10<sup>${minus(e)}</sup>`);

// round values between low and high, about n of them, in steps of 1, 2 or 5; and the decimals that tell them apart
export const stride = (low, high, n) => {
  const raw = (high - low) / Math.max(n, 1e-9), k = 10 ** Math.floor(Math.log10(raw));
  return [1, 2, 5, 10].find(c => c * k >= raw * (1 - 1e-9)) * k;
};
export function ticks(low, high, n) {
  if (!(high > low) || !Number.isFinite(high - low)) return [];
  const step = stride(low, high, n), out = [];
  for (let i = Math.ceil(low / step - 1e-9); i * step <= high + step * 1e-9 && out.length < 99; i++) out.push(i * step);
  return out;
}
export const decimals = step => Math.max(0, -Math.floor(Math.log10(step) + 1e-9));

const FONTS = new Map(); // of a font and a size: that size, and the smaller one of a raised exponent
function fontsOf(font, px) {
  const key = `${px} ${font}`;
  if (!FONTS.has(key)) {
    const family = font.slice(font.indexOf("px ") + 3), weight = font.split(" ")[0];
    FONTS.set(key, [px, px * 0.66].map(size => `${weight} ${size}px ${family}`));
  }
  return FONTS.get(key);
}

// draws "m" with the exponent e raised and smaller; the font is "weight px family"; returns the width
export function drawNumber(g, [m, e], x, y, px, align = "left", how = "fillText") {
  const [big, small] = fontsOf(g.font, px);
  g.font = big;
  const w = g.measureText(m).width;
  let raised = 0;
  if (e) { g.font = small; raised = g.measureText(e).width + 0.5; g.font = big; }
  const x0 = align === "right" ? x - w - raised : align === "center" ? x - (w + raised) / 2 : x;
  g.textAlign = "left";
  g[how](m, x0, y);
  if (e) { g.font = small; g[how](e, x0 + w + 0.5, y - px * 0.2); g.font = big; }
  return w + raised;
}
