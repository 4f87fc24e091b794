"""A link as a QR code, for a lecture hall."""

MOST = 2_900  # characters: what the largest code holds


def qr_code(link: str) -> dict[str, str]:
    """link, and svg: dark modules on white, so that any camera reads it in a dark theme too."""
    import segno  # here: nobody else waits for it

    code = segno.make(link[:MOST], error="l", boost_error=True, micro=False)
    return {"link": link[:MOST], "svg": code.svg_inline(scale=4, border=4, light="white", dark="black", omitsize=True)}
