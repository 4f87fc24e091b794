// figure.js: the figure as a whole: its parts are wired once, arranged whenever sizes or words change, and drawn in one
// animation frame that does what has become due.
import { wireAnatomy } from "./anatomy.js";
import { flush } from "./book.js";
import { drawColourScale } from "./colour_scale.js";
import { layGround, recompute } from "./compute.js";
import { watchConnection } from "./connection.js";
import { deepView } from "./deep_view.js";
import { fitFrame } from "./embed.js";
import { wireExamples } from "./examples.js";
import { wireField } from "./field.js";
import { wireGestures } from "./gestures.js";
import { wireHistory } from "./history.js";
import { wireKeys } from "./keys.js";
import { placeAdd, showChips, showRates, wireLegend } from "./legend.js";
import { drawGround, flatView } from "./map.js";
import { openLayout } from "./orbit.js";
import { wirePanels } from "./panel_set.js";
import { drawPanels, preparePanels } from "./panels.js";
import { wirePaper } from "./paper.js";
import { projectTrails } from "./paths.js";
import { paintPen, wirePen } from "./pen.js";
import { drawPlane, shownPlanes } from "./planes.js";
import { placeMenus } from "./popover.js";
import { scalePresented } from "./present.js";
import { bottomOfTransport, roomForPanels } from "./room.js";
import { setScene, wireScene } from "./scene.js";
import { wireSettings } from "./settings.js";
import { wireShare } from "./share.js";
import { canDraw3d, drawSurface } from "./surface3d.js";
import { showSurface, wireSurfaces } from "./surfaces.js";
import { showNow, showTable } from "./table.js";
import { placeTerms, wireTerms } from "./terms.js";
import { fit, forgetSizes, readTheme } from "./theme.js";
import { LONG, advanceClock, go, play } from "./time.js";
import { wireTour } from "./tour.js";
import { drawTrails } from "./trails.js";
import {
  drawMini, showOnSlider, showOptions, showPlaying, showRange, showStep, wireTransport,
} from "./transport.js";
import { showTyped, wireTyping } from "./typing.js";
import { showVerdicts } from "./verdicts.js";

const IN_THE_APP = " Verdicts, and the shelf of what you keep, are in the app.";
const POLL = 400; // milliseconds between two looks at the page's theme and pixels

/** Wires the parts and starts the clock. */
export function build(S) {
  S.host.explorer = S;
  S.ui.reset = S.q(".reset");
  S.view.flatOnly = !canDraw3d();
  S.q(".fig").classList.toggle("offline", S.offline);
  S.q("[data-scene='3-D']").hidden = S.view.flatOnly;
  for (const wire of [
    wireTransport, wirePanels, wireLegend, wireSettings, wireSurfaces, wireExamples, wireShare, wireGestures, wireScene,
    wireKeys, wireHistory, wireField, wireAnatomy, wireTerms, wireTyping, wirePen, wireTour, wirePaper, watchConnection,
  ]) wire(S);
  if (S.layout) openLayout(S);
  showFoot(S);
  readTheme(S);
  showPlaying(S);
  showOptions(S);
  setScene(S, "map");
  const again = () => { if (S.data.series && !matchMedia("print").matches) remeasure(S); }; // paper keeps it
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

function remeasure(S) {
  if (S.picture.onPaper) return;
  S.picture.widths = {};
  S.picture.panelWidths = {};
  arrange(S);
}

function showFoot(S) {
  S.q(".foot").innerHTML = "<kbd>Space</kbd> plays, <kbd>←</kbd> <kbd>→</kbd> step, with <kbd>Shift</kbd> by ten. "
    + "<kbd>Alt</kbd> with an arrow moves the start. <kbd>A</kbd> takes a step apart. "
    + "The wheel zooms the map, <kbd>Shift</kbd> and a drag moves it, <kbd>0</kbd> shows all of it. "
    + "<kbd>B</kbd> branches the run that is pointed at. "
    + `Press on a panel to go to that step; point at a name to see it alone.${S.offline ? IN_THE_APP : ""} `
    + "<button class='plain around'>Tour</button>";
}

/** The film from its beginning; with reduced motion its end. */
export function restart(S) {
  S.picture.paintedTo = -1;
  go(S, S.ui.reduced && S.data.series.length ? S.data.steps : 0);
  if (!S.ui.reduced) play(S, true);
}
export function setLogFor(S) {
  S.clock.log = S.ui.quarters = S.data.steps > LONG;
  showOptions(S);
}

/** Everything that is words: title, chips, table. */
export function dress(S) {
  readTheme(S);
  showSurface(S);
  showTyped(S);
  showChips(S);
  showTable(S);
  showVerdicts(S);
}

/** Everything that has a size: fits the page, prepares panels and slider, and marks the map for drawing. */
export function arrange(S) {
  scalePresented(S);
  placeAdd(S);
  fitFrame(S);
  fitPage(S);
  roomForPanels(S);
  forgetSizes(S);
  for (const P of S.picture.panels) P.axis = getComputedStyle(P.canvas).getPropertyValue("--axis").trim() === "1";
  prepareCurves(S);
  placeTerms(S);
  showRange(S);
  showOptions(S);
  keepClear(S);
  placeMenus(S);
  paintPen(S);
  S.picture.scaled = null;
  S.picture.stale = true;
}

/** All that follows the runs alone: slider, panels, arrivals. */
function prepareCurves(S) {
  followRuns(S);
  showOnSlider(S);
  S.picture.retold = S.picture.inTurn = false;
}
/** The curves; what there is to tell besides stands there once they are drawn. */
export function followRuns(S) {
  preparePanels(S);
  drawMini(S);
  S.picture.rerun = S.picture.retold = true;
}

// where names on the map must not stand: under the view switch and on the colours' scale
function keepClear(S) {
  const map = S.q(".map").getBoundingClientRect();
  S.picture.keepClear = [".over", ".scale"].map(part => S.q(part).getBoundingClientRect()).filter(r => r.width)
    .map(r => [r.left - map.left - 4, r.top - map.top - 2, r.width + 8, r.height + 4]);
}

// On a low window the map gives way, so that everything down to the transport stands on the first screen.
function fitPage(S) {
  const fig = S.q(".fig"), map = S.q(".map"), columns = fig.clientWidth > 880;
  for (const name of ["--map", "--tall"]) fig.style.removeProperty(name);
  if (!(columns || S.lesson) || S.theme.presented || S.alone) return;
  let scrolled = 0;
  for (let el = S.host; el; el = el.parentElement || el.getRootNode().host) scrolled += el.scrollTop || 0;
  const over = bottomOfTransport(S) + scrolled + 10 - innerHeight, wide = map.clientWidth;
  if (over <= 0) return;
  if (!columns) fig.style.setProperty("--tall", `${map.clientHeight - over}px`); // in a lesson it is low, not narrow
  else fig.style.setProperty("--map", `${Math.round(Math.max(wide * 0.62, wide - over * 1.5))}px`);
}

function frame(S, now) {
  const { clock, view, picture } = S, dt = Math.min(0.1, (now - (clock.last || now)) / 1000);
  clock.last = now;
  if (view.turning && dt > 0.05) view.slow = true;
  if (picture.due?.rests) return;
  if (picture.due) recompute(S);
  flush(S);
  if (!S.data.series) return;
  if (advanceClock(S, dt)) picture.moved = true;
  if (view.tilt !== view.tiltTo) {
    const left = view.tiltTo - view.tilt, most = S.ui.reduced ? 1 : dt / 0.7;
    view.tilt = Math.abs(left) <= most ? view.tiltTo : view.tilt + Math.sign(left) * most;
    picture.stale = true;
  }
  if (picture.stale) drawStill(S);
  else if (picture.rerun) placePaths(S);
  if (picture.moved) drawMoving(S);
  else if (picture.untold) showNow(S);
  if (now - (S.theme.polled || 0) > POLL) look(S, now);
}

/** All of it at once, in the sizes that its canvases say. */
export function drawNow(S) {
  followRuns(S);
  drawStill(S);
  drawMoving(S);
}

// the ground and the paths' places in it
function drawStill(S) {
  const { g, w, h } = fit(S.q("canvas.ground")), { view } = S, deep = view.scene === "3-D";
  view.projection = flatView(S, w, h);
  layGround(S);
  if (deep) view.projection = deepView(S, w, h);
  else if (view.tilt) view.projection = flatView(S, w, h);
  S.q(".scale").hidden = S.theme.presented || view.scene === "relief" || view.tilt > 0 && view.scene === "map";
  if (S.picture.scaled !== S.data.whole) drawColourScale(S);
  S.picture.scaled = S.data.whole;
  placePaths(S);
  if (deep) drawSurface(S);
  drawGround(S, g);
  S.picture.stale = false;
}

// other runs over the same ground: while the start is dragged, filling it anew would cost a fifth of each frame
function placePaths(S) {
  projectTrails(S);
  S.picture.rerun = false;
  S.picture.moved = true;
}

function drawMoving(S) {
  drawTrails(S);
  const more = drawPanels(S);
  for (const P of shownPlanes(S)) drawPlane(S, P);
  if (S.picture.retold) tellRuns(S);
  showStep(S);
  showNow(S);
  S.picture.moved = more;
  S.picture.painted++;
  S.picture.drawn = performance.now();
}

// after what is drawn: to set a canvas's font makes the browser compute the styles of all that has changed on the page
function tellRuns(S) {
  showOnSlider(S);
  showTable(S);
  showRates(S);
  showVerdicts(S);
  S.picture.retold = false;
}

// another theme, or a screen with other pixels
function look(S, now) {
  S.theme.polled = now;
  const pixels = devicePixelRatio !== S.theme.pixels;
  S.theme.pixels = devicePixelRatio;
  if (!readTheme(S) && !pixels) return;
  dress(S);
  remeasure(S);
}
