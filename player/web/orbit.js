// orbit.js: the player arranged for a closed orbit: a row of sliders that act while they move, the map around the
// orbit, its phase planes, and |x| against the formula. Nothing here asks the server for more than hyperparameters.
const LAYOUTS = {
  orbit: [
    { name: "Amplitude", title: S => S.h.amplitude.title, unit: "", channel: DISTANCE, level: S => S.h.amplitude.value,
      edge: S => S.h.amplitude.name },
    STEEP,
  ],
};
const SLOW = 0.25; // a cycle is to be seen step by step

function openLayout(S) {
  S.speed = SLOW;
  S.q(".fig").classList.add(S.layout);
  const row = S.q(".knobs");
  row.hidden = false;
  wireControls(row, () => S.h.series[0].controls, (h, done) => {
    ask(S, "hyper", { key: S.h.series[0].key, hyper: { [h.name]: h.value } }, done);
  });
}

// the sliders of the optimizer on screen: its numbers, in their order
function showKnobs(S) {
  const row = S.q(".knobs"), { optimizer, controls } = S.h.series[0];
  if (S.knobsOf !== optimizer) {
    S.knobsOf = optimizer;
    row.innerHTML = controls.map((h, i) => h.choices?.length ? "" : controlRow(h, i, false)).join("")
      + `<p class="tell" role="status"></p>`;
  } else if (!S.asked && !S.waiting.length && !row.matches(":active")) showControls(row, controls);
  row.querySelector(".tell").innerHTML = S.h.notices.map(rich).join(" ");
}

// after an answer: the arrays that only an orbit has, and its window
function takeOrbit(S, header, arrays) {
  if (arrays.moments) Object.assign(S, { moments: arrays.moments, cycle: arrays.cycle });
  if (header.ground && S.windowKey !== header.groundKey) {
    S.windowKey = header.groundKey;
    S.win = windowOf({ window: header.ground.window });
    S.win.half *= 1 + MARGIN; // the ground ends where the window does
    S.reset.hidden = true;
  }
  showPlanes(S);
  S.panels[1].canvas.hidden = !S.steps.some((_, i) => valueOf(S, 0, i, SHARPNESS) > 0); // kinks have no curvature
  showKnobs(S);
}
