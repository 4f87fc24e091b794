// rules.js: the text of a rule to what it says, or the place of its first mistake, as engines/typed/rules.py does.
import { Expressions } from "./expressions.js";
import {
  CONSTANTS, DECAYS, FUNCTIONS, MEANS, MEANT, NEEDS, RULE_INPUTS, RULE_LIMITS, RULE_MEANT, RULE_RESULTS, RULE_WORDS,
  STATE,
} from "./grammar.js";
import { sizeOf } from "./nodes.js";
import { DECLARES, textParts } from "./reader.js";
import { misspelt } from "./spelling.js";
import { stateMeaning } from "./state_meaning.js";
import { FormulaError, tokensOf } from "./tokens.js";

const INPUT_NAMES = Object.keys(RULE_INPUTS), RULE_CONSTANTS = [...Object.keys(CONSTANTS), "nan"];
const RULE_GIVEN = [...INPUT_NAMES, ...RULE_CONSTANTS];
const RULE_TAKEN = [...RULE_GIVEN, ...Object.keys(FUNCTIONS), ...DECLARES, STATE];
const RULE_MEANINGS = { ...MEANT, ...RULE_MEANT };
const without = name => RULE_TAKEN.filter(each => each !== name);

/**
 * @typedef {{name: string, value: number, low: ?number, high: ?number, at: number, length: number}} Hyperparameter
 * @typedef {{hyperparameters: Hyperparameter[], states: Map<string, any[]>, meanings: Map<string, [string, string]>,
 *   lines: [string, any[]][]}} RuleText states: name -> the node of its start, in g; meanings: of those that say one,
 *   in words, and the hyperparameter by which it fades or ""
 * @param {string} text
 * @returns {RuleText}
 * @throws {FormulaError}
 */
export function readRule(text) {
  const letters = [...text], lines = textParts(tokensOf(letters, true));
  if (!lines.length) throw new FormulaError("no_step", 0, 0);
  const keeps = ([first, second]) => first.text === STATE && second.kind === "name";
  const kept = lines.filter(keeps), given = lines.filter(line => !keeps(line));
  for (const [{ kind, at, length }, second] of given)
    if (kind !== "name" || !DECLARES.includes(second.text)) throw new FormulaError("line", at, length);
  const named = kept.flatMap(beforeMeaning).filter(({ kind }) => kind === "name").map(token => token.text);
  const computed = new Set([...named, ...given.filter(line => !isPlain(line)).map(([first]) => first.text),
    ...RULE_RESULTS, ...INPUT_NAMES.filter(name => name !== "lr")]);
  const isNumber = line => isPlain(line) && !computed.has(line[0].text);
  const found = new Map(), states = new Map(), meanings = new Map(), made = [];
  for (const line of given.filter(isNumber)) new RuleReader(letters, line, new Set(), computed).hyperparameter(found);
  for (const line of kept) new RuleReader(letters, line, new Set(["g"]), computed).states(states, meanings, found);
  const known = new Set([...INPUT_NAMES, ...found.keys(), ...states.keys()]);
  const unread = new Set();
  for (const line of given) {
    if (isNumber(line)) continue;
    made.push(new RuleReader(letters, line, known, computed, found, unread).line());
    const [name] = made.at(-1);
    known.add(name);
    if (RULE_RESULTS.includes(name)) unread.add(name);
  }
  if (!known.has("step")) throw new FormulaError("no_step", lines.at(-1).at(-1).at, 0);
  const nodes = [...states.values(), ...made.map(([, node]) => node)], most = RULE_LIMITS.nodes;
  const count = nodes.reduce((sum, node) => sum + sizeOf(node), 0);
  if (count > most) throw new FormulaError("rule_large", 0, letters.length, { count, most });
  return { hyperparameters: [...found.values()], states, meanings, lines: made };
}

function beforeMeaning(line) {
  const end = line.findIndex(({ text }) => text === MEANS);
  return line.slice(1, end < 0 ? line.length : end);
}

// whether a line gives a number alone, perhaps with a range
function isPlain(line) {
  const value = line.slice(line[2].text === "-" ? 3 : 2);
  return line[1].text === "=" && value[0].kind === "number" && (value[1].kind === "end" || value[1].text === "in");
}

// whether a hyperparameter lies from 0 to 1, so that an average may fade by it
const mayFade = ({ name, low, high }) => low === null ? DECAYS.includes(name) : low >= 0 && high <= 1;

class RuleReader extends Expressions {
  /** known: names that have a value; later: those that some line gives one; declared: hyperparameters; unread: results
   *  whose value no line has read. */
  constructor(text, part, known, later, declared = new Map(), unread = new Set()) {
    super(text, part, []);
    Object.assign(this, { known, later, declared, unread });
  }
  fault(kind, token, words) {
    return super.fault(RULE_WORDS[kind] ?? kind, token, words);
  }
  fresh(used = RULE_TAKEN) {
    const name = this.next(), most = RULE_LIMITS.name;
    if (name.kind !== "name") throw this.fault("line", name);
    if (used.includes(name.text)) throw this.fault(Object.hasOwn(RULE_INPUTS, name.text) ? "input" : "taken", name);
    if (name.text.length > most) throw this.fault("name", name, { most });
    return name;
  }
  hyperparameter(found) {
    const { text: name, ...token } = this.fresh(without("lr")), most = RULE_LIMITS.hyperparameters;
    if (found.has(name)) throw this.fault("twice", token);
    if (found.size >= most) throw this.fault("hyperparameters", token, { most });
    this.next();
    const value = this.signed();
    let low = null, high = null;
    if (this.now.kind !== "end") {
      this.next();
      [low, high] = this.range();
      if (!(low <= value && value <= high)) throw this.fault("outside", token);
    }
    found.set(name, { name, value, low, high, at: token.at, length: token.length });
  }
  states(states, meanings, found) {
    this.next();
    const before = states.size;
    for (;;) {
      const name = this.fresh([...RULE_TAKEN, ...RULE_RESULTS]), most = RULE_LIMITS.states;
      if (states.has(name.text) || found.has(name.text)) throw this.fault("twice", name);
      if (states.size >= most) throw this.fault("states", name, { most });
      states.set(name.text, ["number", 0]);
      if (this.sign("=")) {
        this.next();
        states.set(name.text, this.sum());
      }
      if (!this.sign(",")) break;
      this.next();
    }
    if (this.sign(MEANS)) {
      this.next();
      const own = stateMeaning(this, new Map([...found.values()].map(h => [h.name, mayFade(h)])));
      for (const name of [...states.keys()].slice(before)) meanings.set(name, own);
    }
    this.ended();
  }
  line() {
    const name = this.fresh(without("g"));
    if (this.declared.has(name.text)) throw this.fault("twice", name);
    if (this.now.text === "in") throw this.fault("line", this.now);
    this.next();
    const node = this.sum();
    this.ended();
    if (this.unread.has(name.text)) throw this.fault("twice", name);
    return [name.text, node];
  }
  named(name) {
    const { text } = name;
    if (Object.hasOwn(FUNCTIONS, text)) return this.call(name);
    if (this.known.has(text)) {
      this.unread.delete(text);
      const needs = Object.hasOwn(NEEDS, text) ? NEEDS[text] : text;
      if (!this.known.has(needs)) throw this.fault("needs", name, { name: needs });
      return ["name", text];
    }
    if (RULE_CONSTANTS.includes(text)) return ["name", text === "π" ? "pi" : text];
    if (this.known.size === 1 && this.known.has("g")) throw this.fault("start", name);
    if (this.later.has(text)) throw this.fault("unset", name);
    const own = [...new Set([...this.known, ...this.later])].sort();
    const [kind, words] = misspelt(text, own, RULE_GIVEN, RULE_MEANINGS);
    throw this.fault(kind, name, words);
  }
}
