// channels.js: reads what is known of a run at each frame; which channel is which stands in engine/channels.js.
import { CHANNEL_COUNT } from "../engine/channels.js";

/** Channel `channel` of the k-th run at frame i; NaN after it has ended. */
export const valueOf = (S, k, i, channel) => S.data.runs[(k * S.data.F + i) * CHANNEL_COUNT + channel];
