// gif_bytes.js: the bytes of a GIF: little-endian numbers, blocks of at most 255 bytes, and LZW codes.

const MOST_CODES = 4096;
const HASH = 1 << 13; // twice as many places as codes

/** Bytes that grow. */
export class GifBytes {
  constructor() {
    this.buffer = new Uint8Array(1 << 16);
    this.length = 0;
  }

  bytes(values) {
    if (this.length + values.length > this.buffer.length) {
      const larger = new Uint8Array(2 * (this.length + values.length));
      larger.set(this.buffer.subarray(0, this.length));
      this.buffer = larger;
    }
    this.buffer.set(values, this.length);
    this.length += values.length;
    return this;
  }

  ascii(text) { return this.bytes([...text].map(c => c.charCodeAt(0))); }

  short(v) { return this.bytes([v & 255, v >> 8]); }

  blocks(values) {
    for (let i = 0; i < values.length; i += 255) {
      const block = values.subarray(i, i + 255);
      this.bytes([block.length]).bytes(block);
    }
    return this.bytes([0]);
  }

  /** Adds to the number that stands at `at`. */
  lengthen(at, by) {
    const v = Math.min(65_535, this.buffer[at] + 256 * this.buffer[at + 1] + by);
    this.buffer.set([v & 255, v >> 8], at);
  }

  all() { return this.buffer.slice(0, this.length); }
}

/**
 * LZW as GIF packs it: codes of 9 to 12 bits, least bit first, the table begun anew when it is full.
 * @param {Uint8Array} places of 8 bits, at least one
 */
export function lzwCodes(places) {
  const out = new Uint8Array(2 * places.length + 16), clear = 256, end = 257, first = 258;
  const keys = new Int32Array(HASH), codes = new Uint16Array(HASH);
  let length = 0, next = first, size = 9, bits = 0, pending = 0;
  const put = code => {
    pending |= code << bits;
    for (bits += size; bits >= 8; bits -= 8) {
      out[length++] = pending & 255;
      pending >>>= 8;
    }
  };
  const restart = () => {
    put(clear);
    keys.fill(-1);
    next = first;
    size = 9;
  };
  restart();
  let prefix = places[0];
  for (let i = 1; i < places.length; i++) {
    const key = prefix << 8 | places[i];
    let at = Math.imul(key, 40_503) >>> 3 & HASH - 1;
    while (keys[at] !== -1 && keys[at] !== key) at = at + 1 & HASH - 1;
    if (keys[at] === key) {
      prefix = codes[at];
      continue;
    }
    put(prefix);
    prefix = places[i];
    if (next === MOST_CODES) {
      restart();
      continue;
    }
    if (next >> size) size++; // the reader is one code behind and grows at the same one
    keys[at] = key;
    codes[at] = next++;
  }
  put(prefix);
  if (next >> size && size < 12) size++;
  put(end);
  if (bits) out[length++] = pending & 255;
  return out.subarray(0, length);
}
