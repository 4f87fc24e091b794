"""`python -m networks.worker JOB`: trains a queued job, in a process of its own that outlives whoever started it.

If the job belongs to a launch on a cluster, this process looks after all jobs of that launch while the cluster trains
them.
"""

import os
import signal
import sys
import time

from networks import queue, records
from networks.process import identity
from networks.states import RUNNING
from networks.watch import Watch
from networks.work import Runs, Trains, terminated, work


def main(job: int) -> None:
    if os.name == "posix":
        os.nice(5)  # pages come first
    signal.signal(signal.SIGTERM, lambda *_: terminated.set())
    if _take(job):
        address = records.run_of(job).address
        if address:
            from networks import cluster

            cluster.train(job, address)
        else:
            work(job, _local)
    queue.start()


def _take(job: int) -> bool:
    """Makes this process the one that trains the job. False if whoever started us has lost it meanwhile."""
    with records.writing() as db:
        taken = db.execute(
            "UPDATE jobs SET process = ?, started = 1, beat = ? WHERE id = ? AND state = ? AND process IN (?, ?)",
            (identity(), time.monotonic(), job, RUNNING, identity(), identity(os.getppid())),
        )
        return taken.rowcount == 1


def _local(runs: Runs, watch: Watch) -> Trains:
    from networks.training import Run, Training  # here: it loads JAX, and cancelling must not wait for that

    return Training([Run(*run) for run in runs], progress=lambda share: watch.say(f"Fetching the data: {share:.0%}."))


if __name__ == "__main__":
    main(int(sys.argv[1]))
