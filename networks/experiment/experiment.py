"""The Experiment: everything that defines a training run but its seed, in one typed, versioned description."""

import json
from math import prod
from typing import Any, Literal, Self

from pydantic import Field, ValidationError, model_validator

from dynamics.schedules import CONSTANT, Schedule
from dynamics.words import number
from engines.typed.rule import TypedRule
from networks.experiment.architectures import HALVINGS, autoencoder, convolutional, layers
from networks.experiment.model_and_data import Data, Model, Positive
from networks.experiment.plan import Plan, Size, size
from networks.experiment.sentences import memory_words, sentence
from scenarios.scenario import Contender, Frozen

MOST_PARAMETERS = 200_000_000
MOST_BYTES = 64 * 2**30
MOST_STEPS = 100_000_000
RATES = (1e-1, 1e-2, 1e-3, 1e-4, 1e-5)  # of the trial trainings behind rate "lipschitz"


class Experiment(Frozen):
    """`batch` None: the whole training set in every update. `rate` "lipschitz": √(2 L(w₀) / (K T)) takes the place of
    lr, with K the product of the layers' largest singular values after trial trainings. `every`: updates between the
    costly measurements."""

    version: Literal[1] = 1
    title: str = Field("", max_length=200)
    model: Model = Model()
    data: Data = Data()
    optimizer: Contender = Contender(optimizer="adam")
    schedule: Schedule = CONSTANT
    batch: Positive | None = 128
    epochs: Positive = 100
    rate: Literal["given", "lipschitz"] = "given"
    every: Positive = 100

    @model_validator(mode="before")
    @classmethod
    def _of_an_earlier_release(cls, raw: Any) -> Any:
        """There the schedule was called `timetable`."""
        if isinstance(raw, dict) and "timetable" in raw and "schedule" not in raw:
            return {"schedule" if name == "timetable" else name: value for name, value in raw.items()}
        return raw

    @model_validator(mode="after")
    def _possible(self) -> Self:
        kind, picture, (train, _) = self.model.kind, self.data.picture, self.data.counts
        halvings = 2 ** HALVINGS.get(kind, 0)
        if min(picture[:2]) < halvings or (kind == "vae" and (picture[0] % 4 or picture[1] % 4)):
            wanted = (
                "a height and a width that 4 divides"
                if kind == "vae"
                else f"pictures of at least {halvings} × {halvings} pixels"
            )
            raise ValueError(f"{kind} needs {wanted}; {self.data.name} has {picture[0]} × {picture[1]}.")
        if kind == "vae" and not self.data.scaled:
            raise ValueError("The VAE reads a pixel as a probability: it needs pixels scaled to 0–1.")
        if self.batch and self.batch > train:
            raise ValueError(f"A batch of {self.batch:,} is more than the {train:,} training examples.")
        if self.rate == "lipschitz" and not self.model.dense:
            raise ValueError(
                "The Lipschitz rate multiplies the norms of matrices: choose logistic regression or an MLP for it."
            )
        if self.parameters > MOST_PARAMETERS or self.memory > MOST_BYTES:
            raise ValueError(
                f"This would train {number(self.parameters)} parameters and need about {memory_words(self.memory)} of"
                f" memory; at most {number(MOST_PARAMETERS)} parameters and {memory_words(MOST_BYTES)} are allowed."
                " Choose fewer hidden units, a smaller width or a smaller batch."
            )
        if self.steps > MOST_STEPS:
            raise ValueError(
                f"This would make {self.steps:,} updates; at most {MOST_STEPS:,} are allowed. Choose fewer epochs."
            )
        return self

    @property
    def plans(self) -> tuple[Plan, ...]:
        """The network, or a VAE's encoder and decoder."""
        model, picture = self.model, self.data.picture
        if model.dense:
            return (layers(model.hidden if model.kind == "mlp" else (), model.biases, picture, self.data.labels),)
        if model.kind == "vae":
            return autoencoder(model.width, picture)
        return (convolutional(model.kind, model.width, picture, self.data.labels),)

    @property
    def sizes(self) -> tuple[Size, ...]:
        shape, found = tuple(self.data.picture), []
        for plan in self.plans:
            found.append(size(plan, shape))
            shape = (found[-1].shape[0] // 2,)  # a VAE's code is half of what its encoder gives
        return tuple(found)

    @property
    def parameters(self) -> int:
        return sum(s.parameters for s in self.sizes)

    @property
    def memory(self) -> int:
        """Bytes of one run, estimated: the training set; parameters, gradient, new parameters and optimizer state;
        activations twice."""
        optimizer = self.optimizer.configured
        copies = 3 + len(optimizer.state_variables) + 3 * optimizer.follows_smoothness
        per_batch = sum(s.activations for s in self.sizes) * (self.batch or self.data.counts[0])
        return 4 * (sum(self.data.counts) * prod(self.data.picture) + copies * self.parameters + 2 * per_batch)

    @property
    def rule(self) -> str:
        """The fingerprint of a typed rule; empty for one that is registered, whose name says enough."""
        rule = self.optimizer.configured.rule
        return rule.fingerprint if isinstance(rule, TypedRule) else ""

    @property
    def epoch(self) -> int:
        """Updates in an epoch; what does not fill a batch is left out, other examples each time."""
        return self.data.counts[0] // self.batch if self.batch else 1

    @property
    def steps(self) -> int:
        return self.epoch * self.epochs

    def to_json(self) -> str:
        return self.model_dump_json()

    @classmethod
    def from_json(cls, text: str) -> "Experiment":
        """Raises ValueError with a plain sentence."""
        try:
            return cls.model_validate_json(text)
        except ValidationError as error:
            raise ValueError(sentence(error)) from None

    def with_(self, **changes: Any) -> "Experiment":
        """The same experiment with other settings: "batch", "model.hidden", "data.name", "schedule.kind", "optimizer"
        (its name, with its own defaults) or any hyperparameter ("lr"). Raises ValueError with a plain sentence."""
        raw = json.loads(self.to_json())
        if "optimizer" in changes:
            raw["optimizer"] = {"optimizer": changes.pop("optimizer")}
        for name, value in changes.items():
            group, _, field = name.rpartition(".")
            if group in ("model", "data", "schedule") and field in raw[group]:
                raw[group][field] = value
            elif not group and name in raw and not isinstance(raw[name], dict):
                raw[name] = value
            elif group in ("", "optimizer"):
                raw["optimizer"] = {"hyper": {}} | raw["optimizer"]
                raw["optimizer"]["hyper"] = raw["optimizer"]["hyper"] | {field: value}
            else:
                raise ValueError(f"There is no setting {name!r}.")
        try:
            return Experiment.model_validate(raw)
        except ValidationError as error:
            raise ValueError(sentence(error)) from None
