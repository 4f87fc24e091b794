// tour.js: five short stops for whoever is here for the first time, beside what they are about. Never for who comes by
// a link, in a lesson or in a page of its own, nor for who has begun to use the page; ended once, it is not shown
// again, until it is asked for.
import { clamp } from "./numbers.js";
import { inSight } from "./popover.js";

const TOURED = "descent-explorer-toured"; // in this browser's storage
const FINGER = matchMedia("(pointer: coarse)").matches;
const CARD_GAP = 10, ONE_COLUMN = 620; // px
const KEPT_IN_SIGHT = { ".map": 4, ".transport": 2, ".chips": 2 }, ITS_TARGET = 9; // how much a pixel of it matters
const STOPS = [
  [".map", `Drag the ring, or ${FINGER ? "tap" : "click"} anywhere on the map: every optimizer starts from there.`],
  [".chips", "A name puts its optimizer away; its η opens every setting. The words behind bring others."],
  [".transport", `One clock moves it all. ${FINGER ? "Drag" : "Space plays, arrows step; drag"} the slider to a step.`],
  [".doors", "Begin with an example, choose another surface, or type a formula of your own."],
  [".sharing", "Share has a link to exactly this picture, and makes images, films and pages of it."],
];

let touched = false; // anything of the page, by hand or key: then nobody is shown around unasked
for (const kind of ["pointerdown", "keydown", "wheel"])
  document.addEventListener(kind, () => { touched = true; }, { capture: true, passive: true, once: true });

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

  // where it covers least: of what it is about, of the paths, of the clock and the names
  const place = () => {
    if (stop === null) return;
    const { offsetWidth: w, offsetHeight: h } = card, f = fig.getBoundingClientRect();
    const t = target().getBoundingClientRect(), over = t.top - CARD_GAP - h, under = t.bottom + CARD_GAP;
    const sight = inSight(S), lowest = Math.max(sight.top, sight.bottom - h);
    const kept = Object.entries(KEPT_IN_SIGHT).map(([part, each]) => [S.q(part).getBoundingClientRect(), each]);
    const least = Math.max(f.left, 0), most = Math.max(least, Math.min(f.right, innerWidth) - w);
    const places = [
      [t.left, under], [t.left, over], [t.right - w, under], [t.right - w, over], [t.right + CARD_GAP, t.top],
      [t.left - CARD_GAP - w, t.top], [t.left, innerHeight - CARD_GAP - h],
    ].map(([x, y]) => {
      const left = clamp(x, least, most), top = clamp(y, sight.top, lowest);
      const covers = ([box, each]) => each * sharedArea(box, { left, top, right: left + w, bottom: top + h });
      return { left, top, cost: [...kept, [t, ITS_TARGET]].map(covers).reduce((sum, one) => sum + one) };
    });
    const { left, top } = places.reduce((best, one) => one.cost < best.cost ? one : best);
    card.style.left = `${left - f.left}px`;
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
    const map = S.q(".map"), above = target().getBoundingClientRect().top < map.getBoundingClientRect().bottom;
    if (!above && fig.clientWidth <= ONE_COLUMN) { // the map, what stands under it, and room below that
      map.scrollIntoView();
      card.style.top = `${target().getBoundingClientRect().bottom - fig.getBoundingClientRect().top + CARD_GAP}px`;
      card.scrollIntoView({ block: "nearest" });
    } else if (stop) (stop === 2 ? map : target()).scrollIntoView({ block: "nearest" });
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
    if (!S.host.isConnected || touched) return;
    if (!S.data.series) return requestAnimationFrame(begin); // until there is something to be shown
    if (!S.lesson) show(0);
  };
  if (!byLink && !S.offline && !S.layout && !wasToured()) begin();
}

const sharedArea = (a, b) => Math.max(0, Math.min(a.right, b.right) - Math.max(a.left, b.left))
  * Math.max(0, Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top));
