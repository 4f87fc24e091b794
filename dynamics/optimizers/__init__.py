"""One file an optimizer; each ends in `OPTIMIZER = Optimizer(...)`. See `dynamics/optimizer.py`."""
