"""What is loaded once and stays: behind the pages, so that none waits for it.

Streamlit collects garbage after every rerun, 100 to 400 ms with all that these pages load, and 10 ms more with what the
sessions of a class hold; what is frozen is not looked at.
"""

import gc
import threading
import time
from importlib import import_module
from itertools import count
from pathlib import Path
from pkgutil import iter_modules

SOON = 2.0  # seconds from what the first picture needs to all the rest
FIGURES = Path(__file__).parent.parent / "figures"
OFTEN = 25  # reruns: what sessions hold by then is frozen too
SELDOM = 1000  # reruns: all is looked at, since a frozen cycle is never freed
DRAWING = ("pandas", "pyarrow")  # which tables and charts load when first shown

_settled: set[str] = set()
_reruns = count(1)
_begun = threading.Event()
_lock = threading.Lock()


def settle(what: str) -> None:
    """Freeze all that is in memory, once for each `what` that has just been loaded."""
    with _lock:
        if what in _settled:
            return
        _settled.add(what)
    _freeze()


def rerun_ended() -> None:
    """Freeze now and then what reruns have left in memory."""
    n = next(_reruns)
    if n % SELDOM == 0:
        gc.unfreeze()
    if n % OFTEN == 0:
        _freeze()


def _freeze() -> None:
    gc.collect()
    gc.freeze()


def begin_loading() -> None:
    """Once a server: compile what the first picture is judged by, then load what other pages need."""
    with _lock:
        if _begun.is_set():
            return
        _begun.set()
    threading.Thread(target=_load, name="loading", daemon=True).start()


def _load() -> None:
    from scenarios.warm import kernels, warm

    warm()
    settle("what the first picture needs")
    time.sleep(SOON)
    kernels()
    for name in (*DRAWING, *(f"figures.{module.name}" for module in iter_modules([str(FIGURES)]))):
        import_module(name)
    settle("what other pages need")
