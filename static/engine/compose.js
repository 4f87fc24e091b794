// Loops for pairs of an optimizer and a surface, composed as the text of one script and imported. So the browser's
// engine sees one function without calls. dynamics/loops.py composes the same texts in the same way.
import { BEFORE_LOOPS, GRADIENTS, LOOP, RULE_PARTS } from "./loops.js";

const loaded = new Map(); // "adam ripple" -> the loop

const both = (line) => (line.includes("$") ? `${line.replaceAll("$", "x")}\n${line.replaceAll("$", "y")}` : line);

function composed(optimizer, surface) {
  const parts = Object.entries(RULE_PARTS[optimizer]);
  const text = parts.reduce((whole, [mark, part]) => whole.replaceAll(`/* ${mark} */`, () => part), LOOP);
  return text.split("\n").map(both).join("\n").replace("/* GRADIENT */", () => GRADIENTS[surface]);
}

/** The loop `(run, out) => updates` of a pair, as in dynamics/loops.py; undefined before `loadLoops`. */
export const loopOf = (optimizer, surface) => loaded.get(`${optimizer} ${surface}`);

/**
 * Makes `loopOf` know these pairs.
 * @param {[string, string][]} pairs optimizer and surface ("sampled" for one through values on a grid)
 */
export async function loadLoops(pairs) {
  const missing = new Map(pairs.filter((pair) => !loopOf(...pair)).map((pair) => [pair.join(" "), pair]));
  if (!missing.size) return;
  const entries = [...missing].map(([name, pair]) => `${JSON.stringify(name)}: ${composed(...pair)},\n`);
  const script = `${BEFORE_LOOPS}export const loops = {\n${entries.join("")}};\n`;
  const { loops } = await import(`data:text/javascript;charset=utf-8,${encodeURIComponent(script)}`);
  for (const [name, loop] of Object.entries(loops)) loaded.set(name, loop);
}
