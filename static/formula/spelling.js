// spelling.js: what a name that is not known may have meant, as engines/typed/spelling.py has it.
import { CONSTANTS, FUNCTIONS, FORMULA_LIMITS, MEANT, VARIABLES } from "./grammar.js";

export const SHORTEST = 3; // letters of a name that may be misspelt: of two letters nearly all are near

const GIVEN = [...VARIABLES, ...Object.keys(CONSTANTS)];

/**
 * @param {string} name
 * @param {string[]} own constants
 * @param {string[]} [given] names that need no line of their own
 * @param {Object<string, string>} [meanings] what people write in their stead
 * @returns {[string, object]} the kind of mistake, its words
 */
export function misspelt(name, own, given = GIVEN, meanings = MEANT) {
  const plain = [...given, ...own], functions = Object.keys(FUNCTIONS);
  const all = [...plain, ...functions], lower = name.toLowerCase();
  const other = Object.hasOwn(meanings, lower) ? meanings[lower] : all.find(each => each === lower);
  if (other) return ["meant", { meant: other }];
  const letters = [...name], single = letters.every(letter => plain.includes(letter));
  if (single) return ["letters", { meant: letters.join("*"), apart: letters.join(" ") }];
  for (const each of plain) {
    const rest = name.slice(each.length);
    if (name.startsWith(each) && /^\d+$/.test(rest)) return ["meant", { meant: `${each}^${rest}` }];
  }
  for (const each of functions) {
    if (!lower.startsWith(each) || each.length < SHORTEST) continue;
    const rest = name.slice(each.length);
    return ["meant", { meant: plain.includes(rest) ? `${each}(${rest})` : each }];
  }
  for (const each of all) {
    if (Math.min(name.length, each.length) >= SHORTEST && isNear(lower, each)) return ["meant", { meant: each }];
  }
  const example = `${name.length <= FORMULA_LIMITS.name ? name : "a"} = 1`;
  return ["unknown", { functions: functions.join(", "), example }];
}

/** Whether one letter too many, too few or another, or two exchanged, make one of the other. */
export function isNear(a, b) {
  if (Math.abs(a.length - b.length) > 1) return false;
  let k = 0;
  while (k < Math.min(a.length, b.length) && a[k] === b[k]) k += 1;
  const swapped = a.slice(k, k + 2) === [...b.slice(k, k + 2)].reverse().join("") && a.slice(k + 2) === b.slice(k + 2);
  return swapped || a.slice(k + 1) === b.slice(k + 1) || a.slice(k) === b.slice(k + 1) || a.slice(k + 1) === b.slice(k);
}
