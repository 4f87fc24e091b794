// player.js: the state and the frame. The component calls the exported function with its bytes whenever Python has
// answered; everything else happens in one animation frame that draws what has changed at the time on the clock.
//
// component: { parentElement (a shadow root holding figure.html), data (bytes, see blob.js), setTriggerValue, offline }
const PLAYERS = new WeakMap();
const FROM_THE_START = new Set(["open", "surface", "preset", "start", "set", "fair", "link"]);
const HOLD = 4000; // milliseconds to wait for the runs from a new start
const POLL = 400; // milliseconds between two looks at the page's theme

export default function explorer(component) {
  const root = component.parentElement;
  if (!component.data) return;
  const message = unpack(component.data), words = JSON.stringify(message.header);
  let S = PLAYERS.get(root);
  if (!S) {
    S = newState(root, !!component.offline, message.header.layout);
    PLAYERS.set(root, S);
    build(S);
  }
  S.trigger = component.setTriggerValue;
  if (words === S.heard) return; // a rerun that changed nothing here
  S.heard = words;
  receive(S, message);
}

// layout: null for the explorer, or a key of LAYOUTS, which has nothing to ask but hyperparameters
function newState(root, offline, layout) {
  return {
    root, layout, offline: offline || !!layout, host: root.host || root, q: selector => root.querySelector(selector),
    reduced: matchMedia("(prefers-reduced-motion: reduce)").matches, flatOnly: false,
    t: 0, rest: 0, playing: false, loop: true, range: null, log: false, speed: 1,
    scene: "map", tilt: 0, tiltTo: 0, turn: -0.55, yaw: -0.62, pitch: 0.82, near: 1,
    h: null, order: [], hidden: new Set(), focus: null, popKey: null, hover: null, quarters: false,
    holding: 0, waiting: [], asked: null, n: 0, placed: {}, widths: {}, panelWidths: {}, keepClear: [],
    painted: 0, received: 0, landed: 0, told: 0, paintedTo: -1,
  };
}

function build(S) {
  S.host.explorer = S;
  S.reset = S.q(".reset");
  S.flatOnly = !canDraw3d();
  S.q(".fig").classList.toggle("offline", S.offline);
  S.q("[data-scene='3-D']").hidden = S.flatOnly;
  wireTransport(S);
  wirePanels(S);
  wireLegend(S);
  wireSettings(S);
  wireSurfaces(S);
  wireShare(S);
  wireGestures(S);
  wireKeys(S);
  if (S.layout) openLayout(S);
  showFoot(S);
  readTheme(S);
  showPlaying(S);
  showOptions(S);
  setScene(S, "map");
  const again = () => { if (S.h) { S.widths = {}; S.panelWidths = {}; arrange(S); } };
  for (const part of [".map", ".fig"]) new ResizeObserver(again).observe(S.q(part));
  addEventListener("resize", again);
  document.fonts.ready.then(again);
  document.fonts.addEventListener?.("loadingdone", again);
  const loop = now => {
    if (!S.host.isConnected) return removeEventListener("resize", again);
    frame(S, now);
    requestAnimationFrame(loop);
  };
  requestAnimationFrame(loop);
}

function showFoot(S) {
  const start = S.offline ? "" : "<kbd>Alt</kbd> with an arrow moves the start. ";
  const moves = S.offline ? "a drag" : "<kbd>Shift</kbd> and a drag";
  S.q(".foot").innerHTML = "<kbd>Space</kbd> plays, <kbd>←</kbd> <kbd>→</kbd> step, with <kbd>Shift</kbd> by ten. "
    + start
    + `The wheel zooms the map, ${moves} moves it, <kbd>0</kbd> shows all of it. `
    + "Press on a panel to go to that step; point at a name to see it alone.";
}

// Folds an answer into the state. Every part may be absent: what is, stays as it was.
function receive(S, { header, arrays, bytes }) {
  S.received++;
  answered(S, header.answer);
  const had = S.h, why = header.why || "", first = !S.opened;
  const dragging = !first && (S.dragging || (S.holding && pendingKind(S, "start")));
  S.h = { others: [], presets: [], ...had, ...header };
  const changed = header.series && (header.rev == null || header.rev !== S.rev);
  const moved = !had || JSON.stringify([had.surface.name, had.surface.parameters.map(q => q.value)])
    !== JSON.stringify([S.h.surface.name, S.h.surface.parameters.map(q => q.value)]);
  const gallery = S.q(".surfaces");
  if (header.gallery && !gallery.children.length) gallery.innerHTML = header.gallery; // the surface buttons, once
  if (changed) takeRuns(S, arrays);
  if (header.ground) takeGround(S, header.ground, arrays, header.groundKey);
  if (!had || had.surface.name !== S.h.surface.name) {
    S.win = wholeWindow(S);
    S.near = 1;
    S.reset.hidden = true;
    S.range = null;
    showHint(S);
  }
  if (first && S.ground && !S.ground.isWhole) setWindow(S, windowOf(S.ground));
  if (!complete(S, header.groundKey)) return;
  const opened = first || (why === "link" && changed);
  if (S.layout) takeOrbit(S, header, arrays);
  S.opened = true;
  if (!dragging) S.start = S.h.start;
  // where the sentence has room for two lines it may change under the reader's hand; elsewhere that would move the map
  if (header.look != null && (!dragging || S.q(".fig").clientWidth > 1120)) S.q(".look").innerHTML = rich(header.look);
  const unread = opened && !S.offline ? readView(S, first) : "";
  if (header.notices || unread) showNotices(S, [...header.notices || [], ...unread ? [unread] : []]);
  writeAddress(S, opened);
  receiveFile(S, header, bytes);
  if (S.rendering && header.file == null && why === "export") say(S, "");
  if (why === "export") S.rendering = false;

  if (dragging) { // chips and table wait for the release
    preparePanels(S);
    showArrivals(S);
    drawMini(S);
    S.stale = true;
    S.undressed ||= changed;
  } else {
    if (changed && !S.root.querySelector(".knob:active")) S.spots = null; // numbers keep off the new paths
    if (first || changed || moved || S.undressed) {
      S.undressed = false;
      dress(S);
      followSettings(S);
    }
    if (first || (changed && had.steps !== S.h.steps)) setLogFor(S);
    arrange(S);
    if (first || S.holding || (changed && FROM_THE_START.has(why))) restart(S);
    S.t = Math.min(S.t, S.h.steps);
  }
  if (changed) S.landing = true;
}

function takeRuns(S, arrays) {
  S.h.series = S.h.series.map(distinct);
  S.runs = arrays.runs;
  S.rev = S.h.rev;
  S.steps = Float64Array.from(arrays.steps);
  S.F = S.steps.length;
  S.full = S.F === S.h.steps + 1;
  S.alive = S.h.series.map(s => s.frames);
  const keys = new Set(S.h.series.map(s => s.key)), leaving = new Set(pendingEvents(S, "drop").map(e => e.value));
  if (!S.offline) S.hidden = new Set([...S.hidden].filter(key => keys.has(key) && leaving.has(key)));
  S.order = S.h.series.map((_, k) => k).filter(k => !S.hidden.has(S.h.series[k].key));
  S.focus = S.popKey ? S.h.series.findIndex(s => s.key === S.popKey) : null;
  if (S.focus === -1) S.focus = null;
}
function restart(S) {
  S.holding = 0;
  S.paintedTo = -1;
  S.t = S.reduced ? S.h.steps : 0;
  play(S, !S.reduced);
}
function takeGround(S, ground, arrays, key) {
  S.ground = readGround(S.h.surface, ground, arrays, key);
  const { centre: [cx, cy], half } = S.h.surface, [x0, x1, y0, y1] = ground.window;
  const near = (a, b) => Math.abs(a - b) < 1e-6 * half;
  S.ground.isWhole = near((x0 + x1) / 2, cx) && near((y0 + y1) / 2, cy) && near((y1 - y0) / 2, half);
  if (S.ground.isWhole || !S.whole || S.whole.surface !== S.h.surface.name) {
    const L = ground.wholeLevels;
    S.whole = S.ground.isWhole
      ? { low: ground.low, high: ground.high, surface: S.h.surface.name }
      : { low: L[0] ?? ground.low, high: L[L.length - 1] ?? ground.high, surface: S.h.surface.name };
  }
  S.spots = null;
}
// A server may take runs or a ground for granted that this page never had (it was opened anew): ask for them, once.
// True if there is something to show.
function complete(S, key) {
  const missing = !S.runs || !S.ground, stranger = S.ground && key && S.ground.key !== key;
  if ((missing || stranger) && S.missed !== (key || "any")) {
    S.missed = key || "any";
    if (missing) ask(S, "view", null);
    else setWindow(S, S.win);
  }
  return !missing;
}
function setLogFor(S) {
  S.log = S.quarters = S.h.steps > LONG;
  showOptions(S);
}

function showNotices(S, notices) {
  const box = S.q(".notices");
  const text = notices.map(n => rich(n)).join(" ");
  if (S.noticed === text) return;
  S.noticed = text;
  box.innerHTML = text ? `<span>${text}</span><button class="plain" aria-label="Dismiss">Dismiss</button>` : "";
  const button = box.querySelector("button");
  if (button) button.onclick = () => { box.innerHTML = ""; if (S.h) arrange(S); };
}

// everything that is words: title, chips, table
function dress(S) {
  readTheme(S);
  showSurface(S);
  showChips(S);
  showTable(S);
}
// everything that has a size: fits the page, prepares panels and slider, and marks the map for drawing
function arrange(S) {
  placeAdd(S);
  fitPage(S);
  prepareSlider(S);
  preparePanels(S);
  showArrivals(S);
  drawMini(S);
  showRange(S);
  showOptions(S);
  drawScale(S);
  keepClear(S);
  S.shownStep = null;
  S.stale = true;
}

// where names on the map must not stand: under the view switch
function keepClear(S) {
  const map = S.q(".map").getBoundingClientRect(), over = S.q(".over").getBoundingClientRect();
  S.keepClear = [[over.left - map.left - 4, over.top - map.top - 2, over.width + 8, over.height + 4]];
}

// On a low window the map gives way, so that everything down to the transport stands on the first screen.
function fitPage(S) {
  const fig = S.q(".fig"), map = S.q(".map");
  fig.style.removeProperty("--map");
  if (fig.clientWidth <= 880) return;
  let scrolled = 0;
  for (let el = S.host; el; el = el.parentElement || el.getRootNode().host) scrolled += el.scrollTop || 0;
  const over = S.q(".transport").getBoundingClientRect().bottom + scrolled + 10 - innerHeight, wide = map.clientWidth;
  if (over > 0) fig.style.setProperty("--map", `${Math.round(Math.max(wide * 0.72, wide - over * 1.5))}px`);
}

function frame(S, now) {
  const dt = Math.min(0.1, (now - (S.last || now)) / 1000);
  S.last = now;
  if (S.turning && dt > 0.05) S.slow = true;
  if (S.waiting.length) send(S);
  if (S.holding && !S.dragging && performance.now() - S.holding > HOLD) restart(S);
  if (!S.h || !S.ground || !S.runs) return;
  if (advance(S, dt)) S.moved = true;
  if (S.tilt !== S.tiltTo) {
    const left = S.tiltTo - S.tilt, most = S.reduced ? 1 : dt / 0.7;
    S.tilt = Math.abs(left) <= most ? S.tiltTo : S.tilt + Math.sign(left) * most;
    S.stale = true;
  }
  if (S.stale) {
    const box = S.q(".map").getBoundingClientRect();
    S.view = S.scene === "3-D" ? deepView(S, box.width, box.height) : flatView(S, box.width, box.height);
    S.q(".scale").hidden = S.scene === "relief" || S.tilt > 0 && S.scene === "map";
    projectTrails(S);
    drawGround(S);
    S.stale = false;
    S.moved = true;
  }
  if (S.moved) {
    drawTrails(S);
    for (const P of S.panels) drawPanel(S, P);
    for (const P of shownPlanes(S)) drawPlane(S, P);
    showStep(S);
    showNow(S);
    S.moved = false;
    S.painted++;
    if (S.landing) {
      S.landing = false;
      S.landed = performance.now();
    }
  }
  if (now - (S.polled || 0) > POLL) {
    S.polled = now;
    if (readTheme(S)) {
      S.widths = {};
      S.panelWidths = {};
      dress(S);
      arrange(S);
    }
  }
}
