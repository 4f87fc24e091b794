// book.js: the figure and the server. The figure owns the scenario while a gesture lasts; when it ends the server gets
// it and answers with what only it knows: repairs, outcomes, sentences, the address.
//
// To the server, one event in flight: { n, kind: "scenario", why, value: scenario }; a newer one waits in its place.
// From it: { session, n (the last event heard), why, scenario, book: null | { look, outcomes, rounded }, notices, link
// (null: the address is not the figure's), lands, hide, lock, panels }.
import { linkHere, openAt, readView, writeAddress } from "./address.js";
import { showScenario } from "./change.js";
import { showHands } from "./hints.js";
import { remember } from "./history.js";
import { followLesson } from "./lesson.js";
import { followParts } from "./link_parts.js";
import { takeRuleFile } from "./rule_files.js";
import { textOf } from "./scenario.js";
import { showQr } from "./share.js";
import { showNotices, showVerdicts } from "./verdicts.js";

const AGAIN = 2500; // milliseconds without an answer after which an event is sent again, then rarer
const MOST_TRIES = 12;
const KEY_REST = 400; // milliseconds without a key: a key that is held down, or a text, is one message and not many

/** The gesture is over: tell the server; where there is none, the page that holds the figure. */
export function send(S, why) {
  showVerdicts(S);
  if (S.offline) return S.messages.trigger("event", { n: 0, kind: "scenario", why, value: S.data.scenario });
  S.messages.waiting = why;
  flush(S);
}

// called every frame: what waits goes out, what got lost goes out again
export function flush(S) {
  const M = S.messages, now = performance.now(), { asked } = M;
  if (asked && now - asked.at < AGAIN * asked.tries) return;
  if (M.waiting == null && (!asked || asked.tries === MOST_TRIES)) return;
  if (M.waiting != null && now - (S.ui.keyed ?? -KEY_REST) < KEY_REST) return;
  const fresh = M.waiting != null, why = M.waiting ?? asked.why;
  M.asked = { n: fresh ? ++M.n : asked.n, why, at: now, tries: fresh ? 1 : asked.tries + 1 };
  M.waiting = null;
  M.trigger("event", { n: M.asked.n, kind: "scenario", why, value: S.data.scenario });
}

/** Asks for the link as a QR code. */
export function askForQr(S) {
  S.messages.trigger("event", { n: S.messages.n, kind: "qr", value: linkHere(S) });
}

/** An answer, or news that nobody here asked for: a link, the drawer, a server that was started again. */
export function receive(S, message) {
  const M = S.messages, heard = JSON.stringify(message);
  if (heard === M.heard) return; // a rerun that changed nothing here
  M.heard = heard;
  if (message.qr) showQr(S, message.qr); // asked for, whatever the answer is to besides
  if (message.file) takeRuleFile(S, message.file);
  M.version ??= message.version;
  const first = !S.data.scenario, forgot = !first && M.session !== message.session;
  M.session = message.session;
  if (forgot && M.n && message.n === 0) return resend(S); // it has forgotten what is on screen
  if (!first && message.n < M.n) return; // a newer gesture is on its way
  if (M.asked && message.n >= M.asked.n) M.asked = null;
  if (M.waiting != null) return flush(S);
  if (inHand(S)) return; // its end will be told, and answered
  Object.assign(S.lands, message.lands);
  followParts(S, message);
  const turned = message.lesson && followLesson(S, message.lesson);
  if (!S.ui.dragging) showHands(S);
  const moved = !!message.orbit && JSON.stringify(message.orbit) !== JSON.stringify(S.data.orbit);
  if (moved) S.data.orbit = message.orbit;
  const text = textOf(message.scenario, S.lands);
  const other = first || textOf(S.data.scenario, S.lands) !== text;
  const before = S.data.scenario;
  const { book, notices, link, waits } = message;
  const { look = null, outcomes = [], rounded = [] } = book ?? {};
  S.book = { of: book ? text : null, linked: text, look, outcomes, rounded, notices, link, waits };
  if (other || moved) showScenario(S, message.scenario, message.why || "link");
  if (!first && other && !turned) remember(S, before);
  const opened = first || (other && message.why === "link");
  const unread = opened && !S.offline && link !== null ? readView(S, first) : [];
  if (message.at) unread.push(openAt(S, message.at));
  const stale = M.version !== message.version ? ["The app has been updated. Reload the page to have it anew."] : [];
  showNotices(S, [...notices, ...unread.filter(Boolean), ...stale]);
  showVerdicts(S);
  writeAddress(S, opened);
}

// whether the reader is about a change that the server has not heard of: a slider held, a text being typed
const inHand = S => S.ui.before != null && textOf(S.ui.before, S.lands) !== textOf(S.data.scenario, S.lands);

function resend(S) {
  S.messages.asked = null;
  send(S, "scenario");
}
