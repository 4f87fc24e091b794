// relief.js: the same contours as stacked sheets, one layer a level. Takes f, returns a height in 0..1 that counts
// contours (linear between two of them): heights are not to scale, so every surface shows its shape.
import { clamp } from "./numbers.js";

export function reliefHeight(S, f) {
  const { levels: L, low, high } = S.data.ground, n = L.length + 1;
  let i = 0;
  while (i < L.length && f >= L[i]) i++;
  const a = i ? L[i - 1] : low, b = i < L.length ? L[i] : high;
  // the floor lies level with the first layer, or its rim would hide it
  return Math.max(1, i + clamp((f - a) / (b - a || 1), 0, 1)) / n;
}
export function reliefHolds(S, x, y) {
  const [x0, x1, y0, y1] = S.data.ground.window;
  return x >= x0 && x <= x1 && y >= y0 && y <= y1;
}
