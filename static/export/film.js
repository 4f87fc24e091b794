// film.js: the figure as a film, recorded in real time: MP4 where the browser writes it, else WebM and a sentence.
import { withProvenance } from "./film_provenance.js";

const CODECS = [
  "video/mp4;codecs=avc1.640028", "video/mp4;codecs=avc1.42E01F", "video/mp4", "video/webm;codecs=vp9",
  "video/webm;codecs=vp8", "video/webm",
];
const BITS_PER_PIXEL = 0.25; // of each frame: thin lines need more than a camera's picture
const REST_SECONDS = 1.6; // for which the last picture stays
const NO_FILM = "Choose the loop (GIF) instead.";

/**
 * What a film would be here: `mime` and `suffix` (null where none can be made), and what to say of it, "" for nothing.
 * @returns {{ mime: string | null, suffix: string | null, sentence: string }}
 */
export function filmKind() {
  const none = why => ({ mime: null, suffix: null, sentence: `${why} ${NO_FILM}` });
  if (!globalThis.MediaRecorder || !HTMLCanvasElement.prototype.captureStream) {
    return none("This browser cannot record a film.");
  }
  const mime = CODECS.find(codec => MediaRecorder.isTypeSupported(codec));
  if (!mime) return none("This browser writes neither MP4 nor WebM.");
  if (mime.startsWith("video/mp4")) return { mime, suffix: ".mp4", sentence: "" };
  return { mime, suffix: ".webm", sentence: "This browser does not write MP4, so the film is a WebM." };
}

/**
 * Records `seconds` from one step to another, and the last picture for a while. It takes as long as the film lasts, and
 * waits while the page is hidden, where browsers let timers sleep.
 * @param {(step: number, canvas: HTMLCanvasElement) => void | Promise<void>} draw paints the whole canvas
 * @param {{ from: number, to: number, seconds: number, fps?: number, size: [number, number], rest?: number,
 *   stepAt?: (share: number) => number, provenance?: string, onProgress?: (share: number) => void,
 *   signal?: AbortSignal }} how size: px, made even; stepAt: the step at a share of the time, if not in proportion
 * @returns {Promise<{ blob: Blob, suffix: string, sentence: string }>}
 */
export async function film(draw, how) {
  const { from, to, seconds, fps = 30, size, rest = REST_SECONDS, provenance = "", onProgress, signal } = how;
  const { stepAt = share => from + (to - from) * share } = how, { mime, suffix, sentence } = filmKind();
  if (!mime) throw new Error(sentence);
  if (!(seconds > 0)) throw new RangeError("A film needs a length of more than 0 seconds.");
  signal?.throwIfAborted();
  const [width, height] = size.map(v => Math.max(2, 2 * Math.round(v / 2))); // H.264 halves the colours' rows
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  canvas.getContext("2d", { alpha: false });
  const stream = canvas.captureStream(0), [track] = stream.getVideoTracks();
  const videoBitsPerSecond = width * height * fps * BITS_PER_PIXEL;
  const recorder = new MediaRecorder(stream, { mimeType: mime, videoBitsPerSecond });
  const parts = [];
  const ended = new Promise((done, fail) => {
    recorder.ondataavailable = ({ data }) => parts.push(data);
    recorder.onstop = done;
    recorder.onerror = ({ error }) => fail(error ?? new Error(`The browser broke the recording off. ${NO_FILM}`));
  });
  try {
    await draw(stepAt(0), canvas);
    recorder.start();
    await shoot({ whole: seconds + rest, fps, recorder, signal, async frame(t) {
      await draw(stepAt(Math.min(1, t / seconds)), canvas);
      track.requestFrame();
      onProgress?.(t / (seconds + rest));
    } });
    recorder.stop();
    await ended;
  } finally {
    if (recorder.state !== "inactive") recorder.stop();
    track.stop();
  }
  const type = mime.split(";")[0];
  const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
  return { blob: new Blob([withProvenance(bytes, type, provenance)], { type }), suffix, sentence };
}

// Calls frame(t) at each multiple of 1 / fps that the machine keeps up with, from 0 to `whole`, both included.
async function shoot({ whole, fps, recorder, signal, frame }) {
  let start = performance.now();
  const now = () => (performance.now() - start) / 1000, last = Math.round(whole * fps);
  for (let i = 0; ; i = Math.min(last, Math.max(i + 1, Math.floor(now() * fps)))) {
    await new Promise(go => setTimeout(go, 1000 * (i / fps - now())));
    if (document.hidden) start += await shown(recorder, signal);
    signal?.throwIfAborted();
    await frame(i / fps);
    if (i === last) return;
  }
}

// waits until the page is seen again; how long that was, in ms
async function shown(recorder, signal) {
  const since = performance.now();
  recorder.pause();
  await new Promise(go => {
    document.addEventListener("visibilitychange", go, { once: true });
    signal?.addEventListener("abort", go, { once: true });
  });
  recorder.resume();
  return performance.now() - since;
}
