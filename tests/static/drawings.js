// Drawings by chance for the law that a canvas and an SVG look alike: the same calls for the same seed.
const generator = seed => () => {
  seed = (seed + 0x6D2B79F5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
};

// Each draws one thing of its kind; g: a context, u(a, b): a number between, of(list): one of them
const THINGS = {
  polyline({ g, u, of, some }) {
    g.lineWidth = u(0.5, 16);
    g.lineCap = of(["butt", "round", "square"]);
    g.lineJoin = of(["miter", "round", "bevel"]);
    g.beginPath();
    for (let i = 0; i < 6; i++) g[i === 0 || i === 4 ? "moveTo" : "lineTo"](u(0, 300), u(0, 200));
    if (some(0.4)) g.closePath();
    g.stroke();
  },
  dashes({ g, u }) {
    g.setLineDash([u(3, 12), u(3, 12), u(2, 9)]);
    g.lineDashOffset = u(-20, 20);
    g.lineWidth = u(1, 6);
    g.beginPath();
    g.moveTo(u(0, 100), u(0, 200));
    g.lineTo(u(200, 300), u(0, 200));
    g.stroke();
  },
  region({ g, u, of }) {
    g.beginPath();
    for (let i = 0; i < 7; i++) g.lineTo(u(0, 300), u(0, 200));
    g.fill(of(["evenodd", "nonzero"]));
  },
  disc({ g, u, some }) {
    g.beginPath();
    if (some(0.3)) g.moveTo(u(0, 300), u(0, 200));
    g.arc(u(20, 280), u(20, 180), u(5, 60), u(-4, 4), u(-4, 8), some(0.5));
    if (some(0.5)) g.fill();
    else {
      g.lineWidth = u(1, 5);
      g.stroke();
    }
  },
  boxes({ g, u }) {
    g.fillRect(u(0, 250), u(0, 150), u(5, 80), u(-60, 60));
    g.beginPath();
    g.rect(u(0, 200), u(0, 150), u(5, 90), u(5, 90));
    g.lineTo(u(0, 300), u(0, 200));
    g.lineWidth = u(1, 4);
    g.stroke();
  },
  words({ g, u, of }) {
    const family = of(["serif", "sans-serif", "monospace"]);
    g.font = `${of(["", "italic "])}${of(["400", "700"])} ${u(9, 40).toFixed(1)}px ${family}`;
    g.textAlign = of(["left", "center", "right", "start", "end"]);
    g.textBaseline = of(["alphabetic", "middle", "top", "bottom", "hanging"]);
    const text = of(["Adam η 0.2", "3.2×10⁻⁴", "a <b> & \"c\"", "  two  spaces "]), x = u(60, 240), y = u(40, 160);
    g.lineWidth = u(1, 5);
    g.lineJoin = "round";
    g.strokeText(text, x, y);
    g.fillStyle = "#ffffff";
    g.fillText(text, x, y);
  },
  image({ g, u, some, picture }) {
    const canvas = picture();
    if (some(0.5)) g.drawImage(canvas, u(0, 200), u(0, 120));
    else g.drawImage(canvas, 4, 6, 40, 20, u(0, 200), u(0, 120), u(40, 90), u(20, 60));
    g.drawImage(canvas, u(0, 200), u(0, 120), u(20, 120), u(20, 90));
  },
  clipped(of) {
    const { g, u, some } = of;
    g.beginPath();
    if (some(0.5)) g.rect(u(0, 150), u(0, 100), u(60, 150), u(50, 100));
    else g.arc(u(80, 220), u(60, 140), u(40, 90), 0, 7);
    g.clip();
    THINGS.region(of);
    THINGS.polyline(of);
    if (some(0.4)) THINGS.clipped(of);
  },
  nothing({ g, u }) {
    g.beginPath();
    g.moveTo(NaN, 3);
    g.lineTo(u(0, 300), u(0, 200));
    g.lineTo(Infinity, 5);
    g.arc(u(0, 300), NaN, 5, 0, 1);
    g.rect(5, 5, NaN, 5);
    g.lineTo(u(0, 300), u(0, 200));
    g.stroke();
    g.lineWidth = -1;
    g.fillStyle = "no colour";
    g.globalAlpha = 7;
    g.fillRect(u(0, 200), NaN, 50, 50);
  },
  measured({ g, u }) {
    g.fillRect(u(0, 100), u(0, 180), g.measureText("as wide as this").width, 8);
  },
};
export const KINDS = Object.keys(THINGS);

/** One drawing of `count` things. `inner(w, h)` makes another surface of the same sort. */
export function drawing(g, seed, kinds, count, inner) {
  const random = generator(seed), u = (a, b) => a + (b - a) * random(), some = p => random() < p;
  const of = list => list[Math.floor(random() * list.length)];
  const colour = () => `rgba(${[0, 0, 0].map(() => Math.round(u(0, 255))).join(",")},${of([1, 1, u(0.2, 0.9)])})`;
  const picture = () => {
    const canvas = inner(60, 40), o = canvas.getContext("2d");
    o.fillStyle = colour();
    o.fillRect(0, 0, 60, 40);
    o.beginPath();
    o.rect(8, 8, 30, 25);
    o.clip();
    o.fillStyle = colour();
    o.arc(25, 20, 15, 0, 7);
    o.fill();
    return canvas;
  };
  g.fillStyle = "#fcfbf8";
  g.fillRect(0, 0, 5, 5);
  g.clearRect(0, 0, 300, 200);
  g.fillRect(0, 0, 300, 200);
  for (let i = 0; i < count; i++) {
    g.save();
    of([
      () => {},
      () => g.translate(u(-40, 40), u(-40, 40)),
      () => g.setTransform(u(0.5, 1.5), 0, 0, 1, 10, 10),
      () => {
        g.translate(150, 100);
        g.rotate(u(-3, 3));
        g.scale(1.3, of([1.3, 0.7, -1.3]));
        g.translate(-150, -100);
      },
      () => g.scale(1.2, 1.2),
    ])();
    g.globalAlpha = of([1, u(0.3, 1)]);
    g.fillStyle = colour();
    g.strokeStyle = colour();
    THINGS[of(kinds)]({ g, u, of, some, picture });
    g.restore();
  }
}
