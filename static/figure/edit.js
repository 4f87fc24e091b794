// edit.js: one change to a scenario. Takes a scenario and what was asked for, returns the next scenario; pure.
import { keysOf } from "../engine/forks.js";
import { PRESETS } from "../known.js";
import { aboutOptimizer } from "../formula/rule_about.js";
import { isTyped, typedOf } from "../formula/typed.js";
import { withParents } from "./lineage.js";
import { contenderOn, full, openingOf, suited } from "./scenario.js";

const replaced = (list, k, ...items) => [...list.slice(0, k), ...items, ...list.slice(k + 1)];
const at = (scenario, key) => keysOf(scenario.contenders).indexOf(key);

/** By kind: (scenario, value, lands) -> scenario. */
export const EDITS = {
  /** The same optimizers on another surface, from its own start, with rates that suit it. */
  surface(scenario, name, lands) {
    const names = [...new Set(scenario.contenders.map(c => c.optimizer))];
    return { ...openingOf(name, lands), contenders: names.map(optimizer => contenderOn(name, optimizer, lands)) };
  },
  /** Another text, once it is loaded: what the reader has set stays, what suited the text before suits the new one. */
  formula(scenario, name, lands) {
    const { surface, parameters = {}, contenders, start } = scenario;
    if (!isTyped(surface)) return EDITS.surface(scenario, name, lands);
    const opens = openingOf(name, lands), known = typedOf(name).constants, same = (a, b) => `${a}` === `${b}`;
    const usual = one => JSON.stringify(one.hyper) === JSON.stringify(suited(surface, one.optimizer, lands));
    return {
      ...scenario, surface: name, start: same(start, openingOf(surface, lands).start) ? opens.start : start,
      contenders: contenders.map(one => usual(one) ? { ...one, ...contenderOn(name, one.optimizer, lands) } : one),
      parameters: Object.fromEntries(known.filter(({ name: own, low, high }) =>
        parameters[own] >= low && parameters[own] <= high).map(({ name: own }) => [own, parameters[own]])),
    };
  },
  preset: (_, name) => PRESETS.find(p => p.name === name).scenario,
  parameter: (scenario, values) => ({ ...scenario, parameters: { ...scenario.parameters, ...values } }),
  start: (scenario, point) => ({ ...scenario, start: [...point] }),
  /** { key, hyper }: hyper null gives back what suits the surface. */
  hyper(scenario, { key, hyper }, lands) {
    const k = at(scenario, key), { optimizer, hyper: before } = scenario.contenders[k];
    const usual = () => contenderOn(scenario.surface, optimizer, lands);
    const next = hyper ? { optimizer, hyper: { ...before, ...hyper } } : usual();
    return { ...scenario, contenders: replaced(scenario.contenders, k, { ...scenario.contenders[k], ...next }) };
  },
  /** An optimizer by name. */
  add(scenario, name, lands) {
    const { surface, contenders } = scenario, added = contenderOn(surface, name, lands);
    return full(contenders) ? scenario : { ...scenario, contenders: [...contenders, added] };
  },
  /** All contenders, those among them that had been put away; forks name what they leave as this list has it. */
  back: (scenario, contenders) => ({ ...scenario, contenders }),
  /** Another optimizer goes on where a fork leaves, at a rate that suits it. */
  successor(scenario, { key, name }, lands) {
    const k = at(scenario, key), next = { ...scenario.contenders[k], ...contenderOn(scenario.surface, name, lands) };
    return { ...scenario, contenders: replaced(scenario.contenders, k, next) };
  },
  /** A typed rule in the place of what stands there, once it is loaded; numbers that were set stay where the text
   *  gives them the same default. */
  rule(scenario, { key, name }) {
    const k = at(scenario, key), { optimizer, hyper = {} } = scenario.contenders[k];
    const before = new Map(aboutOptimizer(optimizer).controls.map(h => [h.name, h.default]));
    const kept = aboutOptimizer(name).controls.filter(h => before.get(h.name) === h.default
      && hyper[h.name] >= h.least && hyper[h.name] <= h.most).map(h => h.name);
    const set = Object.fromEntries(kept.map(own => [own, hyper[own]]));
    const one = { ...scenario.contenders[k], optimizer: name, hyper: set };
    return { ...scenario, contenders: replaced(scenario.contenders, k, one) };
  },
  /** A contender behind another. */
  beside(scenario, { key, contender }) {
    const k = at(scenario, key), { contenders } = scenario;
    return full(contenders) ? scenario : { ...scenario, contenders: replaced(contenders, k, contenders[k], contender) };
  },
  drop: (scenario, key) => ({ ...scenario, contenders: replaced(scenario.contenders, at(scenario, key)) }),
  /** With what it leaves. */
  only(scenario, key) {
    const kept = withParents(scenario.contenders, at(scenario, key));
    return { ...scenario, contenders: scenario.contenders.filter((_, k) => kept.includes(k)) };
  },
  copy(scenario, key) {
    const k = at(scenario, key), one = scenario.contenders[k];
    return full(scenario.contenders) ? scenario
      : { ...scenario, contenders: replaced(scenario.contenders, k, one, { ...one, hyper: { ...one.hyper } }) };
  },
  /** A whole scenario: undo, redo, what a link or the server says. */
  scenario: (_, other) => other,
};

/** Whether a kind of change begins the film anew; others keep the step. */
export const FROM_THE_START =
  new Set(["open", "surface", "formula", "preset", "start", "set", "fair", "link", "scenario"]);
