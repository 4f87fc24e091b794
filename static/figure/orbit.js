// orbit.js: the figure arranged for a closed orbit: a row of sliders that act while they move, the map around the
// orbit, its phase planes, and |x| against the formula. The run begins in a state that the server found beside the
// orbit; from there it is stepped here.
//
// S.data.orbit: { state, steps, window, middle (of its x), cycle (x, y and both moments a point), planes (names),
// amplitude: { title, value, name } }
import { CHANNEL_COUNT, DISTANCE, SHARPNESS, X } from "../engine/channels.js";
import { change } from "./change.js";
import { valueOf } from "./channels.js";
import { showPlanes } from "./planes.js";
import { controlRow, showControls, wireControls } from "./controls.js";
import { STEEP } from "./thermometer.js";

export const LAYOUTS = {
  orbit: [
    { name: "Amplitude", title: S => S.data.orbit.amplitude.title, unit: "", channel: DISTANCE,
      level: S => S.data.orbit.amplitude.value, edge: S => S.data.orbit.amplitude.name },
    STEEP,
  ],
};
const SLOW = 0.25; // a cycle is to be seen step by step

export function openLayout(S) {
  S.clock.speed = SLOW;
  S.q(".fig").classList.add(S.layout);
  const row = S.q(".knobs");
  row.hidden = false;
  wireControls(row, () => S.data.series[0].controls, (h, done) =>
    change(S, "hyper", { key: S.data.series[0].key, hyper: { [h.name]: h.value } }, done));
}

/** The scenario as it is played: from beside the orbit. */
export const besideOrbit = (scenario, { state, steps }) =>
  ({ ...scenario, start: state, steps, noise: 0, schedule: undefined });

/** The amplitude in the place of the distance. */
export function measureAmplitude({ runs, F }, { middle }) {
  for (let i = 0; i < F; i++) {
    runs[i * CHANNEL_COUNT + DISTANCE] = Math.abs(runs[i * CHANNEL_COUNT + X] - middle);
  }
}

// the sliders of the optimizer on screen: its numbers, in their order
function showKnobs(S) {
  const row = S.q(".knobs"), { optimizer, controls } = S.data.series[0];
  if (S.ui.knobsOf !== optimizer) {
    S.ui.knobsOf = optimizer;
    row.innerHTML = controls.map((h, i) => h.choices?.length ? "" : controlRow(h, i, false)).join("")
      + `<p class="tell" role="status">${S.ui.noticed ?? ""}</p>`;
  } else if (!row.matches(":active")) showControls(row, controls);
}

/** After runs were made: planes, sliders, and the panel of sharpness where there is curvature. */
export function dressOrbit(S) {
  const { F } = S.data, steep = Array.from({ length: F }, (_, i) => valueOf(S, 0, i, SHARPNESS)).some(v => v > 0);
  showPlanes(S);
  S.picture.panels[1].canvas.hidden = !steep; // kinks have no curvature
  showKnobs(S);
}
