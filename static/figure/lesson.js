// lesson.js: the figure within a lesson: what stays as it is, which panels stand beside the map, and a prediction: a
// press on the map that marks a place and starts nothing. The truth is sent only once there is an answer.
//
// S.lesson: { step (its name), panels (names; [] for the usual), lock (names), table (whether it is shown),
// held (whether the runs are held back), awaited (whose runs, while they are), predict (whether a press is an answer),
// guess, truth ([x, y] or null), presented (whether it stands before a lecture hall) }
import { showChips } from "./legend.js";
import { choosePanels, panelsIn } from "./panel_set.js";
import { clearPen } from "./pen.js";
import { followPresenter } from "./present.js";

const MOST_PRESENTED = 2; // panels, where the step names none

/** Takes over what the lesson's step says. @returns {boolean} whether it is another step: then nothing is undone */
export function followLesson(S, lesson) {
  const { panels, lock, table, held, predict, presented } = lesson, fig = S.q(".fig");
  const turned = S.lesson?.step !== lesson.step;
  if (turned) {
    S.ui.past = S.ui.future = [];
    clearPen(S);
  }
  S.lesson = lesson;
  for (const name of lock) S.ui.locked.add(name);
  if (predict) S.ui.locked.add("start");
  fig.classList.add("lesson");
  fig.classList.toggle("tabled", table);
  fig.classList.toggle("fixed", S.ui.locked.has("optimizers"));
  fig.classList.toggle("held", held);
  fig.classList.toggle("predicting", predict);
  if (held && S.data.series) showChips(S); // they stay until the runs are here
  followPresenter(S, !!presented);
  const usual = panelsIn(null);
  choosePanels(S, panels.length ? panels : presented ? usual.slice(0, MOST_PRESENTED) : usual);
  S.picture.moved = true;
  return turned;
}
