// style.js: the figure's style sheet. Its parts stand in static/style/ and follow one another by name.
import { STYLES } from "./known.js";

/** All of it. @returns {Promise<string>} */
export async function styleText() {
  const read = async name => (await fetch(new URL(`./style/${name}`, import.meta.url))).text();
  return (await Promise.all(STYLES.map(read))).join("\n");
}
