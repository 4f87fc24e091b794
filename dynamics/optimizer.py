"""The Optimizer record: everything the product knows about one optimizer.

To add one, write a file in `dynamics/optimizers/` that ends in `OPTIMIZER = Optimizer(...)`. It gives

- `class Hyper(NamedTuple)`: the hyperparameters with their source's defaults. Names come from
  `hyperparameters.GLOSSARY`; what only
  this optimizer has is described in `own`.
- `rule(g, state, context, hyper) -> (step, rate, state)`: one coordinate, pure, written with `engines.ops` and calling
  nothing else.
  `state` is a tuple of floats, one per state variable; the kernel then does x <- x - step. `rate` is the effective
  learning rate, the factor that multiplies the (averaged) gradient in this step. Numba runs the rule on scalars, JAX
  traces it on arrays.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from dynamics.hyperparameters import GLOSSARY, GRADIENT_INIT, NO_CORRECTION, STANDARD, Hyperparameter, Value
from dynamics.meanings import Meaning
from engines.parsing import parse
from engines.typed.rule import TypedRule

NO_TAPE = np.empty(0)
MOMENTS = ("m", "v")  # what starts from g and g^2 under gradient-init


class StepContext(NamedTuple):
    """What a rule may know besides its own gradient. What it ignores costs nothing once inlined."""

    step: float  # t = 1, 2, ...
    lr: float  # the learning rate now: hyper.lr times the schedule
    position: float  # this coordinate's x, before the step
    # 1 / (1 - beta1^t), or 1 without correction; made once a step: dividing in the rule costs 1.7 times as much
    correction1: float
    correction2: float
    next_correction1: float  # the same at t + 1
    largest_gradient: float  # max |g_i| over all coordinates
    largest_signed: float  # max g_i, as one paper prints it
    smoothness: float  # running max |g' - g| / |x' - x|, AdaFix's L


@dataclass(frozen=True)
class Series:
    """How this optimizer is drawn everywhere: inks for light and dark paper, dash pattern, mark. Never by colour
    alone."""

    light: str
    dark: str
    mark: str
    dash: tuple[float, ...] = ()


@dataclass(frozen=True)
class Optimizer:
    name: str
    title: str
    short: str  # at most 8 letters, for crowded labels
    latex: str  # with corrected averages (hats) and ε outside the root; `formula` writes it as it is set
    summary: str  # one plain sentence: what it does
    source: str
    conventions: str  # what the paper, PyTorch, Keras and optax do
    series: Series
    rule: Callable[..., Any] | TypedRule
    Hyper: Any  # the NamedTuple class
    state_variables: tuple[str, ...] = ()  # "m" and "v" are the first and second moment
    meanings: tuple[Meaning, ...] = ()  # of each of those; none where nobody declared any
    own: tuple[Hyperparameter, ...] = ()
    normalised: bool = True  # its steps do not scale with the gradient
    # times the surface's rate gives the learning rate in the explorer; None: its own default
    opening: float | None = 1.0
    order: int = 100
    # (hyperparameter, choice, part of `latex`, what stands there then)
    variants: tuple[tuple[str, str, str, str], ...] = ()
    hyper: Any = None

    def __post_init__(self) -> None:
        if self.hyper is None:
            object.__setattr__(self, "hyper", self.Hyper())

    @cached_property
    def hyperparameters(self) -> dict[str, Hyperparameter]:
        """name -> description, in the order of Hyper."""
        own = {h.name: h for h in self.own}
        return {name: own.get(name) or GLOSSARY[name] for name in self.Hyper._fields}

    @property
    def formula(self) -> str:
        """The rule in LaTeX with the conventions that are set: hats only on corrected averages, ε where it is added."""
        text = self.latex
        for name, choice, part, instead in self.variants:
            if getattr(self.hyper, name) == choice:
                text = text.replace(part, instead)
        if getattr(self.hyper, "bias_correction", "none") != "standard":
            text = text.replace(r"\hat ", "")
        if getattr(self.hyper, "epsilon_placement", "outside") == "inside":
            text = re.sub(r"\\sqrt\{([^{}]*)\} \+ \\varepsilon", r"\\sqrt{\1 + \\varepsilon}", text)
        return text

    def with_(self, **hyper: Value) -> "Optimizer":
        """The same optimizer with other hyperparameters. Raises ValueError on an unknown name or a value out of
        range."""
        for name in hyper:
            if name not in self.hyperparameters:
                raise ValueError(
                    f"{self.title} has no hyperparameter {name!r}. It has {', '.join(self.hyperparameters)}."
                )
        checked = {name: self.hyperparameters[name].check(value) for name, value in hyper.items()}
        return replace(self, hyper=self.hyper._replace(**checked))

    @property
    def follows_smoothness(self) -> bool:
        """Whether its rule asks for the running smoothness."""
        return "smoothness" in parse(self.rule).reads("context")

    @property
    def follows_step(self) -> bool:
        """Whether its rule asks how many updates were made."""
        return "step" in parse(self.rule).reads("context")

    @property
    def held(self) -> tuple[Meaning, ...]:
        """What each state variable means under the conventions that are set; its name, as the rule's own, where nobody
        declared it."""
        words, declared = self.hyper._asdict(), self.meanings or (Meaning(""),) * len(self.state_variables)
        return tuple(
            Meaning(m.what.format_map(words), m.decay.format_map(words)) if m.what else Meaning(name, of=self.name)
            for name, m in zip(self.state_variables, declared, strict=True)
        )

    @property
    def shares(self) -> tuple[float, ...]:
        """What each state variable holds, before the first update, of the 0 that averages start from: all, or nothing
        where it starts from the gradient."""
        if isinstance(self.rule, TypedRule):
            return tuple(map(float, self.rule.from_zero))
        begun = MOMENTS if self.convention == GRADIENT_INIT else ()
        return tuple(float(name not in begun) for name in self.state_variables)

    @property
    def convention(self) -> float:
        """How its averages are corrected, as the rules see it (`hyperparameters.STANDARD` and the like)."""
        if isinstance(self.rule, TypedRule):
            return STANDARD if self.rule.corrected else NO_CORRECTION
        return float(getattr(self.numbers, "bias_correction", NO_CORRECTION))

    @property
    def tape(self) -> npt.NDArray[np.float64]:
        """What kernels read a typed rule from; empty for one that is compiled."""
        return self.rule.tape if isinstance(self.rule, TypedRule) else NO_TAPE

    @property
    def handed(self) -> Any:
        """The hyperparameters as the kernel of one trajectory takes them: a plain tuple, since Numba's dispatch mixes
        up NamedTuples of one length; a vector for a typed rule, of whatever length."""
        return np.array(self.numbers) if isinstance(self.rule, TypedRule) else tuple(self.numbers)

    @cached_property
    def numbers(self) -> Any:
        """The hyperparameters as the rules see them: all floats."""
        return self.Hyper(
            *(h.number(value) for h, value in zip(self.hyperparameters.values(), self.hyper, strict=True))
        )
