// embed.js: the figure in another page's frame, `?embed=true`: map, panels, transport, and a small link to the whole.
import { linkHere } from "./address.js";

export const isEmbedded = () => new URLSearchParams(location.search).get("embed") === "true";

export function showAlone(S) {
  const home = S.q(".home");
  S.q(".fig").classList.add("embed");
  home.onpointerdown = home.onfocus = () => { home.href = linkHere(S); }; // with what is on screen by then
  home.href = location.pathname;
}
