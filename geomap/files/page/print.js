// Paper: the map must be painted at the size of the sheet before the sheet is laid out.

function makePrint(map, app, view) {
  const part = (id) => document.getElementById(id);
  let beforePrint = null;
  addEventListener("beforeprint", () => {
    document.body.classList.add("printing");
    document.documentElement.dataset.theme = "light";
    app.retheme();
    const { lat, lng } = map.getCenter();
    beforePrint = { center: [lat, lng], zoom: map.getZoom(), legend: part("legend").open };
    part("legend").open = true;
    const inView = map.getBounds();
    map.invalidateSize({ animate: false });
    map.fitBounds(inView, { animate: false });
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
