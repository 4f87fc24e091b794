// anatomy_block.js: the numbers of a step that is taken apart, under a picture whose map has its arrows. What only
// stores another part, and states as they were, are left to the figure.
import { anatomyAt, colourOfPart, isStored } from "../figure/anatomy_parts.js";
import { count, drawNumber, parts } from "../figure/numbers.js";
import { colourOf } from "../figure/theme.js";
import { frameAt } from "../figure/time.js";
import { RULE } from "../formula/grammar.js";
import { widthOf } from "./lettering.js";

const LEADING = 17, HEAD_TALL = 42, CELL_WIDE = 92, BEFORE_CELLS = 20, SHOWN_DIGITS = 4;

const isTold = part => !part.before && !isStored(part);
const partWords = ({ name }) => name === "g" ? "g, the gradient" : RULE.symbols[name] ?? name;

/** A block, as in lettering.js. */
export function anatomyBlock(S, wide) {
  const font = `400 12px ${S.theme.font}`, bold = `600 12px ${S.theme.font}`, T = S.theme.tone;
  const lines = anatomyAt(S, 0).rule.lines.map(([name, node]) => ({ name, node })).filter(isTold);
  const longest = Math.max(...[{ name: "g" }, ...lines].map(line => widthOf(font, partWords(line))));
  const cell = Math.min(CELL_WIDE, (wide - longest - BEFORE_CELLS) / 2), right = longest + BEFORE_CELLS + 2 * cell;
  return {
    tall: HEAD_TALL + (1 + lines.length) * LEADING,
    paint(g) {
      const { k, step, parts: found } = anatomyAt(S, frameAt(S, S.clock.t)), s = S.data.series[k];
      g.font = bold;
      g.fillStyle = colourOf(S, s);
      g.fillText(s.title, 0, 11);
      g.fillStyle = T.text;
      g.font = font;
      const when = found ? `from step ${count(step)} to ${count(step + 1)}` : `is not there at step ${count(step)}`;
      g.fillText(when, widthOf(bold, s.title) + 6, 11);
      if (!found) return;
      g.fillStyle = T.soft;
      g.textAlign = "right";
      for (const [axis, name] of ["x", "y"].entries()) g.fillText(name, right - (1 - axis) * cell, 30);
      g.textAlign = "left";
      g.fillStyle = T.text;
      g.fillRect(0, 36, right, 1);
      for (const [row, part] of found.filter(isTold).entries()) {
        const y = HEAD_TALL + 10 + row * LEADING;
        g.font = font;
        g.fillStyle = colourOfPart(S, part);
        g.fillText(partWords(part), 0, y);
        g.fillStyle = T.text;
        for (const [axis, v] of part.values.entries())
          drawNumber(g, parts(v, SHOWN_DIGITS), right - (1 - axis) * cell, y, 12, "right");
      }
    },
  };
}
