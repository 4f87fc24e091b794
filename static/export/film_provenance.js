// film_provenance.js: the provenance within a film's file, where it disturbs neither players nor seeking: in MP4 as an
// XMP box, in WebM as tags after the last picture.
import { asciiBytes, joinedBytes, utf8Bytes } from "./bytes.js";
import { xmlText } from "./svg_text.js";

const XMP = [0xBE, 0x7A, 0xCF, 0xCB, 0x97, 0xA9, 0x42, 0xE8, 0x9C, 0x71, 0x99, 0x94, 0x91, 0xE3, 0xAF, 0xAC];
const SEGMENT = [0x18, 0x53, 0x80, 0x67], UNKNOWN = 0xFF; // an element of 8 bytes of size, or of no known size

/** @param {Uint8Array} film @param {string} type "video/mp4" or "video/webm" @param {string} text */
export function withProvenance(film, type, text) {
  if (!text) return film;
  return type === "video/mp4" ? withXmp(film, text) : withTags(film, text);
}

// Before the index of fragments, which is found from the end of the file; all that stands before keeps its place.
function withXmp(film, text) {
  const view = new DataView(film.buffer, film.byteOffset, film.byteLength);
  let at = 0;
  while (at + 8 <= film.length && String.fromCharCode(...film.subarray(at + 4, at + 8)) !== "mfra") {
    const size = view.getUint32(at), large = size === 1 ? Number(view.getBigUint64(at + 8)) : size;
    at = large < 8 ? film.length : at + large;
  }
  const packet = utf8Bytes(xmpPacket(text)), box = new Uint8Array(24 + packet.length);
  new DataView(box.buffer).setUint32(0, box.length);
  box.set([...asciiBytes("uuid"), ...XMP], 4);
  box.set(packet, 24);
  return joinedBytes(film.subarray(0, at), box, film.subarray(at));
}

const xmpPacket = text => `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">`
  + `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""`
  + ` xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:description><rdf:Alt><rdf:li xml:lang="x-default">`
  + `${xmlText(text)}</rdf:li></rdf:Alt></dc:description></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>`;

// Tags > Tag > (Targets: everything), SimpleTag > its name, its text; the segment that holds all grows by them
function withTags(film, text) {
  const name = ebmlElement([0x45, 0xA3], asciiBytes("COMMENT")), content = ebmlElement([0x44, 0x87], utf8Bytes(text));
  const tag = joinedBytes(ebmlElement([0x63, 0xC0], []), ebmlElement([0x67, 0xC8], joinedBytes(name, content)));
  const tags = ebmlElement([0x12, 0x54, 0xC3, 0x67], ebmlElement([0x73, 0x73], tag)), out = joinedBytes(film, tags);
  const at = film.findIndex((_, i) => SEGMENT.every((byte, k) => film[i + k] === byte)) + SEGMENT.length;
  const size = out.subarray(at, at + 8);
  if (size[0] !== 1 || size.subarray(1).every(byte => byte === UNKNOWN)) return out;
  size.set(ebmlSize(size.subarray(1).reduce((sum, byte) => 256 * sum + byte, 0) + tags.length));
  return out;
}

const ebmlElement = (id, content) =>
  joinedBytes(Uint8Array.from(id), ebmlSize(content.length), Uint8Array.from(content));

function ebmlSize(length) {
  const out = new Uint8Array(8);
  new DataView(out.buffer).setBigUint64(0, (1n << 56n) | BigInt(length));
  return out;
}
