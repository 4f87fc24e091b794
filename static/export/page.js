// page.js: the figure as one HTML file that needs no server: its own modules, compressed, with the scenario and what
// the server last said of it. It turns every slider, and exports itself again.
import { escape } from "../figure/numbers.js";

const POLICY = "default-src 'none'; script-src 'unsafe-inline' data:; style-src 'unsafe-inline'; img-src data: blob:;"
  + " font-src data:; worker-src blob:; media-src blob:; connect-src data: blob:";

/**
 * What a page is made of. Its modules and those of its workers are mostly the same, so that each text is held once.
 * @typedef {{ modules: string[], code: number[], worker: number[], style: string }} PageParts code, worker: which
 *   modules, in their order
 */

/** They stand beside the app's script; a page has its own. @param {?PageParts} own @returns {Promise<PageParts>} */
export async function sources(own) {
  if (own) return own;
  const answer = await fetch(new URL("./parts.json", import.meta.url));
  if (!answer.ok) throw new Error("The server has not put the figure's script together: it cannot write to static/.");
  return answer.json();
}

/** The file's text. message: as from the server (figure/book.js); title: of the window. */
export async function pageOf(parts, message, title) {
  const packed = await compressed(JSON.stringify(parts));
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<title>${escape(title)}</title>
<style>
:root { color-scheme: light dark; background: #FCFBF8; --st-background-color: #FCFBF8;
  --st-font: "Source Sans 3", "Source Sans", system-ui, sans-serif;
  --st-heading-font: "Source Serif 4", "Source Serif", Georgia, serif; }
@media (prefers-color-scheme: dark) { :root { background: #161514; --st-background-color: #161514; } }
body { margin: 0; }
#figure { max-width: 1240px; margin: 0 auto; padding: 24px 32px 48px; box-sizing: content-box; }
@media (max-width: 640px) { #figure { padding: 16px 16px 32px; } }
</style>
</head>
<body>
<main id="figure"></main>
<script type="application/json" id="message">${JSON.stringify(message).replace(/</g, "\\u003c")}</script>
<script type="text/plain" id="parts">${packed}</script>
<script type="module">
const textIn = id => document.getElementById(id).textContent;
const bytes = Uint8Array.from(atob(textIn("parts")), c => c.charCodeAt(0));
const parts = await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).json();
const code = [...parts.code.map(k => parts.modules[k]), "export { explorer };"].join("\\n");
const { explorer } = await import("data:text/javascript;charset=utf-8," + encodeURIComponent(code));
const host = document.createElement("div"), root = host.attachShadow({ mode: "open" });
document.getElementById("figure").append(host);
explorer({
  parentElement: root, data: JSON.parse(textIn("message")), setTriggerValue() {}, offline: true, parts,
});
</script>
</body>
</html>
`;
}

/** Text as gzip in base64. */
async function compressed(text) {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream("gzip"));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  let binary = "";
  for (let k = 0; k < bytes.length; k += 0x8000) binary += String.fromCharCode(...bytes.subarray(k, k + 0x8000));
  return btoa(binary);
}
