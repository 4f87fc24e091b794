// anatomy_sheet.js: the rule of the series in front beside the map, line by line, each with its colour and its numbers.
// A row that is pointed at, or has the focus, lights its arrow, and the arrow its row.
import { brokenLine, conditionMath } from "../formula/broken_math.js";
import { RULE, RULE_INPUTS } from "../formula/grammar.js";
import { nameMath } from "../formula/mathml.js";
import { namesIn, whyZero } from "../formula/why_zero.js";
import { foldRow, foldsOf } from "./anatomy_folds.js";
import { anatomyAt, colourOfPart, isDissected } from "./anatomy_parts.js";
import { endName, scaleWords } from "./anatomy_arrows.js";
import { markSVG } from "./marks.js";
import { asHtml, count, escape, html, settingParts, words } from "./numbers.js";
import { colourOf } from "./theme.js";
import { frameAt } from "./time.js";

const DIGITS = 4, PART_CELLS = ["n", "n", "drawn"], AXES = ["x", "y"];
const symbolShown = name => RULE.symbols[name] ?? name;

/** The sheet at the clock's step. */
export function showAnatomy(S) {
  const sheet = S.q(".anatomy");
  if (S.view.anatomy == null) return;
  if (!isDissected(S)) return showNothing(sheet);
  const anatomy = anatomyAt(S, frameAt(S, S.clock.t)), { parts: found } = anatomy;
  const head = sheetHead(S, anatomy);
  if (S.picture.cutHead !== head) sheet.querySelector("header").innerHTML = S.picture.cutHead = head;
  writeInto(sheet.querySelector(".tell"), toldOfStep(S, anatomy));
  sheet.querySelector(".tell").setAttribute("aria-live", S.clock.playing ? "off" : "polite");
  sheet.querySelector(".parts").hidden = !found;
  writeInto(sheet.querySelector(".given"), found ? givenWords(anatomy) : "");
  if (!found) return;
  const rows = rowsOfParts(S, anatomy), body = sheet.querySelector(".rows");
  if (S.picture.cutRows !== rows) {
    body.innerHTML = S.picture.cutRows = rows;
    for (const row of body.children) colourNames(S, row, found);
  }
  const shown = body.querySelectorAll("[data-part]");
  const scale = S.picture.cut && scaleWords(S.picture.cut.by); // none in relief and 3-D
  for (const [place, part] of found.entries()) {
    const cells = shown[place].lastChild.children;
    for (const axis of [0, 1]) {
      writeInto(cells[axis], html(part.values[axis], DIGITS));
      cells[axis].title = String(part.values[axis]);
    }
    writeInto(cells[2], drawnWords(part, scale));
  }
  showLit(S);
}
function showNothing(sheet) {
  writeInto(sheet.querySelector(".tell"), "No optimizer is shown.");
  sheet.querySelector(".parts").hidden = true;
  writeInto(sheet.querySelector(".given"), "");
}
const writeInto = (element, text) => { if (element.innerHTML !== text) element.innerHTML = text; };

function sheetHead(S, { k }) {
  const chosen = S.data.series[k], others = S.data.series.map((s, j) =>
    `<button data-k="${j}" aria-pressed="${j === k}" aria-label="${escape(s.title)}" title="${escape(s.title)}">`
    + `${markSVG(s, colourOf(S, s), 14)}</button>`);
  return `<div><h2>The next step of <b style="color:${colourOf(S, chosen)}">${escape(chosen.title)}</b></h2>`
    + `${others.length > 1 ? `<span class="whose" role="group" aria-label="Whose step">${others.join("")}</span>` : ""}`
    + `</div><button class="plain close">Close</button>`;
}

function toldOfStep(S, { k, step, parts: found, rule, told, ended }) {
  if (ended) return `${escape(S.data.series[k].title)} is not there at step ${count(step)}.`;
  if (!found) return "Stepping on…";
  const taken = found.findLast(({ name }) => name === "step").values, [x, y] = taken.map(v => words(-v));
  const moved = `From step ${count(step)} to ${count(step + 1)}, <i>x</i> ← <i>x</i> − step: <i>x</i> changes by ${x}, `
    + `<i>y</i> by ${y}.`;
  const why = taken.map((v, axis) => v === 0 ? whyWords(whyZero(rule, told, axis)) : ""), [one, other] = why;
  const waits = one === other ? one && ` It stays: ${one}`
    : AXES.map((axis, place) => why[place] && ` <i>${axis}</i> stays: ${why[place]}`).join("");
  return moved + waits + (S.picture.cut ? ` ${arrowWords(S.picture.cut.drawn)}` : "");
}
// "rate is 0 unless t > 10; here t = 6."
function whyWords(reason) {
  if (!reason) return "";
  const { name, condition, holds, values } = reason;
  const here = values.map(([each, v]) => `<i>${escape(symbolShown(each))}</i> = ${html(v, DIGITS)}`).join(", ");
  return `${nameMath(name)} is 0 ${holds ? "as long as" : "unless"} ${conditionMath(condition)}; here ${here}.`;
}
// the step is taken off x, and so is what makes it: arrows show where that goes
function arrowWords(drawn) {
  const own = [...new Set(drawn.filter(({ part }) => part.form.shape === "arrow").map(({ part }) => endName(part)))];
  const shown = own.map(name => `<i>${escape(name)}</i>`).join(", ");
  return `Arrows show ${shown}: the way each moves <i>x</i> and <i>y</i>.`;
}

function rowsOfParts(S, { parts: found }) {
  const folds = foldsOf(found), isOpen = fold => S.ui.unfolded.has(fold.kind);
  const last = found.findLastIndex(({ name }) => name === "step");
  return found.map((part, place) => {
    const fold = folds.find(({ from, to }) => from <= place && place < to);
    const head = fold?.from === place ? foldRow(fold, found, isOpen(fold)) : "";
    const away = fold && !isOpen(fold) ? " hidden" : "";
    const { name, node, before } = part, own = node ? brokenLine(name, node) : nameMath(name);
    const beside = before ? "<small>before</small>" : node ? "" : "<small>the gradient</small>";
    const result = place === last ? " result" : ""; // stays in sight, however long the rule
    return `${head}<div role="row" class="part${result}" data-part="${place}" tabindex="${place ? -1 : 0}"${away}>`
      + `<span role="rowheader" class="made">${swatch(S, part)}${own}${beside}</span>`
      + `<span role="presentation">${PART_CELLS.map(each => `<span role="cell" class="${each}"></span>`).join("")}`
      + `</span></div>`;
  }).join("");
}
function swatch(S, part) {
  const { form } = part, colour = colourOfPart(S, part), width = form?.own ? 2.4 : 1.6;
  const path = !form ? "" : form.shape === "box" ? "M3 3.5H12V10.5H3Z" : "M1 7H13M9 3.8L13 7L9 10.2";
  return `<svg width="15" height="14" viewBox="0 0 15 14" aria-hidden="true" fill="none" stroke="${colour}"`
    + ` stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"><path d="${path}"/></svg>`;
}
// every name of the rule in the colour of what it stands for
function colourNames(S, row, found) {
  const drawn = found.filter(({ form }) => form);
  const colours = new Map(drawn.map(part => [symbolShown(part.name), colourOfPart(S, part)]));
  for (const mi of row.querySelectorAll("mi")) {
    const colour = colours.get(mi.textContent);
    if (colour) mi.style.color = colour;
  }
}
function drawnWords({ form }, scale) {
  if (!form || !scale) return "";
  if (form.shape === "arrow") return `× −${form.own ? 1 : scale}`;
  return `${form.root ? "√ " : ""}${form.own ? "as it is" : `× ${scale}`}`;
}

// what the rule is told, and its settings
function givenWords({ rule, told }) {
  const used = new Set(rule.lines.flatMap(([, node]) => [...namesIn(node)])), { hyper, context: [x, y] } = told;
  const value = name => {
    const [of, part] = RULE_INPUTS[name] ?? ["hyper", name];
    if (of !== "context") return asHtml(settingParts(hyper[part]));
    return x[part] === y[part] ? html(x[part], DIGITS) : `(${html(x[part], DIGITS)}, ${html(y[part], DIGITS)})`;
  };
  const own = rule.hyperparameters.map(h => h.name).filter(name => name !== "lr"), given = Object.keys(RULE_INPUTS);
  const shown = [...given, ...own].filter(name => name !== "g" && (used.has(name) || name === "lr"));
  return shown.map(name => `<span><i>${escape(symbolShown(name))}</i> = ${value(name)}</span>`).join(" ");
}

/** Lights the row of what is pointed at. */
export function showLit(S) {
  for (const row of S.q(".anatomy").querySelectorAll(".part[data-part]"))
    row.classList.toggle("lit", +row.dataset.part === S.ui.lit);
}
