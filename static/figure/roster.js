// roster.js: optimizers that the reader has met, those put away among them: digits and the words after "add" go by this
// order. Forks are put away with what they leave, and come back with it.
//
// An entry: { contender, shown, from: the entry that it leaves or null, gone: what it was put away with }; `from` and
// `gone` are of when it was put away.
import { keysOf, parentsOf } from "../engine/forks.js";
import { aboutOptimizer } from "../formula/rule_about.js";
import { count } from "./numbers.js";

const shownOf = S => S.data.roster.filter(entry => entry.shown);

/** After a change: the same entries with other contenders, or another list. */
export function keepRoster(S, contenders, isOther) {
  const shown = shownOf(S);
  if (shown.length === contenders.length && !isOther) {
    shown.forEach((entry, k) => { entry.contender = contenders[k]; });
  } else S.data.roster = contenders.map(contender => ({ contender, shown: true }));
}

export const entryOf = (S, key) => shownOf(S)[keysOf(S.data.scenario.contenders).indexOf(key)];

/** A new entry behind another. */
export function entryBeside(S, entry, made) {
  S.data.roster.splice(S.data.roster.indexOf(entry) + 1, 0, { ...made, shown: true });
}

/** Puts all away but those at these places; they keep their places and settings. */
export function keepShown(S, stays) {
  const shown = shownOf(S), parents = parentsOf(S.data.scenario.contenders), gone = {};
  for (const [k, entry] of shown.entries()) {
    if (stays(k)) continue;
    Object.assign(entry, { shown: false, from: shown[parents[k]] ?? null, gone });
  }
}

const ancestors = entry => entry?.from && !entry.shown ? [entry.from, ...ancestors(entry.from)] : [];

/** Those that come back with an entry: what it leaves, and the forks that went with it. */
export function comingBack({ data: { roster } }, entry) {
  const wentWith = each => each.gone === entry.gone && ancestors(each).includes(entry);
  return roster.filter(each => !each.shown && (each === entry || ancestors(entry).includes(each) || wentWith(each)));
}

/** The contenders with these entries among them, each fork with the name that its parent has there. */
export function withEntries(S, back) {
  const { contenders } = S.data.scenario, parents = parentsOf(contenders), shown = shownOf(S);
  const list = S.data.roster.filter(entry => entry.shown || back.includes(entry));
  const names = keysOf(list.map(entry => entry.contender));
  return list.map(entry => {
    const { contender } = entry, { fork } = contender;
    if (!fork) return contender;
    const from = entry.shown ? shown[parents[shown.indexOf(entry)]] : entry.from;
    return { ...contender, fork: { ...fork, of: names[list.indexOf(from)] } };
  });
}

/** What an entry that is put away is called: a fork by its step too. */
export const awayTitle = ({ contender: { optimizer, fork } }) =>
  aboutOptimizer(optimizer).title + (fork ? ` from ${count(fork.at)}` : "");
