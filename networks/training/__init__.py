"""Training by the rules that move in the plane, on JAX.

    training       Training: runs of one experiment side by side, from chunk to chunk
    chunk          what goes in and what comes out on the way; `saved_state`: what checkpoints are made of
    steps          one run's update as pure functions; `objectives`: what is minimised
    batches        what each update gets; `augmentation`: pictures shifted and mirrored
    side_by_side   one compiled program, called for each run
    measurements   what is measured at intervals; `evaluating`: how well a network does on given examples;
                   `divergence`: when it is no longer finite; `summing`: what it has come to
    lipschitz      the rate that the constant step size of a paper takes
    compiling      XLA's programs, kept on disk

This file imports nothing: JAX takes a second to load.
"""
