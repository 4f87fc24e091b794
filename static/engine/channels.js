// What is drawn of a run at each frame, in this order.
import { isDead, readSigns, readThermometer } from "./thermometer.js";
import { hypotenuse } from "./land.js";

const CHANNEL_NAMES = [
  "x", "y", "loss", "gradient_norm", "distance", "effective_lr_x", "effective_lr_y", "sharpness", "angle",
  "first_moment_x", "first_moment_y", "second_moment_x", "second_moment_y",
];
export const CHANNEL_COUNT = CHANNEL_NAMES.length;
export const [X, Y, LOSS, SLOPE, DISTANCE, RATE_X, RATE_Y, SHARPNESS, ANGLE, FIRST_X, FIRST_Y, SECOND_X, SECOND_Y] =
  CHANNEL_NAMES.keys();

/** The channel of a quantity, by its name in figures/quantities.py. @param {string} name */
export const channelOf = name => CHANNEL_NAMES.indexOf(name);

/**
 * Writes the channels of one row to data[at], data[at + 1], ...
 * @param {Float64Array} data
 * @param {number} at
 * @param {import("./land.js").Land} land
 * @param {{out: object, noisy: boolean, takesSign: boolean, threshold: number}} way what its loop wrote, and its rule
 * @param {number} row of what the loop wrote
 */
export function writeChannels(data, at, land, way, row) {
  const { position, gradient, effectiveRate, firstMoment, secondMoment } = way.out, k = 2 * row;
  const x = position[k], y = position[k + 1], gx = gradient[k], gy = gradient[k + 1];
  data[at] = x;
  data[at + 1] = y;
  data[at + 2] = land.value(x, y) - (land.lowest ?? 0);
  data[at + 3] = way.noisy ? hypotenuse(...land.gradient(x, y)) : hypotenuse(gx, gy); // the surface's own
  data[at + 4] = land.distance(x, y);
  const deadX = isDead(gx, firstMoment[k], secondMoment[k]);
  const deadY = isDead(gy, firstMoment[k + 1], secondMoment[k + 1]);
  const rateX = deadX ? NaN : effectiveRate[k], rateY = deadY ? NaN : effectiveRate[k + 1];
  data[at + 5] = rateX;
  data[at + 6] = rateY;
  data[at + 9] = firstMoment[k];
  data[at + 10] = firstMoment[k + 1];
  data[at + 11] = secondMoment[k];
  data[at + 12] = secondMoment[k + 1];
  const [xx, xy, yy] = land.hessian(x, y);
  if (way.takesSign) readSigns(data, at + 7, xx, xy, yy);
  else readThermometer(data, at + 7, way.threshold, rateX, rateY, deadX, deadY, xx, xy, yy);
}
