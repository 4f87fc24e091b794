// png.js: a canvas as a PNG that knows its size in print and carries texts (the provenance): chunks after the header.
import { asciiBytes, joinedBytes, utf8Bytes } from "./bytes.js";

const HEADER_END = 8 + 25; // the signature, and the IHDR chunk
const INCHES_PER_METRE = 1 / 0.0254;
const LONGEST_KEYWORD = 79;

/**
 * @param {HTMLCanvasElement} canvas
 * @param {{ dpi?: number, texts?: Record<string, string> }} about keyword -> text
 * @returns {Promise<Blob>}
 */
export async function pngOf(canvas, { dpi = 0, texts = {} } = {}) {
  const drawn = await new Promise(done => canvas.toBlob(done, "image/png"));
  if (!drawn) throw new Error("This picture is too large for the browser: choose a smaller size or scale.");
  return new Blob([withChunks(new Uint8Array(await drawn.arrayBuffer()), { dpi, texts })], { type: "image/png" });
}

/** The bytes of a PNG with more chunks in it: pHYs, and an iTXt (UTF-8) for each text. */
export function withChunks(png, { dpi = 0, texts = {} }) {
  const perMetre = bigEndian(dpi * INCHES_PER_METRE), chunks = [];
  if (dpi) chunks.push(pngChunk("pHYs", joinedBytes(perMetre, perMetre, Uint8Array.of(1))));
  for (const [keyword, text] of Object.entries(texts)) {
    if (!/^[!-~]([ -~]*[!-~])?$/.test(keyword) || keyword.length > LONGEST_KEYWORD) {
      throw new RangeError(`"${keyword}" cannot name a text in a PNG: use 1 to ${LONGEST_KEYWORD} letters.`);
    }
    const plain = new Uint8Array(5); // the keyword's end, not compressed (2), no language, no translated keyword
    chunks.push(pngChunk("iTXt", joinedBytes(asciiBytes(keyword), plain, utf8Bytes(text))));
  }
  return joinedBytes(png.subarray(0, HEADER_END), ...chunks, png.subarray(HEADER_END));
}

const bigEndian = v => Uint8Array.of(...[24, 16, 8, 0].map(shift => Math.round(v) >>> shift));

function pngChunk(name, data) {
  const named = joinedBytes(asciiBytes(name), data);
  return joinedBytes(bigEndian(data.length), named, bigEndian(crc32(named)));
}

/** The checksum of PNG and ZIP. @param {ArrayLike<number>} bytes */
export function crc32(bytes) {
  let crc = -1;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc >>> 1 ^ (crc & 1 ? 0xEDB88320 : 0);
  }
  return ~crc >>> 0;
}
