// thermometer.js: how steep the surface is to each optimizer, against what it bears. Takes the channels SHARPNESS (1 is
// the optimizer's own threshold) and ANGLE (of the steepest direction); gives the panel its scale, its edge and its
// words, and the map an arrow along the direction in which a small disturbance grows while the rates stay.
import { ANGLE, SHARPNESS, X, Y } from "../engine/channels.js";
import { PANELS } from "../known.js";
import { valueOf } from "./channels.js";
import { asText, clamp, drawNumber, parts } from "./numbers.js";
import { colourOf, dim } from "./theme.js";
import { shownTo } from "./trails.js";

export const STEEP = {
  ...PANELS.known.sharpness, channel: SHARPNESS, level: () => EDGE, edge: () => "edge of stability",
  nothing: "no curvature here, or no edge", // flat pieces and kinks; steps by a sign
};
const AROUND = 3; // decades of the panel to either side of the edge, at most
const EDGE = 1, ABOVE = 1 + 1e-3; // on a cycle at the edge, rounding must not make the arrow blink
const REACH = [11, 30], BARB = 5; // px from the head's centre to the arrow's inner and outer end

const NARROW = 0.04; // decades to either side of the edge, at least: 0.91 to 1.1
export const steepEnds = (low, high) => [
  clamp(low, EDGE * 10 ** -AROUND, EDGE * 10 ** -NARROW), clamp(high, EDGE * 10 ** NARROW, EDGE * 10 ** AROUND),
];

// The dotted line at a panel's level, and its name beside the panel's title, which ends at `after`; returns where the
// name ends.
export function drawEdge(g, S, P, after) {
  const { l, r } = P.box, line = (x0, x1, y) => {
    g.setLineDash([2, 3]);
    g.beginPath();
    g.moveTo(x0, y);
    g.lineTo(x1, y);
    g.stroke();
    g.setLineDash([]);
  };
  g.strokeStyle = g.fillStyle = S.theme.tone.soft;
  g.lineWidth = 1;
  line(l, r, Math.round(P.y(P.spec.level(S))) + 0.5);
  g.font = `400 11px ${S.theme.font}`;
  g.textAlign = "left";
  g.textBaseline = "alphabetic";
  const edge = P.spec.edge(S), from = after + 30, ends = words => from + g.measureText(words).width;
  const words = [edge, edge.split(" ")[0]].find(one => ends(one) <= (one === edge ? r + 6 : P.box.w));
  if (!words) return after;
  line(after + 10, after + 26, 8.5);
  g.fillText(words, from, 12);
  return ends(words);
}

// "1.9 of 2" under the pointer: the sharpness, and the threshold of this optimizer; right-aligned
export function drawSharpness(g, S, k, ratio, right, y, px) {
  const { threshold } = S.data.series[k], of = ` of ${asText(parts(threshold))}`, width = g.measureText(of).width;
  drawNumber(g, parts(ratio * threshold), right - width, y, px, "right");
  g.fillText(of, right - width, y);
}

// a two-headed arrow through each head that stands above its edge
export function drawUnstable(S, g, { P, x, y }, i) {
  const at = shownTo(S, P, i);
  if (!(valueOf(S, P.k, at, SHARPNESS) > ABOVE)) return;
  const value = channel => valueOf(S, P.k, at, channel), angle = value(ANGLE), a = value(X), b = value(Y);
  const far = S.view.win.half / 50;
  const one = S.view.projection.at(a - far * Math.cos(angle), b - far * Math.sin(angle));
  const two = S.view.projection.at(a + far * Math.cos(angle), b + far * Math.sin(angle));
  if (!one || !two) return; // at the rim of a surface in space
  const long = Math.hypot(two[0] - one[0], two[1] - one[1]);
  if (!(long > 0)) return;
  const ux = (two[0] - one[0]) / long, uy = (two[1] - one[1]) / long;
  g.beginPath();
  for (const way of [-1, 1]) {
    const [near, tip, barb] = [...REACH, REACH[1] - BARB].map(r => r * way);
    g.moveTo(x + near * ux, y + near * uy);
    g.lineTo(x + tip * ux, y + tip * uy);
    for (const side of [-0.7, 0.7]) {
      g.moveTo(x + tip * ux, y + tip * uy);
      g.lineTo(x + barb * ux - side * BARB * uy, y + barb * uy + side * BARB * ux);
    }
  }
  for (const [colour, width] of [[S.theme.tone.paper, 3.6], [colourOf(S, S.data.series[P.k]), 1.4]]) {
    g.globalAlpha = 0.85 * dim(S, P.k);
    g.strokeStyle = colour;
    g.lineWidth = width;
    g.stroke();
  }
}
