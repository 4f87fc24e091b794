// shelf.js: the reader's own scenarios, surfaces and rules, in the drawer. Takes a Streamlit component; keeps what the
// figure shows, and hands the server what is to be opened.
//
// component.data: { offers: [{ kind, title, place? }] }, what of the present scenario can be kept; place: of a rule
// among the contenders. To the server: { n, kind, holds }, an entry that is to be opened.
import { exportName } from "../export/provenance.js";
import { surfaceHere } from "../export/number_files.js";
import { savedScenario } from "../export/about.js";
import { save } from "../figure/share.js";
import { isTyped, textOfName } from "../formula/typed.js";
import { figureHere } from "../main.js";
import {
  freeName, heldShelf, keepShelf, onOtherWindow, shelfIn, shelfText, withEntry, withShelf,
} from "./kept.js";

const SHELVES = new WeakMap();
const KINDS = { scenario: "picture", surface: "surface", rule: "rule" };
const LONGEST_TITLE = 40; // characters of a text, as a name

/** @param {{parentElement: ShadowRoot, data: object, setTriggerValue: Function}} c */
export async function shelf(c) {
  const root = c.parentElement;
  if (!SHELVES.has(root)) {
    const B = { root, n: 0, data: c.data, trigger: c.setTriggerValue };
    SHELVES.set(root, B);
    const style = new CSSStyleSheet();
    style.replaceSync(await (await fetch(new URL("./shelf.css", import.meta.url))).text());
    root.adoptedStyleSheets = [style];
    root.append(document.createRange().createContextualFragment(PARTS));
    wireShelf(B);
  }
  const B = SHELVES.get(root);
  Object.assign(B, { data: c.data, trigger: c.setTriggerValue });
  if (root.querySelector("ul")) showShelf(B);
}

const PARTS = `<div class="shelf">
  <p class="keep"></p>
  <ul></ul>
  <p class="tell" role="status"></p>
  <p class="files"><button class="whole">Save all as a file</button><button class="bring">Load a file</button>
    <input type="file" accept=".json,application/json" aria-label="A shelf, as JSON" hidden></p>
</div>`;

const part = (B, selector) => B.root.querySelector(selector);
const button = (text, label, press) => {
  const b = document.createElement("button");
  b.textContent = text;
  if (label) b.setAttribute("aria-label", label);
  b.onclick = press;
  return b;
};

function showShelf(B) {
  const { entries, says } = heldShelf(), offered = offer => button(offer.title, "", () => keep(B, offer));
  part(B, ".keep").replaceChildren("Keep ", ...B.data.offers.map(offered));
  part(B, "ul").replaceChildren(...entries.map(({ name, kind }) => rowOf(B, name, kind)));
  part(B, "ul").hidden = !entries.length;
  part(B, ".whole").hidden = !entries.length;
  const none = entries.length ? "" : "What you keep stays in this browser.";
  if (!part(B, ".tell").textContent) tellShelf(B, says || none);
}

function rowOf(B, name, kind) {
  const row = document.createElement("li"), word = document.createElement("small");
  word.textContent = KINDS[kind];
  const opening = button(name, `Open ${name}, a ${KINDS[kind]}`, () => openEntry(B, name));
  opening.className = "name";
  row.append(opening, word, button("Rename", `Rename ${name}`, () => askName(B, name)),
    button("Delete", `Delete ${name}`, () => drop(B, name)));
  row.dataset.name = name;
  return row;
}

function tellShelf(B, text, action, act) {
  part(B, ".tell").replaceChildren(text, ...action ? [" ", button(action, "", act)] : []);
}

/** Changes the shelf as it stands now: another window may have changed it. Tells why where that cannot be. */
function changeShelf(B, change, sentence = "") {
  try {
    const before = heldShelf().entries, after = change(before);
    keepShelf(after);
    tellShelf(B, sentence);
    showShelf(B);
    return true;
  } catch (error) {
    tellShelf(B, error.message);
    return false;
  }
}

function keep(B, { kind, place }) {
  const S = figureHere();
  if (!S?.data.series) return tellShelf(B, "The picture is not there yet.");
  const { surface, parameters } = savedScenario(S), one = S.data.scenario.contenders[place];
  const holds = {
    scenario: () => ({ scenario: savedScenario(S), ...surfaceHere(S) }),
    surface: () => ({ surface, parameters, ...surfaceHere(S) }),
    rule: () => ({ optimizer: one.optimizer, hyper: { ...one.hyper } }),
  }[kind];
  if (kind === "rule" && !(one && isTyped(one.optimizer))) return;
  const titles = {
    scenario: () => `${S.data.surface.title}, ${S.data.series.length === 1
      ? S.data.series[0].title : `${S.data.series.length} optimizers`}`,
    surface: () => isTyped(surface) ? brief(textOfName(surface)) : S.data.surface.title,
    rule: () => S.data.series[place].title,
  };
  let name = "";
  const kept = changeShelf(B, entries => {
    const all = withEntry(entries, { name: titles[kind](), kind, holds: holds() });
    ({ name } = all[0]);
    return all;
  });
  if (kept) askName(B, name);
}
const brief = text => {
  const line = text.split(/[\n;]/)[0].trim();
  return line.length > LONGEST_TITLE ? `${line.slice(0, LONGEST_TITLE - 1)}…` : line;
};

/** Its name becomes a field. Enter and leaving keep what is typed, Escape what was there. */
function askName(B, name) {
  const row = [...B.root.querySelectorAll("li")].find(li => li.dataset.name === name);
  if (!row) return;
  const field = document.createElement("input");
  Object.assign(field, { type: "text", value: name, maxLength: 60, className: "name" });
  field.setAttribute("aria-label", `Name of ${name}`);
  let done = false;
  const end = wanted => {
    if (done) return;
    done = true;
    changeShelf(B, entries => entries.map(one => {
      const others = entries.filter(other => other !== one);
      return one.name === name && wanted.trim() ? { ...one, name: freeName(wanted, others) } : one;
    }));
  };
  field.onkeydown = e => {
    if (e.key !== "Enter" && e.key !== "Escape") return;
    e.stopPropagation();
    end(e.key === "Enter" ? field.value : name);
  };
  field.onblur = () => end(field.value);
  row.querySelector(".name").replaceWith(field);
  field.focus();
  field.select();
}

function drop(B, name) {
  const before = heldShelf().entries, at = before.findIndex(one => one.name === name), one = before[at];
  if (!one || !changeShelf(B, entries => entries.filter(each => each.name !== name))) return;
  tellShelf(B, `“${name}” deleted.`, "Undo", () => changeShelf(B, entries => {
    const back = { ...one, name: freeName(one.name, entries) };
    return [...entries.slice(0, at), back, ...entries.slice(at)];
  }));
}

function openEntry(B, name) {
  const one = heldShelf().entries.find(each => each.name === name);
  if (one) B.trigger("event", { n: ++B.n, kind: one.kind, holds: one.holds });
}

async function load(B, file) {
  try {
    const { entries: brought, unread } = await shelfIn(file);
    let taken = 0;
    const kept = changeShelf(B, entries => {
      const all = withShelf(entries, brought);
      ({ taken } = all);
      return all.entries;
    });
    const here = brought.length - taken, more = here ? ` ${here} ${here === 1 ? "was" : "were"} here already.` : "";
    const none = unread ? ` ${unread} could not be read and ${unread === 1 ? "was" : "were"} left out.` : "";
    if (kept) tellShelf(B, `${taken} taken from ${file.name}.${more}${none}`);
  } catch (error) {
    tellShelf(B, error.message);
  }
}

function wireShelf(B) {
  const input = part(B, "input[type=file]");
  part(B, ".whole").onclick = () => {
    save(exportName("shelf", ".json"), "application/json", shelfText(heldShelf().entries));
  };
  part(B, ".bring").onclick = () => input.click();
  input.onchange = () => {
    if (input.files[0]) load(B, input.files[0]);
    input.value = "";
  };
  onOtherWindow(() => showShelf(B));
}
