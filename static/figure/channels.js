// channels.js: what is known of a run at each frame, and how it is read.
import { CHANNELS } from "../known.js";

export const { x: X, y: Y, loss: LOSS, gradient: SLOPE, distance: DISTANCE } = CHANNELS;
export const { rate_x: RATE_X, rate_y: RATE_Y, sharpness: SHARPNESS, angle: ANGLE } = CHANNELS;
export const WIDTH = Object.keys(CHANNELS).length;

/** Channel `channel` of the k-th run at frame i; NaN after it has ended. */
export const valueOf = (S, k, i, channel) => S.data.runs[(k * S.data.F + i) * WIDTH + channel];
