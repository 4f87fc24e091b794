"""Real networks, trained by the rules that move in the plane; here or by jobs, which outlive the page.

    experiment/   what is trained            training/   training it, on JAX
    results/      what it came to            slices/     the loss around it
    launching     queues runs as jobs        entry       what a worker does with one (`payload`)
    __main__      `python -m networks`       terminal    what that prints

    experiment = TRAINING_PRESETS["digits-first"].experiments[0].with_(lr=0.01, epochs=50)
    training = Training([Run(experiment, seed) for seed in range(5)])  # networks.training.training, .chunk
    while not training.done:
        chunk = training.advance()
    print(training.summary()["validation_accuracy"])

    launch = launching.launch("Five seeds", [(experiment, seed) for seed in range(5)])
    print([run.sentence for run in records.runs(launch)])  # networks.results.records

This file imports nothing: a worker hears a request to stop before the optimizers' compiler has loaded.
"""
