// theme.js: colours. Takes the page's background, returns the tones of light or dark paper and the map's ramp.
const TONES = {
  light: {
    text: "#21201D", soft: "#625E56", onmap: "#48453F", hair: "#E2DED5", paper: "#FCFBF8",
    low: [188, 209, 217], high: [252, 250, 245], line: [33, 44, 52],
  },
  dark: {
    text: "#ECE9E3", soft: "#A8A298", onmap: "#B9B4AA", hair: "#34312C", paper: "#161514",
    low: [22, 56, 70], high: [29, 27, 25], line: [214, 222, 226],
  },
};
const rgb = c => `rgb(${c.map(Math.round).join(",")})`;
const rgba = (c, a) => `rgba(${c.join(",")},${a})`;
const mix = (a, b, q) => a.map((v, i) => v + (b[i] - v) * q);
const ramp = (T, q) => mix(T.low, T.high, clamp(q, 0, 1) ** 0.8);

// S.mode, S.tone, S.font, S.serif from the computed style; true if anything changed
function readTheme(S) {
  const fig = S.q(".fig"), css = getComputedStyle(fig);
  const background = css.getPropertyValue("--st-background-color").trim();
  const now = [background, css.fontFamily].join();
  if (now === S.themed) return false;
  S.themed = now;
  const g = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  g.fillStyle = background || "#fff";
  g.fillRect(0, 0, 1, 1);
  const [r, green, b] = g.getImageData(0, 0, 1, 1).data;
  S.mode = r + green + b < 380 ? "dark" : "light";
  fig.dataset.mode = S.mode;
  S.tone = TONES[S.mode];
  S.font = css.fontFamily;
  S.serif = getComputedStyle(S.q("h1")).fontFamily;
  return true;
}
const colourOf = (S, s) => s[S.mode];
const dim = (S, k) => S.focus == null || S.focus === k ? 1 : 0.16;

// matches a canvas to its box; returns a context in CSS pixels, cleared
function fit(canvas, clear = true) {
  const box = canvas.getBoundingClientRect(), d = clamp(devicePixelRatio || 1, 1, 3), g = canvas.getContext("2d");
  const w = Math.max(1, Math.round(box.width * d)), h = Math.max(1, Math.round(box.height * d));
  if (canvas.width !== w || canvas.height !== h) Object.assign(canvas, { width: w, height: h });
  g.setTransform(d, 0, 0, d, 0, 0);
  if (clear) g.clearRect(0, 0, box.width, box.height);
  return { g, d, w: box.width, h: box.height };
}
