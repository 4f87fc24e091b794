"""What a state variable means, whatever it is called: by that a fork goes on with it under another rule.

Adam's m is an average, the heavy ball's a velocity: one name, two things. Two variables are the same thing where their
words are, with the choices of their hyperparameters put in.
"""

from typing import NamedTuple


class Meaning(NamedTuple):
    """what: in words; `{maximum}` stands for the choice of that hyperparameter. decay: the hyperparameter by whose
    powers the 0 it starts from fades, "" where it never does."""

    what: str
    decay: str = ""


GRADIENTS = Meaning("average gradient", "beta1")
SQUARES = Meaning("average squared gradient", "beta2")
VELOCITY = Meaning("velocity")
