// provenance.js: where a file comes from: the scenario, its link, the versions that made it, how to cite it, and the
// conventions of each optimizer. Every export carries it; the app reads the scenario back from it.

/**
 * @typedef {{ software: string, scenario: object, link: string, versions: Record<string, string>, citation: string,
 *   conventions: Record<string, object> }} Provenance
 */

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
