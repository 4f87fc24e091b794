// panel_set.js: which panels stand beside the map. The reader chooses them by name in a menu, as many as there is room
// for; the names are those of figures/quantities.py, here and in the address.
import { channelOf } from "../engine/channels.js";
import { PANELS } from "../known.js";
import { writeAddress } from "./address.js";
import { arrange } from "./figure.js";
import { LAYOUTS } from "./orbit.js";
import { makePanel } from "./panels.js";
import { wireMenu } from "./popover.js";
import { termOver } from "./terms.js";
import { STEEP } from "./thermometer.js";

const NAMES = Object.keys(PANELS.known), MOST_PANELS = PANELS.usual.length;
const specOf = name => name === "sharpness" ? STEEP : { ...PANELS.known[name], channel: channelOf(name) };
const isUsual = S => `${S.view.panels}` === `${PANELS.usual}`;

/** The chosen names for the address; "" for the usual ones. @returns {string} */
export const panelWords = S => isUsual(S) ? "" : S.view.panels.join(",");

/** The names that an address says, null where it cannot be read. @param {?string} text */
export function panelsIn(text) {
  if (text == null) return PANELS.usual;
  const asked = text.split(","), good = asked.every(name => NAMES.includes(name)) && new Set(asked).size <= MOST_PANELS;
  return good ? inOrder(asked) : null;
}
const inOrder = names => NAMES.filter(name => names.includes(name));

/** Puts the chosen panels on the page, the others away; a panel that was there keeps its canvas. */
function placePanels(S) {
  const { picture, view } = S, known = picture.known ??= {}, made = spec => {
    const P = makePanel(S, spec);
    termOver(S, P);
    return P;
  };
  picture.panels = S.layout ? LAYOUTS[S.layout].map(made) : view.panels.map(name => known[name] ??= made(specOf(name)));
  const area = S.q(".panels"), middle = "minmax(0, 1fr) ".repeat(Math.max(0, picture.panels.length - 2));
  area.replaceChildren(...picture.panels.map(P => P.canvas));
  S.q(".titles").replaceChildren(...picture.panels.flatMap(P => P.term ?? []));
  if (S.layout) return;
  const first = picture.panels.length > 1 ? "minmax(0, var(--first)) " : "";
  area.style.setProperty("--rows", `${first}${middle}minmax(0, var(--last))`);
  const above = "minmax(0, 1fr) ".repeat(Math.ceil(picture.panels.length / 2) - 1);
  area.style.setProperty("--pairs", `${above}minmax(0, 1.2fr)`);
}

/** Shows the panels of these names. */
export function choosePanels(S, names) {
  if (`${inOrder(names)}` === `${S.view.panels}`) return;
  S.view.panels = inOrder(names);
  placePanels(S);
  showChoice(S);
  if (!S.data.series) return;
  arrange(S);
  writeAddress(S);
}

function showChoice(S) {
  const full = S.view.panels.length >= MOST_PANELS, single = S.view.panels.length === 1;
  for (const b of S.root.querySelectorAll(".panelmenu [data-panel]")) {
    const on = S.view.panels.includes(b.dataset.panel);
    b.setAttribute("aria-checked", on);
    b.disabled = on ? single : full;
  }
  const tell = full ? `At most ${MOST_PANELS}: put one away first.` : single ? "One stays." : "";
  S.q(".panelmenu .tell").textContent = tell;
  S.q(".panelmenu .usual").disabled = isUsual(S);
}

export function closeChoice(S) {
  S.q(".panelmenu").hidden = true;
  S.q(".choose").setAttribute("aria-expanded", "false");
}

export function wirePanels(S) {
  const menu = S.q(".panelmenu"), button = S.q(".choose");
  placePanels(S);
  button.hidden = !!S.layout;
  if (S.layout) return;
  const item = name => `<button role="menuitemcheckbox" data-panel="${name}">${PANELS.known[name].title}</button>`;
  menu.innerHTML = `${NAMES.map(item).join("")}<p class="tell" role="status"></p>`
    + `<button role="menuitem" class="usual">As usual</button>`;
  showChoice(S);
  wireMenu(S, ".panelmenu");
  menu.onclick = e => {
    const b = e.target.closest("button"), name = b?.dataset.panel, { panels } = S.view;
    if (name) choosePanels(S, panels.includes(name) ? panels.filter(other => other !== name) : [...panels, name]);
    else if (b) choosePanels(S, PANELS.usual);
  };
}
