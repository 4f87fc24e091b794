// channels.js: what is known of a run at each frame, and how it is read.
export const X = 0, Y = 1, LOSS = 2, SLOPE = 3, DISTANCE = 4, RATE_X = 5, RATE_Y = 6, SHARPNESS = 7, ANGLE = 8;
export const CHANNELS = 9;

/** Channel `channel` of the k-th run at frame i; NaN after it has ended. */
export const valueOf = (S, k, i, channel) => S.data.runs[(k * S.data.F + i) * CHANNELS + channel];
