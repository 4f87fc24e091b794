// keys.js: the keyboard. Space plays, arrows step (Shift: by ten; Alt: move the start), Home and End, L loops, [ and ]
// change speed, digits hide (not around an orbit, which is of one optimizer), B branches, 0 shows the whole surface,
// V changes the view, A takes a step apart, Esc closes.
import { toggleAnatomy } from "./anatomy.js";
import { branchThis } from "./branch_here.js";
import { nudgeStart } from "./gestures.js";
import { undo } from "./history.js";
import { toggleByPlace } from "./legend.js";
import { closeChoice } from "./panel_set.js";
import { closePops } from "./popover.js";
import { setScene } from "./scene.js";
import { closeShare } from "./share.js";
import { SCENES } from "./state.js";
import { go, play, stepBy } from "./time.js";
import { changeSpeed, setRange } from "./transport.js";
import { resetWindow } from "./window.js";

// what is open -> the button that opened it
const OPENERS = {
  ".pop.settings": S => `.chip.on[data-k="${S.data.series.findIndex(s => s.key === S.ui.popKey)}"] .set`,
  ".pop.surface": () => ".about", ".pop.gallery": () => ".all", ".pop.qr": () => ".share", ".sharemenu": () => ".share",
  ".panelmenu": () => ".choose",
};

/** Closes what is open and gives the focus back to where it was opened. */
function closeAndReturn(S) {
  const open = Object.keys(OPENERS).find(part => !S.q(part).hidden), opener = open && S.q(OPENERS[open](S));
  closePops(S);
  closeShare(S);
  closeChoice(S);
  opener?.focus({ preventScroll: true });
}

export function wireKeys(S) {
  const press = e => {
    if (!S.host.isConnected) return document.removeEventListener("keydown", press);
    S.ui.keyed = performance.now();
    const active = document.activeElement, inner = S.root.activeElement, { key } = e, n = e.shiftKey ? 10 : 1;
    if (!S.data.series || e.defaultPrevented) return;
    if (active !== document.body && active !== S.host) return;
    if (e.ctrlKey || e.metaKey) {
      if (inner?.matches("input[type=text], textarea") || !/^[zy]$/i.test(key)) return;
      undo(S, e.shiftKey || key === "y");
      return e.preventDefault();
    }
    if (key === "Escape") {
      closeAndReturn(S);
      setRange(S, null);
      return;
    }
    if (inner?.matches("input[type=text], textarea, select, .link")) return;
    const toward = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[key];
    if (inner?.tagName === "INPUT" && !inner.matches(".slider") && (toward || key === "Home" || key === "End")) return;
    if (e.altKey && toward) nudgeStart(S, toward.map(v => v * n));
    else if (e.altKey) return;
    else if (key === " " && inner?.tagName === "BUTTON") return;
    else if (key === " ") play(S, !S.clock.playing);
    else if (key === "ArrowLeft") stepBy(S, -n);
    else if (key === "ArrowRight") stepBy(S, n);
    else if (key === "Home") go(S, 0);
    else if (key === "End") go(S, S.data.steps);
    else if (key === "l" || key === "L") S.q(".loop").click();
    else if (key === "a" || key === "A") toggleAnatomy(S);
    else if (key === "[" || key === "]") changeSpeed(S, key === "]" ? 1 : -1);
    else if (key === "b" || key === "B") branchThis(S);
    else if (key === "v" || key === "V") {
      const open = S.view.flatOnly ? SCENES.slice(0, 2) : SCENES;
      setScene(S, open[(open.indexOf(S.view.scene) + 1) % open.length]);
    } else if (key === "0") {
      S.view.near = 1;
      S.picture.stale = true;
      resetWindow(S);
    } else if (/^[1-9]$/.test(key) && !S.layout) toggleByPlace(S, +key - 1);
    else return;
    e.preventDefault();
  };
  document.addEventListener("keydown", press);
  S.root.addEventListener("pointerdown", e => {
    if (!e.target.closest(".pop, .set, .about, .all")) closePops(S);
    if (!e.target.closest(".sharemenu, .share")) closeShare(S);
    if (!e.target.closest(".choosing")) closeChoice(S);
  });
}
