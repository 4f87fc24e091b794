// apart.js: how far a run is from what it is compared with: a fork from what it leaves, a copy from the first.
import { valueOf } from "./channels.js";
import { escape, html } from "./numbers.js";

const signed = (apart, written) => apart > 0 ? `+${written(apart)}` : apart < 0 ? `−${written(-apart)}` : "±0";
const small = (own, other, written) =>
  own == null || other == null || !Number.isFinite(own - other) ? ""
    : `<small class="apart">${signed(own - other, written)}</small>`;

/** Behind a name: what the numbers below are apart from. */
export const againstWords = (S, { against }) =>
  against < 0 ? "" : `<small class="apart">against ${escape(S.data.series[against].title)}</small>`;

/** Of a number that the whole run gives. of: series -> number, or null */
export function apartInEnd(S, k, of, written = html) {
  const { series } = S.data, { against } = series[k];
  return against < 0 ? "" : small(of(series[k]), of(series[against]), written);
}

/** Of a channel in frame i. */
export function apartNow(S, k, i, channel) {
  const { against } = S.data.series[k];
  if (against < 0 || i >= S.data.alive[against]) return "";
  return small(valueOf(S, k, i, channel), valueOf(S, against, i, channel), html);
}
