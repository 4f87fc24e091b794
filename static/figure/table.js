// table.js: the numbers. Takes the series and the clock; one row each: now, in the end, and what happens in words.
import { DISTANCE, LOSS, SLOPE } from "../engine/channels.js";
import { showAnatomy } from "./anatomy_sheet.js";
import { againstWords, apartInEnd, apartNow } from "./apart.js";
import { valueOf } from "./channels.js";
import { markSVG } from "./marks.js";
import { NONE, arrivalWords, asHtml, count, endParts, escape, html } from "./numbers.js";
import { colourOf } from "./theme.js";
import { frameAt } from "./time.js";
import { judged } from "./verdicts.js";

const TELL_EVERY = 90; // milliseconds between two updates of the live cells while playing
const LIVE = [LOSS, SLOPE, DISTANCE], FINAL = LIVE.length + 1; // cells after the name

export function showTable(S) {
  const row = k => {
    const s = S.data.series[k];
    return `<tr data-k="${k}"><th scope="row">${markSVG(s, colourOf(S, s), 13, 15)}`
      + `<b style="color:${colourOf(S, s)}">${escape(s.title)}</b>${againstWords(S, s)}</th>`
      + `${'<td class="n live"></td>'.repeat(LIVE.length)}<td class="n rule"></td><td class="n"></td>`
      + `<td class="say"></td></tr>`;
  };
  const rows = S.data.order.map(row).join(""), body = S.q("tbody");
  if (S.picture.rows !== rows) body.innerHTML = S.picture.rows = rows;
  for (const each of body.rows) {
    const k = +each.dataset.k;
    write(each.cells[FINAL], asHtml(endParts(S.data.series[k])) + apartInEnd(S, k, s => s.over ? s.final : null));
  }
  S.picture.told = 0;
}

/** When each is first near a minimum; a count that rounding decides, as far as that is known, is a word that is
 * explained. */
export function showCounts(S, known = judged(S)) {
  for (const row of S.q("tbody").rows) {
    const k = +row.dataset.k, steps = arrivalWords(S.data.series[k]);
    const term = `<button class="term" data-term="rounding">${steps}</button>`;
    write(row.cells[FINAL + 1], (known && S.book.rounded[k] ? term : steps) + apartInEnd(S, k, s => s.arrived, count));
  }
}

function write(cell, text) {
  if (cell.written === text) return;
  cell.written = text;
  if (/[<&]/.test(text)) cell.innerHTML = text;
  else cell.textContent = text; // a reader of HTML for each of sixty cells would cost a frame's twentieth
}

/** The live cells and the step they are of, together; while playing not in every frame, but the last one always. */
export function showNow(S) {
  const now = performance.now();
  S.picture.untold = S.clock.playing && now - S.picture.told < TELL_EVERY;
  if (S.picture.untold) return;
  S.picture.told = now;
  const i = frameAt(S, S.clock.t);
  S.q(".now").textContent = `At step ${count(S.data.times[i])}`;
  for (const row of S.q("tbody").rows) {
    const k = +row.dataset.k, alive = i < S.data.alive[k];
    for (const [j, channel] of LIVE.entries()) {
      const apart = channel === DISTANCE && alive ? apartNow(S, k, i, channel) : "";
      write(row.cells[j + 1], (alive ? html(valueOf(S, k, i, channel)) : NONE) + apart);
    }
  }
  showAnatomy(S);
}
