// contour_numbers.js: the levels' numbers on their lines.
import { shade } from "./map.js";
import { clamp, drawNumber, parts } from "./numbers.js";
import { FAR_APART } from "./paths.js";
import { ramp, rgb } from "./theme.js";

// digits that tell the levels apart
function levelDigits(L) {
  let gap = Infinity;
  for (let i = 1; i < L.length; i++) gap = Math.min(gap, L[i] - L[i - 1]);
  const size = Math.max(...L.map(Math.abs));
  return Number.isFinite(gap) && gap > 0 ? clamp(Math.ceil(Math.log10(size / gap)) + 1, 2, 8) : 3;
}

// Where a level's number goes: on a flat stretch of its line, clear of trails, minima, start, buttons and each other.
function findSpots(S) {
  const V = S.view.projection, { w, h } = V, G = S.data.ground;
  const cell = (px, py) => Math.round(px / 24) * 4096 + Math.round(py / 24);
  const { minima, saddles } = S.data.surface, used = [S.data.start, ...minima, ...saddles].map(p => V.at(...p));
  const taken = new Set(), spots = [];
  const take = (px, py) => {
    for (const d of [-8, 8]) taken.add(cell(px + d, py + d)).add(cell(px + d, py - d));
  };
  for (const P of S.picture.paths) {
    for (let i = 0; i < P.n; i++) {
      if (!P.seen[i]) continue;
      const j = i && P.seen[i - 1] ? i - 1 : i, dx = P.x[j] - P.x[i], dy = P.y[j] - P.y[i], far = Math.hypot(dx, dy);
      const pieces = far < FAR_APART ? Math.ceil(far / 12) : 0;
      for (let q = 0; q <= pieces; q++) {
        const share = q / (pieces || 1);
        take(P.x[i] + dx * share, P.y[i] + dy * share);
      }
    }
  }
  for (let level = 0; level < G.levels.length && spots.length < 8; level++) {
    let best = null;
    for (const line of G.lines[level]) {
      for (let j = 6; j < line.length - 6; j += 4) {
        const [px, py] = V.at(line[j], line[j + 1]);
        if (px < 64 || px > w - 72 || py < 44 || py > h - 64 || (px > w - 330 && py < 72)) continue;
        const underScale = px > w - 96 && py > h - 170, underHint = Math.abs(px - w / 2) < 170 && py > h - 92;
        if (underScale || underHint || taken.has(cell(px, py))) continue;
        let near = 200;
        for (const p of used) near = Math.min(near, Math.hypot(p[0] - px, p[1] - py));
        if (near < 76) continue;
        const b = V.at(line[j - 6], line[j - 5]), c = V.at(line[j + 6], line[j + 7]);
        if (Math.hypot(b[0] - c[0], b[1] - c[1]) < 6) continue;
        const slope = Math.abs(Math.atan2(c[1] - b[1], c[0] - b[0]));
        const cost = Math.min(slope, Math.PI - slope) * 90 - near * 0.25;
        if (best && cost >= best.cost) continue;
        const angle = Math.atan((c[1] - b[1]) / (c[0] - b[0] || 1e-9));
        best = { level, cost, px, py, x: line[j], y: line[j + 1], angle };
      }
    }
    if (!best) continue;
    spots.push(best);
    used.push([best.px, best.py]);
  }
  return spots;
}

export function drawNumbers(S, g) {
  const V = S.view.projection, L = S.data.ground.levels, digits = levelDigits(L);
  S.picture.spots ||= findSpots(S);
  g.font = `400 10.5px ${S.theme.font}`;
  g.textBaseline = "middle";
  for (const { level, x, y, angle } of S.picture.spots) {
    const [px, py] = V.at(x, y), number = parts(L[level], digits), width = g.measureText(number.join("")).width;
    if (px < 40 || px > V.w - 50 || py < 20 || py > V.h - 40) continue;
    g.save();
    g.translate(px, py);
    g.rotate(angle);
    const under = level ? shade(S, L[level - 1]) : shade(S, S.data.ground.low);
    g.fillStyle = rgb(ramp(S.theme.tone, (under + shade(S, L[level])) / 2));
    g.fillRect(-width / 2 - 3, -6, width + 6, 12);
    g.fillStyle = S.theme.tone.onmap;
    drawNumber(g, number, 0, 0.5, 10.5, "center");
    g.restore();
  }
}
