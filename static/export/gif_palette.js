// gif_palette.js: at most 255 colours for a whole film, by median cut over some of its pictures, and the nearest of
// them to each pixel. Thin lines are few pixels: a colour weighs by the root of how often it is seen.

const BITS = 6, DROP = 8 - BITS, CELLS = 1 << 3 * BITS; // colours are counted in cells of 4 x 4 x 4
const CACHED = 1 << 16;

/** look() at pictures, settle() the colours, then table() and places(). */
export class GifPalette {
  constructor() {
    this.counts = new Uint32Array(CELLS);
    this.sums = [0, 1, 2].map(() => new Float64Array(CELLS));
    this.colours = [];
    this.keys = new Int32Array(CACHED).fill(-1);
    this.nearest = new Uint8Array(CACHED);
  }

  /** @param {ImageData} picture */
  look({ data }) {
    const { counts, sums: [red, green, blue] } = this;
    for (let i = 0; i < data.length; i += 4) {
      const cell = data[i] >> DROP << 2 * BITS | data[i + 1] >> DROP << BITS | data[i + 2] >> DROP;
      counts[cell]++;
      red[cell] += data[i];
      green[cell] += data[i + 1];
      blue[cell] += data[i + 2];
    }
  }

  /** Chooses the colours. @param {number} most */
  settle(most) {
    const seen = [];
    for (let cell = 0; cell < CELLS; cell++) {
      const n = this.counts[cell];
      if (n) seen.push({ rgb: this.sums.map(sum => sum[cell] / n), n, weight: Math.sqrt(n) });
    }
    const boxes = [colourBox(seen)];
    while (boxes.length < most) {
      const widest = boxes.reduce((a, b) => b.spread > a.spread ? b : a);
      if (widest.colours.length < 2) break;
      boxes.splice(boxes.indexOf(widest), 1, ...halvesOf(widest));
    }
    this.colours = boxes.map(box => meanColour(box.colours));
    this.counts = this.sums = null;
  }

  /** 256 times red, green, blue. */
  table() {
    const table = new Uint8Array(768);
    for (const [i, colour] of this.colours.entries()) table.set(colour, 3 * i);
    return table;
  }

  /** The place in the palette of each pixel. @param {ImageData} picture */
  places({ data }) {
    const { keys, nearest } = this, out = new Uint8Array(data.length / 4);
    for (let i = 0, o = 0; i < data.length; i += 4, o++) {
      const rgb = data[i] << 16 | data[i + 1] << 8 | data[i + 2], at = (rgb ^ rgb >> 7) & CACHED - 1;
      if (keys[at] !== rgb) {
        keys[at] = rgb;
        nearest[at] = this.closest(data[i], data[i + 1], data[i + 2]);
      }
      out[o] = nearest[at];
    }
    return out;
  }

  closest(r, g, b) {
    let best = 0, least = Infinity;
    for (let i = 0; i < this.colours.length; i++) {
      const c = this.colours[i], dr = r - c[0], dg = g - c[1], db = b - c[2], far = dr * dr + dg * dg + db * db;
      if (far < least) [least, best] = [far, i];
    }
    return best;
  }
}

// the colours of a box, along which channel it is widest, and how much it asks to be halved
function colourBox(colours) {
  const widths = [0, 1, 2].map(k => {
    let low = 255, high = 0;
    for (const { rgb } of colours) {
      if (rgb[k] < low) low = rgb[k];
      if (rgb[k] > high) high = rgb[k];
    }
    return high - low;
  });
  const channel = widths.indexOf(Math.max(...widths));
  return { colours, channel, spread: widths[channel] * colours.reduce((sum, { weight }) => sum + weight, 0) };
}

// at the median weight, neither half empty
function halvesOf({ colours, channel }) {
  const sorted = colours.toSorted((a, b) => a.rgb[channel] - b.rgb[channel]);
  const whole = sorted.reduce((sum, { weight }) => sum + weight, 0);
  let cut = 0, sum = 0;
  while (cut < sorted.length - 1 && sum + sorted[cut].weight <= whole / 2) sum += sorted[cut++].weight;
  cut = Math.max(1, cut);
  return [colourBox(sorted.slice(0, cut)), colourBox(sorted.slice(cut))];
}

// by how often each is seen, so that a surface keeps its very colour
function meanColour(colours) {
  const whole = colours.reduce((sum, { n }) => sum + n, 0);
  return [0, 1, 2].map(k => Math.round(colours.reduce((sum, { rgb, n }) => sum + rgb[k] * n, 0) / whole));
}
