"""The figure without a server: the same markup, style and script in one HTML file that plays offline."""

import base64
from functools import lru_cache
from html import escape
from pathlib import Path

WEB = Path(__file__).parent / "web"

# One module: files of one idea each, concatenated in this order; the last exports the function that the component
# calls.
ORDER = (
    "numbers.js",
    "marks.js",
    "theme.js",
    "blob.js",
    "time.js",
    "map.js",
    "window.js",
    "address.js",
    "relief.js",
    "trails.js",
    "surface3d.js",
    "thermometer.js",
    "scale.js",
    "curve.js",
    "labels.js",
    "panels.js",
    "planes.js",
    "ask.js",
    "transport.js",
    "legend.js",
    "settings.js",
    "surfaces.js",
    "table.js",
    "share.js",
    "gestures.js",
    "keys.js",
    "orbit.js",
    "player.js",
)

PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy"
  content="default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark; background: #FCFBF8; --st-background-color: #FCFBF8;
  --st-font: "Source Sans 3", "Source Sans", system-ui, sans-serif;
  --st-heading-font: "Source Serif 4", "Source Serif", Georgia, serif; }}
@media (prefers-color-scheme: dark) {{ :root {{ background: #161514; --st-background-color: #161514; }} }}
body {{ margin: 0; }}
#figure {{ max-width: 1240px; margin: 0 auto; padding: 24px 32px 48px; box-sizing: content-box; }}
@media (max-width: 640px) {{ #figure {{ padding: 16px 16px 32px; }} }}
</style>
</head>
<body>
<main id="figure"></main>
<template id="markup"><style>{style}</style>{markup}</template>
<script type="text/plain" id="run">{run}</script>
<script type="module">
{script}
const host = document.createElement("div"), root = host.attachShadow({{ mode: "open" }});
root.append(document.getElementById("markup").content.cloneNode(true));
document.getElementById("figure").append(host);
const data = Uint8Array.from(atob(document.getElementById("run").textContent), c => c.charCodeAt(0));
explorer({{ parentElement: root, data, setTriggerValue: () => {{}}, offline: true }});
</script>
</body>
</html>
"""


@lru_cache(maxsize=1)
def script() -> str:
    """The JavaScript module. It keeps its newlines: Streamlit takes a single line for a path."""
    return "\n".join((WEB / name).read_text(encoding="utf-8") for name in ORDER)


@lru_cache(maxsize=1)
def style() -> str:
    return (WEB / "style.css").read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def markup() -> str:
    """The figure's HTML. Streamlit sends it with every answer, so what is large (the surface buttons) comes in the
    first blob instead."""
    return (WEB / "figure.html").read_text(encoding="utf-8")


def page(blob: bytes, title: str) -> str:
    """An HTML file that plays `blob` from anywhere: no server, no network. Controls that need a server are not
    shown."""
    return PAGE.format(
        title=escape(title),
        style=style(),
        markup=markup(),
        run=base64.b64encode(blob).decode(),
        script=script().replace("</script", "<\\/script"),
    )
