// leaving.js: where forks leave, on the map: a small ring on the path that is left.
import { FULL_TURN } from "./marks.js";
import { colourOf, dim } from "./theme.js";
import { nearestFrame } from "./time.js";

/** Those until frame i. */
export function drawLeavings(S, g, i) {
  for (const P of S.picture.paths) {
    const s = S.data.series[P.k], j = nearestFrame(S, s.left);
    if (!(s.left > 0) || j > i || j >= P.n || !P.seen[j]) continue;
    g.globalAlpha = dim(S, P.k);
    g.beginPath();
    g.arc(P.x[j], P.y[j], 4, 0, FULL_TURN);
    g.fillStyle = S.theme.tone.paper;
    g.fill();
    g.strokeStyle = colourOf(S, s);
    g.lineWidth = 1.8;
    g.stroke();
  }
  g.globalAlpha = 1;
}
