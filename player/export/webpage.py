"""The player itself in one HTML file that plays offline."""

from collections.abc import Sequence

from dynamics import Trajectory
from player import pack
from player.export.provenance import as_text
from scenarios.scenario import Scenario
from scenarios.version import PRODUCT


def render_html(scenario: Scenario, runs: Sequence[Trajectory]) -> bytes:
    """The page, with the provenance as JSON in <script type="application/json" id="scenario">."""
    from player.standalone import page

    header, arrays = pack.figure(scenario, runs)
    ground, under = pack.land_under(scenario.landscape)
    text = page(pack.blob(header | ground, arrays | under), f"{scenario.landscape.title}: {PRODUCT}")
    inert = as_text(scenario).replace("<", "\\u003c").replace("&", "\\u0026")  # nothing in it can end the script
    return text.replace(
        "</head>", f'<script type="application/json" id="scenario">{inert}</script>\n</head>', 1
    ).encode()
