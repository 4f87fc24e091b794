// Loops for pairs of an optimizer and a surface, composed as the text of one script. So the browser's
// engine sees one function without calls. dynamics/loops.py composes the same texts in the same way.
import { ELEMENTARY_TEXT } from "../formula/helpers.js";
import { typedRule } from "../formula/rule_about.js";
import { declaredBy } from "../formula/scripts.js";
import { isTyped, typedGradientLines } from "../formula/typed.js";
import { BEFORE_LOOPS, GRADIENTS, LOOP, RULE_PARTS } from "./loops.js";

const MOST_TYPED = 240; // loops of typed surfaces and rules that are kept

const loaded = new Map(); // the names of a pair -> the loop
const pairName = (optimizer, surface) => `${optimizer}\u0000${surface}`;

const both = (line) => (line.includes("$") ? `${line.replaceAll("$", "x")}\n${line.replaceAll("$", "y")}` : line);

function composed(optimizer, surface) {
  const parts = Object.entries(isTyped(optimizer) ? partsOfTyped(optimizer) : RULE_PARTS[optimizer]);
  const text = parts.reduce((whole, [mark, part]) => whole.replaceAll(`/* ${mark} */`, () => part), LOOP);
  return text.split("\n").map(both).join("\n").replace("/* GRADIENT */", () => gradientOf(surface));
}
// what follows the smoothness does so in the words of one that is registered
function partsOfTyped(name) {
  const { parts, follows } = typedRule(name), { SMOOTHNESS, REMEMBER } = RULE_PARTS[follows ? "adafix" : "sgd"];
  return { ...parts, SMOOTHNESS, REMEMBER };
}
const gradientOf = (surface) => (isTyped(surface) ? typedGradientLines(surface) : GRADIENTS[surface]);

/** The loop `(run, out) => updates` of a pair, as in dynamics/loops.py; undefined before `loadLoops`. */
export const loopOf = (optimizer, surface) => loaded.get(pairName(optimizer, surface));

/**
 * Makes `loopOf` know these pairs.
 * @param {[string, string][]} pairs optimizer and surface ("sampled" for one through values on a grid; "= " and the
 *   text of a typed one; so for a typed rule)
 */
export async function loadLoops(pairs) {
  const missing = new Map(pairs.filter((pair) => !loopOf(...pair)).map((pair) => [pairName(...pair), pair]));
  if (!missing.size) return;
  const entries = [...missing].map(([name, pair]) => `${JSON.stringify(name)}: ${composed(...pair)},\n`);
  const script = `${BEFORE_LOOPS}${ELEMENTARY_TEXT}export const loops = {\n${entries.join("")}};\n`;
  const { loops } = await declaredBy(script, ["loops"]);
  for (const [name, loop] of Object.entries(loops)) loaded.set(name, loop);
  forgetOldest();
}

function forgetOldest() {
  const typed = [...loaded.keys()].filter((name) => name.split("\u0000").some(isTyped));
  for (const name of typed.slice(0, Math.max(0, typed.length - MOST_TYPED))) loaded.delete(name);
}
