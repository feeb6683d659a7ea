// The legend: drawn with the map's own pens, so that it cannot differ from the map.

function makeLegend(map, app, view) {
  const { store, words } = app;
  const { raw } = store;
  const part = (id) => document.getElementById(id);
  let sampled = null;
  let sized = null;
  let waiting = 0;
  let wasOpen = null;
  part("legend").addEventListener("toggle", () => {
    draw();
    if (part("legend").open !== wasOpen) view.relabel();
    wasOpen = part("legend").open;
  });

  /** Draw the samples where they are seen, and anew only where the measure or the colours changed. */
  function draw() {
    clearTimeout(waiting);
    waiting = 0;
    if (!part("legend").open) return;
    const colours = `${app.theme().ink} ${words.language}`;
    if (sampled !== colours) for (const canvas of part("legend-marks").querySelectorAll("canvas")) drawSample(canvas, app.theme(), raw.vocabulary.action);
    sampled = colours;
    const wanted = `${view.scaleKey().most} ${map.getSize().x} ${colours}`;
    if (sized !== wanted) legendSizes();
    sized = wanted;
  }

  /** Draw them in a while: the map and the lists come first. */
  function drawSoon() {
    waiting ||= setTimeout(() => requestAnimationFrame(draw), 0);
  }

  function fillLegend() {
    part("legend-actions").replaceChildren(
      ...raw.vocabulary.action.map((action) => el("li", {}, el("span", { class: `swatch a-${action}` }, glyph(action)), el("span", { text: words.say(`action.${action}`) }))),
    );
    // Only what this map holds is explained.
    const { places, claims } = store;
    const drawn = (test) => places.claims.some((n, p) => n && test(p));
    const said = (status) => claims.status.includes(status);
    const dated = store.extent.dated > 0;
    const marks = Object.entries({
      happened: said(HAPPENED),
      planned: said(PLANNED),
      negated: said(NEGATED),
      reported: claims.dating.includes(REPORTED),
      loose: dated && claims.dating.some((how, i) => how > REPORTED || claims.to[i] - claims.from[i] >= OWN_SCALE),
      several: store.claims.independent.some((n) => n > 1),
      single: true,
      uncertain: claims.unsure.includes(1),
      contradicted: claims.contradicts.some((others) => others.length),
      merged: places.claims.filter((n, p) => n && places.kind[p] === KIND_POINT).length > 12,
      area: drawn((p) => places.kind[p] === KIND_AREA && !places.vague[p] && places.outline[p] !== "approximate"),
      approximate: drawn((p) => places.outline[p] === "approximate"),
      vague: drawn((p) => places.kind[p] === KIND_AREA && places.vague[p]),
      ...Object.fromEntries(STANDINGS.slice(1).map((standing) => [standing, drawn((p) => places.kind[p] === KIND_POINT && standingOf(store, p) === standing)])),
      radius: drawn((p) => places.rough[p]),
      disputed: (store.basemap.disputed ?? []).length,
    }).flatMap(([mark, holds]) => (holds ? [mark] : []));
    part("legend-marks").replaceChildren(
      ...marks.map((mark) => el("li", {}, el("canvas", { width: 64, height: 48, data: { mark }, "aria-hidden": "true" }), el("span", { text: words.say(`legend.${mark}`) }))),
    );
    sampled = sized = null;
    // So much room they take.
    part("legend-size").style.height = `${sizesHeight()}px`;
    drawSoon();
  }

  function sizesHeight() {
    const { most, radius } = view.scaleKey();
    return 2 * radius(most) + 6;
  }

  /** The samples of the legend are drawn with the map's own pens, so they cannot differ from it. */
  function legendSizes() {
    const { most, radius } = view.scaleKey();
    const steps = [...new Set([1, Math.round(most / 4), most])].filter((n) => n > 0);
    const canvas = part("legend-size");
    const pen = canvas.getContext("2d");
    const theme = app.theme();
    const font = `600 11px ${UI_FONT}`;
    pen.font = font;
    const widths = steps.map((n) => 2 * radius(n) + 14 + pen.measureText(words.compact(n)).width);
    const height = sizesHeight();
    canvas.width = 2 * widths.reduce((sum, width) => sum + width, 2);
    canvas.height = 2 * height;
    canvas.style.height = `${height}px`;
    pen.setTransform(2, 0, 0, 2, 0, 0);
    pen.strokeStyle = pen.fillStyle = theme.ink;
    pen.lineWidth = 1.25;
    pen.font = font;
    pen.textBaseline = "middle";
    let x = 2;
    steps.forEach((n, i) => {
      circle(pen, x + radius(n), height / 2, radius(n));
      pen.stroke();
      pen.fillText(words.compact(n), x + 2 * radius(n) + 4, height / 2);
      x += widths[i];
    });
  }

  /** Put the legend into the corner that hides the fewest claims of the first view. */
  function placeLegend() {
    const legend = part("legend");
    const corners = ["bottom-left", "bottom-right", "top-right"];
    const { clientWidth: width, clientHeight: height } = part("stage");
    const [w, h] = [legend.offsetWidth + 40, legend.offsetHeight + 60];
    const boxes = [[0, height - h, w, height], [width - w, height - h, width, height], [width - w, 0, width, h]];
    const hidden = boxes.map(([left, top, right, bottom]) => {
      let sum = 0;
      for (let p = 0; p < store.places.size; p++) {
        if (!app.gathered().total[p] || store.places.kind[p] !== KIND_POINT) continue;
        const { x, y } = map.latLngToContainerPoint([store.places.lat[p], store.places.lon[p]]);
        if (x > left && x < right && y > top && y < bottom) sum += app.gathered().total[p] + 1;
      }
      return sum;
    });
    legend.className = corners[hidden.indexOf(Math.min(...hidden))];
    // Where every corner is needed for claims, the legend waits to be asked for.
    if (Math.min(...hidden) > 0.015 * app.gathered().claims || legend.offsetHeight > height / 2) legend.open = false;
    wasOpen = legend.open;
  }

  return { fill: fillLegend, draw, drawSoon, place: placeLegend, waiting: () => waiting };
}

/** One sample of the legend. */
function drawSample(canvas, theme, actionNames) {
  const pen = canvas.getContext("2d");
  pen.setTransform(2, 0, 0, 2, 0, 0);
  pen.clearRect(0, 0, 32, 24);
  const [struck, reclaimed] = [4, 1];
  const mixOf = (...counts) => {
    const mix = new Array(theme.actions.length * STATUSES.length).fill(0);
    for (const [status, action, count] of counts) mix[status * theme.actions.length + action] = count;
    const told = STATUSES.map((_, s) => counts.reduce((sum, [status, , count]) => sum + (status === s ? count : 0), 0));
    return { mix, told, n: told[HAPPENED] };
  };
  const plain = mixOf([HAPPENED, struck, 2], [HAPPENED, reclaimed, 1]);
  const symbol = { x: 16, y: 12, r: 7.5, ...plain, all: 3, pale: 0, reported: 0, loose: 0, several: 0, contradicted: 0, uncertain: false, standing: "exact", many: false, caption: "", paleCaption: "", actionNames };
  const kinds = {
    happened: { ...mixOf([HAPPENED, struck, 1]), r: 8.5 },
    planned: { ...mixOf([PLANNED, struck, 1]), r: 8.5 },
    negated: { ...mixOf([NEGATED, struck, 1]), r: 8.5 },
    reported: { r: 5, pale: 3, reported: 3 },
    loose: { r: 5, pale: 3, loose: 3 },
    several: { several: 1.5 },
    single: {},
    contradicted: { x: 14, y: 14 },
    uncertain: { x: 18, y: 14, uncertain: true },
    ...Object.fromEntries(STANDINGS.slice(1).map((standing) => [standing, { standing, r: 5 }])),
    merged: { many: true, r: 6 },
  };
  const { mark } = canvas.dataset;
  if (kinds[mark]) {
    drawSymbol(pen, theme, { ...symbol, ...kinds[mark] });
    if (mark === "contradicted") drawBadge(pen, theme, 22, 8);
    return;
  }
  pen.fillStyle = theme.land;
  pen.fillRect(1, 1, 30, 22);
  pen.lineWidth = 1;
  if (mark === "area" || mark === "approximate" || mark === "vague") {
    pen.fillStyle = mark === "vague" ? stipplePattern(pen, theme.hatch) : hatchPattern(pen, theme.hatch);
    pen.fillRect(1, 1, 30, 22);
    if (mark !== "vague") {
      pen.strokeStyle = theme.muted;
      pen.setLineDash(mark === "area" ? KNOWN_EDGE : APPROXIMATE_EDGE);
      pen.strokeRect(1.5, 1.5, 29, 21);
    }
  } else if (mark === "radius") {
    pen.strokeStyle = theme.faint;
    circle(pen, 16, 12, 9.5);
    pen.stroke();
  } else {
    pen.strokeStyle = theme.disputed;
    pen.lineWidth = 1.3;
    pen.setLineDash([6, 4]);
    pen.beginPath();
    pen.moveTo(2, 20);
    pen.lineTo(30, 4);
    pen.stroke();
  }
  pen.setLineDash([]);
}
