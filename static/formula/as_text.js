// as_text.js: a built-in rule as text, with the conventions that are set.
import { OPTIMIZERS } from "../known.js";
import { RULE_LINES, RULE_TEMPLATES } from "./templates.js";
import { isTyped, nameOfText, textOfName } from "./typed.js";

const settings = ({ optimizer, hyper }) =>
  ({ ...Object.fromEntries(OPTIMIZERS[optimizer].controls.map(h => [h.name, h.default])), ...hyper });

/** The text of a contender's rule; its numbers are those of the text, not those that are set. */
export function ruleTextOf({ optimizer, hyper }) {
  if (isTyped(optimizer)) return textOfName(optimizer);
  const { by, texts, at } = RULE_TEMPLATES[optimizer], values = settings({ optimizer, hyper });
  return texts[at[by.map(choice => values[choice]).join(" ")]].map(line => RULE_LINES[line]).join("\n");
}

/** The name of a built-in rule as text, with the conventions and numbers that are set. */
export function asTyped({ optimizer, hyper }) {
  const values = settings({ optimizer, hyper });
  return nameOfText(ruleTextOf({ optimizer, hyper }).replace(/^(\w+) = (\S+)/gm, (line, name, number) =>
    typeof values[name] === "number" && /^[\d.e+-]+$/.test(number) ? `${name} = ${values[name]}` : line));
}
