// link_dialog.js: a link that hides or keeps what one ticks.
import { askIn } from "../export/dialog.js";
import { LINK_PARTS } from "../known.js";
import { linkHere } from "./address.js";

const NO_SECRET = "This hides; it keeps no secret. Whoever changes the address sees all of it.";

/** Asks what the link is to hide and to keep. @returns {Promise<?string>} the link; null: it was closed */
export async function askForLink(S) {
  const { figure, explore, lesson, locks, teach } = LINK_PARTS, parts = { ...figure, ...(S.lesson ? lesson : explore) };
  const controls = S.data.series.flatMap(s => s.controls.map(h => [h.name, h.title]));
  const kept = Object.entries({ ...locks, ...Object.fromEntries(controls) });
  const chosen = await askIn(S, {
    title: "Choose what the link shows",
    action: "Copy the link",
    fields: [
      { name: "hide", words: "Hide", kind: "checks", value: new Set(), options: Object.entries(parts) },
      { name: "lock", words: "Show, and keep as it is", kind: "checks", value: new Set(), options: kept },
    ],
    preview: (_, box) => { box.textContent = NO_SECRET; },
  });
  if (!chosen) return null;
  const ours = { hide: [...chosen.hide, ...(S.lesson ? [teach] : [])], lock: [...chosen.lock] };
  const link = new URL(linkHere(S));
  const others = link.search.slice(1).split("&").filter(p => !/^(hide|lock|window)=/.test(p));
  const names = Object.keys(ours).filter(name => ours[name].length);
  link.search = [...others, ...names.map(name => `${name}=${ours[name]}`)].filter(Boolean).join("&");
  return link.href;
}
