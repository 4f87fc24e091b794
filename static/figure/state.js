// state.js: all that a figure knows, in parts: what is shown (data), when (clock), from where (view), what is painted
// (picture, theme), what the reader holds (ui), what the server said (book) and what goes there (messages).
import { PANELS } from "../known.js";

export const SCENES = ["map", "relief", "3-D"];

/** layout: null for the explorer, or a key of LAYOUTS (orbit.js). */
export function newState(root, offline, layout = null) {
  return {
    root, layout, offline, host: root.host || root, q: selector => root.querySelector(selector),
    lands: {}, lesson: null,
    data: {
      scenario: null, land: null, surface: null, series: null, others: [], start: null, steps: 0, order: [], roster: [],
      runs: null, times: null, F: 0, full: true, alive: [], computed: null, ground: null, whole: null,
    },
    clock: { t: 0, awaited: null, rest: 0, playing: false, loop: true, range: null, log: false, speed: 1, last: 0 },
    view: {
      scene: "map", tilt: 0, tiltTo: 0, turn: -0.55, yaw: -0.62, pitch: 0.82, near: 1, win: null, projection: null,
      flatOnly: false, panels: [...PANELS.usual], field: false, anatomy: null,
    },
    picture: {
      due: null, grounded: false, stale: false, rerun: false, retold: false, moved: false, ahead: false, inTurn: false,
      painted: 0, paintedTo: -1, placed: {}, widths: {}, panelWidths: {}, keepClear: [], paths: [], spots: null,
      drawn: 0,
    },
    theme: {},
    ui: {
      reduced: matchMedia("(prefers-reduced-motion: reduce)").matches, focus: null, popKey: null, hover: null,
      quarters: false, whole: false, dragging: false, past: [], future: [], locked: new Set(), unfolded: new Set(),
    },
    book: { of: null, linked: null, look: null, outcomes: [], rounded: [], notices: [], link: "" },
    messages: { n: 0, waiting: null, asked: null, session: null, heard: "", entered: false },
  };
}
