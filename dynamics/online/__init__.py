"""Online problems: a loss for each round, an interval to stay on, and what the optimizers make of it.

run = play(Periodic(rare=3, usual=-1, period=3), OPTIMIZERS["amsgrad"].with_(lr=0.1, beta1=0, beta2=0.1),
schedule=Schedule("inverse-sqrt"))
"""

from dynamics.online.play import MOST_ROUNDS, MOST_SEEDS, Play, Stopped, play
from dynamics.online.problems import Periodic, Problem, Stochastic

__all__ = ["MOST_ROUNDS", "MOST_SEEDS", "Periodic", "Play", "Problem", "Stochastic", "Stopped", "play"]
