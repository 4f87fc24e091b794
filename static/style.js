// style.js: the figure's style sheet. Its parts stand in static/style/ and follow one another by name.
import { STYLES } from "./known.js";

let own = null;

/** For a script in one file: the sheet's text. */
export function setStyle(text) {
  own = text;
}

/** All of it. @returns {Promise<string>} */
export async function styleText() {
  if (own != null) return own;
  const read = async name => (await fetch(new URL(`./style/${name}`, import.meta.url))).text();
  return (await Promise.all(STYLES.map(read))).join("\n");
}
