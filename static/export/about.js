// about.js: what is known of the figure's scenario, for the provenance of a file.
import { keysOf } from "../engine/forks.js";
import { normal, textOf } from "../figure/scenario.js";
import { isTyped } from "../formula/typed.js";
import { typedAbout } from "../formula/about.js";
import { aboutOptimizer } from "../formula/rule_about.js";
import { LIMITS, OPTIMIZERS, PROVENANCE, SURFACES } from "../known.js";
import { appLink } from "../figure/address.js";
import { LITERATURE } from "./literature.js";
import { exportName, provenanceOf } from "./provenance.js";

const defaults = controls => Object.fromEntries(controls.map(h => [h.name, h.default]));

/** What is registered, with defaults. @returns {import("./provenance.js").ExportBook} */
export const bookOf = S => ({
  optimizers: Object.fromEntries([...Object.keys(OPTIMIZERS), ...rulesHere(S.data.scenario)].map(name => {
    const { controls, ...about } = aboutOptimizer(name);
    return [name, { ...about, hyper: defaults(controls) }];
  })),
  surfaces: Object.fromEntries(Object.entries({ ...SURFACES, ...S.lands, ...typedHere(S.data.scenario) })
    .map(([name, { title, cites, keeper, parameters = [] }]) =>
      [name, { title, cites, keeper, parameters: defaults(parameters) }])),
  entries: LITERATURE,
});

const typedHere = ({ surface }) => isTyped(surface) ? { [surface]: typedAbout(surface) } : {};

const rulesHere = ({ contenders }) => contenders.map(c => c.optimizer).filter(isTyped);

/** The scenario as the app reads it. @returns {import("./provenance.js").ExportScenario} */
export const savedScenario = S => ({ version: LIMITS.VERSION, ...normal(S.data.scenario, S.lands) });

/** @returns {import("./provenance.js").Provenance} */
export function provenanceHere(S) {
  const scenario = savedScenario(S), titles = S.data.series.map(s => s.title);
  const about = { link: linkOf(S), titles, keys: keysOf(scenario.contenders), cites: S.data.orbit?.amplitude.cites };
  return provenanceOf(scenario, about, PROVENANCE, bookOf(S));
}

// The link that the server wrote for what is on screen; "" where it has not, as after a change on an offline page.
function linkOf(S) {
  if (S.book.linked !== textOf(S.data.scenario, S.lands)) return "";
  return appLink(S) || "";
}

export const nameOf = (S, suffix) => exportName(S.data.surface.title, suffix);
