"""Surfaces that a person types: `landscapes.formula("1 - cos(x^2 + y^2)")`."""
