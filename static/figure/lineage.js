// lineage.js: forks in a list of contenders: who comes with whom, links that hold when the list changes, and the words
// on what a fork leaves. Pure.
import { keysOf, parentsOf } from "../engine/forks.js";
import { aboutOptimizer } from "../formula/rule_about.js";
import { count } from "./numbers.js";

/** The places of a contender and of all that it leaves. */
export function withParents(contenders, k) {
  const parents = parentsOf(contenders), out = [];
  for (let at = k; at >= 0 && !out.includes(at); at = parents[at]) out.push(at);
  return out;
}

/** The places of a contender and of all forks of it, and of those. */
export const withForks = (contenders, k) =>
  contenders.map((_, j) => j).filter(j => withParents(contenders, j).includes(k));

/** What a run is compared with: what it leaves, or for a copy the first of its optimizer; -1 for none. */
export function comparedWith(contenders, k) {
  const parent = parentsOf(contenders)[k];
  if (parent >= 0) return parent;
  const first = contenders.findIndex(c => c.optimizer === contenders[k].optimizer);
  return first < k ? first : -1;
}

/**
 * A contender that leaves the k-th at a step and is still as it is there. Where that one has not begun yet itself, what
 * it leaves is left; where it has ended, its end.
 * @param {{left: number, updates: number}[]} series
 */
export function forkOf(contenders, k, step, series) {
  const from = withParents(contenders, k).find(j => !contenders[j].fork || series[j].left < step) ?? k;
  const { optimizer, hyper } = contenders[from], at = Math.min(step, (series[from].left || 0) + series[from].updates);
  const own = { optimizer, hyper: { ...hyper } };
  return at > 0 ? { ...own, fork: { of: keysOf(contenders)[from], at } } : own;
}

/** The scenario after a change, its forks' links as its list has the names now; what has lost its parent goes too. */
export function relinked(before, after) {
  const { contenders } = after;
  if (!contenders.some(c => c.fork)) return after;
  const old = keysOf(before.contenders), inPlace = before.contenders.length === contenders.length;
  const placeOf = key => {
    const k = old.indexOf(key), same = contenders.indexOf(before.contenders[k]);
    return same < 0 && inPlace ? k : same;
  };
  const parents = contenders.map(({ fork }) => (fork ? placeOf(fork.of) : -1));
  const stays = contenders.map((_, k) => {
    let at = k, steps = 0;
    while (contenders[at].fork) {
      at = parents[at];
      if (at < 0 || steps++ > contenders.length) return false;
    }
    return true;
  });
  const kept = contenders.filter((_, k) => stays[k]), names = new Map(keysOf(kept).map((key, k) => [kept[k], key]));
  const linked = contenders.map((one, k) => {
    const { fork, ...own } = one;
    return fork ? { ...own, fork: { ...fork, of: names.get(contenders[parents[k]]) } } : one;
  });
  return { ...after, contenders: linked.filter((_, k) => stays[k]) };
}

/** What is told where another surface is shown: its runs begin at its start. "" where there was no fork. */
export function forksStay(contenders) {
  if (!contenders.some(c => c.fork)) return "";
  const whole = contenders.filter(c => !c.fork).map(c => c.optimizer);
  const lone = [...new Set(contenders.map(c => c.optimizer))].filter(name => !whole.includes(name));
  const names = lone.map(name => aboutOptimizer(name).title);
  return `Forks stay on their surface${names.length ? `; from the start here: ${names.join(", ")}` : ""}.`;
}

const listed = words => [words.slice(0, -1).map(word => `the ${word}`).join(", "), `the ${words.at(-1)}`]
  .filter(Boolean).join(" and ");
const sentence = (words, one, more) => {
  const text = `${listed(words)} ${words.length === 1 ? one : more}`;
  return words.length ? ` ${text[0].toUpperCase()}${text.slice(1)}.` : "";
};

/** What a fork leaves, and what becomes of the state; "" for no fork. */
export function forkWords(series, { parent, left, goesOn, anew }) {
  if (parent < 0) return "";
  if (Number.isNaN(left)) return `Leaves ${series[parent].title} later.`;
  return `Leaves ${series[parent].title} at step ${count(left)}.${sentence(goesOn, "goes on", "go on")}`
    + sentence(anew, "starts anew, with its own t", "start anew, with their own t");
}
