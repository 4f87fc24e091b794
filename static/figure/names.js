// names.js: the runs' names on the map, beside their heads.
import { colourOf, inFront } from "./theme.js";

const PLACES = width => [
  [11, 0], [-11 - width, 0], [-width / 2, -17], [-width / 2, 17], [10, -14], [10, 14], [-10 - width, -14],
  [-10 - width, 14], [11, 24], [11, -26], [-11 - width, 26], [-11 - width, -28], [26, -40], [26, 40], [-26 - width, 40],
  [-26 - width, -42],
];
const LEADER = 12; // from this place on a line leads from the head to its name

// names beside the heads, at the place they had or else the first free one; left out where there is none
export function drawNames(S, g, heads, boxes) {
  const { w, h } = S.view.projection, beside = (a, b, i) => a[i] < b[i] + b[i + 2] && b[i] < a[i] + a[i + 2];
  const meets = (a, b) => beside(a, b, 0) && beside(a, b, 1);
  g.font = `600 12.5px ${S.theme.font}`;
  g.textBaseline = "middle";
  g.textAlign = "left";
  g.lineJoin = "round";
  for (const { P, x, y } of heads) {
    const s = S.data.series[P.k];
    if ((inFront(S) ?? P.k) !== P.k) continue;
    const width = S.picture.widths[s.title] ??= g.measureText(s.title).width, all = PLACES(width);
    const order = [...all.keys()], had = S.picture.placed[s.key];
    if (had) order.unshift(had.j);
    for (const j of order) {
      const [dx, dy] = all[j], box = [x + dx - 2, y + dy - 7.5, width + 4, 15];
      if (box[0] < 4 || box[0] + box[2] > w - 4 || box[1] < 4 || box[1] + box[3] > h - 22) continue;
      if (boxes.some(b => meets(b, box))) continue;
      boxes.push(box);
      S.picture.placed[s.key] = { j, box };
      if (j >= LEADER) drawLeader(g, x, y, dx < 0 ? dx + width + 3 : dx - 3, dy, colourOf(S, s));
      g.globalAlpha = 0.85;
      g.strokeStyle = S.theme.tone.paper;
      g.lineWidth = 3.5;
      g.strokeText(s.title, x + dx, y + dy);
      g.globalAlpha = 1;
      g.fillStyle = colourOf(S, s);
      g.fillText(s.title, x + dx, y + dy);
      break;
    }
  }
}

// from beside the mark to beside the name
function drawLeader(g, x, y, dx, dy, colour) {
  const q = 7 / Math.hypot(dx, dy);
  g.globalAlpha = 0.7;
  g.strokeStyle = colour;
  g.lineWidth = 1;
  g.setLineDash([]);
  g.beginPath();
  g.moveTo(x + dx * q, y + dy * q);
  g.lineTo(x + dx, y + dy);
  g.stroke();
}
