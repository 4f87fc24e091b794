"""How the printable report looks, and what draws its figures once it is opened."""

from figures.theme import LIGHT, SANS, SERIF

STYLE = f"""
@page {{ size: A4; margin: 18mm 20mm; }}
body {{ background: {LIGHT.paper}; color: {LIGHT.text}; font: 14px/1.5 {SANS}; margin: 0; }}
main {{ max-width: 672px; margin: 32px auto; padding: 0 16px; }}
h1, h2, h3, .lead {{ font-family: {SERIF}; font-weight: 600; line-height: 1.25; }}
h1 {{ font-size: 28px; }} h2 {{ font-size: 21px; margin-top: 36px; }} h3 {{ font-size: 17px; margin: 32px 0 4px; }}
.lead {{ font-size: 16px; font-weight: 400; margin: 0 0 8px; }}
small, .soft {{ color: {LIGHT.soft}; font-size: 12.5px; font-weight: 400; }}
p {{ margin: 6px 0; }} sub {{ line-height: 0; }}
figure {{ margin: 12px -16px 4px; }}
table {{ border-collapse: collapse; width: 100%; margin: 10px 0; font-size: 12.5px; }}
th {{ text-align: left; font-weight: 600; border-bottom: 1px solid {LIGHT.text}; }}
th, td {{ padding: 4px 12px 4px 0; vertical-align: top; }}
td {{ border-bottom: 1px solid {LIGHT.hair}; }}
.formula {{ overflow-x: auto; }} math {{ font-size: 16px; }}
h2, h3, .lead {{ break-after: avoid; }} figure, tr, .formula {{ break-inside: avoid; }}
@media print {{ body {{ background: none; }} main {{ margin: 0; padding: 0; }} .begins {{ break-before: page; }} }}
"""

SCRIPT = """
const unpacked = text => {
  const bytes = Uint8Array.from(atob(text), letter => letter.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip")));
};
const plotly = document.createElement("script");
plotly.onload = async () => {
  for (const place of document.querySelectorAll("figure")) {
    const { data, layout } = await unpacked(place.dataset.figure).json();
    await Plotly.newPlot(place, data, layout, { staticPlot: true }).catch(error => { place.textContent = error; });
  }
  document.body.dataset.drawn = "";
};
unpacked(document.getElementById("plotly").text).blob().then(script => {
  plotly.src = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  document.head.append(plotly);
});
"""
