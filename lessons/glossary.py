"""Terms that lessons explain where they first come. One sentence each, no term explained by a later one."""

GLOSSARY = {
    "gradient": "the direction in which the surface rises fastest, one slope for each coordinate; its length is the"
    " steepness.",
    "curvature": "how fast the slope changes along a direction; at a minimum it is positive in every direction.",
    "sharpness": "the largest curvature at a place.",
    "learning rate": "η, the number by which an optimizer multiplies what it makes of the gradient, to get its step.",
    "effective rate": "what a coordinate's average gradient is multiplied with in a step, once the optimizer has"
    " divided by its own average.",
    "condition number": "the largest curvature over the smallest; its root is how much longer than wide a valley is.",
    "momentum": "a fading sum of past gradients that is stepped along in place of the gradient.",
    "second moment": "v, an average of squared gradients, one for each coordinate.",
    "bias correction": "a factor that makes up for averages that begin at 0; it fades as they fill.",
    "regret": "what was paid so far, less what the best fixed place would have paid.",
    "saddle": "a point without slope, lower on two sides and higher on the two others.",
    "threshold": "the sharpness that an optimizer just bears: above it a small disturbance grows.",
    "cycle": "a run that comes back to the same points, in the same order, for ever.",
    "amplitude": "half of how far a cycle reaches, along the coordinate along which it reaches farther.",
    "multiplier": "what a small disturbance of a cycle is multiplied with in one round: below 1 in size it fades,"
    " above 1 it grows.",
}
