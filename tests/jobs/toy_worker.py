"""`python tests/jobs/toy_worker.py JOB`: the worker as it is, but for checkpoints more often."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
from jobs import queue, work, worker

queue.COMMAND = (sys.executable, __file__)
work.SAVE = 0.3
worker.main(int(sys.argv[1]))
