"""The bibliography: what rules, surfaces, theory and papers name by key. The entries stand in references.bib.

Cited("@kaiser, section 6") reads "Kaiser, Exploring the dynamics of Adam, section 6", and knows its keys: ("kaiser",).
"""

import re
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

FILE = Path(__file__).parent / "references.bib"
MOST_NAMED = 3  # authors; of more, the first one with "et al."


class Entry:
    """One entry of a BibTeX file. `bibtex`: its text as it stands there."""

    def __init__(self, bibtex: str) -> None:
        self.bibtex = bibtex
        head = re.match(r"@(\w+)\{([a-z]+\d*),\n", bibtex)
        if head is None or not bibtex.endswith(",\n}"):
            raise ValueError(f"An entry begins with @kind{{key, and ends with a comma and a brace: {bibtex[:60]!r}.")
        self.kind, self.key = head.groups()
        fields = re.findall(r"^  (\w+) = \{(.*?)\},$", bibtex, re.MULTILINE | re.DOTALL)
        self.fields = {name: " ".join(value.split()) for name, value in fields}

    @cached_property
    def authors(self) -> str:
        """The surnames: "Kingma and Ba", "Luo et al."; "" where nobody is named."""
        people = [_plain(name.split(",")[0]) for name in self.fields.get("author", "").split(" and ") if name]
        if "others" in people or len(people) > MOST_NAMED:
            return f"{people[0]} et al."
        return " and ".join(", ".join(people).rsplit(", ", 1))

    @cached_property
    def words(self) -> str:
        """As a sentence names it: authors, title, a preprint's number, the year."""
        preprint = self.kind == "misc" and self.fields.get("eprint")
        number = f"arXiv {preprint}" if preprint else ""
        parts = self.authors, _plain(self.fields["title"]), number, self.fields.get("year")
        return ", ".join(part for part in parts if part)


def _plain(text: str) -> str:
    return re.sub(r"[{}$]", "", text).replace("^2", "²")


def read(text: str) -> dict[str, Entry]:
    """key -> entry, in the order of a BibTeX text. Raises ValueError where two entries have one key, and where one does
    not read."""
    entries = [Entry(part.strip()) for part in re.split(r"\n(?=@)", text) if part.strip()]
    keys = [entry.key for entry in entries]
    if twice := sorted({key for key in keys if keys.count(key) > 1}):
        raise ValueError(f"Two entries have the key {', '.join(twice)}: a key names one of them.")
    return dict(zip(keys, entries, strict=True))


ENTRIES = read(FILE.read_text(encoding="utf-8"))


class Cited(str):
    """Words that name entries: written with "@key", read with the entry's words in its place. Raises KeyError on an
    unknown key.

    `keys`: the entries that it names, each once, in order."""

    keys: tuple[str, ...]

    def __new__(cls, text: str) -> "Cited":
        own = super().__new__(cls, re.sub(r"@([a-z]+\d*)", lambda found: _entry(found[1]).words, text))
        own.keys = tuple(dict.fromkeys(re.findall(r"@([a-z]+\d*)", text)))
        return own


def _entry(key: str) -> Entry:
    if key not in ENTRIES:
        raise KeyError(f"{FILE.name} has no entry {key!r}. It has {', '.join(ENTRIES)}.")
    return ENTRIES[key]


def keys_of(*texts: str) -> tuple[str, ...]:
    """The entries that texts name, each once, in order; a text that is not Cited names none."""
    return tuple(dict.fromkeys(key for text in texts for key in getattr(text, "keys", ())))


def bibtex(keys: Iterable[str]) -> str:
    """The BibTeX of some entries."""
    return "\n\n".join(_entry(key).bibtex for key in keys) + "\n"
