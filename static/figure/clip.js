export function clipped(ax, ay, bx, by, x0, y0, x1, y1) {
  if (!isFinite(ax + ay + bx + by)) return null;
  let t0 = 0, t1 = 1; const dx = bx - ax, dy = by - ay;
  for (const [p, q] of [[-dx, ax - x0], [dx, x1 - ax], [-dy, ay - y0], [dy, y1 - ay]]) {
    if (p === 0) { if (q < 0) return null; continue; }
    const r = q / p; if (p < 0) t0 = Math.max(t0, r); else t1 = Math.min(t1, r);
  }
  if (t0 > t1) return null;
  return [t0 ? ax + t0 * dx : ax, t0 ? ay + t0 * dy : ay, t1 < 1 ? ax + t1 * dx : bx, t1 < 1 ? ay + t1 * dy : by];
}
