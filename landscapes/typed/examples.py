"""Texts to start from, by what they show."""

EXAMPLES = {
    "Three-hump camel": "2x^2 - 1.05x^4 + x^6/6 + x y + y^2",
    "Egg crate": "x^2 + y^2 + 10(sin(x)^2 + sin(y)^2)\ny in [-5, 5]",
    "A kink": "|x| + |y - x^2/2|",
    "A line of minima": "(x^2 + y^2 - 1)^2",
    "A dial": "(1 - x)^2 + a(y - x^2)^2\na = 5 in [0, 50]",
    "Two wells": "min((x - 1)^2 + 2y^2, (x + 1)^2 + y^2 + 0.2)",
    "Without a value": "log(x) + 1/x + y^2\nx in [-1, 5]",
}
