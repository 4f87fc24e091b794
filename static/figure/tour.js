// tour.js: five short stops for whoever is here for the first time, beside what they are about. Never for who comes by
// a link, in a lesson or in a page of its own; ended once, it is not shown again, until it is asked for.
import { clamp } from "./numbers.js";

const TOURED = "descent-explorer-toured"; // in this browser's storage
const FINGER = matchMedia("(pointer: coarse)").matches;
const CARD_GAP = 10, MAP_FOOT = 34; // px
const STOPS = [
  [".map", `Drag the ring, or ${FINGER ? "tap" : "click"} anywhere on the map: every optimizer starts from there.`],
  [".chips", "A name puts its optimizer away; its η opens every setting. The words behind bring others."],
  [".transport", `One clock moves it all. ${FINGER ? "Drag" : "Space plays, arrows step; drag"} the slider to a step.`],
  [".doors", "Begin with an example, choose another surface, or type a formula of your own."],
  [".sharing", "Share has a link to exactly this picture, and makes images, films and pages of it."],
];

/** Whether this browser has been here before; where that cannot be kept, nobody is shown around. */
function wasToured() {
  try {
    return localStorage.getItem(TOURED) !== null;
  } catch {
    return true;
  }
}
function keepToured() {
  try {
    localStorage.setItem(TOURED, "1");
  } catch {} // no storage: nobody was shown around unasked
}

export function wireTour(S) {
  const fig = S.q(".fig"), card = S.q(".tour"), byLink = location.search !== "";
  let stop = null;
  const target = () => S.q(STOPS[stop][0]);

  const place = () => {
    if (stop === null) return;
    const { offsetWidth: w, offsetHeight: h } = card, f = fig.getBoundingClientRect(), inside = stop === 0;
    const t = target().getBoundingClientRect(), below = t.bottom + CARD_GAP + h < innerHeight;
    const top = inside ? t.bottom - MAP_FOOT - h : below ? t.bottom + CARD_GAP : t.top - CARD_GAP - h;
    const left = inside ? t.left + (t.width - w) / 2 : t.left;
    card.style.left = `${clamp(left - f.left, 0, Math.max(0, f.width - w))}px`;
    card.style.top = `${top - f.top}px`;
  };
  const show = next => {
    if (stop !== null) target().classList.remove("toured");
    stop = next;
    card.hidden = stop === null;
    if (stop === null) return;
    const last = stop === STOPS.length - 1;
    target().classList.add("toured");
    card.querySelector("p").textContent = STOPS[stop][1];
    card.querySelector("small").textContent = `${stop + 1} of ${STOPS.length}`;
    card.querySelector(".onward").textContent = last ? "Done" : "Next";
    card.querySelector(".skip").hidden = last;
    place();
    if (stop) (stop === 2 ? S.q(".map") : target()).scrollIntoView({ block: "nearest" });
    place();
  };
  const end = () => {
    const held = card.contains(S.root.activeElement);
    show(null);
    keepToured();
    if (held) S.q("canvas.front").focus({ preventScroll: true });
  };

  card.querySelector(".onward").onclick = () => stop + 1 < STOPS.length ? show(stop + 1) : end();
  card.querySelector(".skip").onclick = end;
  S.q("canvas.front").addEventListener("click", () => { if (stop === 0 && S.ui.started) show(1); }); // it was done
  document.addEventListener("keydown", e => { if (e.key === "Escape" && stop !== null) end(); });
  for (const part of [fig, S.q(".map"), S.q(".chips")]) new ResizeObserver(place).observe(part);
  S.q(".foot").addEventListener("click", e => { if (e.target.closest(".around")) show(0); });

  const begin = () => {
    if (!S.host.isConnected) return;
    if (!S.data.series) return requestAnimationFrame(begin); // until there is something to be shown
    if (!S.lesson) show(0);
  };
  if (!byLink && !S.offline && !S.layout && !wasToured()) begin();
}
