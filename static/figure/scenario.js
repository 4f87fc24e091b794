// scenario.js: a scenario, and the words and looks of its parts. Everything here is a pure function of plain data.
//
// Scenario: { surface, parameters, contenders: [{ optimizer, hyper }], start: [x, y], steps, noise, seed, schedule },
// as in scenarios/scenario.py; what differs from the defaults is enough.
import { keysOf, parentsOf } from "../engine/forks.js";
import { typedAbout, typedSuited } from "../formula/about.js";
import { aboutOptimizer } from "../formula/rule_about.js";
import { isTyped } from "../formula/typed.js";
import { LIMITS, OPENING, OPTIMIZERS, SCHEDULES, SUITED, SURFACES } from "../known.js";
import { comparedWith } from "./lineage.js";
import { distinct } from "./marks.js";
import { count, words } from "./numbers.js";

/** What is known of a surface: a registered one, one that came with a message, or a typed one. */
const aboutSurface = (name, lands) => isTyped(name) ? typedAbout(name) : SURFACES[name] ?? lands?.[name];

/** The settings with which an optimizer opens on a surface; of a typed one once it is loaded. */
export const suited = (surface, optimizer, lands) => {
  if (isTyped(optimizer)) return {};
  if (isTyped(surface)) return typedSuited(surface, optimizer);
  return (SUITED[surface] ?? lands?.[surface]?.suited)?.[optimizer] ?? {};
};

export const contenderOn = (surface, optimizer, lands) =>
  ({ optimizer, hyper: { ...suited(surface, optimizer, lands) } });

/** The scenario that a surface opens with. */
export function openingOf(surface, lands) {
  const { start, steps } = aboutSurface(surface, lands);
  return { surface, contenders: OPENING.map(name => contenderOn(surface, name, lands)), start, steps };
}

/** Every part filled in, the defaults left out: equal scenarios have equal texts. */
export function normal(scenario, lands) {
  const differing = (values, usual) =>
    Object.fromEntries(Object.keys(usual).filter(k => values?.[k] !== undefined && values[k] !== usual[k])
      .map(k => [k, values[k]]));
  const { surface, contenders, start, steps, noise = 0, seed = 0 } = scenario;
  const schedule = { ...SCHEDULES.usual, ...scenario.schedule };
  return {
    surface, parameters: differing(scenario.parameters, defaultsOf(aboutSurface(surface, lands)?.parameters ?? [])),
    contenders: contenders.map(({ optimizer, hyper, fork }) => ({
      optimizer, hyper: differing(hyper, defaultsOf(aboutOptimizer(optimizer).controls)),
      ...fork ? { fork: { of: fork.of, at: fork.at } } : {},
    })),
    start: [...start], steps, noise, seed,
    schedule: { kind: schedule.kind, final: schedule.final, at: [...schedule.at], by: schedule.by },
  };
}
export const textOf = (scenario, lands) => JSON.stringify(normal(scenario, lands));
const defaultsOf = controls => Object.fromEntries(controls.map(h => [h.name, h.default]));

const valuesOf = ({ optimizer, hyper }) => ({ ...defaultsOf(aboutOptimizer(optimizer).controls), ...hyper });

/** What tells a copy from its kin: "uncorrected", "β₁ 0.1"; "2" where no single setting does; "" for a single one. */
function apart(contenders, k) {
  const { optimizer, fork } = contenders[k], { controls } = aboutOptimizer(optimizer), own = valuesOf(contenders[k]);
  const kin = contenders.filter(c => c.optimizer === optimizer && c.fork?.at === fork?.at).map(valuesOf);
  const differing = controls.filter(h => new Set(kin.map(values => values[h.name])).size > 1);
  const rows = new Set(kin.map(values => JSON.stringify(controls.map(h => values[h.name]))));
  if (differing.length === 1 && rows.size === kin.length) {
    const [h] = differing, value = own[h.name];
    return h.choices?.length ? h.behind[h.choices.indexOf(value)] : `${h.symbol} ${words(value)}`;
  }
  return kin.length > 1 ? keysOf(contenders)[k].split("~")[1] ?? "" : "";
}

/** One entry a contender: names, looks, settings; numbers of the run and the verdict join it later. */
export function seriesOf({ surface, contenders }, lands) {
  const keys = keysOf(contenders), parents = parentsOf(contenders);
  return contenders.map((contender, k) => {
    const { fork } = contender, since = fork ? count(fork.at) : "";
    const about = aboutOptimizer(contender.optimizer), values = valuesOf(contender), own = apart(contenders, k);
    const usual = { ...defaultsOf(about.controls), ...suited(surface, contender.optimizer, lands) };
    return distinct({
      key: keys[k], optimizer: contender.optimizer,
      parent: parents[k], against: comparedWith(contenders, k),
      title: `${about.title} ${own}`.trim() + (fork ? ` forked at ${since}` : ""),
      short: `${about.short} ${own}`.trim() + (fork ? ` @${since}` : ""),
      light: about.light, dark: about.dark, mark: about.mark, dash: about.dash, summary: about.summary,
      source: about.source, conventions: about.conventions, rule: ruleOf(about, values),
      controls: about.controls.map(h => ({ ...h, value: values[h.name], usual: usual[h.name] })),
    });
  });
}
const ruleOf = ({ rules, ruleAt, ruleBy }, values) => rules[ruleAt[ruleBy.map(name => values[name]).join(" ")]];

/** The surface as the figure shows it. land: its numbers (engine/land.js). */
export function surfaceOf({ surface, parameters }, land, lands) {
  const { title, formula, source, starts, parameters: all } = aboutSurface(surface, lands);
  return {
    name: surface, title, formula, source, starts: starts ?? [],
    parameters: (all ?? []).map(q => ({ ...q, value: parameters?.[q.name] ?? q.default })),
    line: land.line, floor: land.floor, centre: land.centre, half: land.half,
    minima: land.minima, saddles: land.saddles, lowest: land.lowest,
  };
}

/** Optimizers that a scenario does not show. */
export const othersOf = ({ contenders }) => Object.entries(OPTIMIZERS)
  .filter(([name]) => !contenders.some(c => c.optimizer === name))
  .map(([optimizer, { title }]) => ({ optimizer, title }));

export const full = contenders => contenders.length >= LIMITS.MOST_CONTENDERS;
