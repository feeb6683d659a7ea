// Paper: the map must be painted at the size of the sheet before the sheet is laid out.

/** Height of the sheet between its margins, in pixels of the page: A4 across, less than a browser rounds away. */
const SHEET_HEIGHT = 700;
/** The least height of the map on it, however long its legend and heading are. */
const LEAST_MAP = 260;

function makePrint(map, app, view, { panel, timeline, legend }) {
  const part = (id) => document.getElementById(id);
  let beforePrint = null;

  /** What the sheet shows: days, filters and search, how many claims, and how many of them its list holds. */
  function sheetWords() {
    const { words, state } = app;
    const all = app.gathered().claims;
    const told = [state.window ? words.range(...state.window) : words.say("time.all"), ...panel.filterWords()];
    if (state.query) told.push(words.say("sheet.search", { query: state.query }));
    const listed = state.tab === "claims" ? panel.listedClaims() : all;
    told.push(listed < all ? words.say("sheet.first", { n: all, first: listed }) : words.say("claims", { n: all }));
    return told.join(" · ");
  }

  /** What the first sheet leaves to the map: the heading stands above it, the time below. */
  const mapHeight = () => Math.max(LEAST_MAP, SHEET_HEIGHT - part("head").offsetHeight - part("time").offsetHeight - part("credit-line").offsetHeight);

  addEventListener("beforeprint", () => {
    document.body.classList.add("printing");
    document.documentElement.dataset.theme = "light";
    app.retheme();
    const { lat, lng } = map.getCenter();
    beforePrint = { center: [lat, lng], zoom: map.getZoom(), legend: part("legend").open };
    part("legend").open = true;
    part("sheet").textContent = sheetWords();
    const inView = map.getBounds();
    part("stage").style.setProperty("--sheet-map", `${mapHeight()}px`);
    map.invalidateSize({ animate: false });
    map.fitBounds(inView, { animate: false });
    // Everything is drawn now: an event or an observer would draw it when the sheet is laid out already.
    legend.draw();
    timeline.recount();
    view.flatten();
  });
  addEventListener("afterprint", () => {
    document.body.classList.remove("printing");
    document.documentElement.dataset.theme = app.state.theme;
    app.retheme();
    part("legend").open = beforePrint.legend;
    map.invalidateSize({ animate: false });
    map.setView(beforePrint.center, beforePrint.zoom, { animate: false });
  });
}
