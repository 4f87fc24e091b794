// answer.js: a prediction within a lesson: a press on the map marks a place and starts nothing; beside it, once there
// is an answer, what the run gave. See lesson.js for S.lesson.
const CROSS = 9; // px from a mark's middle to its ends

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
  const mark = (place, word, path, side) => {
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
    g.strokeText(word, p[0] + CROSS + 5, p[1] + side * CROSS);
    g.fillStyle = text;
    g.fillText(word, p[0] + CROSS + 5, p[1] + side * CROSS);
  };
  g.globalAlpha = 1;
  mark(truth, "the run", (x, y) => g.arc(x, y, CROSS, 0, 2 * Math.PI), -1);
  mark(guess, "your answer", (x, y) => {
    g.moveTo(x - CROSS, y - CROSS);
    g.lineTo(x + CROSS, y + CROSS);
    g.moveTo(x - CROSS, y + CROSS);
    g.lineTo(x + CROSS, y - CROSS);
  }, 1);
}
