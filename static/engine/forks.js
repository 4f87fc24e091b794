// Forks among the contenders of a scenario: who leaves whom and when, and the state that a fork takes along.
import { branched, fadedShares } from "./branching.js";
import { roomFor } from "./simulate.js";

/** A name for each contender, unique: "adam", and "adam~2" for a second one. */
export function keysOf(contenders) {
  const seen = {};
  return contenders.map(({ optimizer }) => {
    const n = seen[optimizer] = (seen[optimizer] ?? 0) + 1;
    return n === 1 ? optimizer : `${optimizer}~${n}`;
  });
}

/** The place of the contender that each leaves; -1 for those that run from the start. @returns {number[]} */
export function parentsOf(contenders) {
  const keys = keysOf(contenders);
  return contenders.map(({ fork }) => (fork ? keys.indexOf(fork.of) : -1));
}

/**
 * The places of the contenders, parents before their forks.
 * @throws {Error} where a fork has no parent, or is one's own
 */
export function parentsFirst(contenders) {
  const parents = parentsOf(contenders), order = [], done = new Set();
  while (order.length < contenders.length) {
    const next = contenders.findIndex((one, k) => !done.has(k) && (!one.fork || done.has(parents[k])));
    if (next < 0) throw new Error("A fork has nothing that it leaves. Remove it, or let it run from the start.");
    order.push(next);
    done.add(next);
  }
  return order;
}

/**
 * The row of a piece at which a fork leaves its parent, which has been stepped through it; null where it does not yet.
 * A parent that ends sooner is left where it ends.
 */
function leavingRow({ fork: { at } }, parent, first, rows) {
  if (!parent.run || parent.lead >= rows) return null;
  const row = Math.max((parent.ended ? Math.min(at, first + parent.rows - 1) : at) - first, parent.lead);
  return row < rows ? row : null;
}

/** Lets a fork begin within a piece, if it is its turn; `lead` is how many rows of the piece come before. */
export function beginFork(way, parent, { rows, factors, shocks }, first) {
  const row = leavingRow(way, parent, first, rows);
  way.lead = row ?? rows;
  if (row === null) return;
  const { from, run, rule, origin } = parent, steps = row - from.row, again = { ...run, state: from.state, steps };
  if (factors) again.factors = factors.subarray(from.row);
  if (shocks) again.shocks = shocks.subarray(2 * from.row);
  const room = roomFor(steps + 1);
  parent.loop(again, room);
  const gradient = [room.gradient[2 * steps], room.gradient[2 * steps + 1]], at = first + row;
  const shares = fadedShares(rule, origin.shares, at - origin.at);
  const found = branched(rule, way.rule, again.state, shares, gradient);
  way.run = { state: found.state, every: 1, p: run.p, hyper: way.rule.numbers };
  way.origin = { shares: found.shares, at };
  const { arrived } = parent.about; // on the way that both share
  Object.assign(way.about, { left: at, goesOn: found.goesOn, anew: found.anew });
  if (arrived !== null && arrived <= at) way.about.arrived = arrived;
  for (let k = 0; k < 2 * row; k++) way.out.position[k] = again.state.position[k % 2]; // nothing farther out than there
}
