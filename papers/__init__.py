"""The papers, claim by claim: what each says, what a run measures, and the verdict that follows.

    record     what an item is          verdict    what a run makes of it
    contents   every label              finding    the items, wherever they stand
    reduced    trainings on the digits  __main__   `python -m papers`

A folder a paper; a module of it that ends in `ITEMS` is found by itself.
"""
