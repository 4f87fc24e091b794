// marks.js: the cues besides colour. Takes a series (mark name, dash, colours), returns paths on canvas or as SVG.
// A mark is a polygon in the unit circle; "hollow disc" is a disc filled with paper and outlined in colour.
export const FULL_TURN = 2 * Math.PI;
const ring = (n, turn, inner = 1) => Array.from({ length: inner === 1 ? n : 2 * n }, (_, i) => {
  const a = turn + i * FULL_TURN / (inner === 1 ? n : 2 * n), r = i % 2 ? inner : 1;
  return [r * Math.sin(a), -r * Math.cos(a)];
});
const PLUS = [
  [-1, -3], [1, -3], [1, -1], [3, -1], [3, 1], [1, 1], [1, 3], [-1, 3], [-1, 1], [-3, 1], [-3, -1], [-1, -1],
].map(([x, y]) => [x / 3, y / 3]);
const turned = (points, a) => {
  const c = Math.cos(a), s = Math.sin(a);
  return points.map(([x, y]) => [x * c - y * s, x * s + y * c]);
};

const SHAPES = {
  "disc": ring(20, 0),
  "square": ring(4, Math.PI / 4),
  "triangle": ring(3, 0),
  "diamond": ring(4, 0),
  "triangle down": ring(3, Math.PI),
  "pentagon": ring(5, 0),
  "plus": PLUS,
  "star": ring(5, 0, 0.45),
  "cross": turned(PLUS, Math.PI / 4),
  "hexagon": ring(6, 0),
  "triangle right": ring(3, Math.PI / 2),
  "four-point star": ring(4, 0, 0.4),
};
const COPY_DASHES = [[1.5, 3.5], [7, 2, 1.5, 2], [3, 2]];

const shape = s => SHAPES[s.mark.replace("hollow ", "")] || SHAPES.disc;
const hollow = s => s.mark.startsWith("hollow ");

// A second contender of the same optimizer keeps its colour; its mark turns hollow (or full) and its dash changes.
export function distinct(s) {
  const copy = +(s.key.split("~")[1] || 1);
  if (copy < 2) return s;
  const mark = copy % 2 === 0 ? (hollow(s) ? s.mark.slice(7) : `hollow ${s.mark}`) : s.mark;
  return { ...s, mark, dash: COPY_DASHES[(copy - 2) % COPY_DASHES.length] };
}

function trace(g, s, x, y, r) {
  g.beginPath();
  for (const [a, b] of shape(s)) g.lineTo(x + a * r, y + b * r);
  g.closePath();
}

// draws a mark with a halo of paper, so that it stands on any ground
export function drawMark(g, s, x, y, r, colour, paper, halo) {
  trace(g, s, x, y, r);
  g.lineJoin = "round";
  g.strokeStyle = paper;
  g.lineWidth = halo;
  g.stroke();
  g.fillStyle = hollow(s) ? paper : colour;
  if (hollow(s)) {
    trace(g, s, x, y, r * 0.86);
    g.strokeStyle = colour;
    g.lineWidth = Math.max(1.2, r * 0.3);
    g.fill();
    g.stroke();
  } else g.fill();
}

// the mark as SVG, on a sample of its line if `line` pixels are left for one
export function markSVG(s, colour, size = 12, line = 0) {
  const w = size + line, c = w / 2, m = size / 2, r = size * (hollow(s) ? 0.36 : 0.4);
  const points = shape(s).map(([a, b]) => `${(c + a * r).toFixed(1)},${(m + b * r).toFixed(1)}`).join(" ");
  const dash = s.dash.map(v => v * 0.8), around = hollow(s) ? 4.4 : 3.2;
  const sample = `<path d="M0 ${m}H${w}" stroke="${colour}" stroke-width="1.6" stroke-dasharray="${dash}"/>`;
  const halo = `<polygon points="${points}" fill="none" stroke="var(--paper)" stroke-width="${around}"/>`;
  const body = hollow(s) ? `fill="var(--paper)" stroke="${colour}" stroke-width="1.5"` : `fill="${colour}"`;
  return `<svg width="${w}" height="${size}" viewBox="0 0 ${w} ${size}" aria-hidden="true">`
    + `${line ? sample + halo : ""}<polygon points="${points}" ${body}/></svg>`;
}
