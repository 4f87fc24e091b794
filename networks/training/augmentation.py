"""Augmentation: each picture shifted by up to 4 pixels (what is uncovered is 0) and mirrored half of the time.

The usual one on CIFAR-10 (He et al., Deep residual learning, arXiv 1512.03385, section 4.2); AdaFix's paper only says
"with augmentation".
"""

import jax
import jax.numpy as jnp

SHIFT = 4


def augmented(x: jax.Array, key: jax.Array) -> jax.Array:
    """x (n, h, w, c), each picture with a shift and a mirroring of its own."""
    one, other = jax.random.split(key)
    n, height, breadth, channels = x.shape
    corners = jax.random.randint(one, (n, 2), 0, 2 * SHIFT + 1)
    mirrored = jax.random.bernoulli(other, 0.5, (n, 1, 1, 1))
    padded = jnp.pad(x, ((0, 0), (SHIFT, SHIFT), (SHIFT, SHIFT), (0, 0)))
    shifted = jax.vmap(
        lambda picture, corner: jax.lax.dynamic_slice(picture, (*corner, 0), (height, breadth, channels))
    )(padded, corners)
    return jnp.where(mirrored, shifted[:, :, ::-1], shifted)
