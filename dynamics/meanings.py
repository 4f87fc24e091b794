"""What a state variable means, whatever it is called: by that a fork goes on with it under another rule.

Adam's m is an average, the heavy ball's a velocity: one name, two things. Two variables are the same thing where their
words are, with the choices of their hyperparameters put in. The words are `engines.typed.grammar.STATE_MEANINGS`, so
that a typed rule can say them too.
"""

from typing import NamedTuple


class Meaning(NamedTuple):
    """what: in words, "" where nobody declared it; decay: the hyperparameter by whose powers the 0 it starts from
    fades, "" where it never does. In both `{maximum}` stands for the choice of that hyperparameter. of: the rule whose
    own it is, by its name; "" where others may go on with it."""

    what: str
    decay: str = ""
    of: str = ""


GRADIENTS = Meaning("average gradient", "beta1")
SQUARES = Meaning("average squared gradient", "beta2")
VELOCITY = Meaning("velocity")
