"""Fixtures that several folders share."""

import shutil
import sys
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import pytest

from benchmarks.serving import server

MANY = 1_000  # tests: in a run of fewer, most kernels would be for nobody
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
# a reader who was shown around once
TOURED = "try { localStorage.setItem('descent-explorer-toured', '1'); } catch {}"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--enable-unsafe-swiftshader"]


@pytest.fixture(scope="session", autouse=True)
def compiled_once(request: pytest.FixtureRequest, worker_id: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    """The workers of a large run share out the kernels."""
    if worker_id != "master" and len(request.session.items) > MANY:
        from tests import kernels  # Numba takes seconds, also in the process that only hands tests out

        kernels.share(tmp_path_factory.getbasetemp().parent / "kernels")


@pytest.fixture(scope="session", autouse=True)
def no_components_elsewhere() -> Iterator[None]:
    """An AppTest looks into every installed package for components of its own, a twelfth of a second each time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("streamlit.components.v2.manifest_scanner.scan_component_manifests", list)
        yield


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A headless Chromium, one for the whole run. The player is only tested if there is one, so its absence is a
    failure."""
    from playwright.sync_api import sync_playwright

    path = next((found for name in CHROMIUM if (found := shutil.which(name))), None)
    assert path, f"No browser found; the player's tests need one of {', '.join(CHROMIUM)}."
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server of the app, one for the whole run; what its readers bring along is kept in a folder of its own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DESCENT_SURFACES", str(tmp_path_factory.mktemp("surfaces")))
        with server() as (url, _):
            yield url


@pytest.fixture(scope="session")
def reader(browser: Any) -> Iterator[Any]:
    """Someone whose browser has been here before: Streamlit's own scripts come from the cache, in half the time."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.add_init_script(TOURED)
    yield context
    context.close()


@pytest.fixture
def page(reader: Any) -> Iterator[Any]:
    """A tab of the reader's, who has set nothing before; it throws nothing."""
    tab = reader.new_page()
    faults: list[str] = []
    tab.on("pageerror", lambda error: faults.append(str(error)))
    yield tab
    if tab.url.startswith("http"):
        tab.evaluate("localStorage.clear()")
    tab.close()
    assert faults == []


@pytest.fixture
def bare_main(monkeypatch: pytest.MonkeyPatch) -> None:
    """For tests of a cluster: its workers run this process's main module, where AppTest leaves the page that it ran
    last."""
    monkeypatch.setitem(sys.modules, "__main__", ModuleType("__main__"))
