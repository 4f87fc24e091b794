"""`python tests/networks/toy_worker.py JOB`: the worker as it is, but for what it trains."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
from networks import queue, work, worker
from tests.networks.toy import Toy

queue.COMMAND = (sys.executable, __file__)
worker._local = lambda runs, watch: Toy(runs)
work.SAVE = 0.3
worker.main(int(sys.argv[1]))
