// rule_script.js: what a typed rule puts into a loop, as dynamics/loops.py does for those that are compiled, and the
// rule as a function. What a person typed is never in the text but for the names of hyperparameters and states, each
// with something before it.
import { HELPER_TEXT } from "./helpers.js";
import { CONSTANTS, NEEDS, RULE_INPUTS, RULE_TOLD } from "./grammar.js";
import { Lines, operandOf } from "./lines.js";
import { neededFor, operandText } from "./script.js";

/**
 * A rule's lines of one operation each; what it reads is written as `of` has it.
 * @param {import("./rules.js").RuleText} text
 * @param {{input: function(string): string, hyper: function(string): string,
 *   state: function(string, number): string}} of
 */
function ruleMeaning({ hyperparameters, states, lines: typedLines }, of) {
  const lines = new Lines(), names = { ...CONSTANTS, nan: NaN }, kept = [...states.keys()];
  for (const input of Object.keys(RULE_INPUTS)) names[input] = of.input(input);
  for (const { name } of hyperparameters) if (name !== "lr") names[name] = of.hyper(name);
  kept.forEach((state, place) => { names[state] = of.state(state, place); });
  for (const [name, node] of typedLines) names[name] = operandOf(node, lines, names);
  return { lines: lines.all, step: names.step, rate: names.rate ?? NaN, after: kept.map(state => names[state]) };
}

const partOf = ([of, part]) => (part ? `${of}.${part}` : of);

/** The rule as a script that exports `rule`: (g, state, context, hyper) => [step, rate, states]. */
export function ruleModule(text) {
  const { lines, step, rate, after } = ruleMeaning(text, {
    input: name => partOf(RULE_INPUTS[name]), hyper: name => `hyper.${name}`, state: (_, place) => `state[${place}]`,
  });
  const results = `[${operandText(step)}, ${operandText(rate)}, [${after.map(operandText).join(", ")}]]`;
  return `${HELPER_TEXT}export const rule = (g, state, context, hyper) => {\n`
    + `${neededFor(lines, [step, rate, ...after]).join("\n")}\nreturn ${results};\n};\n`;
}

// names of lines that are written for x and for y
const twice = (suffix, lines) => {
  const renamed = operand => (/^t\d+$/.test(operand) ? `${operand}_$${suffix}` : operand);
  const line = ([name, [kind, ...operands]]) => [renamed(name), [kind, ...operands.map(renamed)]];
  return { renamed, lines: lines.map(line) };
};

/**
 * Mark -> what stands there in a loop; and what the rule asks for: corrections, the smoothness, a sign.
 * @param {import("./rules.js").RuleText} text
 */
export function ruleLoopParts(text) {
  const kept = [...text.states.keys()], own = text.hyperparameters.map(h => h.name);
  const names = ["lr", ...own.filter(name => name !== "lr")];
  const meaning = ruleMeaning(text, {
    input: name => (RULE_INPUTS[name][0] === "hyper" ? "h_lr" : RULE_TOLD[RULE_INPUTS[name][1]]),
    hyper: name => `h_${name}`, state: name => `$_${name}`,
  });
  const { renamed, lines } = twice("r", meaning.lines);
  const [step, rate, ...after] = [meaning.step, meaning.rate, ...meaning.after].map(renamed);
  const rows = neededFor(lines, [step, rate, ...after]);
  const moment = name => (kept.includes(name) ? `next_$_${name}` : "NaN");
  const needed = new Set([step, rate, ...after]), asked = new Set();
  for (const [name, [kind, ...operands]] of lines.toReversed()) {
    if (!needed.has(name)) continue;
    asked.add(kind);
    for (const operand of operands) needed.add(operand);
  }
  const parts = {
    HYPER: [...names.map(name => `h_${name} = hyper.${name}`),
      ...["beta1", "beta2"].map(name => `${name} = ${names.includes(name) ? `h_${name}` : "0"}`)].join(", "),
    VARIABLES: kept.map(name => `$_${name}`).join(", "),
    AT_START: startLines(text),
    RULE: [...rows, `const d$ = ${operandText(step)}, r$ = ${operandText(rate)};`,
      ...kept.map((name, place) => `const next_$_${name} = ${operandText(after[place])};`)].join(" "),
    FIRST_MOMENT: moment("m"),
    SECOND_MOMENT: moment("v"),
    NEXT: kept.map(name => `$_${name} = next_$_${name};`).join(" "),
  };
  const corrected = Object.keys(NEEDS).some(name => needed.has(RULE_TOLD[name]));
  return { parts, corrected, follows: needed.has(RULE_TOLD.smoothness), takesSign: asked.has("sign") };
}

/** Whether a state starts from 0. */
export const isZero = ([kind, value]) => kind === "number" && value === 0;

function startLines({ states }) {
  const nodes = [...states.values()];
  if (nodes.every(isZero)) return "";
  const begun = new Lines(), names = { ...CONSTANTS, nan: NaN, g: "g$" };
  const results = nodes.map(node => operandOf(node, begun, names));
  const { renamed, lines } = twice("s", begun.all), made = results.map(renamed);
  const rows = [...states.keys()].map((name, place) => `$_${name} = ${operandText(made[place])};`);
  return `if (t === 0) { ${[...neededFor(lines, made), ...rows].join(" ")} }`;
}
