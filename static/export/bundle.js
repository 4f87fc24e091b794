// bundle.js: the modules as one text, for a page without a server and for its workers. Names at the top of a module are
// unique among all modules (a test holds it), so that import and export lines can simply go.
const IMPORT = /^import [^;]*? from "([^"]+)";\n/gm;
// remarks on lines of their own, a fifth of the text; not /* MARKS */, which loops have for what is put in their place
const REMARK = /^[ \t]*(?:\/\/.*|\/\*\*[\s\S]*?\*\/[ \t]*)\n/gm;

/**
 * The module at `address` and all that it imports, each before those that ask for it: texts, to be put together.
 * @param {string} address @param {(address: string) => Promise<string>} read @returns {Promise<string[]>}
 */
export async function bundled(address, read) {
  const texts = new Map(), order = [];
  async function load(at) {
    if (texts.has(at)) return;
    texts.set(at, read(at));
    texts.set(at, await texts.get(at));
    await Promise.all(importsOf(at, texts.get(at)).map(load));
  }
  function visit(at, seen) {
    if (seen.has(at)) return;
    seen.add(at);
    for (const other of importsOf(at, texts.get(at))) visit(other, seen);
    order.push(at);
  }
  await load(address);
  visit(address, new Set());
  return order.map(at => texts.get(at).replace(REMARK, "").replace(IMPORT, "").replace(/^export (?!\{)/gm, ""));
}
const importsOf = (at, text) => [...text.matchAll(IMPORT)].map(([, path]) => new URL(path, at).href);

/** The text of a module that a browser can fetch. Throws with its address where it cannot be had. */
export async function fetched(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address} cannot be read (${answer.status}).`);
  return answer.text();
}
