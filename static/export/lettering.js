// lettering.js: what a picture says in words: title and sentence, legend, where the clock stands. Each is a block
// { tall, paint(g) }, painted from its upper left corner.
import { drawMark } from "../figure/marks.js";
import { asRaised, count, rich, settingParts, words } from "../figure/numbers.js";
import { colourOf } from "../figure/theme.js";
import { frameAt } from "../figure/time.js";
import { lookOf } from "../figure/verdicts.js";

let measuring = null;
/** The width of a text. */
export function widthOf(font, text) {
  measuring ??= document.createElement("canvas").getContext("2d");
  measuring.font = font;
  return measuring.measureText(text).width;
}

/** A text broken into lines that fit. */
export function brokenText(text, font, wide) {
  const lines = [];
  for (const word of text.split(/ +/)) {
    const longer = lines.length ? `${lines.at(-1)} ${word}` : word;
    if (lines.length && widthOf(font, longer) <= wide) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** A sentence from the server as plain text: its powers of ten with raised digits. */
export function plainSentence(text) {
  const box = document.createElement("template");
  box.innerHTML = rich(text);
  for (const sup of box.content.querySelectorAll("sup")) sup.replaceWith(asRaised(["", sup.textContent]));
  return box.content.textContent;
}

/** The surface's name, its parameters, and the sentence of what happens. */
export function titleBlock(S, wide) {
  const { surface } = S.data, T = S.theme.tone, roomy = wide > 700, most = roomy ? 32 : 19;
  const fontAt = size => `600 ${size}px ${S.theme.serif}`, natural = widthOf(fontAt(most), surface.title);
  const size = Math.min(most, most * wide / natural), titleWide = Math.min(natural, wide);
  const settings = surface.parameters.map(q => `${q.symbol} = ${asRaised(settingParts(q.value))}`).join(", ");
  const small = `400 13px ${S.theme.font}`, beside = titleWide + 16 + widthOf(small, settings) <= wide;
  const sentence = `400 ${roomy ? 17 : 13}px ${S.theme.serif}`, leading = roomy ? 23 : 17;
  const lines = brokenText(plainSentence(lookOf(S)), sentence, Math.min(wide, roomy ? 780 : wide)).filter(Boolean);
  const under = settings && !beside ? 18 : 0, top = size + 4 + under;
  return {
    tall: top + (lines.length ? 6 + lines.length * leading : 4),
    paint(g) {
      g.fillStyle = T.text;
      g.font = fontAt(size);
      g.fillText(surface.title, 0, size * 0.86);
      g.fillStyle = T.soft;
      g.font = small;
      if (settings) g.fillText(settings, under ? 0 : titleWide + 16, under ? size + 16 : size * 0.86);
      g.fillStyle = T.text;
      g.font = sentence;
      lines.forEach((line, i) => { g.fillText(line, 0, top + 6 + (i + 0.72) * leading); });
    },
  };
}

const SAMPLE = 26, BETWEEN = 20, LEGEND_ROW = 21;

/** A sample of each path with its name and learning rate, in as many rows as it takes. */
export function legendBlock(S, wide) {
  const bold = `600 13px ${S.theme.font}`, plain = `400 12.5px ${S.theme.font}`, placed = [];
  let x = 0, row = 0;
  for (const k of S.data.order) {
    const s = S.data.series[k], lr = s.controls.find(h => h.name === "lr");
    const rate = lr ? `η ${asRaised(settingParts(lr.value))}` : "", name = SAMPLE + 8 + widthOf(bold, s.title);
    const whole = name + (rate ? 7 + widthOf(plain, rate) : 0);
    if (x && x + whole > wide) [x, row] = [0, row + 1];
    placed.push({ s, rate, x, y: row * LEGEND_ROW + 10, name });
    x += whole + BETWEEN;
  }
  return {
    tall: placed.length ? (row + 1) * LEGEND_ROW : 0,
    paint(g) {
      g.textBaseline = "middle";
      for (const { s, rate, x: left, y, name } of placed) {
        const colour = colourOf(S, s);
        g.strokeStyle = colour;
        g.lineWidth = 1.6;
        g.setLineDash(s.dash);
        g.beginPath();
        g.moveTo(left, y);
        g.lineTo(left + SAMPLE, y);
        g.stroke();
        g.setLineDash([]);
        drawMark(g, s, left + SAMPLE / 2, y, 5, colour, S.theme.tone.paper, 3);
        g.fillStyle = colour;
        g.font = bold;
        g.fillText(s.title, left + SAMPLE + 8, y);
        g.fillStyle = S.theme.tone.soft;
        g.font = plain;
        g.fillText(rate, left + name + 7, y);
      }
    },
  };
}

/** Where the clock stands, and from where and under what the runs went. */
export function clockBlock(S, wide) {
  const font = `400 12px ${S.theme.font}`, { steps } = S.data;
  const lines = brokenText(clockWords(S, steps), font, wide); // with the widest number of steps
  return {
    tall: lines.length * 16,
    paint(g) {
      g.fillStyle = S.theme.tone.soft;
      g.font = font;
      const now = brokenText(clockWords(S, S.data.times[frameAt(S, S.clock.t)]), font, wide);
      now.forEach((line, i) => { g.fillText(line, 0, 12 + i * 16); });
    },
  };
}
function clockWords(S, step) {
  const { start, steps, scenario } = S.data, { noise, seed, schedule } = scenario;
  const told = [`Step ${count(step)} of ${count(steps)}`];
  if (S.layout) return told[0];
  told.push(`from (${start.map(words).join(", ")})`);
  if (noise) told.push(`noise ${words(noise)} with seed ${seed}`);
  if (schedule && schedule.kind !== "constant") told.push(`${schedule.kind} schedule`);
  return told.join(", ");
}
