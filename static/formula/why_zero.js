// why_zero.js: why a step is 0, where a choice that the rule makes gives it: rate = where(t > 10, lr/root, 0) and
// step = rate*m, so the rule waits until t > 10. Where only the numbers happen to come to 0 there is no reason to give.
import { valuesAlong, worth } from "./dissect.js";

const ONLY_THE_FIRST = ["/", "^"]; // of a quotient or a power, only this one makes it 0

/**
 * @typedef {{name: string, condition: any[], holds: boolean, values: [string, number][]}} Reason the name whose line
 *   chooses 0, as its condition holds or not, and what the names in that condition are worth
 * @param {import("./rules.js").RuleText} text @param {import("../engine/replay.js").Told} told
 * @param {number} axis 0 for x, 1 for y @returns {?Reason} of its step
 */
export function whyZero(text, told, axis) {
  const { lines } = text, { known } = valuesAlong(text, told, axis);
  const ofLine = (name, before) => {
    const at = lines.findLastIndex(([given], k) => given === name && k < before);
    return at < 0 ? null : ofNode(lines[at][1], at, name);
  };
  const ofNode = (node, at, name) => {
    const [kind, ...parts] = node;
    if (kind === "number" || worth(node, known[at]) !== 0) return null;
    if (kind === "name") return ofLine(parts[0], at);
    if (kind === "where") {
      const [condition, one, other] = parts, holds = worth(condition, known[at]), taken = holds ? one : other;
      if (taken[0] !== "number") return ofNode(taken, at, name);
      return { name, condition, holds, values: [...namesIn(condition)].map(each => [each, known[at][each]]) };
    }
    const given = ONLY_THE_FIRST.includes(kind) ? parts.slice(0, 1) : parts;
    const reasons = given.map(part => ofNode(part, at, name));
    return reasons.find(reason => reason) ?? null;
  };
  return ofLine("step", lines.length);
}
/** The names in a tree. @returns {Set<string>} */
export const namesIn = ([kind, ...parts]) =>
  new Set(kind === "name" ? [parts[0]] : parts.flatMap(part => Array.isArray(part) ? [...namesIn(part)] : []));
