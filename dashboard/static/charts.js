// What a browser does with charts beside Plotly: a stretch of time that one drags over, or a bar that
// one clicks, becomes the period; and a chart is saved as a picture.
(() => {
  const ZOOMED = "[class*=st-key-zoom-] .js-plotly-plot";
  const heard = new WeakSet();

  function hear() {
    for (const chart of document.querySelectorAll(ZOOMED)) {
      if (heard.has(chart) || !chart.on) continue;
      heard.add(chart);
      chart.on("plotly_selected", (chosen) => chosen?.range && zoom(...chosen.range.x));
      chart.on("plotly_click", ({ event }) => {
        const ground = chart.querySelector(".nsewdrag").getBoundingClientRect();
        const place = chart._fullLayout.xaxis.p2d(event.clientX - ground.left);
        zoom(place, place);
      });
    }
  }

  // Go to the same page about the bars between two places of the axis. Each bar says where it begins
  // there, and which period of a link begins and ends with it.
  function zoom(...places) {
    const bars = JSON.parse(document.querySelector("[data-bars]")?.dataset.bars ?? "[]");
    const [from, to] = places.map((place) => String(place).replace(" ", "T")).sort();
    const first = bars.findLast(([place]) => place <= from) ?? bars[0];
    const last = bars.findLast(([place]) => place <= to);
    if (!last) return;
    const there = new URL(location.href);
    for (const name of ["since", "until", "week", "period", "page", "tasks"]) there.searchParams.delete(name);
    there.searchParams.set("since", first[1]);
    there.searchParams.set("until", last[2]);
    const link = document.createElement("a");
    link.href = there.href;
    link.dataset.stay = "";
    document.body.append(link);
    link.click();
    link.remove();
  }

  // Plotly writes the picture of the chart above, by the button that it hides.
  function save(event) {
    const button = event.target.closest?.("[data-picture] button");
    if (!button) return;
    const above = (chart) => chart.compareDocumentPosition(button) & Node.DOCUMENT_POSITION_FOLLOWING;
    const chart = [...document.querySelectorAll(".js-plotly-plot")].findLast(above);
    const own = chart?.querySelector(".modebar-btn");
    if (!own) return;
    chart._context.toImageButtonOptions.format = button.dataset.format;
    own.click();
  }

  addEventListener("click", save);
  new MutationObserver(hear).observe(document, { childList: true, subtree: true });
})();
