// lesson.js: the figure within a lesson: what stays as it is, which panels stand beside the map, and a prediction: a
// press on the map that marks a place and starts nothing. The truth is sent only once there is an answer.
//
// S.lesson: { step (its name), panels (names; [] for the usual), lock (names), table (whether it is shown),
// held (whether the runs are held back), predict (whether a press is an answer), guess, truth ([x, y] or null) }
import { choosePanels, panelsIn } from "./panel_set.js";

/** Takes over what the lesson's step says. @returns {boolean} whether it is another step: then nothing is undone */
export function followLesson(S, lesson) {
  const { panels, lock, table, held, predict } = lesson, fig = S.q(".fig"), turned = S.lesson?.step !== lesson.step;
  if (turned) S.ui.past = S.ui.future = [];
  S.lesson = lesson;
  S.ui.locked = new Set(lock);
  if (predict) S.ui.locked.add("start");
  fig.classList.add("lesson");
  fig.classList.toggle("tabled", table);
  fig.classList.toggle("fixed", S.ui.locked.has("optimizers"));
  fig.classList.toggle("held", held);
  fig.classList.toggle("predicting", predict);
  choosePanels(S, panels.length ? panels : panelsIn(null));
  S.picture.moved = true;
  return turned;
}
