// rule_about.js: a typed text as an optimizer, as dynamics/typed.py makes it. Its name is "= " and the text.
import { OPTIMIZERS } from "../known.js";
import { RULE } from "./grammar.js";
import { ruleMath } from "./mathml.js";
import { startsOf } from "./dissect.js";
import { isZero, ruleLoopParts, ruleModule } from "./rule_script.js";
import { readRule } from "./rules.js";
import { declaredBy } from "./scripts.js";
import { FormulaError } from "./tokens.js";
import { isTyped, textOfName } from "./typed.js";

const KEPT_RULES = 64;

const rulesByName = new Map(); // name -> what it means, and the rule as a function once it is loaded

/**
 * What the text of a rule's name means. code: as OPTIMIZER_CODE has it of others; parts: of a loop.
 * @param {string} name
 * @throws {FormulaError}
 */
export function typedRule(name) {
  let one = rulesByName.get(name);
  if (!one) {
    const text = readRule(textOfName(name)), { parts, corrected, follows, takesSign } = ruleLoopParts(text);
    const controls = controlsOf(text), by = of => Object.fromEntries(controls.map(h => [h.name, of(h)]));
    const kept = [...text.states.keys()];
    const code = {
      title: RULE.title, hyper: by(h => h.default), choices: {}, limits: by(h => [h.least, h.most, h.closed]),
      variables: kept, meanings: kept.map(own => text.meanings.get(own) ?? ["", ""]), follows, takesSign,
      shares: kept.map(own => Number(isZero(text.states.get(own)))), starts: g => startsOf(text, g),
      convention: corrected ? RULE.standard : RULE.uncorrected,
    };
    const about = {
      ...RULE.looks, title: RULE.title, opening: null, controls, cites: [],
      ruleBy: [], rules: [ruleMath(text)], ruleAt: { "": 0 },
    };
    one = { text, parts, follows, code, about, rule: null };
  }
  rulesByName.delete(name); // the latest last
  rulesByName.set(name, one);
  for (const [oldest] of rulesByName) if (rulesByName.size > KEPT_RULES) rulesByName.delete(oldest);
  return one;
}

function controlsOf({ hyperparameters }) {
  const given = new Map([["lr", { ...RULE.glossary.lr, default: RULE.lr }]]);
  for (const h of hyperparameters) given.set(h.name, controlOf(h));
  return [...given.values()];
}

// as the glossary has it, within the text's range; else with that range, or one about the value
function controlOf({ name, value, low, high, at, length }) {
  const wide = Math.max(1, Math.abs(value)), ends = low === null ? [value - wide, value + wide] : [low, high];
  if (!Object.hasOwn(RULE.glossary, name)) {
    const [least, most] = ends;
    const own = { name, symbol: name, title: `Number ${name}`, hint: RULE.hint, scale: "linear", default: value };
    return { ...own, low: least, high: most, least, most, closed: true };
  }
  const usual = RULE.glossary[name], { least, most, closed } = usual;
  for (const v of [value, ...(low === null ? [] : ends)])
    if (!(v >= least && (closed ? v <= most : v < most))) throw new FormulaError("outside", at, length, { what: name });
  return { ...usual, default: value };
}

/** What known.js has of an optimizer, and of a typed rule the same. */
export const aboutOptimizer = name => (isTyped(name) ? typedRule(name).about : OPTIMIZERS[name]);

/** Makes the function of a typed rule, as a script of its own. */
export async function loadRule(name) {
  const one = typedRule(name);
  if (one.rule) return;
  one.rule = (await declaredBy(ruleModule(one.text), ["rule"])).rule;
}

export const isRuleLoaded = name => typedRule(name).rule !== null;
