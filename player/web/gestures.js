// gestures.js: hands on the map. A press or drag sets the start, Shift-drag or two fingers move the map, wheel and
// pinch zoom about the pointer; in relief and 3-D a drag turns. Without a server a drag moves the map.
const COARSE = matchMedia("(pointer: coarse)").matches;
const HINTS = {
  map: S => {
    if ((S.offline || zoomed(S)) && S.panned) return "";
    if ((S.offline || zoomed(S)) && COARSE) return "Two fingers move and zoom the map";
    if (S.offline || zoomed(S)) return `${S.offline ? "A drag" : "Shift-drag"} moves the map, the wheel zooms`;
    return S.started ? "" : `Drag the ring, or ${COARSE ? "tap" : "click"} anywhere, to start from there`;
  },
  relief: () => "Drag to turn. One layer a contour: heights are not to scale",
  "3-D": S => S.ground && makeHeights(S).inProportion
    ? "Drag to turn. Heights are in proportion to f"
    : "Drag to turn. Heights follow log f: not to scale",
};
const NUDGE = 0.02; // of the half height of the window, for one press of Alt and an arrow

function showHint(S) {
  const text = S.h && S.win ? HINTS[S.scene](S) : "";
  S.q(".hint").textContent = text;
  S.q(".hint").hidden = !text;
  S.q(".hint").classList.toggle("low", S.scene !== "map");
}

function setScene(S, scene) {
  if (scene === "3-D" && S.flatOnly) return;
  const turned = S.scene !== scene;
  S.scene = scene;
  S.tiltTo = scene === "map" ? 0 : 1;
  if (scene === "3-D" || S.reduced) S.tilt = S.tiltTo;
  if (turned) S.near = 1;
  S.q("canvas.deep").hidden = scene !== "3-D";
  for (const b of S.q(".views").children) b.setAttribute("aria-pressed", b.dataset.scene === scene);
  S.q("canvas.front").style.cursor = scene === "map" && !S.offline ? "crosshair" : "grab";
  showHint(S);
  S.q(".tip").hidden = true;
  S.stale = true;
  writeAddress(S);
}

function moveStart(S, [x, y], done) {
  const { x0, x1, y0, y1 } = S.view; // a start that is dragged out of the map could not be taken hold of again
  S.start = [clamp(x, x0, x1), clamp(y, y0, y1)].map(v => +v.toPrecision(8));
  S.moved = true;
  ask(S, "start", S.start, done);
}
function nudgeStart(S, [dx, dy]) {
  if (S.offline) return;
  moveStart(S, [S.start[0] + dx * S.win.half * NUDGE, S.start[1] + dy * S.win.half * NUDGE], true);
}

function wireGestures(S) {
  const front = S.q("canvas.front"), tip = S.q(".tip"), fingers = new Map();
  let down = null, pinch = null, tap = null, before = null, lastDown = 0;
  const placeIn = e => {
    const box = front.getBoundingClientRect();
    return [e.clientX - box.left, e.clientY - box.top];
  };
  const overRing = ([px, py]) => {
    const p = S.scene === "map" && !S.offline && S.view.at(...S.start);
    return p && Math.hypot(p[0] - px, p[1] - py) < 16;
  };
  const flat = () => S.scene === "map" && S.tilt === 0;
  const startHere = (p, done) => moveStart(S, S.view.back(...p), done);

  const spread = () => {
    const [a, b] = [...fingers.values()];
    return { x: (a[0] + b[0]) / 2, y: (a[1] + b[1]) / 2, far: Math.hypot(a[0] - b[0], a[1] - b[1]) };
  };
  const drop = done => { // ends a drag of the start
    if (!S.dragging) return;
    S.dragging = false;
    S.started = true;
    showHint(S);
    S.holding = performance.now(); // the paths stay whole until those from here have come
    ask(S, "start", S.start, done);
    S.moved = true;
  };

  front.onpointerdown = e => {
    if (!S.view || e.button === 2) return;
    const p = placeIn(e);
    closePops(S);
    closeShare(S);
    tip.hidden = true;
    front.focus({ preventScroll: true });
    fingers.set(e.pointerId, p);
    if (fingers.size === 2) {
      tap = null;
      if (S.dragging) drop(true);
      down = null;
      pinch = spread();
      return;
    }
    if (!flat()) {
      front.setPointerCapture(e.pointerId);
      down = { how: "turn", p, turn: S.turn, yaw: S.yaw, pitch: S.pitch };
      return;
    }
    if (S.offline || e.shiftKey || e.button === 1) {
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
    if (performance.now() - lastDown > 400) before = S.start;
    lastDown = performance.now();
    front.setPointerCapture(e.pointerId);
    down = { how: "start", p };
    play(S, false);
    S.dragging = true;
    S.holding = performance.now();
    S.t = S.h.steps; // while dragging, every path shows to its end
    S.paintedTo = -1;
    startHere(p, false);
  };

  front.onpointermove = e => {
    const p = placeIn(e);
    if (!S.view) return;
    if (fingers.has(e.pointerId)) fingers.set(e.pointerId, p);
    if (pinch && fingers.size === 2) {
      const now = spread();
      if (flat()) {
        panBy(S, now.x - pinch.x, now.y - pinch.y);
        zoomAbout(S, now.x, now.y, pinch.far / Math.max(now.far, 1));
      } else {
        S.near = clamp(S.near * now.far / Math.max(pinch.far, 1), 0.5, 8);
        S.stale = true;
      }
      pinch = now;
      return;
    }
    if (tap && Math.hypot(tap[0] - p[0], tap[1] - p[1]) > 10) tap = null;
    if (down?.how === "turn") {
      S.turning = true;
      S.turn = down.turn + (p[0] - down.p[0]) / 240;
      S.yaw = down.yaw - (p[0] - down.p[0]) / 200;
      S.pitch = clamp(down.pitch + (p[1] - down.p[1]) / 240, 0.2, 1.45);
      S.stale = true;
      return;
    }
    if (down?.how === "pan") {
      panBy(S, p[0] - down.p[0], p[1] - down.p[1]);
      down.p = p;
      return;
    }
    if (S.dragging) return startHere(p, false);
    if (!flat() || e.pointerType === "touch" || !S.ground) return;
    const hot = !!overRing(p);
    if (hot !== S.hot) {
      S.hot = hot;
      S.moved = true;
      front.style.cursor = hot ? "grab" : S.offline ? "grab" : "crosshair";
    }
    showTip(p);
  };
  function showTip(p) {
    const [x, y] = S.view.back(...p), { w, h } = S.view, d = decimals(stride(S.view.x0, S.view.x1, 300));
    if (!reliefHolds(S, x, y)) { tip.hidden = true; return; }
    tip.hidden = false;
    tip.innerHTML = `<i>f</i> ${html(valueAt(S, x, y))}<span>at ${fixed(x, d)}, ${fixed(y, d)}</span>`;
    const left = Math.min(p[0] + 16, w - tip.offsetWidth - 4), top = Math.min(p[1] + 18, h - 34);
    tip.style.transform = `translate(${left}px, ${top}px)`;
  }
  front.onpointerleave = () => {
    tip.hidden = true;
    if (S.hot) { S.hot = false; S.moved = true; }
  };
  const up = e => {
    fingers.delete(e.pointerId);
    if (fingers.size < 2) pinch = null;
    const how = down?.how;
    down = null;
    if (how === "turn") { S.turning = false; S.stale = true; }
    if (how === "pan") front.style.cursor = S.offline ? "grab" : "crosshair";
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
      S.dragging = true;
      S.start = S.view.back(...tap).map(v => +v.toPrecision(8));
      tap = null;
    }
    drop(true);
  };

  front.addEventListener("wheel", e => {
    if (!S.view || !S.ground || S.dragging) return;
    e.preventDefault();
    const amount = clamp(e.deltaMode === 1 ? e.deltaY * 18 : e.deltaY, -120, 120);
    const factor = Math.exp(amount * (e.ctrlKey ? 0.01 : 0.0022)); // a pinch on a touchpad comes as a wheel with Ctrl
    if (flat()) zoomAbout(S, ...placeIn(e), factor);
    else {
      S.near = clamp(S.near / factor, 0.5, 8);
      S.stale = true;
    }
  }, { passive: false });
  front.addEventListener("touchstart", e => { if (e.touches.length > 1) e.preventDefault(); }, { passive: false });
  front.addEventListener("touchmove", e => { if (e.touches.length > 1) e.preventDefault(); }, { passive: false });
  front.ondblclick = () => {
    if (!flat()) {
      S.near = 1;
      S.stale = true;
      return;
    }
    if (!zoomed(S)) return;
    if (before && !S.offline) moveStart(S, before, true); // the two clicks meant the view, not the start
    resetWindow(S);
  };

  S.q(".reset").onclick = () => resetWindow(S);
  S.q(".views").onclick = e => {
    const b = e.target.closest("button");
    if (b) setScene(S, b.dataset.scene);
  };
}
