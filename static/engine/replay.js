// One run again, up to any step: what it stands on before that update, and what its own loop records there.
import { isTyped } from "../formula/typed.js";
import { typedRule } from "../formula/rule_about.js";
import { OPTIMIZER_CODE, corrections, decayed, maximum, steeper, vectorLength } from "./formulas.js";
import { hyperNumbers } from "./checks.js";
import { beginRuns } from "./runs.js";
import { factorsOf } from "./steps.js";

const MOST_AT_ONCE = 65_536; // updates at a call: a few milliseconds
const APART_AT_LEAST = 4096; // updates between two states that are kept

/**
 * @typedef {object} Told what an update is told, in both coordinates where they differ
 * @property {import("./steps.js").State} state before the update
 * @property {Object<string, number>} hyper by name
 * @property {number[]} gradient with its noise
 * @property {Object<string, number>[]} context for x and for y, by the names of dynamics.StepContext
 * @property {{rate: number[], first: number[], second: number[]}} recorded by the loop at this update
 */

/** @param {import("./runs.js").Scenario} scenario of which `loopOf` knows the pairs @param {number} k the contender */
export function replayOf(scenario, extra, k) {
  const { optimizer, hyper = {}, fork } = scenario.contenders[k];
  const alone = { ...scenario, contenders: [{ optimizer, hyper }] };
  const code = isTyped(optimizer) ? typedRule(optimizer).code : OPTIMIZER_CODE[optimizer];
  const numbers = hyperNumbers(code, hyper), kept = [], first = scenario.start?.step ?? 0;
  let latest = null;

  // from the very beginning with the others, which it may depend on; from a state of its own alone
  const stepped = (from, n) => {
    let way = null;
    const begun = from ? { ...alone, start: from.state } : scenario;
    const work = beginRuns(begun, extra, { until: n, record: ways => { way = ways[from ? 0 : k]; } });
    while (work.goOn());
    const { state = null } = way.run ?? {};
    return { state, at: state && state.step - first, out: way.out };
  };

  /** Before update `step` + 1; null while it is still on its way there. @returns {?Told|{ended: true}} */
  return step => {
    const before = [...kept, latest].filter(one => one && one.at <= step);
    const from = before.reduce((best, one) => (!best || one.at > best.at ? one : best), null);
    const ahead = step - (from?.at ?? 0);
    const most = Math.min(ahead, from ? MOST_AT_ONCE : Math.max(MOST_AT_ONCE, fork?.at ?? 0)); // there it is born
    const there = ahead || !from ? stepped(from, most) : from;
    if (there.at === null || there.at < (from?.at ?? 0) + most) return { ended: true };
    if (there.at - Math.max(0, ...kept.map(one => one.at)) >= APART_AT_LEAST) kept.push(there);
    latest = there;
    return there.at === step ? replayed(there, scenario, numbers, stepped(there, 0)) : null;
  };
}

function replayed({ state }, { schedule = {} }, hyper, { out }) {
  const { position, powers, smoothness, lastPosition, lastGradient, step, length } = state;
  const gradient = [...out.gradient.subarray(0, 2)], [gx, gy] = gradient;
  const factor = Number.isFinite(step) ? factorsOf(schedule, step, step + 1, length)?.[0] : null;
  const { beta1 = 0, beta2 = 0, lr } = hyper;
  const next = [decayed(powers[0], beta1), decayed(powers[1], beta2)];
  const [correction1, correction2, later] = corrections(...next, beta1);
  const moved = vectorLength(position[0] - lastPosition[0], position[1] - lastPosition[1]);
  const change = vectorLength(gx - lastGradient[0], gy - lastGradient[1]);
  const shared = {
    step: step + 1, lr: factor ? lr * factor : lr, correction1, correction2, next_correction1: later,
    largest_gradient: maximum(Math.abs(gx), Math.abs(gy)), largest_signed: maximum(gx, gy),
    smoothness: steeper(smoothness, moved, change),
  };
  const pair = name => [...out[name].subarray(0, 2)];
  return {
    state, hyper, gradient, context: position.map(place => ({ ...shared, position: place })),
    recorded: { rate: pair("effectiveRate"), first: pair("firstMoment"), second: pair("secondMoment") },
  };
}
