"""The files that a browser is given in place of the modules of static/."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from browser import served
from browser.bundle import STATIC, bundled


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(served, "PLACE", tmp_path / "built")
    served.built.cache_clear()
    yield
    served.built.cache_clear()


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_what_is_written_is_asked_for_by_its_fingerprint_and_replaces_what_was_there(tmp_path: Path) -> None:
    (tmp_path / "built" / "before").mkdir(parents=True)
    script, version = served.built()
    assert script == f"built/{version}/figure.js"
    assert re.fullmatch(r"[0-9a-f]{16}", version)
    assert names(tmp_path / "built") == {version}
    assert names(tmp_path / "built" / version) == set(served.files())
    assert (tmp_path / script).read_text("utf-8") == served.files()["figure.js"]


def test_another_server_may_have_written_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = served.files()

    def meanwhile() -> dict[str, str]:
        served._write(made, served.PLACE / served._version())  # the other one, between this one's look and its files
        return made

    monkeypatch.setattr(served, "files", meanwhile)
    assert served.built()[0]
    assert names(tmp_path / "built") == {served.built()[1]}


def test_where_nothing_can_be_written_modules_are_fetched_one_by_one(tmp_path: Path) -> None:
    (tmp_path / "built").write_text("")  # no folder can be made there
    script, version = served.built()
    assert script == ""
    assert version == served._version()
    assert all((STATIC / module).is_file() for module in served.ENTRIES)


def test_the_fingerprint_is_that_of_every_script_and_style(monkeypatch: pytest.MonkeyPatch) -> None:
    before, read = served._version(), Path.read_bytes
    for changed in (STATIC / "figure" / "map.js", STATIC / "shelf" / "shelf.css", Path(served.__file__)):
        monkeypatch.setattr(Path, "read_bytes", lambda path, c=changed: read(path) + (b" " if path == c else b""))
        assert served._version() != before


def test_the_script_opens_and_shows_what_components_import(browser: Any) -> None:
    page, made = browser.new_page(), served.files()
    kinds = {"js": "text/javascript", "css": "text/css", "json": "application/json"}

    def answer(route: Any) -> None:
        name = route.request.url.rpartition("/")[2]
        route.fulfill(
            body=made.get(name, "<!doctype html>"), content_type=kinds.get(name.partition(".")[2], "text/html")
        )

    page.route("http://built.test/**", answer)
    page.goto("http://built.test/")
    found = page.evaluate("async () => Object.keys(await import('/figure.js'))")
    page.close()
    assert set(found) == set(served.ENTRIES.values())


def test_modules_come_before_those_that_ask_for_them() -> None:
    texts = bundled("main.js")
    assert len(texts) > 100
    assert not [text for text in texts if re.search(r"^(import|export) ", text, re.MULTILINE)]
    assert json.loads(served.files()["parts.json"])["modules"]
