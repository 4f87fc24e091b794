// dialog.js: a dialog of a few fields, in the figure's own words. Escape and Cancel close it; the focus goes back to
// where it was.
import { escape, read } from "../figure/numbers.js";

/**
 * @typedef {{ name: string, words: string, kind: "choice" | "number" | "checks", value: any,
 *   options?: [string, string][], unit?: string, when?: (values: object) => boolean,
 *   brings?: (value: string) => Record<string, number> }} Field
 *   options: [value, words] of a choice and of checks, whose value is a Set; when: whether it is shown; brings: the
 *   numbers that go with a choice
 */

/**
 * @param {{ title: string, fields: Field[], action: string, preview?: function(object, HTMLElement): void }} form
 *   preview: fills a box from the values, and says in an Error what is wrong with them
 * @returns {Promise<?object>} the values by name, null if it was closed
 */
export function askIn(S, { title, fields, action, preview = () => {} }) {
  const dialog = document.createElement("dialog");
  dialog.className = "ask";
  dialog.setAttribute("aria-label", title);
  dialog.innerHTML = `<form method="dialog"><h2>${escape(title)}</h2><div class="sides"><div class="fields">`
    + `${fields.map(fieldMarkup).join("")}</div><div class="preview"></div></div><p class="tell" role="status"></p>`
    + `<footer><button type="button" class="plain cancel">Cancel</button><button class="do">${escape(action)}</button>`
    + `</footer></form>`;
  const values = Object.fromEntries(fields.map(({ name, value }) => [name, value]));
  const box = dialog.querySelector(".preview");
  let fine = true;
  const follow = () => {
    for (const field of fields) {
      const part = dialog.querySelector(`[data-name="${field.name}"]`);
      values[field.name] = valueIn(part, field);
      part.hidden = !!field.when && !field.when(values);
    }
    let wrong = "";
    try {
      preview(values, box);
    } catch (error) {
      wrong = error.message;
      box.replaceChildren();
    }
    fine = !wrong;
    dialog.querySelector(".tell").textContent = wrong;
    dialog.querySelector(".do").disabled = !fine;
  };
  S.q(".fig").append(dialog);
  dialog.addEventListener("keydown", e => e.stopPropagation()); // the figure's own keys rest
  dialog.addEventListener("input", ({ target }) => {
    const field = fields.find(each => each.name === target.name);
    for (const [name, value] of Object.entries(field?.brings?.(target.value) ?? {})) {
      dialog.querySelector(`[data-name="${name}"] input`).value = value;
    }
    follow();
  });
  follow();
  const before = S.root.activeElement;
  dialog.showModal();
  return new Promise(done => {
    let given = null;
    dialog.querySelector(".cancel").onclick = () => dialog.close();
    dialog.querySelector("form").onsubmit = () => { if (fine) given = values; };
    dialog.onclose = () => {
      dialog.remove();
      before?.focus({ preventScroll: true });
      done(given);
    };
  });
}

function fieldMarkup({ name, words, kind, value, options, unit = "" }) {
  const open = `data-name="${name}" class="field ${kind}"`, legend = `<legend>${escape(words)}</legend>`;
  if (kind === "number") {
    return `<label ${open}><span>${escape(words)}</span><span class="amount"><input type="text" inputmode="decimal"`
      + ` autocomplete="off" value="${value}"> ${escape(unit)}</span></label>`;
  }
  const type = kind === "choice" ? "radio" : "checkbox";
  return `<fieldset ${open}>${legend}${options.map(([key, text]) => {
    const checked = kind === "choice" ? key === value : value.has(key);
    return `<label><input type="${type}" name="${name}" value="${escape(key)}"${checked ? " checked" : ""}>`
      + ` ${escape(text)}</label>`;
  }).join("")}</fieldset>`;
}

function valueIn(part, { kind }) {
  if (kind === "number") return read(part.querySelector("input").value);
  const chosen = [...part.querySelectorAll("input:checked")].map(input => input.value);
  return kind === "choice" ? chosen[0] : new Set(chosen);
}
