"""What a run has come to: `ending` judges one run in words, `judging` many at once in codes.

Nothing here steps from a start or imports trajectories or orbits; what is read of a run is `run.Run`.
"""

from dynamics.outcomes.outcome import Kind, Outcome

__all__ = ["Kind", "Outcome"]
