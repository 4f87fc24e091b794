// Writes down what is drawn, while window.strokes is an array: by canvas, what was stroked, filled or written, in which
// frame, and how.
{
  const G = CanvasRenderingContext2D.prototype, names = new Map();
  const nameOf = canvas => {
    const panels = window.figure?.picture.panels ?? [];
    for (const [i, P] of panels.entries()) {
      for (const part of ["canvas", "curves", "frame"]) if (P[part] === canvas) return `${part} ${i}`;
    }
    return canvas.className;
  };
  const write = (g, op, more) => {
    if (!Array.isArray(window.strokes)) return;
    if (!names.has(g.canvas)) names.set(g.canvas, nameOf(g.canvas));
    const { strokeStyle, fillStyle, lineWidth, globalAlpha: alpha, font } = g;
    const colour = op === "fill" || op === "fillText" ? fillStyle : strokeStyle;
    const on = names.get(g.canvas) || nameOf(g.canvas);
    window.strokes.push({ on, at: document.timeline.currentTime, op, colour, lineWidth: +lineWidth.toFixed(4), alpha: +alpha.toFixed(4), font, ...more });
  };
  const around = (name, note) => {
    const plain = G[name];
    G[name] = function (...args) {
      note(this, args);
      return plain.apply(this, args);
    };
  };
  around("beginPath", g => { g.way = []; });
  around("moveTo", (g, p) => { (g.way ??= []).push([p]); });
  around("lineTo", (g, p) => { if (g.way?.length) g.way.at(-1).push(p); else (g.way ??= []).push([p]); });
  around("arc", (g, [x, y, r]) => { (g.way ??= []).push([[x, y, r]]); });
  around("stroke", g => write(g, "stroke", { way: g.way.map(part => [...part]), dash: g.getLineDash() }));
  around("fill", g => write(g, "fill", { way: g.way.map(part => [...part]) }));
  around("fillText", (g, [text, x, y]) => write(g, "fillText", { text, x, y }));
}
