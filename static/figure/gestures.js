// gestures.js: hands on the map. A press or drag sets the start, Shift-drag or two fingers move the map, wheel and
// pinch zoom about the pointer; in relief and 3-D a drag turns. Around an orbit, whose start is given, a drag moves the
// map.
import { LIMITS } from "../known.js";
import { predicted } from "./answer.js";
import { change } from "./change.js";
import { stepAhead } from "./compute.js";
import { showHint, startGiven } from "./hints.js";
import { valueAt, zoomed } from "./map.js";
import { clamp, decimals, fixed, html, stride } from "./numbers.js";
import { closePops } from "./popover.js";
import { reliefHolds } from "./relief.js";
import { closeShare } from "./share.js";
import { pointIn } from "./theme.js";
import { place, play } from "./time.js";
import { panBy, resetWindow, zoomAbout } from "./window.js";

const NUDGE = 0.02; // of the half height of the window, for one press of Alt and an arrow

function moveStart(S, [x, y], done) {
  const far = LIMITS.FARTHEST, within = v => +clamp(v, -far, far).toPrecision(8);
  change(S, "start", [within(x), within(y)], done);
}
export function nudgeStart(S, [dx, dy]) {
  if (startGiven(S)) return;
  moveStart(S, [S.data.start[0] + dx * S.view.win.half * NUDGE, S.data.start[1] + dy * S.view.win.half * NUDGE], true);
}

export function wireGestures(S) {
  const front = S.q("canvas.front"), tip = S.q(".tip"), fingers = new Map();
  let down = null, pinch = null, tap = null, held = null, before = null;
  const placeIn = e => pointIn(front, e);
  const overRing = ([px, py]) => {
    const p = S.view.scene === "map" && !startGiven(S) && S.view.projection.at(...S.data.start);
    return p && Math.hypot(p[0] - px, p[1] - py) < 16;
  };
  const flat = () => S.view.scene === "map" && S.view.tilt === 0;
  const startHere = (p, done) => {
    const { w, h } = S.view.projection; // a start dragged out of the map could not be taken hold of again
    moveStart(S, S.view.projection.back(clamp(p[0], 0, w), clamp(p[1], 0, h)), done);
  };

  const follow = e => {
    const at = `${e.clientX} ${e.clientY}`;
    if (down.at === at) return; // stepped before this frame; asking for its place would lay the page out
    down.at = at;
    const p = placeIn(e);
    fingers.set(e.pointerId, p);
    startHere(p, false);
  };

  const spread = () => {
    const [a, b] = [...fingers.values()];
    return { x: (a[0] + b[0]) / 2, y: (a[1] + b[1]) / 2, far: Math.hypot(a[0] - b[0], a[1] - b[1]) };
  };
  const drop = done => { // ends a drag of the start
    if (!S.ui.dragging) return;
    S.ui.dragging = false;
    S.ui.started = true;
    showHint(S);
    if (done) change(S, "start", S.data.start);
    S.picture.paintedTo = -1;
    S.picture.moved = true;
  };

  front.onpointerdown = e => {
    if (!S.view.projection || e.button === 2) return;
    const p = placeIn(e);
    closePops(S);
    closeShare(S);
    tip.hidden = true;
    front.focus({ preventScroll: true });
    fingers.set(e.pointerId, p);
    if (fingers.size === 2) {
      tap = null;
      if (S.ui.dragging) drop(true);
      down = null;
      pinch = spread();
      return;
    }
    if (!flat()) {
      front.setPointerCapture(e.pointerId);
      down = { how: "turn", p, turn: S.view.turn, yaw: S.view.yaw, pitch: S.view.pitch };
      return;
    }
    if (!e.shiftKey && e.button === 0 && predicted(S, S.view.projection.back(...p))) return;
    if (startGiven(S) || e.shiftKey || e.button === 1) {
      if (e.pointerType === "touch") return; // one finger scrolls the page
      e.preventDefault();
      front.setPointerCapture(e.pointerId);
      front.style.cursor = "grabbing";
      down = { how: "pan", p };
      return;
    }
    if (e.pointerType === "touch" && !overRing(p)) { // a finger on the map may only mean to scroll: act when it lifts
      tap = p;
      return;
    }
    held = S.data.start;
    front.setPointerCapture(e.pointerId);
    down = { how: "start", p };
    play(S, false);
    S.ui.dragging = true;
    place(S, S.data.steps); // while dragging, every path shows to its end
    S.picture.paintedTo = -1;
    startHere(p, false);
  };

  // what the hand does between two frames is stepped while the next one is waited for, and drawn there
  front.addEventListener("pointerrawupdate", e => {
    if (down?.how !== "start" || !S.ui.dragging) return;
    follow(e);
    stepAhead(S);
  });
  front.onpointermove = e => {
    if (!S.view.projection) return;
    if (S.ui.dragging && down) return follow(e);
    const p = placeIn(e);
    if (fingers.has(e.pointerId)) fingers.set(e.pointerId, p);
    if (pinch && fingers.size === 2) {
      const now = spread();
      if (flat()) {
        panBy(S, now.x - pinch.x, now.y - pinch.y);
        zoomAbout(S, now.x, now.y, pinch.far / Math.max(now.far, 1));
      } else {
        S.view.near = clamp(S.view.near * now.far / Math.max(pinch.far, 1), 0.5, 8);
        S.picture.stale = true;
      }
      pinch = now;
      return;
    }
    if (tap && Math.hypot(tap[0] - p[0], tap[1] - p[1]) > 10) tap = null;
    if (down?.how === "turn") {
      S.view.turning = true;
      S.view.turn = down.turn + (p[0] - down.p[0]) / 240;
      S.view.yaw = down.yaw - (p[0] - down.p[0]) / 200;
      S.view.pitch = clamp(down.pitch + (p[1] - down.p[1]) / 240, 0.2, 1.45);
      S.picture.stale = true;
      return;
    }
    if (down?.how === "pan") {
      panBy(S, p[0] - down.p[0], p[1] - down.p[1]);
      down.p = p;
      return;
    }
    if (!flat() || e.pointerType === "touch" || !S.data.ground) return;
    const hot = !!overRing(p);
    if (hot !== S.ui.hot) {
      S.ui.hot = hot;
      S.picture.moved = true;
      front.style.cursor = hot || startGiven(S) ? "grab" : "crosshair";
    }
    showTip(p);
  };
  function showTip(p) {
    const { w, h, x0, x1, back } = S.view.projection, [x, y] = back(...p), d = decimals(stride(x0, x1, 300));
    if (!reliefHolds(S, x, y)) { tip.hidden = true; return; }
    tip.hidden = false;
    tip.innerHTML = `<i>f</i> ${html(valueAt(S, x, y))}<span>at ${fixed(x, d)}, ${fixed(y, d)}</span>`;
    const left = Math.min(p[0] + 16, w - tip.offsetWidth - 4), top = Math.min(p[1] + 18, h - 34);
    tip.style.transform = `translate(${left}px, ${top}px)`;
  }
  front.onpointerleave = () => {
    tip.hidden = true;
    if (S.ui.hot) { S.ui.hot = false; S.picture.moved = true; }
  };
  const up = e => {
    fingers.delete(e.pointerId);
    if (fingers.size < 2) pinch = null;
    const how = down?.how;
    down = null;
    if (how === "turn") { S.view.turning = false; S.picture.stale = true; }
    if (how === "pan") front.style.cursor = startGiven(S) ? "grab" : "crosshair";
  };
  front.onpointercancel = e => {
    up(e);
    tap = null;
    drop(true);
  };
  front.onpointerup = e => {
    up(e);
    if (tap) {
      play(S, false);
      S.ui.dragging = true;
      startHere(tap, false);
      tap = null;
    }
    drop(true);
  };

  front.addEventListener("wheel", e => {
    if (!S.view.projection || !S.data.ground || S.ui.dragging) return;
    e.preventDefault();
    const amount = clamp(e.deltaMode === 1 ? e.deltaY * 18 : e.deltaY, -120, 120);
    const factor = Math.exp(amount * (e.ctrlKey ? 0.01 : 0.0022)); // a pinch on a touchpad comes as a wheel with Ctrl
    if (flat()) zoomAbout(S, ...placeIn(e), factor);
    else {
      S.view.near = clamp(S.view.near / factor, 0.5, 8);
      S.picture.stale = true;
    }
  }, { passive: false });
  front.addEventListener("touchstart", e => { if (e.touches.length > 1) e.preventDefault(); }, { passive: false });
  front.addEventListener("touchmove", e => { if (e.touches.length > 1) e.preventDefault(); }, { passive: false });
  front.onmousedown = e => { if (e.detail < 2) before = held; }; // the first of a double click, however slow
  front.ondblclick = () => {
    if (!flat()) {
      S.view.near = 1;
      S.picture.stale = true;
      return;
    }
    if (!zoomed(S)) return;
    if (before && !startGiven(S)) moveStart(S, before, true); // the two clicks meant the view, not the start
    resetWindow(S);
  };

  S.q(".reset").onclick = () => resetWindow(S);
}
