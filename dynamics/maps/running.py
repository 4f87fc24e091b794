"""`run`: a map computed in tiles, coarse first, on any executor."""

import os
import socket
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from importlib import import_module
from itertools import product
from math import prod
from typing import Any, Protocol
from urllib.parse import urlsplit

import numpy as np

from dynamics.kernels import BATCH
from dynamics.maps.setting import Cells, Parts

STRIDES = (8, 2, 1)  # every 8th cell in each direction, then every 2nd, then all
BUDGET = 20_000_000  # updates a tile: some 50 ms, so that nobody waits long for a place or for a cancel
MOST_CELLS = 16_384  # a tile, or its tails would fill the memory
WORKERS = max(1, (os.cpu_count() or 2) - 1)  # one core stays free for the server
AHEAD = 64  # tiles that wait in somebody else's executor
PATIENCE = 3  # seconds until a cluster that does not answer is not there


class Job(Protocol):
    """What `run` needs of a map: cells along each direction, updates a cell, the cells' values, and what they make
    together."""

    @property
    def cells(self) -> tuple[int, ...]: ...
    @property
    def cost(self) -> int: ...
    def compute(self, cells: Cells) -> Parts: ...
    def result(self, parts: Parts) -> Any: ...


def _polite() -> None:
    """Maps give way to whoever waits for a page (where threads have a priority of their own)."""
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), 10)


_pool = ThreadPoolExecutor(WORKERS, thread_name_prefix="map", initializer=_polite)


def run(
    job: Job, executor: Executor | None = None, cancel: threading.Event | None = None
) -> Iterator[tuple[float, Any]]:
    """(share of the cells that are done, the map so far) after each tile. The map is None until every 8th cell is
    known; from then on a cell that is not yet done shows the nearest coarser one. Nothing is computed twice, and the
    last map is the same on any executor.

    executor: any of `concurrent.futures`, or of a Dask cluster (`cluster`); by default threads, one fewer than there
    are cores. cancel: once set, the iterator ends before its next tile.
    """
    shown: Parts = ()
    done, total = 0, prod(job.cells)
    for level, stride in enumerate(STRIDES):
        for cells, parts in _tiles(
            job, _cells(job.cells, stride, STRIDES[level - 1] if level else None), executor, cancel
        ):
            shown = shown or tuple(np.zeros(job.cells + part.shape[1:], part.dtype) for part in parts)
            _paint(shown, job.cells, cells, parts, stride)
            done += len(cells)
            coarse = not level and done < prod(-(-n // stride) for n in job.cells)
            yield done / total, None if coarse else job.result(tuple(part.copy() for part in shown))
        if cancel is not None and cancel.is_set():
            return


def _cells(shape: tuple[int, ...], stride: int, coarser: int | None) -> Cells:
    """Flat places of every `stride`-th cell, without those that the coarser grid had."""
    grid = np.stack(np.meshgrid(*(np.arange(0, n, stride) for n in shape), indexing="ij")).reshape(len(shape), -1)
    new = (grid % coarser != 0).any(axis=0) if coarser else np.ones(grid.shape[1], bool)
    flat: Cells = np.asarray(np.ravel_multi_index(tuple(grid[:, new]), shape), np.int64)
    return flat


def _tiles(
    job: Job, cells: Cells, executor: Executor | None, cancel: threading.Event | None
) -> Iterator[tuple[Cells, Parts]]:
    """The cells' values, tile by tile as they come. Only so many wait at a time that other maps get their turn."""
    size = min(max(len(cells) // 8, BATCH), max(BUDGET // job.cost, BATCH), MOST_CELLS) // BATCH * BATCH
    waiting = (cells[k : k + size] for k in range(0, len(cells), size))
    pool, ahead = (executor, AHEAD) if executor else (_pool, WORKERS + 1)
    pending: dict[Future[Parts], Cells] = {}
    try:
        while cancel is None or not cancel.is_set():
            while len(pending) < ahead and (tile := next(waiting, None)) is not None:
                pending[pool.submit(_compute, job, tile)] = tile
            if not pending:
                return
            for future in wait(pending, timeout=0.2, return_when=FIRST_COMPLETED).done:
                yield pending.pop(future), future.result()
    finally:
        for future in pending:
            future.cancel()


def _compute(job: Job, cells: Cells) -> Parts:
    return job.compute(cells)


def _paint(shown: Parts, shape: tuple[int, ...], cells: Cells, parts: Parts, stride: int) -> None:
    """Each value goes to its own cell and to those up to the next of its grid: finer tiles come later and cover only
    their own."""
    at = np.stack(np.unravel_index(cells, shape))
    for shift in product(range(stride), repeat=len(shape)):
        there = at + np.array(shift)[:, None]
        inside = (there < np.array(shape)[:, None]).all(axis=0)
        for whole, part in zip(shown, parts, strict=True):
            whole[tuple(there[:, inside])] = part[inside]


@contextmanager
def cluster(address: str) -> Iterator[Executor]:
    """The workers of a Dask cluster, as an executor: `with cluster("tcp://...") as executor: run(job, executor)`.

    They need `distributed` and this project on their path. Raises ValueError, in plain words, where there is no such
    cluster. Connect to schedulers that you trust: whoever runs one can run code on those who connect.
    """
    try:
        distributed: Any = import_module("distributed")  # here, so that nobody else needs it
    except ModuleNotFoundError:
        raise ValueError("Maps on a cluster need the package distributed, and it is not installed here.") from None
    absent = f"No Dask scheduler answers at {address!r}; an address looks like tcp://host:8786."
    try:
        parts = urlsplit(address)
        if parts.scheme not in ("tcp", "tls") or not parts.hostname or not parts.port:
            raise ValueError(absent)
        # a client that finds nobody takes ten seconds to go
        socket.create_connection((parts.hostname, parts.port), PATIENCE).close()
    except (OSError, ValueError):
        raise ValueError(absent) from None
    found: list[Any] = []
    knock = threading.Thread(
        target=lambda: found.append(distributed.Client(address, timeout=PATIENCE, set_as_default=False)), daemon=True
    )
    knock.start()
    knock.join(2 * PATIENCE)  # a server of another kind may keep a client waiting for good
    if not found:
        raise ValueError(absent)
    client = found[0]
    with client:
        if not client.scheduler_info(n_workers=-1)["workers"]:
            raise ValueError(f"The cluster at {address} has no workers.")
        yield client.get_executor()
