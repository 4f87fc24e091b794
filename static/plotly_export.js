// plotly_export.js: pictures of Plotly's charts, drawn by the Plotly that Streamlit brings along.

/**
 * Save a chart of this page as a file, in a layout of its own: on the page a title and a table may say what the
 * picture has to say by itself.
 * @param {string} key the chart's, as Streamlit knows it
 * @param {object} layout Plotly's, with width and height in px
 * @param {{format: "png" | "svg", filename: string, scale: number}} picture
 * @returns {boolean} whether the chart is there
 */
export function saveChart(key, layout, picture) {
  const chart = document.querySelector(`.st-key-${CSS.escape(key)} .js-plotly-plot`);
  const buttons = chart?._fullLayout?._modeBar?.buttons.flat() ?? [];
  // Streamlit keeps Plotly to itself, but its bar's button (which page.css hides) saves whatever figure it is given
  const button = buttons.find(({ name }) => name === "toImage");
  if (!button) return false;
  const { width, height } = layout;
  const context = { ...chart._context, toImageButtonOptions: { ...picture, width, height }, displayNotifier: false };
  button.click({ data: chart.data, layout, config: {}, _context: context });
  return true;
}
