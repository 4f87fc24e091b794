// exports.js: the files that a figure makes of itself, in the order of the Share menu. One entry each:
// { as, noun, words?, format, ask?, make }. words: in the menu, where they are not the noun.
// ask(S) opens a dialog and gives what was asked for, null if it was closed;
// make(S, work, asked) gives { name, mime, bytes, sentence? }, or a sentence alone where the browser does the rest.
import { judged } from "../figure/verdicts.js";
import { nameOf } from "./about.js";
import { askForFilm } from "./film_dialog.js";
import { filmFile, loopFile } from "./moving_files.js";
import { citationFile, codeFile, csvFile, jsonFile } from "./number_files.js";
import { pageOf, sources } from "./page.js";
import { askForSheet } from "./sheet_dialog.js";
import { pngFile, printedSheet, svgFile } from "./still_files.js";

/** What an offline page opens with: the picture as it stands. */
function messageOf(S) {
  const { scenario } = S.data, { book, clock } = S, lands = S.lands[scenario.surface];
  const { scene, win, panels, field, anatomy } = S.view;
  return {
    session: "", n: 0, why: "open", scenario, notices: [], link: book.link, home: S.home, layout: S.layout,
    book: judged(S) ? { look: book.look, outcomes: book.outcomes, rounded: book.rounded } : null, orbit: S.data.orbit,
    lands: lands ? { [scenario.surface]: lands } : {},
    at: { scene, win, panels, field, anatomy, t: clock.t, log: clock.log, quarters: S.ui.quarters },
  };
}
const pageFile = async S => ({
  name: nameOf(S, ".html"), mime: "text/html",
  bytes: await pageOf(await sources(S.parts), messageOf(S), `${S.data.surface.title} · Descent Explorer`),
});

const STILL = { png: pngFile, svg: svgFile, pdf: printedSheet };
const MOVING = { film: filmFile, gif: loopFile };

export const EXPORTS = [
  { as: "png", noun: "Picture", format: "PNG", make: S => pngFile(S) },
  { as: "svg", noun: "Drawing", format: "SVG", make: S => svgFile(S) },
  { as: "gif", noun: "Loop", format: "GIF", make: (S, work) => loopFile(S, undefined, work) },
  {
    as: "film", noun: "Film…", format: "MP4, GIF", ask: askForFilm,
    make: (S, work, { format, ...shot }) => MOVING[format](S, shot, work),
  },
  {
    as: "sheet", noun: "Figure sheet…", format: "PNG, SVG, PDF", ask: askForSheet,
    make: (S, _work, { format, ...asked }) => STILL[format](S, asked),
  },
  { as: "html", noun: "Page that computes", format: "HTML", make: pageFile },
  { as: "csv", noun: "Table", format: "CSV", make: csvFile },
  { as: "json", noun: "Data", format: "JSON", make: jsonFile },
  { as: "code", noun: "Python code", format: "py", make: codeFile },
  { as: "cite", noun: "Citation", words: "Cite this picture", format: "BibTeX", make: citationFile },
];
