"""LaTeX as MathML for HTML."""

import re
from functools import cache
from html import escape

from latex2mathml.converter import convert

# what HTML does without
NAMESPACE = ' xmlns="http://www.w3.org/1998/Math/MathML" display="inline"'


@cache
def mathml(latex: str) -> str:
    """No namespace, single quotes, characters as they are. The three that HTML escapes stay escaped."""
    made = convert(latex).replace(NAMESPACE, "").replace('"', "'")
    return re.sub("&#x([0-9A-Fa-f]+);", lambda found: escape(chr(int(found[1], 16))), made)
