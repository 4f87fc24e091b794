"""Formulas that a person types: text to a tree, by a small parser of our own, and from the tree all that a surface
needs.

`grammar` is the table that Python and JavaScript read alike, `tokens` and `reading` make a syntax tree of a text or say
where it goes wrong, `meaning` makes the closed tree of `engines.formula` of it, one operation a line. `tape` writes
those lines as numbers, for interpreters that are compiled once: nothing is ever compiled for a text, and no text ever
reaches `eval`, `exec` or another parser.
"""
