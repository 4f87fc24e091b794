// state_meaning.js: what a state means, behind the colon of its line, as engines/typed/state_meaning.py reads it.
import { BY, STATE_MEANINGS } from "./grammar.js";
import { SHORTEST, isNear } from "./spelling.js";

/**
 * @param {import("./cursor.js").Cursor} line behind the colon
 * @param {Map<string, boolean>} hyperparameters whether each lies from 0 to 1
 * @returns {[string, string]} the words, and the hyperparameter by which its start fades, "" where it never does
 * @throws {import("./tokens.js").FormulaError}
 */
export function stateMeaning(line, hyperparameters) {
  const begun = [];
  let more = wordsAfter(begun);
  for (; more.includes(line.now.text); more = wordsAfter(begun)) begun.push(line.next().text);
  const meaning = begun.join(" "), { text: word, kind } = line.now, by = word === BY;
  unlessMisspelt(line, line.now, more);
  if (!Object.hasOwn(STATE_MEANINGS, meaning)) throw line.fault("meaning", line.now, { words: more.join(", ") });
  if (by !== STATE_MEANINGS[meaning]) throw line.fault(by ? "meaning_ends" : "fades", line.now, { meaning });
  if (by) {
    line.next();
    return [meaning, decayIn(line, meaning, hyperparameters)];
  }
  if (kind !== "end") throw line.fault("meaning_ends", line.now, { meaning });
  return [meaning, ""];
}

// the words with which a meaning that begins so goes on, each once
function wordsAfter(begun) {
  const all = Object.keys(STATE_MEANINGS).map(each => each.split(" "));
  const goesOn = all.filter(words => words.length > begun.length && begun.every((word, k) => words[k] === word));
  return [...new Set(goesOn.map(words => words[begun.length]))];
}

function unlessMisspelt(line, word, known) {
  const { text } = word, long = each => Math.min(text.length, each.length) >= SHORTEST;
  const meant = known.find(each => long(each) && isNear(text.toLowerCase(), each));
  if (meant) throw line.fault("meant", word, { meant });
}

function decayIn(line, meaning, hyperparameters) {
  const name = line.next(), { text } = name;
  if (!hyperparameters.has(text)) {
    unlessMisspelt(line, name, [...hyperparameters.keys()]);
    throw line.fault("fades", name, { meaning });
  }
  if (!hyperparameters.get(text)) throw line.fault("decay", name);
  if (line.now.kind !== "end") throw line.fault("meaning_ends", line.now, { meaning: `${meaning} ${BY} ${text}` });
  return text;
}
