// no_rate.js: typed rules whose text gives no rate: the panels of effective rates and of sharpness say of them that it
// is not defined, for a missing curve would look like a fault.
import { RATE_X, RATE_Y, SHARPNESS } from "../engine/channels.js";
import { typedRule } from "../formula/rule_about.js";
import { isTyped } from "../formula/typed.js";
import { valueOf } from "./channels.js";
import { fromAxis, nearestFrame } from "./time.js";

const OF_RATES = new Set([RATE_X, RATE_Y, SHARPNESS]);
const givesRate = ({ optimizer }) => !isTyped(optimizer) || typedRule(optimizer).text.lines.some(([n]) => n === "rate");

/** What a panel says instead of curves: "" where each series on it has a rate. */
export function withoutRate(S, { channel }) {
  if (!OF_RATES.has(channel)) return "";
  const shown = S.data.order.map(k => S.data.series[k]), without = shown.filter(s => !givesRate(s));
  if (!without.length) return "";
  if (without.length === shown.length) return "not defined: no line gives the rate";
  return `${without.length === 1 ? without[0].title : `${without.length} rules`}: not defined`;
}

/** In the corner of a panel that is farther from the curves. */
export function drawWithoutRate(g, S, P) {
  const words = withoutRate(S, P.spec), { l, r, t, b } = P.box, T = S.theme.tone;
  if (!words) return;
  g.font = `400 11px ${S.theme.font}`;
  const ends = Math.min(1, g.measureText(words).width / (r - l)), near = [0, 0.25, 0.5, 0.75, 1].map(u => u * ends);
  const at = near.map(u => nearestFrame(S, fromAxis(S, u)));
  const values = S.data.order.flatMap(k => at.map(i => valueOf(S, k, i, P.spec.channel))).filter(Number.isFinite);
  const away = edge => Math.min(...values.map(v => Math.abs(P.y(v) - edge))), y = away(b) >= away(t) ? b - 4 : t + 19;
  g.textAlign = "left";
  g.textBaseline = "alphabetic";
  g.lineJoin = "round";
  g.lineWidth = 3.5;
  g.strokeStyle = T.paper;
  g.fillStyle = T.soft;
  g.strokeText(words, l + 3, y);
  g.fillText(words, l + 3, y);
}
