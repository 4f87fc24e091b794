// hints.js: what a hand does on the map, in a few words at its foot, and as the pointer's form.
import { makeHeights } from "./deep_view.js";
import { zoomed } from "./map.js";

const COARSE = matchMedia("(pointer: coarse)").matches;
const HINTS = {
  map: S => {
    if (S.lesson?.predict) return S.lesson.guess ? "" : `${COARSE ? "Tap" : "Click"} where you think it is`;
    const given = startGiven(S), moves = given || zoomed(S);
    if (moves && S.ui.panned) return "";
    if (moves && COARSE) return "Two fingers move and zoom the map";
    if (moves) return `${given ? "A drag" : "Shift-drag"} moves the map, the wheel zooms`;
    if (S.ui.started || !S.lesson && !S.offline) return ""; // the tour says it to who is here for the first time
    return `Drag the ring, or ${COARSE ? "tap" : "click"} anywhere, to start from there`;
  },
  relief: () => "Drag to turn. One layer a contour: heights are not to scale",
  "3-D": S => S.data.ground && makeHeights(S).inProportion
    ? "Drag to turn. Heights are in proportion to f"
    : "Drag to turn. Heights follow log f: not to scale",
};
/** Whether the start stays where it is: then a drag moves the map. */
export const startGiven = S => !!S.layout || S.ui.locked.has("start");

export function showHint(S) {
  const text = S.data.land && S.view.win ? HINTS[S.view.scene](S) : "";
  S.q(".hint").textContent = text;
  S.q(".hint").hidden = !text;
  S.q(".hint").classList.toggle("low", S.view.scene !== "map");
}
/** What a hand does here may have changed, as with another step of a lesson: its hint and its pointer say so. */
export function showHands(S) {
  S.q("canvas.front").style.cursor = S.view.scene === "map" && !startGiven(S) ? "crosshair" : "grab";
  showHint(S);
}
