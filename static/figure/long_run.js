// long_run.js: a run that takes longer than a frame. Its first steps are shown at once, the rest as it comes from a
// worker; the reader can stop it, and have it go on.
import { computeFar } from "../engine/far.js";
import { adopt, take } from "./compute.js";
import { count } from "./numbers.js";
import { textOf } from "./scenario.js";
import { say, sayLasting } from "./share.js";
import { lastStep } from "./time.js";

const WORKER_WAITS = 120; // ms: while a hand moves, the first steps are all there is time for

/** Whether what is on screen is of this scenario, as far as it goes; around an orbit runs begin from a state. */
export const isShown = (S, scenario) =>
  !S.layout && !!S.data.ran && textOf(S.data.ran, S.lands) === textOf(scenario, S.lands);

/** Whether that needs no computing anew: it is under way, or all there, as when a hand lets go. */
export const isEnough = (S, scenario) => isShown(S, scenario) && (!!S.picture.stop || S.data.computed.done);

/** due: see take() */
export function beginLong(S, scenario, due) {
  const there = isShown(S, scenario) ? lastStep(S) : -1; // what is there stays until there is more
  let next = due;
  S.picture.stop = computeFar(scenario, S.lands, (runs, share) => {
    if (runs.done) S.picture.stop = null;
    if (runs.done || runs.steps.at(-1) > there) {
      adopt(S, scenario, runs, next);
      S.picture.inTurn = !next.whys.length;
      next = { whys: [], done: runs.done };
    }
    const text = `Stepping on, ${Math.round(100 * share)} %. `;
    sayLasting(S, runs.done ? null : [text, "Stop", () => haltLong(S)]);
  }, {
    wait: WORKER_WAITS,
    onError(sentence) {
      if (S.picture.stop) haltLong(S);
      else sayLasting(S, null);
      say(S, sentence);
    },
  });
}

/** For another one. */
export function endLong(S) {
  S.picture.stop?.();
  S.picture.stop = null;
}

// it ends where it is, until the reader has it go on
function haltLong(S) {
  endLong(S);
  const text = `Stopped at step ${count(lastStep(S))} of ${count(S.data.steps)}. `;
  sayLasting(S, [text, "Go on", () => take(S, S.data.scenario, "on")]);
}
