// address.js: what the address bar says. Python pushes an entry for each picture; this only completes the present one:
// with the picture's own link where Streamlit lost or could not write it, and with the view, `view=relief` or
// `view=map,x,y,half` (the middle and the half height of the window), `field=gradient` (its arrows),
// `anatomy=2` (a step of the second optimizer, taken apart) and `panels=loss,x,y` (those beside it).
import { anatomyIn, anatomyWords, showDissected } from "./anatomy.js";
import { fieldIn, fieldWords, showField } from "./field.js";
import { zoomed } from "./map.js";
import { choosePanels, panelWords, panelsIn } from "./panel_set.js";
import { setScene } from "./scene.js";
import { SCENES } from "./state.js";

const NO_WEBGL = "3-D needs WebGL, which this browser does not offer; the map is shown.";
const WRITE_AFTER = 400; // milliseconds of rest; browsers allow few changes a second

function viewWords(S) {
  const { cx, cy, half } = S.view.win, number = v => +v.toPrecision(9);
  const place = zoomed(S) ? [number(cx), number(cy), +half.toPrecision(5)] : [];
  return place.length || S.view.scene !== "map" ? [S.view.scene, ...place].join(",") : "";
}
const queryOf = (...parts) => {
  const query = parts.flat().filter(Boolean).join("&");
  return query && `?${query}`;
};
// ours; whatever else the address holds stays
const pictureOf = S => S.lesson ? /^(lesson|step|window|hide|lock)=/
  : S.layout === "orbit" ? /^(s|period)=/ : /^(s|hide|lock)=/;
const VIEW = /^(view|field|anatomy|panels)=/;
const inAddress = fits => location.search.slice(1).split("&").filter(fits);
const panelsGiven = S => !!(S.layout || S.lesson); // not the reader's choice
const viewParts = S => ({
  view: viewWords(S), field: fieldWords(S), anatomy: anatomyWords(S), panels: panelsGiven(S) ? "" : panelWords(S),
});
const viewQuery = S => Object.entries(viewParts(S))
  .flatMap(([name, words]) => words ? `${name}=${words}` : []);

// the present picture's link, for Share
export const linkHere = S => location.origin + location.pathname + queryOf(S.book.link, viewQuery(S));

/** The way into the app; of a page without a server, to the picture that it was saved with. "" where none is known. */
export const appLink = S => S.offline ? S.home && S.home + queryOf(S.book.link) : linkHere(S);

/** Shows what the address says of view, field and panels; returns a sentence for each that cannot be read. */
export function readView(S, first) {
  const query = new URLSearchParams(location.search);
  const panels = panelsGiven(S) ? "" : readPanels(S, query.get("panels"));
  const scene = readScene(S, query.get("view"), first), field = readField(S, query.get("field"));
  return [scene, field, readAnatomy(S, query.get("anatomy")), panels].filter(Boolean);
}

function readField(S, words) {
  const field = fieldIn(words);
  showField(S, !!field);
  return field == null ? "The field in this link cannot be read; none is shown." : "";
}

function readAnatomy(S, words) {
  const place = anatomyIn(words);
  showDissected(S, place ?? null);
  return place === undefined ? "The anatomy in this link cannot be read; none is shown." : "";
}

function readPanels(S, words) {
  const names = panelsIn(words);
  choosePanels(S, names ?? panelsIn(null));
  return names ? "" : "The panels in this link cannot be read; the usual ones are shown.";
}

function readScene(S, view, first) {
  if (view == null && first) return ""; // a figure built anew keeps the window that it is given
  const [scene, ...place] = (view ?? "map").split(","), [cx, cy, half] = place.map(v => v.trim() ? +v : NaN);
  const none = place.length === 0, good = place.length === 3 && [cx, cy, half].every(Number.isFinite) && half > 0;
  if (!SCENES.includes(scene) || !(none || good)) {
    return "The view in this link cannot be read; the whole surface is shown.";
  }
  setScene(S, canShow(S, scene) ? scene : "map");
  S.view.wanted = good ? { cx, cy, half } : null; // until the surface is there
  return canShow(S, scene) ? "" : NO_WEBGL;
}

/** Opens as a page was saved: { scene, win, panels, field, anatomy, t, log, quarters }; returns a sentence, or "". */
export function openAt(S, { scene, win, panels = S.view.panels, field = false, anatomy = null, t, log, quarters }) {
  setScene(S, scene);
  showField(S, field);
  showDissected(S, anatomy);
  if (!S.layout) choosePanels(S, panels);
  S.view.wanted = win;
  S.view.tilt = S.view.tiltTo;
  S.ui.at = { t, log, quarters };
  return canShow(S, scene) ? "" : NO_WEBGL;
}
const canShow = (S, scene) => scene !== "3-D" || !S.view.flatOnly;

// anew: the picture was opened from the address or after another page, so that its link belongs into this entry. While
// it is not yet there, neither is its view: then this is called again once it is.
export function writeAddress(S, anew = false) {
  const M = S.messages, { data, picture } = S;
  if (S.offline || S.book.link === null) return;
  M.entered ||= anew;
  if (!data.series || M.entered && picture.due) return;
  S.page ||= location.pathname;
  const entered = M.entered, write = () => {
    if (location.pathname !== S.page || !S.host.isConnected) return;
    const ours = pictureOf(S), others = inAddress(pair => !ours.test(pair) && !VIEW.test(pair));
    const query = queryOf(entered ? S.book.link : inAddress(pair => ours.test(pair)), others, viewQuery(S));
    if (query !== location.search) history.replaceState(history.state, "", location.pathname + query);
  };
  M.entered = false;
  clearTimeout(M.addressing);
  if (entered) write(); else M.addressing = setTimeout(write, WRITE_AFTER);
}
