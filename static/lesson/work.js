// work.js: what a reader has answered and reached, kept in the browser. The record is that of player/lesson_work.py:
// { answers, reached, shown, at }, by "lesson/step".
const KEY = "descent-explorer-lessons";
const EMPTY_WORK = { answers: {}, reached: {}, shown: [], at: {} };
const isTable = value => Object.prototype.toString.call(value) === "[object Object]";

/** What this browser has kept; what cannot be read is forgotten. */
export function keptWork() {
  try {
    const held = JSON.parse(localStorage.getItem(KEY) ?? "null");
    const { answers, reached, shown, at } = { ...EMPTY_WORK, ...held };
    const sound = Array.isArray(shown) && [answers, reached, at].every(isTable);
    return sound ? { answers, reached, shown, at } : structuredClone(EMPTY_WORK);
  } catch { // none, or it may not be used
    return structuredClone(EMPTY_WORK);
  }
}

export function keepWork(work) {
  try {
    localStorage.setItem(KEY, JSON.stringify(work));
  } catch {} // it lasts as long as the page
}

/** Forgets what belongs to a lesson. @param {string} name */
export function withoutLesson(work, name) {
  const others = entries => Object.fromEntries(Object.entries(entries).filter(([key]) => !key.startsWith(`${name}/`)));
  const at = { ...work.at };
  delete at[name];
  return {
    answers: others(work.answers), reached: others(work.reached), at,
    shown: work.shown.filter(key => !key.startsWith(`${name}/`)),
  };
}
