"""Maps computed in the background, each once for all sessions: a thread each, which mostly waits for the pool."""

import threading
import time
from collections import OrderedDict
from contextlib import nullcontext

from dynamics.maps import cluster, run
from player.memory import settle
from scenarios.mapped import EXAMPLES, Map, Picture

FORGOTTEN = 20.0  # seconds without anybody asking, after which a map is given up: its reader has left
MOST_KEPT = 24

_kept: OrderedDict[str, Picture] = OrderedDict()  # finished maps, for all sessions
_lock = threading.Lock()


class MapWork:
    """One map, computed on a thread of its own that mostly waits for the pool. Nothing of it runs in the page's
    thread."""

    def __init__(self, job: Map, address: str = "") -> None:
        self.job = job
        self.address = address
        self.picture = _recall(job)
        self.error = ""
        self.share = 1.0 if self.picture else 0.0
        self.stage = 3 if self.picture else 0  # 1: every 8th cell is known, 2: every 2nd, 3: all, or given up
        self.cancel, self.asked = threading.Event(), time.monotonic()
        if not self.picture:
            threading.Thread(target=self._run, name="map", daemon=True).start()

    def _run(self) -> None:
        half = 0.5 if len(self.job.cells) == 1 else 0.25
        try:
            with cluster(self.address) if self.address else nullcontext() as executor:
                for share, picture in run(self.job, executor, self.cancel):
                    self.share, self.picture = share, picture or self.picture
                    self.stage = max(self.stage, (picture is not None) + (share >= half))
                    if time.monotonic() - self.asked > FORGOTTEN:
                        self.cancel.set()
            if self.share >= 1 and self.picture:
                _keep(self.job, self.picture)
        except Exception as error:  # the page says it; the last picture stays
            self.error = f"This map could not be computed: {error or type(error).__name__}"
        self.stage = 3
        settle("the first map")
        if self.job in EXAMPLES.values() and not self.error:
            _prepare()

    def look(self) -> int:
        """How far it is, 0 to 3; keeps it alive."""
        self.asked = time.monotonic()
        return self.stage


def _prepare() -> None:
    """Compute the examples, so that each kind of map opens with a finished one."""
    for example in EXAMPLES.values():
        if not _recall(example):
            for _, picture in run(example):  # noqa: B007
                pass
            _keep(example, picture)


def _recall(job: Map) -> Picture | None:
    with _lock:
        found = _kept.get(repr(job))
        if found is not None:
            _kept.move_to_end(repr(job))
        return found


def _keep(job: Map, picture: Picture) -> None:
    with _lock:
        _kept[repr(job)] = picture
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
