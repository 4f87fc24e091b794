// curve.js: one run's values in a panel, drawn in the colour and dash that are set.
const BAND_ALPHA = 0.2;

// One curve. Where frames are denser than pixels: the band between each column's least and greatest value, at 20 %.
function drawCurve(g, S, k, channel, x, y, scale, [left, right]) {
  const n = S.alive[k], leaves = v => !(v <= scale.top);
  const dense = n > (right - left) * 1.5;
  g.beginPath();
  if (!dense) {
    let pen = false;
    for (let i = 0; i < n; i++) {
      const v = valueOf(S, k, i, channel);
      if (Number.isNaN(v)) { pen = false; continue; }
      const px = x(S.steps[i]), py = leaves(v) ? y(scale.top) - 12 : y(v);
      if (pen) g.lineTo(px, py); else g.moveTo(px, py);
      pen = !leaves(v);
    }
    g.stroke();
    return;
  }
  const columns = [];
  for (let i = 0; i < n; i++) {
    const v = valueOf(S, k, i, channel);
    if (Number.isNaN(v)) continue;
    const px = x(S.steps[i]), py = leaves(v) ? y(scale.top) - 12 : y(v), at = Math.floor(px);
    const last = columns[columns.length - 1];
    if (last && last.at === at) {
      last.up = Math.min(last.up, py);
      last.down = Math.max(last.down, py);
      last.py = py;
    } else columns.push({ at, px, up: py, down: py, py });
  }
  const wide = columns.some(c => c.down - c.up > 4);
  if (wide) {
    for (const c of columns) g.lineTo(c.px, c.up);
    for (const c of columns.slice().reverse()) g.lineTo(c.px, c.down);
    const alpha = g.globalAlpha;
    g.fillStyle = g.strokeStyle;
    g.globalAlpha = alpha * BAND_ALPHA;
    g.fill();
    g.globalAlpha = alpha * 0.55;
    g.beginPath();
    for (const c of columns) g.lineTo(c.px, c.down);
    g.stroke();
    g.globalAlpha = alpha;
    g.beginPath();
  }
  for (const c of columns) g.lineTo(c.px, c.up);
  g.stroke();
}
