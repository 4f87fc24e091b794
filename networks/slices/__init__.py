"""Loss slices: the loss on a plane through the parameters of trained networks, and training's path over it.

slice        what is asked for and what comes out; `slicing` computes it (JAX)
planes       planes through a space of parameters
retrace      a finished run taken up again: its end, and the path that led there
slice_files  slices kept as surfaces, which links find again
"""
