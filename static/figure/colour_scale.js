// colour_scale.js: the bands of the whole surface as a slim ramp with a few of its levels, low at the bottom.
import { drawNumber, parts } from "./numbers.js";
import { fit, ramp, rgb } from "./theme.js";

/** The size of the whole, and how far it stands from the map's right and lower edge, in px. */
export const COLOUR_SCALE = { w: 60, h: 96, right: 10, bottom: 34 };
const RAMP_TALL = 84, RAMP_TOP = 6, RAMP_LEFT = 52, RAMP_WIDE = 7;

/** Paints it into a box of its own. */
export function paintColourScale(S, g) {
  const L = S.data.ground.wholeLevels, n = L.length, each = RAMP_TALL / (n + 1), T = S.theme.tone;
  const top = i => RAMP_TALL - (i + 1) * each + RAMP_TOP; // of band i, whose upper end is level i
  if (n < 2) return;
  for (let i = 0; i <= n; i++) {
    g.fillStyle = rgb(ramp(T, i / n));
    g.fillRect(RAMP_LEFT, top(i), RAMP_WIDE, each + 0.3);
  }
  g.strokeStyle = T.soft;
  g.lineWidth = 0.7;
  g.globalAlpha = 0.5;
  g.beginPath();
  g.rect(RAMP_LEFT - 0.5, RAMP_TOP - 0.5, RAMP_WIDE + 1, RAMP_TALL + 1);
  g.stroke();
  g.font = `400 10.5px ${S.theme.font}`;
  g.textBaseline = "alphabetic";
  g.lineJoin = "round";
  for (const i of new Set([0, Math.round((n - 1) / 3), Math.round((n - 1) * 2 / 3), n - 1])) {
    const y = top(i);
    g.globalAlpha = 0.6;
    g.lineWidth = 0.7;
    g.strokeStyle = g.fillStyle = T.soft;
    g.beginPath();
    g.moveTo(RAMP_LEFT, y);
    g.lineTo(RAMP_LEFT + RAMP_WIDE, y);
    g.stroke();
    g.globalAlpha = 0.7;
    g.lineWidth = 3;
    g.strokeStyle = T.paper;
    drawNumber(g, parts(L[i], 3), RAMP_LEFT - 5, y + 3.6, 10.5, "right", "strokeText");
    g.globalAlpha = 1;
    drawNumber(g, parts(L[i], 3), RAMP_LEFT - 5, y + 3.6, 10.5, "right");
  }
}

/** On screen: on a canvas of its own, over the finished paths. */
export function drawColourScale(S) {
  const canvas = S.q("canvas.scale");
  canvas.box = COLOUR_SCALE; // not measured: it may be hidden
  paintColourScale(S, fit(canvas).g);
}
