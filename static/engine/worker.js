// A long run in a worker: the frames so far, coarse first, until all are there.
import { beginRuns, prepare } from "./runs.js";

const SOON = 60; // ms until the first frames are shown; each later wait is twice as long

async function told({ scenario, extra, options }) {
  await prepare(scenario, extra);
  const work = beginRuns(scenario, extra, options);
  let wait = SOON, since = performance.now();
  while (work.goOn()) {
    if (performance.now() - since < wait) continue;
    show(work);
    [wait, since] = [2 * wait, performance.now()];
  }
  show(work);
}

function show(work) {
  const runs = work.soFar();
  if (runs.F) postMessage({ runs, share: work.share() }, [runs.steps.buffer, runs.runs.buffer]);
}

addEventListener("message", ({ data }) => told(data).catch((error) => postMessage({ error: error.message })));
