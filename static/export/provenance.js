// provenance.js: where a file comes from: the scenario, its link, what made it, how to cite it, the literature behind
// it, and the conventions of each optimizer. Every export carries it; the app reads the scenario back from it.

/**
 * @typedef {{ optimizer: string, hyper?: Record<string, number | string>,
 *   fork?: { of: string, at: number } }} ExportContender
 * @typedef {{ version: number, surface: string, parameters?: Record<string, number>, contenders: ExportContender[],
 *   start: [number, number], steps: number, noise?: number, seed?: number,
 *   schedule?: { kind: string, final?: number, at?: number[], by?: number } }} ExportScenario
 * @typedef {{ optimizers: Record<string, { title: string, source: string, conventions: string,
 *     cites: string[], hyper: Record<string, number | string> }>,
 *   surfaces: Record<string, { title: string, parameters: Record<string, number>, cites?: string[], keeper?: string }>,
 *   entries: Record<string, string> }} ExportBook
 *   what is registered, with defaults; cites: keys of entries, which are BibTeX; keeper: the module that finds a
 *   surface kept on this machine
 * @typedef {{ software: string, scenario: ExportScenario, link: string, citation: string,
 *   references: string[], versions: Record<string, string>, conventions: Record<string, object> }} Provenance
 */

/**
 * @param {ExportScenario} scenario
 * @param {{ link: string, titles: string[], keys: string[], cites?: string[] }} about of the scenario; titles, keys: of
 *   its contenders; cites: of theory beside them
 * @param {{ product: string, release: string, browser?: string }} made
 * @param {ExportBook} book
 * @returns {Provenance}
 */
export function provenanceOf(scenario, { link, titles, keys, cites = [] }, { product, release, browser }, book) {
  const software = `${product} ${release}`, { title: surface, cites: lands = [] } = book.surfaces[scenario.surface];
  const rules = scenario.contenders.flatMap(({ optimizer }) => book.optimizers[optimizer].cites);
  const conventions = scenario.contenders.map(({ optimizer, hyper = {} }, k) => {
    const { source, conventions: words, hyper: usual } = book.optimizers[optimizer];
    return [keys[k], { title: titles[k], source, conventions: words, hyperparameters: { ...usual, ...hyper } }];
  });
  return {
    software, scenario, link,
    citation: `${[surface, ...titles].join(", ")}. ${[software, link].filter(Boolean).join(", ")}`,
    references: [...new Set([...rules, ...lands, ...cites])].map(key => book.entries[key]),
    versions: { "descent-explorer": release, browser: browser ?? navigator.userAgent },
    conventions: Object.fromEntries(conventions),
  };
}

/** What the picture is, and BibTeX of what is behind it. BibTeX passes over what is no entry, but for an "@".
 * @param {Provenance} provenance */
export const bibtexOf = ({ citation, references }) =>
  `${[citation.replaceAll("@", "%40"), ...references].join("\n\n")}\n`;

/** The provenance as JSON in ASCII, on one line: safe as a comment in any file. @param {Provenance} provenance */
export const provenanceText = provenance => JSON.stringify(provenance)
  .replace(/[\x7f-\uffff]/g, c => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);

/** The texts of a PNG. @param {Provenance} provenance @param {string} title */
export const pngTexts = (provenance, title) => ({
  Title: title,
  Software: provenance.software,
  Source: provenance.link,
  scenario: JSON.stringify(provenance.scenario),
  provenance: provenanceText(provenance),
});

/** A file's name: what it shows, in small letters. @param {string} suffix with its dot */
export function exportName(title, suffix) {
  const plain = title.normalize("NFKD").toLowerCase().replace(/[^a-z0-9]+/g, " ").trim().slice(0, 60).trim();
  return `${["descent", ...plain.split(" ").filter(Boolean)].join("-")}${suffix}`;
}
