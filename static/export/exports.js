// exports.js: the files that a figure makes of itself, in the order of the Share menu. One entry each:
// { as, noun, format, make(S, progress) -> { name, mime, bytes, sentence? } or null where it was cancelled }.
import { pageOf, sources } from "./page.js";

const slug = text => text.toLowerCase().normalize("NFKD").replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "");
const named = (S, suffix) => `${slug(S.data.surface.title)}.${suffix}`;

/** What an offline page opens with: the picture as it stands. */
function messageOf(S) {
  const { scenario } = S.data, { book, view, clock } = S, lands = S.lands[scenario.surface];
  return {
    session: "", n: 0, why: "open", scenario, notices: [], link: book.link, home: S.home, layout: S.layout,
    book: book.of ? { look: book.look, outcomes: book.outcomes } : null, orbit: S.data.orbit,
    lands: lands ? { [scenario.surface]: lands } : {},
    at: { scene: view.scene, win: view.win, t: clock.t, log: clock.log, quarters: S.ui.quarters },
  };
}

export const EXPORTS = [
  {
    as: "html", noun: "Page that computes", format: "html",
    make: async S => ({
      name: named(S, "html"), mime: "text/html",
      bytes: await pageOf(await sources(S.parts), messageOf(S), `${S.data.surface.title} · Descent Explorer`),
    }),
  },
];
