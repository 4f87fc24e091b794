"""What single precision cannot hold."""

import warnings

import numpy as np

from player.pack import blob


def test_numbers_too_large_are_packed_as_infinite_without_a_warning():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        packed = blob({}, {"loss": np.array([1.0, 1e300, -1e300, np.nan])})
    values = np.frombuffer(packed[-16:], "<f4")
    assert values[:3].tolist() == [1.0, np.inf, -np.inf]
    assert np.isnan(values[3])
