// timer.js: how long a lesson has gone on, beside how long it was to take, and the way to the steps. It counts from the
// press of a button, in this window.
//
// W.data.plan: { until (minutes at which the step is to end), minutes (the whole lesson's) }
const TIMER = new CSSStyleSheet();
TIMER.replaceSync(`
  :host { display: block; color: inherit; font: 400 16px/1.4 var(--st-font, sans-serif); }
  .timer { display: flex; gap: 4px 20px; align-items: baseline; flex-wrap: wrap; font-variant-numeric: tabular-nums; }
  b { font-size: 32px; line-height: 1.2; font-weight: 600; }
  button { font: inherit; color: inherit; background: none; border: 0; padding: 0; cursor: pointer;
    text-decoration: underline; text-underline-offset: 3px; }
  button:disabled { opacity: .5; text-decoration: none; cursor: default; }
  button:focus-visible { outline: 2px solid currentColor; outline-offset: 3px; }`);
const BEGUN = "descent-explorer-begun"; // milliseconds since 1970

/** The time that has gone by, and what is planned. */
export function showTimer(W) {
  const { root } = W;
  if (!root.querySelector(".timer")) {
    root.adoptedStyleSheets = [TIMER];
    root.append(document.createRange().createContextualFragment(`<div class="timer">
      <b role="timer">0:00</b><span></span>
      <button class="run"></button><button class="back">← Back</button><button class="on">Next →</button></div>`));
    const part = name => root.querySelector(name);
    part(".run").onclick = () => {
      if (begunAt()) sessionStorage.removeItem(BEGUN);
      else sessionStorage.setItem(BEGUN, String(Date.now()));
      paintTimer(W);
    };
    part(".back").onclick = () => W.turn(W.step - 1);
    part(".on").onclick = () => W.turn(W.step + 1);
    const every = setInterval(() => root.host.isConnected ? paintTimer(W) : clearInterval(every), 1000);
  }
  root.querySelector(".back").disabled = W.step === 1;
  root.querySelector(".on").disabled = W.step === W.data.last;
  paintTimer(W);
}
const begunAt = () => +(sessionStorage.getItem(BEGUN) ?? 0);

function paintTimer({ root, data: { plan } }) {
  const from = begunAt(), seconds = from ? Math.floor((Date.now() - from) / 1000) : 0;
  const late = Math.floor(seconds / 60 - plan.until), behind = late > 0 ? `, ${late} min ago` : "";
  root.querySelector("b").textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  root.querySelector("span").textContent = `of ${plan.minutes} min; this step is to end at ${plan.until}${behind}`;
  root.querySelector(".run").textContent = from ? "Back to 0" : "Start the clock";
}
