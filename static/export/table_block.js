// table_block.js: the figure's table in a picture: now, in the end, and, where there is room, what happens in words.
import { DISTANCE, LOSS, SLOPE } from "../engine/channels.js";
import { valueOf } from "../figure/channels.js";
import { arrivalWords, count, drawNumber, endParts, parts } from "../figure/numbers.js";
import { colourOf } from "../figure/theme.js";
import { frameAt } from "../figure/time.js";
import { outcomeOf } from "../figure/verdicts.js";
import { brokenText, plainSentence, widthOf } from "./lettering.js";

const HEAD = 40, ROW = 19, LINE = 15, ROOMY_CELL = 78, SPACE = 16;
const NOW = [["loss", LOSS], ["|∇f|", SLOPE], ["distance", DISTANCE]];

/** A block, as in lettering.js. */
export function tableBlock(S, wide) {
  const font = `400 12px ${S.theme.font}`, bold = `600 12px ${S.theme.font}`, T = S.theme.tone;
  const { order, series } = S.data;
  const name = 16 + Math.max(widthOf(font, "Optimizer"), ...order.map(k => widthOf(bold, series[k].title)));
  const now = name + SPACE + (NOW.length + 2) * ROOMY_CELL <= wide ? NOW : NOW.slice(0, 1);
  const cell = Math.min(ROOMY_CELL, (wide - name - SPACE) / (now.length + 2)), end = name + SPACE + now.length * cell;
  const say = end + 2 * cell + 24, spoken = wide - say >= 160;
  let y = HEAD;
  const rows = order.map(k => {
    const text = spoken ? plainSentence(outcomeOf(S, k) ?? "") : "";
    const lines = text ? brokenText(text, font, wide - say) : [], top = y;
    y += ROW + Math.max(0, lines.length - 1) * LINE;
    return { k, lines, top };
  });
  const write = (g, text, right, at) => {
    g.textAlign = "right";
    g.fillText(text, right, at);
    g.textAlign = "left";
  };
  return {
    tall: y + 4,
    paint(g) {
      const i = frameAt(S, S.clock.t), across = spoken ? wide : end + 2 * cell;
      g.fillStyle = T.text;
      g.font = bold;
      g.fillText(`At step ${count(S.data.times[i])}`, name + 8, 11);
      g.fillText("In the end", end + 8, 11);
      g.fillStyle = T.hair;
      g.fillRect(name + 8, 16, now.length * cell - 8, 1);
      g.fillRect(end + 8, 16, across - end - 8, 1);
      g.fillStyle = T.soft;
      g.font = font;
      g.fillText("Optimizer", 0, 31);
      now.forEach(([title], j) => { write(g, title, name + (j + 1) * cell, 31); });
      write(g, "loss", end + cell, 31);
      write(g, "within 10⁻³", end + 2 * cell, 31);
      if (spoken) g.fillText("what happens", say, 31);
      g.fillStyle = T.text;
      g.fillRect(0, 37, across, 1);
      for (const { k, lines, top } of rows) {
        const s = series[k], at = top + 14, alive = i < S.data.alive[k];
        g.fillStyle = colourOf(S, s);
        g.font = bold;
        g.fillText(s.title, 0, at);
        g.fillStyle = T.text;
        g.font = font;
        now.forEach(([, channel], j) => {
          drawNumber(g, parts(alive ? valueOf(S, k, i, channel) : NaN), name + (j + 1) * cell, at, 12, "right");
        });
        drawNumber(g, endParts(s), end + cell, at, 12, "right");
        write(g, arrivalWords(s), end + 2 * cell, at);
        lines.forEach((line, n) => { g.fillText(line, say, at + n * LINE); });
      }
    },
  };
}
