"""Real networks, trained by the rules that move in the plane.

experiment = PRESETS["digits-first"].experiments[0].with_(lr=0.01, epochs=50)
training = Training([Run(experiment, seed) for seed in range(5)])     # from networks.training, which imports JAX
while not training.done:
    chunk = training.advance()
print(training.summary()["validation_accuracy"])
"""

from networks.experiment import Data, Experiment, Model

__all__ = ["Data", "Experiment", "Model"]
