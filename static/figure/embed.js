// embed.js: the figure in another page's frame, `?embed=true`: it fills the frame with map, panels and transport, and a
// small link to the whole. What has no room gives way, the map last.
import { appLink } from "./address.js";

const GIVE_WAY = { // the least needed first
  ".over": [".cut", ".quarters", ".field", ".history", "[data-term=marks]", "[data-term=rings]", ".views"],
  ".transport": [".choosing", ".log", ".loop", ".speed", ".first", ".total", ".sharing", ".back", ".next"],
};

/** A lesson in a frame keeps its words, and a figure whose page has the address stays within that page. */
export const fillsFrame = ({ lesson, link }) =>
  new URLSearchParams(location.search).get("embed") === "true" && !lesson && link !== null;

export function showAlone(S) {
  const home = S.q(".home"), refit = new ResizeObserver(() => fitFrame(S));
  S.alone = true;
  S.q(".fig").classList.add("embed");
  Object.assign(S.host.style, { position: "fixed", inset: 0, zIndex: 1 }); // whatever margins the page has
  S.q(".over").append(home);
  home.onpointerdown = home.onfocus = () => { home.href = appLink(S); }; // with what is on screen by then
  home.href = S.home || "";
  home.hidden = !S.home;
  for (const part of [".reset", ".history"]) refit.observe(S.q(part)); // they come and go
}

/** After every change of size. */
export function fitFrame(S) {
  if (!S.alone) return;
  S.q(".step").style.setProperty("--digits", String(S.data.steps).length);
  for (const [part, names] of Object.entries(GIVE_WAY)) {
    const box = S.q(part), items = names.map(name => box.querySelector(name)).filter(Boolean);
    for (const item of items) item.classList.remove("gone");
    for (const item of items) if (box.scrollWidth > box.clientWidth) item.classList.add("gone");
  }
}
