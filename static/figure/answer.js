// answer.js: a prediction within a lesson: a press on the map marks a place and starts nothing; beside it, once there
// is an answer, what the run gave. See lesson.js for S.lesson.
import { clipped } from "./clip.js";

const CROSS = 9; // px from a mark's middle to its ends
const WORD_FROM = CROSS + 5, HALF_WORD = 8; // px from the middle to a word, and half a word's height
const CHOSEN = new WeakMap(); // by the paths on screen: where each word stands

/** Where a word begins beside a mark: the first place on the map over which no path runs; [x, y] of its left middle. */
export function besidePaths(paths, [x, y], width, [wide, high]) {
  const places = [WORD_FROM, -WORD_FROM - width].flatMap(dx => [[x + dx, y + CROSS], [x + dx, y - CROSS]]);
  places.push(...[2, -2].map(far => [x - width / 2, y + far * WORD_FROM]));
  const inside = ([a, b]) => a > 2 && a + width < wide - 2 && b > HALF_WORD && b < high - HALF_WORD;
  const runsOver = (P, i, [a, b]) => P.seen[i] && P.seen[i - 1] && clipped(
    P.x[i - 1], P.y[i - 1], P.x[i], P.y[i], a - 3, b - HALF_WORD, a + width + 3, b + HALF_WORD);
  const isFree = at => paths.every(P => {
    for (let i = 1; i < P.n; i++) if (runsOver(P, i, at)) return false;
    return true;
  });
  const here = places.filter(inside);
  return here.find(isFree) ?? here[0] ?? places[0];
}

/** The same, looked for once. */
function wordPlace(S, word, p, width) {
  const { paths } = S.picture, key = `${word} ${p} ${width}`;
  if (!CHOSEN.has(paths)) CHOSEN.set(paths, new Map());
  const held = CHOSEN.get(paths), { w, h } = S.view.projection;
  if (!held.has(key)) held.set(key, besidePaths(paths, p, width, [w, h]));
  return held.get(key);
}

/** A press on the map, if it is an answer. @param {number[]} place in x and y */
export function predicted(S, place) {
  if (!S.lesson?.predict) return false;
  S.lesson.guess = place.map(v => +v.toPrecision(4));
  S.picture.moved = true;
  S.messages.trigger("event", { n: S.messages.n, kind: "predict", value: S.lesson.guess });
  return true;
}

/** The reader's answer, a cross, and the truth, a ring, each with its word. */
export function drawAnswer(S, g) {
  const { guess, truth } = S.lesson ?? {}, { text, paper } = S.theme.tone;
  const mark = (place, word, path) => {
    const p = place && S.view.projection.at(...place);
    if (!p) return;
    for (const [colour, width] of [[paper, 5], [text, 2]]) {
      g.strokeStyle = colour;
      g.lineWidth = width;
      g.setLineDash([]);
      g.beginPath();
      path(...p);
      g.stroke();
    }
    g.font = `600 12.5px ${S.theme.font}`;
    g.textAlign = "left";
    g.textBaseline = "middle";
    g.strokeStyle = paper;
    g.lineWidth = 3.5;
    const at = wordPlace(S, word, p, g.measureText(word).width);
    g.strokeText(word, ...at);
    g.fillStyle = text;
    g.fillText(word, ...at);
  };
  g.globalAlpha = 1;
  mark(truth, "the run", (x, y) => g.arc(x, y, CROSS, 0, 2 * Math.PI));
  mark(guess, "your answer", (x, y) => {
    g.moveTo(x - CROSS, y - CROSS);
    g.lineTo(x + CROSS, y + CROSS);
    g.moveTo(x - CROSS, y + CROSS);
    g.lineTo(x + CROSS, y - CROSS);
  });
}
