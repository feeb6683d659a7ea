// Puts the parts together: the state in the middle, the map painted first, the rest in the frames after.

async function start(map) {
  const raw = await readData(document.getElementById("geomap-data"));
  const store = makeStore(raw);
  const words = makeWords(raw.strings, raw.language);
  const facets = makeFacets(store);
  const search = makeSearch(store);
  const gather = makeGather(store);
  const defaults = { language: raw.language };
  const { state, set, onChange } = makeState(defaults);
  const part = (id) => document.getElementById(id);
  let passing = applyFilters(store, facets, state.filters, null);
  let gathered = gather(passing, null, true);
  let theme = null;
  let filterCount = 0;
  let dragging = false;

  const app = {
    store,
    words,
    facets,
    search,
    state,
    set,
    tip: part("tip"),
    /** Other places under the symbol that was opened. */
    neighbours: [],
    passing: () => passing,
    gathered: () => gathered,
    theme: () => (theme ??= readTheme(raw.vocabulary.action)),
    showsUndated: () => state.undated || !state.window,
    text: (t) => (t < 0 ? null : store.texts[t]),
    placeName(p) {
      return words.language === "uk" && store.places.local[p] ? store.places.local[p] : store.places.name[p];
    },
    adminName(p) {
      const local = words.language === "uk" && store.places.admin[p] ? store.places.localAdmin[p] : null;
      return local ?? store.places.admin[p] ?? "";
    },
    claimPlaceName: (i) => (store.claims.place[i] < 0 ? store.claims.toponym[i] : app.placeName(store.claims.place[i])),
    publisherName(document) {
      return clip(app.text(store.documents.publisher[document]) ?? words.say("publisher.unknown"), 80);
    },
    /** The days of a claim in words. */
    when(i) {
      const { from, to } = store.claims;
      return from[i] === NO_DAY ? words.say("undated") : words.range(from[i], to[i], from[i] === to[i] ? "long" : "medium");
    },
    published(document) {
      const { from, to, basis } = store.documents;
      if (from[document] === null) return words.say("published.unknown");
      const date = words.range(from[document], to[document]);
      const how = raw.vocabulary.publicationBasis[basis[document]];
      return words.say(how === "inferred" ? "published.inferred" : "published.on", { date });
    },
    /** Event date against publication date, in one line. */
    dates(i) {
      const { from, to, basis } = store.claims;
      const document = store.reports.document[store.claims.firstReport[i]];
      const short = from[i] === NO_DAY ? words.say("undated") : words.range(from[i], to[i]);
      const name = raw.vocabulary.basis[basis[i]];
      return `${words.say("event.on", { date: short, basis: words.say(`basis.${name}`) })} · ${app.published(document)}`;
    },
    /** Who says so: a named claimant with the side its words tell, or the outlet itself. */
    attribution(i) {
      const claimant = app.text(store.claims.claimant[i]);
      const side = raw.vocabulary.side[store.claims.side[i]];
      if (claimant === null) return [el("span", { text: words.say("claimant.author") })];
      const parts = [el("span", { text: `${words.say("claimant.by")} ` }), el("bdi", { class: "who", text: clip(claimant, 120) })];
      if (side === "ukrainian" || side === "russian") parts.push(el("span", { text: ` (${words.say(`side.${side}`)})` }));
      return parts;
    },
    filterCount: () => filterCount,
    /** Whether time is running or a handle is being dragged: then nothing must jump. */
    moving: () => state.playing || dragging,
    drag(on) {
      dragging = on;
      if (!on) view.relabel();
    },
    filteredClaims() {
      const found = [];
      for (let i = 0; i < store.size; i++) {
        if (!passing.failures[i] && inWindow(store.claims, i, state.window, app.showsUndated())) found.push(i);
      }
      return found;
    },
    toggle(facet, value) {
      const chosen = new Set(state.filters[facet]);
      if (!chosen.delete(value)) chosen.add(value);
      set({ filters: { ...state.filters, [facet]: chosen } });
    },
    reset() {
      timeline.stop();
      part("search").value = "";
      set({ filters: Object.fromEntries(FACETS.map((facet) => [facet, new Set()])), query: "", window: null, undated: false });
    },
    openPlace(place, neighbours = []) {
      app.neighbours = neighbours;
      set({ place, claim: -1 });
      view.reveal(place, coveredRight());
    },
    openClaim(claim) {
      app.neighbours = [];
      set({ place: store.claims.place[claim], claim });
      if (state.place >= 0) view.reveal(state.place, coveredRight());
    },
    async copyLink(claim, button) {
      const hash = new URLSearchParams({ claim: store.claims.id[claim] });
      if (state.language !== defaults.language) hash.set("lang", state.language);
      await copyText(`${location.href.split("#")[0]}#${hash}`, button, words);
    },
  };

  /** What lies over the map, in pixels of its container. */
  app.covered = () => {
    const stage = part("stage").getBoundingClientRect();
    const over = [part("dossier"), part("legend"), part("home"), part("credit-line"), ...document.querySelectorAll(".leaflet-control")];
    return over.map((node) => {
      const box = node.getBoundingClientRect();
      return [box.left - stage.left - 2, box.top - stage.top - 2, box.right - stage.left + 2, box.bottom - stage.top + 2];
    });
  };

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
        if (!gathered.total[p] || store.places.kind[p] !== KIND_POINT) continue;
        const { x, y } = map.latLngToContainerPoint([store.places.lat[p], store.places.lon[p]]);
        if (x > left && x < right && y > top && y < bottom) sum += gathered.total[p] + 1;
      }
      return sum;
    });
    legend.className = corners[hidden.indexOf(Math.min(...hidden))];
    // Where every corner is needed for claims, the legend waits to be asked for.
    if (Math.min(...hidden) > 0.015 * gathered.claims) legend.open = false;
  }

  const coveredRight = () => (matchMedia("(min-width: 900px)").matches ? part("dossier").offsetWidth : 0);

  // The map --------------------------------------------------------------------------------------------------

  const [bounds, whole, limits] = [raw.bounds, raw.whole, raw.limits].map(([west, south, east, north]) =>
    L.latLngBounds([[south, west], [north, east]]),
  );
  const fit = (box) => map.fitBounds(box, { padding: [24, 24], animate: false, maxZoom: 10 });
  map.setMaxBounds(limits);
  map.setMinZoom(Math.max(1, Math.min(map.getBoundsZoom(whole), map.getBoundsZoom(limits, true))));
  fit(bounds);
  const view = makeMap(map, app);
  const timeline = makeTimeline(app);
  const panel = makePanel(app);
  const dossier = makeDossier(app);
  makeDownload(app);

  /** For each place the most claims in any window of the chosen length: the room its symbol needs. */
  function peaks() {
    const { first, last } = store.extent;
    const most = new Int32Array(store.places.size);
    const lift = (window, undated) => {
      const { total } = gather(passing, window, undated);
      for (let p = 0; p < most.length; p++) if (total[p] > most[p]) most[p] = total[p];
    };
    if (!state.window) lift(null, true);
    else {
      const days = state.window[1] - state.window[0] + 1;
      const steps = Math.min(40, Math.ceil((last - first + 1) / days));
      for (let s = 0; s < steps; s++) {
        const from = Math.round(first + (s * Math.max(0, last - first + 1 - days)) / Math.max(1, steps - 1));
        lift([from, from + days - 1], state.undated);
      }
      lift(state.window, state.undated);
    }
    return most;
  }

  // What changes what ----------------------------------------------------------------------------------------

  let windowLength = null;
  const pending = new Set();
  let scheduled = 0;
  let laterScheduled = 0;
  let peaksTimer = 0;

  onChange((changed) => {
    for (const key of changed) pending.add(key);
    scheduled ||= requestAnimationFrame(update);
  });

  const touches = (changed, ...keys) => keys.some((key) => changed.has(key));

  /** The frame of a change: filters, counts per place, the map. Lists and bars follow when it is painted. */
  function update() {
    scheduled = 0;
    const changed = new Set(pending);
    pending.clear();
    if (touches(changed, "language")) translate();
    if (touches(changed, "theme")) applyTheme();
    const refiltered = touches(changed, "filters", "query");
    if (refiltered) filterCount++;
    if (refiltered) passing = applyFilters(store, facets, state.filters, search.matches(state.query));
    const days = state.window ? state.window[1] - state.window[0] : null;
    const relaid = refiltered || touches(changed, "undated", "language") || (touches(changed, "window") && days !== windowLength);
    const shown = refiltered || touches(changed, "playing", "window", "undated", "place", "claim", "language");
    if (relaid) {
      windowLength = days;
      // While a brush handle is dragged the length changes with every frame: the layout waits for a pause.
      clearTimeout(peaksTimer);
      peaksTimer = 0;
      if (changed.size === 1 && changed.has("window") && started) {
        peaksTimer = setTimeout(() => {
          peaksTimer = 0;
          const most = peaks();
          gathered = gather(passing, state.window, app.showsUndated());
          view.relayout(most);
        }, 130);
        gathered = gather(passing, state.window, app.showsUndated());
        view.repaint();
      } else {
        const most = peaks();
        gathered = gather(passing, state.window, app.showsUndated());
        view.relayout(most);
      }
    } else if (shown) {
      gathered = gather(passing, state.window, app.showsUndated());
      view.repaint();
    }
    if (touches(changed, "window", "playing", "undated", "language")) timeline.showWindow();
    for (const key of changed) later.add(key);
    laterScheduled ||= setTimeout(() => requestAnimationFrame(updateRest), 0);
  }

  const later = new Set();
  let listTimer = 0;
  function updateRest() {
    laterScheduled = 0;
    const changed = new Set(later);
    later.clear();
    if (touches(changed, "filters", "query", "language")) timeline.recount();
    else if (touches(changed, "window", "undated")) timeline.draw();
    if (touches(changed, "filters", "query", "window", "undated", "language")) {
      panel.showCounts();
      legendSizes();
      if (!state.playing) panel.rewind();
    }
    if (touches(changed, "query", "language")) panel.showFoundPlaces();
    if (touches(changed, "filters", "query", "window", "undated", "language", "tab", "order", "playing")) {
      // A single change shows at once; while changes follow each other the lists keep a pace at which they can be
      // read, and leave the frames to the map.
      const wait = (state.playing ? 500 : 160) - (performance.now() - listedAt);
      if (wait <= 0) showLists();
      else listTimer ||= setTimeout(showLists, wait);
    }
    if (touches(changed, "place", "claim", "language", "filters", "query") || (touches(changed, "window", "undated") && !part("dossier").hidden)) {
      const open = !part("dossier").hidden;
      dossier.show();
      if (open === part("dossier").hidden) view.relabel();
    }
    part("count").setAttribute("aria-live", state.playing ? "off" : "polite");
    clearTimeout(hashTimer);
    hashTimer = setTimeout(remember, 150);
  }

  let hashTimer = 0;
  let listedAt = -Infinity;
  function showLists() {
    clearTimeout(listTimer);
    listTimer = 0;
    listedAt = performance.now();
    panel.showFacets();
    panel.showList();
  }

  // The address ----------------------------------------------------------------------------------------------

  let written = null;
  function remember() {
    clearTimeout(hashTimer);
    hashTimer = 0;
    if (state.playing) return;
    const hash = writeHash(state, store, defaults, facets);
    if (hash === written) return;
    written = hash;
    try {
      history.replaceState(null, "", hash ? `#${hash}` : location.pathname + location.search);
    } catch {
      // Some browsers refuse a bare path for files; then the address keeps its last fragment.
    }
  }

  function obey() {
    const hash = location.hash.replace(/^#/, "");
    if (hash === written) return;
    written = hash;
    const asked = readHash(hash, store, defaults, facets);
    const { view: wanted, ...rest } = asked;
    part("search").value = rest.query;
    part("order").value = rest.order;
    set(rest);
    if (wanted) map.setView([wanted[1], wanted[2]], wanted[0], { animate: false });
    else if (rest.place >= 0 && store.places.kind[rest.place] === KIND_POINT) {
      map.setView([store.places.lat[rest.place], store.places.lon[rest.place]], Math.max(map.getZoom(), 8), { animate: false });
      view.reveal(rest.place, matchMedia("(min-width: 900px)").matches ? 500 : 0, true);
    }
  }
  addEventListener("hashchange", obey);

  // Language, theme, dialogs ---------------------------------------------------------------------------------

  function translate() {
    words.use(state.language);
    document.documentElement.lang = state.language;
    for (const node of document.querySelectorAll("[data-say]")) node.textContent = words.say(node.dataset.say);
    for (const node of document.querySelectorAll("[data-label]")) node.setAttribute("aria-label", words.say(node.dataset.label));
    for (const node of document.querySelectorAll("[data-placeholder]")) node.placeholder = words.say(node.dataset.placeholder);
    for (const code of words.languages) part(`lang-${code}`).setAttribute("aria-pressed", code === state.language);
    for (const [name, key] of [["in", "map.zoomIn"], ["out", "map.zoomOut"]]) {
      const button = document.querySelector(`.leaflet-control-zoom-${name}`);
      button.title = words.say(key);
      button.setAttribute("aria-label", words.say(key));
    }
    map.getContainer().setAttribute("aria-label", words.say("map.label"));
    map.getContainer().setAttribute("role", "application");
    part("title").textContent = raw.title ?? words.say("title");
    document.title = part("title").textContent;
    const named = facets.publisher.keys.filter(Boolean).length;
    part("standfirst").textContent = words.say("standfirst", {
      claims: words.say("claims", { n: store.size }),
      articles: words.say("articles", { n: new Set(store.documents.id).size }),
      publishers: named ? words.say("byPublishers", { n: named }) : "",
    });
    panel.buildFacets();
    describeUndated();
    fillLegend();
    fillAbout();
  }

  function describeUndated() {
    const { undated } = store.extent;
    part("undated-box").hidden = !undated;
    part("undated-words").textContent = words.say("time.undated", { n: undated });
  }

  function applyTheme() {
    document.documentElement.dataset.theme = state.theme;
    theme = null;
    view.retheme();
    timeline.draw();
    legendSizes();
    part("theme").setAttribute("aria-label", words.say("theme.switch"));
  }
  const darkness = matchMedia("(prefers-color-scheme: dark)");
  darkness.addEventListener("change", applyTheme);
  const isDark = () => (state.theme === "auto" ? darkness.matches : state.theme === "dark");
  part("theme").addEventListener("click", () => set({ theme: isDark() ? "light" : "dark" }));
  for (const code of words.languages) part(`lang-${code}`).addEventListener("click", () => set({ language: code }));
  part("skip").addEventListener("click", () => part("list").focus());
  part("home").addEventListener("click", () => fit(whole));
  part("about-open").addEventListener("click", () => part("about").showModal());
  part("about-close").addEventListener("click", () => part("about").close());
  part("copy-view").addEventListener("click", (event) => {
    remember();
    copyText(location.href, event.target, words);
  });

  function fillLegend() {
    part("legend-actions").replaceChildren(
      ...raw.vocabulary.action.map((action) => el("li", {}, el("span", { class: `swatch a-${action}` }, glyph(action)), el("span", { text: words.say(`action.${action}`) }))),
    );
    // Only what this map holds is explained.
    const { places, claims } = store;
    const drawn = (test) => places.claims.some((n, p) => n && test(p));
    const factual = raw.vocabulary.modality.indexOf("factual");
    const marks = Object.entries({
      several: store.publishers.some((n) => n > 1),
      single: true,
      notFactual: claims.modality.some((modality) => modality !== factual),
      contradicted: claims.contradicts.some((others) => others.length),
      merged: places.claims.filter((n, p) => n && places.kind[p] === KIND_POINT).length > 12,
      area: drawn((p) => places.kind[p] === KIND_AREA && !places.vague[p]),
      vague: drawn((p) => places.kind[p] === KIND_AREA && places.vague[p]),
      radius: drawn((p) => places.rough[p]),
      disputed: (raw.basemap.disputed ?? []).length,
    }).flatMap(([mark, holds]) => (holds ? [mark] : []));
    part("legend-marks").replaceChildren(
      ...marks.map((mark) => el("li", {}, el("canvas", { width: 64, height: 48, data: { mark }, "aria-hidden": "true" }), el("span", { text: words.say(`legend.${mark}`) }))),
    );
    legendSizes();
  }

  /** The samples of the legend are drawn with the map's own pens, so they cannot differ from it. */
  function legendSizes() {
    for (const canvas of part("legend-marks").querySelectorAll("canvas")) drawSample(canvas, app.theme());
    const { most, radius } = view.scaleKey();
    const steps = [...new Set([1, Math.round(most / 4), most])].filter((n) => n > 0);
    const canvas = part("legend-size");
    const pen = canvas.getContext("2d");
    const theme = app.theme();
    const font = `600 11px ${UI_FONT}`;
    pen.font = font;
    const widths = steps.map((n) => 2 * radius(n) + 14 + pen.measureText(words.compact(n)).width);
    const height = 2 * radius(most) + 6;
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

  function fillAbout() {
    part("about-text").replaceChildren(
      ...["about.what", "about.not", "about.count", "about.places", "about.sides", "about.borders"].map((key) =>
        el("section", {}, el("h3", { text: words.say(`${key}.title`) }), el("p", { text: words.say(key) })),
      ),
    );
    part("about-credits").replaceChildren(...raw.credits.map((credit) => el("li", { text: credit })));
    part("credit-line").textContent = [...raw.basemapCredits, words.say("borders")].join("; ");
    part("about-documents").replaceChildren(
      ...store.documents.id.slice(0, 500).map((id, d) => {
        const title = app.text(store.documents.title[d]) ?? id;
        const url = safeUrl(app.text(store.documents.url[d]));
        const name = el("bdi", { text: clip(title, 160) });
        return el(
          "li",
          {},
          url ? el("a", { href: url, rel: "noopener noreferrer", target: "_blank" }, name) : name,
          el("span", { text: ` · ${app.publisherName(d)} · ${app.published(d)}` }),
        );
      }),
    );
  }

  // Print: the map must be painted at the size of the sheet, before the sheet is laid out.
  let beforePrint = null;
  addEventListener("beforeprint", () => {
    document.body.classList.add("printing");
    document.documentElement.dataset.theme = "light";
    theme = null;
    view.retheme();
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
    applyTheme();
    part("legend").open = beforePrint.legend;
    map.invalidateSize({ animate: false });
    map.setView(beforePrint.center, beforePrint.zoom, { animate: false });
  });

  part("legend").addEventListener("toggle", () => view.relabel());
  let started = false;
  if (matchMedia("(max-width: 899px)").matches) {
    part("legend").open = false;
    part("filters").open = false;
  }
  translate();
  obey();
  for (const key of ["filters", "window", "language", "theme", "tab", "order"]) pending.add(key);
  placeLegend();
  update();
  started = true;
  new ResizeObserver(() => map.invalidateSize({ animate: false })).observe(map.getContainer());
  document.body.classList.remove("loading");

  // For tests and for readers with the console open: what is counted, and a way to set it.
  window.geomap = {
    set,
    state: () => ({ ...state, filters: Object.fromEntries(FACETS.map((f) => [f, [...state.filters[f]].map((v) => facets[f].keys[v])])) }),
    ids: () => app.filteredClaims().map((i) => store.claims.id[i]),
    counts: () => ({ claims: gathered.claims, byPlace: Object.fromEntries([...gathered.total].map((n, p) => [store.places.id[p], n]).filter(([, n]) => n)) }),
    symbols: () => view.drawn(),
    step: timeline.step,
    idle: () => !pending.size && !scheduled && !laterScheduled && !listTimer && !hashTimer && !peaksTimer,
  };
  document.dispatchEvent(new CustomEvent("geomap-ready"));
}

/** Put text on the clipboard, or, where that is refused, into a field from which it can be copied. */
async function copyText(text, button, words) {
  const label = button.textContent;
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = words.say("copy.done");
  } catch {
    const field = el("input", { type: "text", value: text, readonly: true, class: "copy-field", "aria-label": words.say("copy.view") });
    button.after(field);
    field.select();
    setTimeout(() => field.remove(), 15_000);
  }
  setTimeout(() => (button.textContent = label), 2000);
}

/** One sample of the legend. */
function drawSample(canvas, theme) {
  const pen = canvas.getContext("2d");
  pen.setTransform(2, 0, 0, 2, 0, 0);
  pen.clearRect(0, 0, 32, 24);
  const mix = theme.actions.map((_, a) => (a === 4 ? 2 : a === 1 ? 1 : 0));
  const symbol = { x: 16, y: 12, r: 7.5, n: 3, mix, firm: true, several: 1, contradicted: 0, many: false, caption: "" };
  const kinds = {
    several: {},
    single: { several: 0 },
    notFactual: { firm: false, several: 0 },
    contradicted: { x: 14, y: 14 },
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
  if (mark === "area" || mark === "vague") {
    pen.fillStyle = mark === "area" ? hatchPattern(pen, theme.hatch) : stipplePattern(pen, theme.hatch);
    pen.fillRect(1, 1, 30, 22);
    if (mark === "area") {
      pen.strokeStyle = theme.muted;
      pen.setLineDash([4, 3]);
      pen.strokeRect(1.5, 1.5, 29, 21);
    }
  } else if (mark === "radius") {
    pen.strokeStyle = theme.muted;
    pen.setLineDash([1.5, 3]);
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
