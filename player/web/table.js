// table.js: the numbers. Takes the series and the clock; one row each: now, in the end, and what happens in words.
const TELL_EVERY = 90; // milliseconds between two updates of the live cells while playing

function showTable(S) {
  const row = k => {
    const s = S.h.series[k];
    return `<tr data-k="${k}"><th scope="row">${markSVG(s, colourOf(S, s), 13, 15)}`
      + `<b style="color:${colourOf(S, s)}">${escape(s.title)}</b></th>`
      + `${'<td class="n live"></td>'.repeat(3)}<td class="n rule">${html(s.final)}</td>`
      + `<td class="n">${s.arrived == null ? NONE : count(s.arrived)}</td><td class="say">${rich(s.outcome)}</td></tr>`;
  };
  S.q("tbody").innerHTML = S.order.map(row).join("");
  S.told = 0;
}
function showNow(S) {
  const now = performance.now();
  if (S.playing && now - S.told < TELL_EVERY) return;
  S.told = now;
  const i = frameAt(S, S.t);
  for (const row of S.q("tbody").rows) {
    const k = +row.dataset.k;
    [LOSS, SLOPE, DISTANCE].forEach((channel, j) => {
      const text = i < S.alive[k] ? html(valueOf(S, k, i, channel)) : NONE, cell = row.cells[j + 1];
      if (cell.innerHTML !== text) cell.innerHTML = text;
    });
  }
}
