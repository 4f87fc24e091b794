"""A server of a folder and of pages that tests make: `page.route` would turn the browser's cache off for all else."""

import http.server
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from browser.bundle import STATIC, bundled
from browser.served import ENTRIES, PLACE, files

EMPTY = '<!doctype html><meta charset="utf-8"><title>Empty</title><link rel="icon" href="data:,">'
PAGES = {"/empty.html": EMPTY}  # by path
EXPORTED = re.compile(r"^export (?:async )?(?:const|function\*?) (\w+)", re.MULTILINE)


def of_figure() -> dict[str, str]:
    """By path: the figure's script, as the app's but with all that its modules export, and what it asks for beside."""
    made = {f"/{name}": text for name, text in files().items()}
    modules = "\n".join(path.read_text() for path in STATIC.rglob("*.js") if PLACE not in path.parents)
    script = "\n".join(bundled(*ENTRIES))
    declared = set(re.findall(r"^(?:async )?(?:const|function\*?) (\w+)", script, re.MULTILINE))
    others = (set(EXPORTED.findall(modules)) & declared) - set(ENTRIES.values())
    return made | {"/figure.js": f"{made['/figure.js']}\nexport {{ {', '.join(sorted(others))} }};"}


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Its address."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()


class Quiet(http.server.SimpleHTTPRequestHandler):
    extensions_map = {".js": "text/javascript", ".css": "text/css", ".html": "text/html", ".json": "application/json"}

    def do_GET(self) -> None:
        path = self.path.split("?")[0]
        page = PAGES.get(path)
        if page is None:
            super().do_GET()
            return
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.end_headers()
        self.wfile.write(page.encode())

    def log_message(self, *_: Any) -> None:
        pass

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "max-age=3600")  # scripts are fetched once, not for each test
        super().end_headers()
