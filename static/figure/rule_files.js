// rule_files.js: a typed rule as a file, in Python: the server writes it.
import { isTyped } from "../formula/typed.js";
import { keysOf } from "../engine/forks.js";
import { save, say } from "./share.js";

const FILES = [["python", "Python"], ["pytorch", "PyTorch"]];

/** Words beside the text that ask for its files; none where there is no server. */
export const ruleFiles = S => S.offline ? "" : FILES.map(([as, words]) =>
  `<button class="plain" data-rule-file="${as}">${words} file</button>`).join("");

/** Asks for the rule whose settings are open. */
export function askForRuleFile(S, as) {
  const { contenders } = S.data.scenario, one = contenders[keysOf(contenders).indexOf(S.ui.popKey)];
  if (!one || !isTyped(one.optimizer)) return;
  S.messages.trigger("event", { n: S.messages.n, kind: "rule", value: { ...one, as, asked: performance.now() } });
}

/** The server's answer: { name, text } or { sentence }. */
export function takeRuleFile(S, { name, text, sentence }) {
  if (text) save(name, "text/x-python", text);
  say(S, sentence ?? `${name} is ready`, 8000);
}
