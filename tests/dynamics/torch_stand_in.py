"""What a generated optimizer asks of PyTorch, with NumPy's numbers: so that its arithmetic is carried out where PyTorch
is not installed. That PyTorch has these names is not tested by it."""

from contextlib import contextmanager
from types import SimpleNamespace

import numpy as np


class Tensor(np.ndarray):
    grad = None

    def abs(self):
        return np.abs(self)

    def clone(self):
        return self.copy()

    def sub_(self, other):
        self -= other

    def __hash__(self):
        return id(self)


def tensor(values):
    return np.array(values, np.float64).view(Tensor)


class Optimizer:
    def __init__(self, params, defaults):
        self.param_groups = [{"params": list(params), **defaults}]
        self.state = {x: {} for x in self.param_groups[0]["params"]}


@contextmanager
def enable_grad():
    yield


ALIKE = "sqrt exp log sin cos tan sinh cosh tanh sign floor where maximum minimum zeros_like full_like stack abs"
module = SimpleNamespace(
    optim=SimpleNamespace(Optimizer=Optimizer), no_grad=lambda: lambda function: function, enable_grad=enable_grad,
    clamp=lambda x, min=None, max=None: np.clip(x, min, max), tensor=tensor,
    **{name: getattr(np, name) for name in ALIKE.split()},
)  # fmt: skip
