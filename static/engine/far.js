// Long runs away from the page: in a worker, or, where there is none, in short turns between the page's own work.
import { beginRuns, compute, isReady, prepare } from "./runs.js";

const AT_ONCE = 1000; // steps that are shown before anything else, in the frame of the gesture
const TURN = 12; // ms of the page's time at once, where there is no worker
const WAITS = [60, 240, 960, 3840]; // ms between two showings of what there is so far

let script = null;

/** For a page in one file: the text of the worker's script, which has no address of its own there. */
export function setWorkerScript(text) {
  script = text;
}

const openWorker = () => {
  const address = script
    ? URL.createObjectURL(new Blob([script], { type: "text/javascript" }))
    : new URL("./worker.js", import.meta.url);
  return new Worker(address, { type: "module" });
};

/**
 * @param {import("./runs.js").Scenario} scenario
 * @param {Object<string, import("./land.js").Sampled>} extra
 * @param {(runs: import("./runs.js").Runs, share: number) => void} onRuns gets the first steps at once (if `isReady`),
 *   then more; the last time `runs.done` is true
 * @param {{most?: number, wait?: number, onError?: (sentence: string) => void}} [options] wait: ms after the first
 *   steps, before a worker begins with more: to open one costs the page more than the steps of a frame
 * @returns {?() => void} stops at once; nothing comes after it. null where it failed at once
 */
export function computeFar(scenario, extra, onRuns, { most, wait = 0, onError = console.error } = {}) {
  const options = most ? { most } : {};
  let soon = null;
  try {
    if (isReady(scenario, extra)) soon = compute(scenario, extra, { until: AT_ONCE });
  } catch (error) {
    onError(error.message);
    return null;
  }
  if (soon) onRuns(soon, 0);
  let worker = null, stopped = false;
  const begin = setTimeout(() => { worker = beginFar(); }, wait);
  const stop = () => {
    stopped = true;
    clearTimeout(begin);
    worker?.terminate();
  };
  const nearby = () =>
    inTurns(scenario, extra, options, onRuns, () => stopped).catch((error) => onError(error.message));
  const beginFar = () => {
    let far = null;
    try {
      far = openWorker();
    } catch {
      nearby();
      return null;
    }
    far.addEventListener("message", ({ data: { runs, share, error } }) => {
      if (stopped) return;
      if (error !== undefined || runs.done) stop();
      if (error === undefined) onRuns(runs, share);
      else onError(error);
    });
    far.addEventListener("error", () => { // its script could not be loaded
      if (stopped) return;
      far.terminate();
      nearby();
    });
    far.postMessage({ scenario, extra, options });
    return far;
  };
  return stop;
}

async function inTurns(scenario, extra, options, onRuns, stopped) {
  await prepare(scenario, extra);
  if (stopped()) return;
  const work = beginRuns(scenario, extra, options);
  let shown = performance.now(), showings = 0;
  for (let more = true; more; ) {
    const turn = performance.now();
    while (more && performance.now() - turn < TURN) more = work.goOn();
    if (more && performance.now() - shown > WAITS[Math.min(showings, WAITS.length - 1)]) {
      onRuns(work.soFar(), work.share());
      [shown, showings] = [performance.now(), showings + 1];
    }
    await new Promise((resolve) => setTimeout(resolve));
    if (stopped()) return;
  }
  onRuns(work.soFar(), 1);
}
