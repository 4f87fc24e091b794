"""What is minimised: the cross entropy of a classifier, or a VAE's negative evidence lower bound."""

from collections.abc import Callable
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp

from networks.experiment import Experiment
from networks.experiment.models import normals, run, start
from networks.experiment.plan import Plan

Tree = Any
Array = jax.Array
Loss = Callable[..., tuple[Array, tuple[Array, Tree]]]


class Objective(NamedTuple):
    """init(key) -> (params, statistics), each with one entry per plan;
    loss(params, statistics, x, y, key, training) -> (mean loss, (right, new statistics)).

    x (n, h, w, c), y (n,); `right` is the share of x that is classified as y, NaN where nothing is classified
    or the loss is not finite."""

    init: Callable[[Array], tuple[Tree, Tree]]
    loss: Loss
    classifies: bool


def objective(experiment: Experiment) -> Objective:
    plans = experiment.plans
    std = experiment.model.initial_std
    count = experiment.parameters

    def init(key: Array) -> tuple[Tree, Tree]:
        draw = normals(key, count)
        parts = [start(plan, draw, std) for plan in plans]
        return [p for p, _ in parts], [s for _, s in parts]

    loss = _autoencoder(*plans) if experiment.model.kind == "vae" else _classifier(*plans)
    return Objective(init, loss, experiment.model.kind != "vae")


def _classifier(plan: Plan) -> Loss:
    def loss(
        params: Tree, statistics: Tree, x: Array, y: Array, key: Array, training: bool
    ) -> tuple[Array, tuple[Array, Tree]]:
        logits, after = run(plan, params[0], statistics[0], x, training)
        # a gather's gradient is slow on CPU
        chosen = jnp.where(y[:, None] == jnp.arange(logits.shape[1]), logits, 0).sum(1)
        right = jnp.mean(logits.argmax(1) == y, dtype=jnp.float32)
        mean = jnp.mean(jax.nn.logsumexp(logits, 1) - chosen)
        # of NaNs the first is the largest: the share of class 0 would pass for an accuracy
        return mean, (jnp.where(jnp.isfinite(mean), right, jnp.nan), [after])

    return loss


def _autoencoder(encoder: Plan, decoder: Plan) -> Loss:
    """Kingma and Welling, Auto-encoding variational Bayes (arXiv 1312.6114), equation 10, one sample per example."""

    def loss(
        params: Tree, statistics: Tree, x: Array, y: Array, key: Array, training: bool
    ) -> tuple[Array, tuple[Array, Tree]]:
        code, one = run(encoder, params[0], statistics[0], x, training)
        mean, logvar = jnp.split(code, 2, 1)
        noise = jax.random.normal(key, mean.shape) if training else 0.0
        logits, other = run(decoder, params[1], statistics[1], mean + jnp.exp(logvar / 2) * noise, training)
        missed = jnp.sum(jax.nn.softplus(logits) - x * logits, (1, 2, 3))
        divergence = jnp.sum(jnp.exp(logvar) + mean**2 - 1 - logvar, 1) / 2
        return jnp.mean(missed + divergence), (jnp.full((), jnp.nan), [one, other])

    return loss
