// branch_here.js: another run from the step of the clock on.
import { keysOf } from "../engine/forks.js";
import { aboutOptimizer } from "../formula/rule_about.js";
import { isTyped } from "../formula/typed.js";
import { LIMITS, OPTIMIZERS } from "../known.js";
import { bringBeside, change } from "./change.js";
import { forkOf } from "./lineage.js";
import { escape } from "./numbers.js";
import { full } from "./scenario.js";
import { openSettings } from "./settings.js";
import { say } from "./share.js";
import { frameAt, play } from "./time.js";

/** Another run leaves that of `key` here; its settings open. */
export function branchHere(S, key) {
  const { contenders } = S.data.scenario, k = keysOf(contenders).indexOf(key);
  if (full(contenders)) return say(S, `At most ${LIMITS.MOST_CONTENDERS} optimizers at once.`);
  play(S, false);
  bringBeside(S, key, forkOf(contenders, k, S.data.times[frameAt(S, S.clock.t)], S.data.series));
  openThere(S, keysOf(S.data.scenario.contenders)[k + 1]);
}

// once the series are there; the focus goes to a part of the settings
function openThere(S, key, part) {
  const place = S.data.series.findIndex(s => s.key === key), chip = S.q(`.chip.on[data-k="${place}"]`);
  if (place < 0 || !chip || S.picture.due) return requestAnimationFrame(() => openThere(S, key, part));
  openSettings(S, place, chip);
  if (part) S.q(`.pop.settings ${part}`)?.focus({ preventScroll: true });
}

/** Another optimizer goes on with a fork; its settings open. */
export function goOnAs(S, key, name) {
  const k = keysOf(S.data.scenario.contenders).indexOf(key);
  change(S, "successor", { key, name });
  S.ui.popKey = null;
  openThere(S, keysOf(S.data.scenario.contenders)[k], ".successor select");
}

/** The choice of who goes on, for a fork; "" for all others. */
export function successorRow({ parent, optimizer }) {
  if (parent < 0) return "";
  const names = Object.entries(OPTIMIZERS).map(([name, { title }]) =>
    `<option value="${name}"${name === optimizer ? " selected" : ""}>${escape(title)}</option>`);
  if (isTyped(optimizer)) names.push(`<option selected>${escape(aboutOptimizer(optimizer).title)}</option>`);
  return `<label class="successor">Goes on as <select>${names.join("")}</select></label>`;
}

/** By a key: of the run whose settings are open, that has the focus or is pointed at, or is the only one. */
export function branchThis(S) {
  const { series } = S.data, held = S.root.activeElement?.closest?.("[data-k]")?.dataset.k;
  const key = S.ui.popKey ?? series[held ?? S.ui.focus ?? (series.length === 1 ? 0 : -1)]?.key;
  if (key && !S.layout) branchHere(S, key);
  else if (!S.layout) say(S, "B branches the optimizer whose settings are open, or that you point at.");
}
