// panels.js: the curves beside the map. Takes the runs and the clock; each panel keeps two finished pictures (its frame
// with what is to come at 15 %, and the curves in full), so that drawing copies them up to the step and adds marks.
const PANELS = [
  { title: "Loss", unit: "f − f*", channel: LOSS },
  { title: "Gradient norm", unit: "|∇f|", channel: SLOPE },
  { title: "Distance to the minimum", unit: "", channel: DISTANCE },
  { title: "Effective rate, x", unit: "η ∕ √v", channel: RATE_X },
  { title: "Effective rate, y", unit: "η ∕ √v", channel: RATE_Y },
  STEEP,
];
const DECADES = 10, ESCAPE = 100; // a run above its start by 100 times leaves through the top
const BAND_ALPHA = 0.2;

function heading(S, spec) {
  const { minima, saddles, lowest } = S.h.surface;
  if (typeof spec.title === "function") return [spec.title(S), spec.unit];
  if (spec.channel === LOSS) return ["Loss", lowest ? "f − f*" : "f"];
  if (spec.channel !== DISTANCE) return [spec.title, spec.unit];
  if (minima.length) return [minima.length > 1 ? "Distance to a minimum" : spec.title, ""];
  return [saddles.length ? "Distance to the saddle" : "Distance to the origin", ""];
}

// The scale of a channel over the series shown: { f: value -> 0..1, ticks, label }; null where there is none.
// Logarithmic over ten decades at most (what falls below rests on the floor); linear where values are negative.
function makeScale(S, channel, tall) {
  const most = clamp(Math.floor(tall / 15.5), 2, 4); // ticks that the height holds
  const rates = channel === RATE_X || channel === RATE_Y;
  const channels = rates ? [RATE_X, RATE_Y] : [channel]; // the two rates share one scale
  let low = Infinity, high = -Infinity, negative = Infinity, first = -Infinity;
  for (const k of S.order) {
    for (const c of channels) {
      for (let i = 0; i < S.alive[k]; i++) {
        const v = valueOf(S, k, i, c);
        if (!isFinite(v)) continue;
        if (v > high) high = v;
        if (v < negative) negative = v;
        if (v > 0 && v < low) low = v;
        if (i === 0 && v > first) first = v;
      }
    }
  }
  if (!isFinite(high)) return null;
  const steep = channel === SHARPNESS;
  if (negative < 0 && !steep) {
    const { whole } = S, span = whole.high - whole.low, base = S.h.surface.lowest || 0;
    const a = Math.max(negative, whole.low - base - 0.25 * span); // what falls out of the map leaves the panel too
    const b = Math.max(Math.min(high, whole.high - base + 0.25 * span), a + 1e-12);
    const f = v => (v - a) / (b - a) * 0.94 + 0.03;
    return { log: false, f, top: b, ticks: ticks(a, b, most - 1), label: v => parts(v) };
  }
  if (!isFinite(low)) return null;
  if (steep) [low, high] = steepEnds(low, high);
  else if (rates) high = Math.min(high, 1e6);
  else if (first > 0) high = Math.min(high, first * ESCAPE);
  low = Math.min(Math.max(low, high * 10 ** -DECADES), high);
  let a = Math.log10(low), b = Math.log10(high);
  if (b - a < 1 && !steep) [a, b] = [(a + b) / 2 - 0.5, (a + b) / 2 + 0.5];
  const pad = (b - a) * 0.06;
  a -= pad;
  b += pad;
  const every = [1, 2, 3, 4, 5, 6].find(n => (b - a) / n <= most + 0.2) || Math.ceil((b - a) / most);
  const close = b - a < 1.4, out = [];
  for (let e = Math.ceil(a / every) * every; e <= b; e += every) out.push(e);
  if (close && tall > 46) {
    for (const c of [2, 5]) {
      for (let d = Math.floor(a); d <= b; d++) {
        const e = d + Math.log10(c);
        if (e > a && e < b) out.push(e);
      }
    }
  }
  if (steep && b - a < 0.5) { // so near its edge that powers of ten say nothing
    const near = ticks(10 ** a, 10 ** b, most).map(Math.log10), by = decimals(stride(10 ** a, 10 ** b, most));
    out.splice(0, out.length, ...near);
    const f = v => v > 0 ? (Math.log10(v) - a) / (b - a) : 0;
    return { log: true, f, top: high * (1 + 1e-6), ticks: out, label: e => [(10 ** e).toFixed(by), null] };
  }
  const f = v => v > 0 ? Math.max(0, (Math.log10(v) - a) / (b - a)) : 0;
  return { log: true, f, top: high * (1 + 1e-6), ticks: out, label: e => close ? parts(10 ** e) : power(e) };
}

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

const sheet = (P, name) => {
  const canvas = P[name] ||= document.createElement("canvas");
  Object.assign(canvas, { width: P.canvas.width, height: P.canvas.height });
  const g = canvas.getContext("2d");
  g.setTransform(P.d, 0, 0, P.d, 0, 0);
  return g;
};

// the finished pictures of a panel
function preparePanel(S, P) {
  const { w, h, d } = fit(P.canvas), roomy = w > 330, { channel } = P.spec;
  const B = P.box = { l: 40, r: w - (roomy ? 134 : 66), t: 24, b: h - (P.axis ? 22 : 6), w, h, roomy }, T = S.tone;
  P.d = d;
  P.scale = makeScale(S, channel, B.b - B.t);
  P.x = t => B.l + onAxis(S, t) * (B.r - B.l);
  P.y = v => B.b - P.scale.f(v) * (B.b - B.t);

  const o = sheet(P, "curves");
  o.lineJoin = "round";
  if (P.scale) {
    o.beginPath();
    o.rect(B.l - 2, B.t - 6, B.r - B.l + 4, B.b - B.t + 8);
    o.clip();
    for (const k of S.order) {
      const s = S.h.series[k];
      o.strokeStyle = inkOf(S, s);
      o.lineWidth = S.focus === k ? 2.2 : 1.5;
      o.globalAlpha = dim(S, k);
      o.setLineDash(s.dash);
      drawCurve(o, S, k, channel, P.x, P.y, P.scale, [B.l, B.r]);
    }
  }

  const g = sheet(P, "frame"), [title, unit] = heading(S, P.spec);
  g.textBaseline = "alphabetic";
  g.fillStyle = T.ink;
  g.font = `600 12.5px ${S.font}`;
  g.fillText(title, 0, 12);
  const width = g.measureText(title).width;
  g.font = `italic 400 13px ${S.serif}`;
  g.fillStyle = T.soft;
  g.fillText(unit, width + 8, 12);
  g.font = `400 11px ${S.font}`;
  g.textBaseline = "middle";
  if (P.scale) {
    for (const e of P.scale.ticks) {
      const y = P.y(P.scale.log ? 10 ** e : e);
      if (y < B.t - 1 || y > B.b + 1) continue;
      g.fillStyle = T.hair;
      g.fillRect(B.l, Math.round(y), B.r - B.l, 1);
      g.fillStyle = T.soft;
      ink(g, P.scale.label(e), B.l - 8, y, 11, "right");
    }
    if (P.spec.edge) drawEdge(g, S, P, width);
    g.globalAlpha = 0.15;
    g.drawImage(P.curves, 0, 0, w, h);
    g.globalAlpha = 1;
  }
  if (!P.axis) return;
  g.textBaseline = "alphabetic";
  g.fillStyle = T.soft;
  for (const [t, label] of stepTicks(S, B.r - B.l)) ink(g, t ? label : ["step 0", null], P.x(t), h - 4, 11, "center");
}

// direct labels, pushed apart; with too many, those that stand free are named, and of the crowded as many as find room
function spread(S, rows, B) {
  const room = B.b - 2, gap = clamp(room / rows.length, 10.5, 13), most = Math.floor(room / gap), kept = new Set();
  const free = r => S.focus === r.k || [...kept].every(q => Math.abs(q.y - r.y) >= gap);
  for (const r of rows) if (rows.length <= most || free(r)) kept.add(r);
  for (const k of S.order) {
    const r = rows.find(row => row.k === k);
    if (r && kept.size < most) kept.add(r);
  }
  const shown = rows.filter(r => kept.has(r));
  for (let i = 1; i < shown.length; i++) shown[i].y = Math.max(shown[i].y, shown[i - 1].y + gap);
  let floor = B.b;
  for (let i = shown.length - 1; i >= 0; i--) {
    shown[i].y = Math.min(shown[i].y, floor);
    floor = shown[i].y - gap;
  }
  let top = 6;
  for (const r of shown) {
    r.y = Math.max(r.y, top);
    top = r.y + gap;
  }
  return { shown, px: Math.min(11.5, gap) };
}

function drawPanel(S, P) {
  const { g, w, h } = fit(P.canvas), B = P.box, T = S.tone;
  g.drawImage(P.frame, 0, 0, w, h);
  if (!P.scale) {
    g.font = `400 11.5px ${S.font}`;
    g.fillStyle = T.soft;
    g.textBaseline = "middle";
    g.fillText(S.order.length ? P.spec.nothing || "nothing to show" : "", B.l, (B.t + B.b) / 2);
    return;
  }
  const t = S.hover ?? S.t, i = frameAt(S, t), px = P.x(S.full ? t : Math.min(t, S.h.steps));
  if (px > 0.5) g.drawImage(P.curves, 0, 0, px * P.d, P.curves.height, 0, 0, px, h);
  g.fillStyle = g.strokeStyle = T.soft;
  g.globalAlpha = 0.45;
  if (S.hover == null) g.fillRect(px - 0.5, B.t - 4, 1, B.b - B.t + 6);
  else {
    g.globalAlpha = 0.9;
    g.setLineDash([1.5, 2.5]);
    g.beginPath();
    g.moveTo(px, B.t - 4);
    g.lineTo(px, B.b + 2);
    g.stroke();
    g.setLineDash([]);
  }
  const rows = [];
  for (const k of S.order) {
    if (i >= S.alive[k]) continue;
    const v = valueOf(S, k, i, P.spec.channel), s = S.h.series[k];
    if (Number.isNaN(v)) continue;
    const out = v > P.scale.top, y = out ? B.t - 4 : clamp(P.y(v), B.t - 4, B.b);
    rows.push({ k, v, y });
    g.globalAlpha = dim(S, k);
    if (!out) drawMark(g, s, px, y, 3.6, inkOf(S, s), T.paper, 2);
  }
  rows.sort((a, b) => S.hover == null || !B.roomy ? a.y - b.y || b.v - a.v : b.v - a.v);
  const { shown, px: size } = spread(S, rows, B);
  g.textBaseline = "middle";
  g.textAlign = "left";
  for (const r of shown) {
    const s = S.h.series[r.k];
    g.globalAlpha = dim(S, r.k);
    g.fillStyle = inkOf(S, s);
    g.font = `600 ${size}px ${S.font}`;
    const reads = S.hover != null && P.spec.channel === SHARPNESS;
    if (B.roomy) g.fillText(shortened(S, g, reads ? s.short : s.title, s.short, w - B.r - 58), B.r + 9, r.y);
    else if (!reads) g.fillText(s.short, B.r + 9, r.y);
    if (!B.roomy && !reads) continue;
    if (B.roomy) g.fillStyle = S.hover == null ? T.soft : T.ink;
    g.font = `400 ${size}px ${S.font}`;
    if (reads) drawReading(g, S, r.k, r.v, w, r.y, size);
    else ink(g, parts(r.v, S.hover == null ? 2 : 3), w, r.y, size, "right");
  }
  g.globalAlpha = 1;
}

const shortened = (S, g, title, short, room) =>
  (S.panelWidths[title] ??= g.measureText(title).width) > room ? short : title;

const preparePanels = S => {
  for (const P of S.panels) {
    P.axis = getComputedStyle(P.canvas).getPropertyValue("--axis").trim() === "1";
    preparePanel(S, P);
  }
  for (const P of shownPlanes(S)) preparePlane(S, P);
};

// hover reads a step in all panels; a press goes there
function wirePanels(S) {
  S.panels = (LAYOUTS[S.layout] || PANELS).map(spec => {
    const canvas = document.createElement("canvas");
    canvas.className = "panel";
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", `${spec.name || spec.title} by step; the numbers are in the table below`);
    if (spec.hint) canvas.title = spec.hint;
    S.q(".panels").append(canvas);
    const P = { canvas, spec }, timeAt = e => {
      const u = (e.clientX - canvas.getBoundingClientRect().left - P.box.l) / (P.box.r - P.box.l);
      return S.steps[nearestFrame(S, fromAxis(S, clamp(u, 0, 1)))];
    };
    const hover = t => {
      if (S.hover === t) return;
      S.hover = t;
      S.moved = true;
    };
    canvas.onpointermove = e => {
      if (!P.box) return;
      if (e.buttons) return go(S, timeAt(e));
      hover(S.playing ? null : timeAt(e));
    };
    canvas.onpointerdown = e => {
      if (!P.box) return;
      canvas.setPointerCapture(e.pointerId);
      hover(null);
      go(S, timeAt(e));
    };
    canvas.onpointerleave = () => hover(null);
    return P;
  });
}
