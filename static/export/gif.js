// gif.js: pictures as an animated GIF. One palette for the whole film; a frame is the rectangle that has changed, and
// what has not changed within it is transparent.
import { GifPalette } from "./gif_palette.js";
import { GifBytes, lzwCodes } from "./gif_bytes.js";

const AS_BEFORE = 255; // the last of 256 places: transparent
const SAMPLED_FRAMES = 12; // pictures that the palette is made from
const LEAST_DELAY = 2; // hundredths of a second: many players show anything shorter at a tenth
const WIDEST_GIF = 65_535;

/**
 * The file, frame by frame.
 * @param {number} width @param {number} height of every frame, in px
 * @param {GifPalette} palette
 * @param {{ loop?: boolean, comment?: string }} how comment: the provenance, in ASCII
 */
class Gif {
  constructor(width, height, palette, { loop = true, comment = "" } = {}) {
    if (Math.max(width, height) > WIDEST_GIF) throw new RangeError(`A GIF is at most ${WIDEST_GIF} px wide and high.`);
    Object.assign(this, { width, height, palette, shown: null, owed: 0, out: new GifBytes() });
    const { out } = this;
    out.ascii("GIF89a").short(width).short(height).bytes([0xF7, 0, 0]).bytes(palette.table());
    if (loop) out.bytes([0x21, 0xFF, 11]).ascii("NETSCAPE2.0").bytes([3, 1, 0, 0, 0]);
    if (comment) out.bytes([0x21, 0xFE]).blocks(new TextEncoder().encode(comment));
  }

  /** @param {ImageData} picture @param {number} ms how long it is shown */
  add(picture, ms) {
    this.owed += ms / 10; // whole hundredths are written; what is left over is owed to the next frame
    const hundredths = Math.max(LEAST_DELAY, Math.round(this.owed)), places = this.palette.places(picture);
    this.owed -= hundredths;
    const box = changedBox(this.shown, places, this.width, this.height);
    if (!box) return void this.out.lengthen(this.delayAt, hundredths);
    const { out } = this;
    out.bytes([0x21, 0xF9, 4, 0x05]); // keep what is there; one place is transparent
    this.delayAt = out.length;
    out.short(hundredths).bytes([AS_BEFORE, 0, 0x2C]).short(box.x).short(box.y).short(box.w).short(box.h).bytes([0, 8]);
    out.blocks(lzwCodes(cutOut(this.shown, places, box, this.width)));
    this.shown = places;
  }

  /** The finished file. */
  end() {
    return this.out.bytes([0x3B]).all();
  }
}

/**
 * A film of `delays.length` frames. Frames are asked for one by one, a dozen of them twice: the palette comes first.
 * @param {(i: number) => ImageData | Promise<ImageData>} draw
 * @param {number[]} delays ms that each frame is shown
 * @param {{ loop?: boolean, comment?: string, onProgress?: (share: number) => void, signal?: AbortSignal }} how
 */
export async function gifOf(draw, delays, { onProgress = () => {}, signal, ...how } = {}) {
  if (!delays.length) throw new RangeError("A GIF needs at least one frame.");
  const palette = new GifPalette(), every = Math.max(1, (delays.length - 1) / (SAMPLED_FRAMES - 1));
  const frames = delays.length, samples = Math.min(SAMPLED_FRAMES, frames);
  let done = 0, gif;
  const after = async () => {
    onProgress(++done / (samples + frames));
    await new Promise(go => setTimeout(go)); // the page lives on meanwhile
    signal?.throwIfAborted();
  };
  for (let i = 0; i < samples; i++) {
    palette.look(await draw(Math.round(i * every)));
    await after();
  }
  palette.settle(AS_BEFORE);
  for (let i = 0; i < frames; i++) {
    const picture = await draw(i);
    gif ??= new Gif(picture.width, picture.height, palette, how);
    gif.add(picture, delays[i]);
    await after();
  }
  return gif.end();
}

// the smallest box that holds all that differs; null if nothing does
function changedBox(before, now, width, height) {
  if (!before) return { x: 0, y: 0, w: width, h: height };
  let left = width, right = -1, top = -1, bottom = -1;
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      if (before[i] === now[i]) continue;
      if (x < left) left = x;
      if (x > right) right = x;
      if (top < 0) top = y;
      bottom = y;
    }
  }
  return right < 0 ? null : { x: left, y: top, w: right - left + 1, h: bottom - top + 1 };
}

function cutOut(before, now, { x, y, w, h }, width) {
  const out = new Uint8Array(w * h);
  for (let row = 0, o = 0; row < h; row++) {
    for (let i = (y + row) * width + x, end = i + w; i < end; i++) {
      out[o++] = before && before[i] === now[i] ? AS_BEFORE : now[i];
    }
  }
  return out;
}
