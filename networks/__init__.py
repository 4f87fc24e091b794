"""Real networks, trained by the rules that move in the plane; here or in processes of their own, which outlive the
page.

experiment = PRESETS["digits-first"].experiments[0].with_(lr=0.01, epochs=50)   # from networks.presets
training = Training([Run(experiment, seed) for seed in range(5)])              # from networks.training, which imports
JAX while not training.done:
    chunk = training.advance()
print(training.summary()["validation_accuracy"])

launch = jobs.launch("Five seeds", [(experiment, seed) for seed in range(5)])  # networks.jobs: queued, trained,
recorded on disk print([run.sentence for run in records.runs(launch)])                          # networks.records

This file imports nothing: a worker hears a wish to stop before the optimizers' compiler has loaded.
"""
