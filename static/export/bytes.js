// bytes.js: byte arrays put together, for the writers of binary files.

/** Byte arrays, one after the other. @param {...Uint8Array} parts */
export function joinedBytes(...parts) {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

/** The codes of the letters of an ASCII word. */
export const asciiBytes = word => Uint8Array.from(word, c => c.charCodeAt(0));

/** Text as UTF-8; what no file may hold is left out. */
export const utf8Bytes = text => new TextEncoder().encode(text.toWellFormed().replaceAll("\0", ""));
