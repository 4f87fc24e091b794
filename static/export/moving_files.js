// moving_files.js: the figure step by step, as a film or a loop (GIF).
import { ends, fromAxis, onAxis } from "../figure/time.js";
import { nameOf, provenanceHere } from "./about.js";
import { seenComposition, usualParts } from "./composition.js";
import { film } from "./film.js";
import { gifOf } from "./gif.js";
import { pictureFrom, pictureState } from "./picture.js";
import { provenanceText } from "./provenance.js";

const LOOP_FPS = 12, LOOP_REST = 1600; // frames a second; ms for which the last picture stays
/** What a film has, if nothing else is asked for. */
export const USUAL_FILM = { seconds: 9, widthPx: 1280 };
const USUAL_LOOP = { seconds: 6, widthPx: 960 };

/**
 * @typedef {{ from?: number, to?: number, seconds: number, widthPx: number }} Shot steps; seconds without the rest
 * @typedef {{ progress?: (share: number) => void, signal?: AbortSignal }} Work
 */

// A canvas of the figure, and what paints it at a step. What stands still is painted once.
function stage(S, widthPx) {
  const D = pictureState(S, { seen: true });
  D.clock.playing = true; // no hairline of what is to come
  const picture = pictureFrom(D, seenComposition(D, usualParts(D)));
  const even = v => Math.max(2, 2 * Math.round(v / 2)), k = widthPx / picture.w;
  const size = [even(picture.w * k), even(picture.h * k)];
  const still = Object.assign(document.createElement("canvas"), { width: size[0], height: size[1] });
  const behind = still.getContext("2d");
  behind.setTransform(k, 0, 0, k, 0, 0);
  picture.still(behind);
  const paint = (g, step) => {
    g.setTransform(1, 0, 0, 1, 0, 0);
    g.drawImage(still, 0, 0);
    g.setTransform(k, 0, 0, k, 0, 0);
    D.clock.t = step;
    picture.moving(g);
  };
  return { size, paint, D };
}
// even in time as it runs on screen: logarithmic where the axis is
const stepsBetween = (S, from, to) => share =>
  Math.min(S.data.steps, fromAxis(S, onAxis(S, from) + share * (onAxis(S, to) - onAxis(S, from))));

/** @param {Shot} shot @param {Work} work */
export async function loopFile(S, shot = USUAL_LOOP, { progress, signal } = {}) {
  const { from = ends(S)[0], to = ends(S)[1], seconds, widthPx } = shot, { size, paint, D } = stage(S, widthPx);
  const canvas = Object.assign(document.createElement("canvas"), { width: size[0], height: size[1] });
  const g = canvas.getContext("2d", { willReadFrequently: true }), stepAt = stepsBetween(D, from, to);
  const frames = Math.max(2, Math.round(seconds * LOOP_FPS));
  const delays = Array.from({ length: frames }, (_, i) => i === frames - 1 ? LOOP_REST : 1000 / LOOP_FPS);
  const draw = i => {
    paint(g, stepAt(i / (frames - 1)));
    return g.getImageData(0, 0, ...size);
  };
  const comment = provenanceText(provenanceHere(S));
  const bytes = await gifOf(draw, delays, { comment, onProgress: progress, signal });
  return { name: nameOf(S, ".gif"), mime: "image/gif", bytes };
}

/** @param {Shot} shot @param {Work} work */
export async function filmFile(S, shot = USUAL_FILM, { progress, signal } = {}) {
  const { from = ends(S)[0], to = ends(S)[1], seconds, widthPx } = shot, { size, paint, D } = stage(S, widthPx);
  const { blob, suffix, sentence } = await film((step, canvas) => paint(canvas.getContext("2d"), step), {
    from, to, seconds, size, signal, onProgress: progress, stepAt: stepsBetween(D, from, to),
    provenance: provenanceText(provenanceHere(S)),
  });
  const name = nameOf(S, suffix);
  return { name, mime: blob.type, bytes: blob, sentence: sentence && `${name} is ready. ${sentence}` };
}
