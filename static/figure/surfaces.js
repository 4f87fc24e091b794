// surfaces.js: which surface. Takes the gallery's buttons and the surface shown; arranges seven of them and "All",
// names the surface, and opens its own popover: parameters, good starts, source.
import { isTyped } from "../formula/typed.js";
import { PRESETS, SURFACES } from "../known.js";
import { change } from "./change.js";
import { showDoors } from "./examples.js";
import { asHtml, escape, rich, settingParts } from "./numbers.js";
import { foundSentence, openTyping } from "./typing.js";
import { controlRow, wireControls } from "./controls.js";
import { closePops, placePop } from "./popover.js";

const IN_ROW = 7;

// Mathematics from the server is MathML; a name of several letters stands upright, a single letter slants.
export function setWords(part) {
  for (const mi of part.querySelectorAll("mi")) mi.classList.toggle("word", [...mi.textContent].length > 1);
}

function arrangeGallery(S) {
  const nav = S.q(".surfaces"), { name } = S.data.surface;
  if (!nav.children.length) nav.innerHTML = Object.entries(SURFACES).map(galleryButton).join("");
  const all = [...nav.querySelectorAll("button[data-name]")];
  const at = all.findIndex(b => b.dataset.name === name), few = all.length <= IN_ROW + 1;
  all.forEach((b, i) => {
    b.setAttribute("aria-pressed", b.dataset.name === name);
    b.hidden = !few && (at >= IN_ROW ? i >= IN_ROW - 1 && i !== at : i >= IN_ROW);
  });
  if (few || nav.querySelector(".all")) return;
  const cell = document.createElement("button");
  cell.className = "all";
  cell.setAttribute("aria-haspopup", "dialog");
  const square = (_, i) => `<rect x="${21 + (i % 4) * 13}" y="${18 + (i >> 2) * 13}" width="9" height="9" rx="1.5"/>`;
  cell.innerHTML = `<svg viewBox="0 0 90 60" preserveAspectRatio="xMidYMid slice" aria-hidden="true">`
    + `${Array.from({ length: 8 }, square).join("")}</svg><span>All, papers</span>`;
  nav.append(cell);
}

const galleryButton = ([name, { title, thumbnail }]) => `<button data-name="${name}" aria-pressed="false">`
  + `<svg viewBox="0 0 90 60" preserveAspectRatio="xMidYMid slice" aria-hidden="true">${thumbnail}</svg>`
  + `<span>${escape(title)}</span></button>`;

function openGallery(S) {
  const pop = S.q(".pop.gallery"), nav = S.q(".surfaces");
  if (!pop.hidden) return closePops(S);
  closePops(S);
  pop.innerHTML = "";
  for (const b of nav.querySelectorAll("button[data-name]")) {
    const copy = b.cloneNode(true);
    copy.hidden = false;
    pop.append(copy);
  }
  const papers = PRESETS.filter(p => p.source).map(p =>
    `<button data-preset="${escape(p.name)}"><b>${escape(p.title)}</b><small>${rich(p.source)}</small></button>`);
  pop.insertAdjacentHTML("beforeend", `<div class="papers"><h2>From the papers</h2>${papers.join("")}</div>`);
  placePop(S, pop, nav.querySelector(".all"));
  (pop.querySelector("[aria-pressed=true]") || pop.firstChild).focus({ preventScroll: true });
}

export function showSurface(S) {
  const s = S.data.surface, about = S.q(".about");
  const words = s.parameters.map(q => `<i>${escape(q.symbol)}</i> = ${asHtml(settingParts(q.value))}`);
  S.q("h1").textContent = s.title;
  if (S.ui.formula !== s.formula) {
    S.q(".formula").innerHTML = S.ui.formula = s.formula;
    setWords(S.q(".formula"));
  }
  about.innerHTML = `<span>${words.join(", ") || "about"}</span><i class="more"></i>`;
  about.setAttribute("aria-label", `${about.textContent}: ${s.parameters.length ? "parameters" : "starts"} and source`);
  const how = "Click or drag to choose the start; Alt with an arrow moves it.";
  S.q("canvas.front").setAttribute("aria-label", `Contour map of ${s.title}. ${how}`);
  arrangeGallery(S);
  showDoors(S);
}

function openAbout(S) {
  const pop = S.q(".pop.surface"), s = S.data.surface;
  if (!pop.hidden) return closePops(S);
  closePops(S);
  const button = (at, i) => `<button class="plain" data-start="${i}">${escape(at.what)}</button>`;
  const starts = s.starts.map(button);
  pop.innerHTML = `<header><b>${escape(s.title)}</b></header>`
    + s.parameters.map((h, i) => controlRow(h, i, S.ui.locked.has(h.name) || S.ui.locked.has("surface"))).join("")
    + (s.parameters.length ? `<p class="tell" role="status"></p>` : "")
    + (starts.length ? `<p class="starts"><span>Good starts</span>${starts.join("")}</p>` : "")
    + (isTyped(s.name) ? `<p class="starts"><button class="plain edit">Edit the formula</button></p>` : "")
    + `<p class="source">${isTyped(s.name) ? escape(foundSentence(S)) : rich(s.source)}</p>`
    + (s.parameters.length
      ? `<footer><button class="plain defaults">Back to defaults</button></footer>` : "");
  placePop(S, pop, S.q(".about"));
  S.q(".about").setAttribute("aria-expanded", "true");
  pop.querySelector(".knob, button")?.focus({ preventScroll: true });
}

export function wireSurfaces(S) {
  const choose = e => {
    if (e.target.closest(".all")) return openGallery(S);
    const b = e.target.closest("button[data-name], button[data-preset]");
    if (!b) return;
    closePops(S);
    if (b.dataset.preset) change(S, "preset", b.dataset.preset);
    else change(S, "surface", b.dataset.name);
  };
  S.q(".surfaces").onclick = S.q(".pop.gallery").onclick = choose;
  S.q(".about").onclick = () => openAbout(S);
  const pop = S.q(".pop.surface");
  wireControls(pop, () => S.data.surface.parameters, (h, done) => change(S, "parameter", { [h.name]: h.value }, done));
  pop.addEventListener("click", e => {
    const start = e.target.closest("[data-start]");
    if (start) {
      closePops(S);
      change(S, "start", S.data.surface.starts[+start.dataset.start].at);
    }
    if (e.target.closest(".edit")) {
      closePops(S);
      openTyping(S);
    }
    if (e.target.closest(".defaults")) {
      const usual = Object.fromEntries(S.data.surface.parameters.map(h => [h.name, h.default]));
      change(S, "parameter", usual);
    }
  });
}
