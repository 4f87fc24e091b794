// contrast.js: how strongly a colour stands out from a ground (WCAG 2.2, "contrast ratio"), and colours made dark
// enough for a projector.
const channels = hex => [1, 3, 5].map(k => parseInt(hex.slice(k, k + 2), 16));
const linear = v => v <= 10.31475 ? v / 3294.6 : ((v / 255 + 0.055) / 1.055) ** 2.4;
const coded = v => v <= 0.0031308 ? v * 3294.6 : (1.055 * v ** (1 / 2.4) - 0.055) * 255;
const luminance = rgb => rgb.map(linear).reduce((sum, v, k) => sum + v * [0.2126, 0.7152, 0.0722][k], 0);

/** From 1 to 21. @param {number[]} one of 0..255 @param {number[]} other */
export function contrastOf(one, other) {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

const DEEPENED = new Map();
/**
 * The same hue, as dark as it must be on a light ground.
 * @param {string} hex @param {number[]} ground of 0..255 @param {number} least contrast
 */
export function deepened(hex, ground, least) {
  const key = `${hex} ${ground} ${least}`;
  if (!DEEPENED.has(key)) {
    const rgb = channels(hex), most = (luminance(ground) + 0.05) / least - 0.05;
    const share = Math.min(1, most / luminance(rgb));
    const dark = rgb.map(v => Math.floor(coded(linear(v) * share)));
    DEEPENED.set(key, `#${dark.map(v => v.toString(16).padStart(2, "0")).join("")}`);
  }
  return DEEPENED.get(key);
}
