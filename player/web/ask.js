// ask.js: words to the server, through one trigger: { n, kind, value, done, have, rev }. One is in flight at a time; of
// those that wait, a newer one takes the place of an older one of the same kind. The last of a drag is never lost.
const REPLACED = new Set(["start", "view", "surface", "preset", "parameter"]);
const PATIENCE = { export: 120_000, other: 4_000 }; // milliseconds to wait for an answer before the next is sent anyway

function ask(S, kind, value, done = true) {
  if (S.offline && kind !== "hyper") return;
  const event = { kind, value, done }, last = S.waiting[S.waiting.length - 1];
  const same = last && last.kind === kind && REPLACED.has(kind);
  const hypers = last && last.kind === "hyper" && kind === "hyper" && last.value.key === value.key;
  const merges = hypers && value.hyper && last.value.hyper;
  if (merges) event.value = { key: value.key, hyper: { ...last.value.hyper, ...value.hyper } };
  if (kind === "parameter" && same) event.value = { ...last.value, ...value };
  if (same || merges) S.waiting.pop();
  S.waiting.push(event);
  send(S);
}

function send(S) {
  if (!S.waiting.length) return;
  if (S.asked && performance.now() - S.asked.at < (PATIENCE[S.asked.kind] || PATIENCE.other)) return;
  const event = S.waiting.shift();
  S.asked = { n: ++S.n, kind: event.kind, value: event.value, at: performance.now() };
  S.trigger("event", { n: S.n, ...event, have: S.ground?.key ?? null, rev: S.rev ?? null });
}

const pendingEvents = (S, kind) => [...S.waiting, ...(S.asked ? [S.asked] : [])].filter(e => e.kind === kind);
const pendingKind = (S, kind) => pendingEvents(S, kind).length > 0;

// an answer to event n has come; a server that does not count its answers has answered the last
function answered(S, n) {
  if (!S.asked || (n != null && n < S.asked.n)) return;
  S.asked = null;
  queueMicrotask(() => send(S)); // once the answer is taken in, so that the next event can say what is held here
}
