"""`python -m jobs.worker JOB`: does a queued job, in a process of its own that outlives whoever started it.

If the job belongs to a launch on a cluster, this process looks after all jobs of that launch while the cluster does
them.
"""

import os
import signal
import sys

from jobs import database, queue, records
from jobs.work import terminated, work


def main(job: int) -> None:
    if os.name == "posix":
        os.nice(5)  # pages come first
    signal.signal(signal.SIGTERM, lambda *_: terminated.set())
    if not database.path().exists():  # removed meanwhile; to take the job would make a new one
        return
    if queue.take(job):
        address = records.job(job).address
        if address:
            from jobs import cluster

            cluster.work_through(job, address)
        else:
            work(job)
    queue.start()


if __name__ == "__main__":
    main(int(sys.argv[1]))
