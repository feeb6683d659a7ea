// Puts the parts together: the state in the middle, the map painted first, the rest in the frames after.

/** Milliseconds for which what is made in pauses may keep the page busy. */
const IDLE_MS = 12;

async function start(map) {
  const store = makeStore(await readData(document.getElementById("geomap-data")));
  const { raw } = store;
  const words = makeWords(raw.strings, raw.language);
  const facets = makeFacets(store);
  const search = makeSearch(store);
  const gather = makeGather(store);
  const defaults = { language: raw.language, window: openingWindow(store) };
  const { state, set, onChange } = makeState(defaults);
  const part = (id) => document.getElementById(id);
  let passing = null;
  let scope = null;
  let gathered = null;
  let theme = null;
  let filterCount = 0;
  let dragging = false;

  const app = {
    store,
    words,
    facets,
    search,
    state,
    opening: defaults.window,
    set,
    tip: part("tip"),
    ...makeTelling(store, words),
    /** Other places under the symbol that was opened. */
    neighbours: [],
    passing: () => passing,
    gathered: () => gathered,
    theme: () => (theme ??= readTheme(raw.vocabulary.action)),
    /** The colours changed: read and paint them anew. */
    retheme() {
      theme = null;
      view.retheme();
      timeline.draw();
      legend.draw();
    },
    scope: () => scope,
    shownAs: (i) => (passing.failures[i] ? OUTSIDE : shownAs(store.days, i, scope)),
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
        if (app.shownAs(i) !== OUTSIDE) found.push(i);
      }
      return found;
    },
    toggle(facet, value) {
      const chosen = new Set(state.filters[facet]);
      if (!chosen.delete(value)) chosen.add(value);
      const except = new Set(state.except);
      if (!chosen.size) except.delete(facet);
      set({ filters: { ...state.filters, [facet]: chosen }, except });
    },
    /** Leave out what a facet's chosen values have, or ask for it again. */
    leaveOut(facet, on) {
      const except = new Set(state.except);
      if (on) except.add(facet);
      else except.delete(facet);
      set({ except });
    },
    reset() {
      timeline.stop();
      part("search").value = "";
      set({ filters: noFilters(), except: new Set(), query: "" });
    },
    openPlace(place, neighbours = []) {
      app.neighbours = neighbours;
      revealing = { place };
      set({ place, claim: -1 });
    },
    openClaim(claim) {
      app.neighbours = [];
      revealing = { place: store.claims.place[claim] };
      set({ place: store.claims.place[claim], claim });
    },
    /** Close the dossier; where opening it was a step of the reader's history, by going that step back. */
    close() {
      if (!history.state?.dossier) return set({ place: -1, claim: -1 });
      remember();
      leaving = true;
      history.back();
    },
    async copyLink(claim, button) {
      const hash = new URLSearchParams({ claim: store.claims.id[claim] });
      if (state.language !== defaults.language) hash.set("lang", state.language);
      await copyText(addressOf(hash), button, words);
    },
  };

  /** What lies over the map, in pixels of its container. */
  app.covered = () => {
    const stage = part("stage").getBoundingClientRect();
    const over = ["dossier", "legend", "home", "credit-line"].map(part);
    return [...over, ...document.querySelectorAll(".leaflet-control, #beyond button")].map((node) => {
      const box = node.getBoundingClientRect();
      return [box.left - stage.left - 2, box.top - stage.top - 2, box.right - stage.left + 2, box.bottom - stage.top + 2];
    });
  };

  const coveredRight = () => (matchMedia("(min-width: 900px)").matches ? part("dossier").offsetWidth : 0);

  // The map --------------------------------------------------------------------------------------------------

  const [whole, limits] = [raw.whole, raw.limits].map(([west, south, east, north]) =>
    L.latLngBounds([[south, west], [north, east]]),
  );
  // The limits are set as options: the setters glide to them, and the end of the glide undoes any view set meanwhile.
  function limitZoom() {
    map.options.minZoom = 0;
    map.options.minZoom = Math.max(1, Math.min(map.getBoundsZoom(whole), map.getBoundsZoom(limits, true)));
    map.fire("zoomlevelschange");
    if (map.getZoom() < map.options.minZoom) map.setZoom(map.options.minZoom, { animate: false });
  }
  map.options.maxZoom = MAX_ZOOM;
  limitZoom();
  map.on("resize", limitZoom);
  const view = makeMap(map, app);
  const timeline = makeTimeline(app);
  const panel = makePanel(app);
  const dossier = makeDossier(app);
  const legend = makeLegend(map, app, view);
  makePrint(map, app, view, { panel, timeline, legend });
  makeGestures(map);
  makeDownload(app);
  const wrong = makeWrong(app);
  app.wrong = wrong.of;

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

  const lengthOf = (window) => (window ? window[1] - window[0] : null);

  function filter() {
    filterCount++;
    passing = applyFilters(store, facets, state.filters, state.except, search.matches(state.query));
  }

  /** The frame of a change: filters, counts per place, the map. Lists and bars follow when it is painted. */
  function update() {
    scheduled = 0;
    const changed = new Set(pending);
    pending.clear();
    if (touches(changed, "language")) translate();
    if (touches(changed, "theme")) applyTheme();
    const refiltered = touches(changed, "filters", "except", "query");
    if (refiltered) filter();
    scope = scopeOf(state);
    const days = lengthOf(state.window);
    const relaid = refiltered || touches(changed, ...BESIDE, "language") || (touches(changed, "window") && days !== windowLength);
    const shown = refiltered || touches(changed, "playing", "window", "place", "claim", "language");
    if (relaid || shown) {
      gathered = gather(passing, scope);
      view.pointBeyond();
    }
    if (relaid) {
      windowLength = days;
      // While a brush handle is dragged the length changes with every frame: the layout waits for a pause.
      clearTimeout(peaksTimer);
      peaksTimer = 0;
      if (changed.size === 1 && changed.has("window")) {
        peaksTimer = setTimeout(() => {
          peaksTimer = 0;
          view.relayout(peaksOf(store, gather, passing, scope));
        }, 130);
        view.repaint();
      } else view.relayout(peaksOf(store, gather, passing, scope));
    } else if (shown) view.repaint();
    if (refiltered || touches(changed, "window", "playing", ...BESIDE, "language")) timeline.showWindow();
    for (const key of changed) later.add(key);
    laterScheduled ||= setTimeout(() => requestAnimationFrame(updateRest), 0);
  }

  const later = new Set();
  let listTimer = 0;
  function updateRest() {
    clearTimeout(laterScheduled);
    laterScheduled = 0;
    const changed = new Set(later);
    later.clear();
    if (touches(changed, "filters", "except", "query", "language")) timeline.recount();
    else if (touches(changed, "window")) timeline.draw();
    const recounted = touches(changed, "filters", "except", "query", "window", ...BESIDE, "language");
    if (recounted) {
      panel.showCounts();
      legend.draw();
      if (!state.playing) panel.rewind();
    }
    if (touches(changed, "query", "language")) panel.showFoundPlaces();
    if (recounted || touches(changed, "tab", "order", "playing")) {
      // A single change shows at once; while changes follow each other the lists keep a pace at which they can be
      // read, and leave the frames to the map.
      const wait = (state.playing ? 500 : 160) - (performance.now() - listedAt);
      if (wait <= 0) showLists();
      else listTimer ||= setTimeout(showLists, wait);
    }
    if (touches(changed, "place", "claim", "language") || (recounted && !part("dossier").hidden)) showDossier();
    settle();
  }

  function showDossier() {
    const open = !part("dossier").hidden;
    dossier.show();
    if (open === part("dossier").hidden) view.relabel();
  }

  /** All is shown: bring what was opened into view, and write the address. */
  function settle() {
    // Only now is it known how much of the map the dossier leaves free.
    if (revealing?.place >= 0) view.reveal(revealing.place, coveredRight(), revealing.glide);
    revealing = null;
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

  /** The address of a view; of a file only its name, since the folders it lies in are nobody's business. */
  function addressOf(hash) {
    const here = location.protocol === "file:" ? location.pathname.split("/").pop() : location.href.split("#")[0];
    return `${here}${String(hash) ? `#${hash}` : ""}`;
  }

  let revealing = null;
  let leaving = false;
  let written = null;
  let dossierWas = false;
  /** The address under the step that opened the dossier. */
  let under = null;
  function remember() {
    clearTimeout(hashTimer);
    hashTimer = 0;
    if (state.playing) return;
    const hash = writeHash(state, store, defaults, facets);
    // To open a dossier is a step, which "back" takes back; all else is the same view, looked at otherwise.
    const dossier = state.place >= 0 || state.claim >= 0;
    const step = dossier && !dossierWas && written !== null;
    dossierWas = dossier;
    if (hash === written) return;
    if (step) under = written;
    written = hash;
    const address = hash ? `#${hash}` : location.pathname + location.search;
    try {
      if (step) {
        history.replaceState({ under: true }, "");
        history.pushState({ dossier: true }, "", address);
      } else history.replaceState({ dossier: dossier && Boolean(history.state?.dossier) }, "", address);
    } catch {
      // Some browsers refuse a bare path for files; then the address keeps its last fragment.
    }
  }

  function obey() {
    const hash = location.hash.replace(/^#/, "");
    if (leaving || (dossierWas && history.state?.under && hash === under)) {
      // The step back, ours or the reader's, closes the dossier, and nothing else of the view changes.
      leaving = false;
      written = hash;
      return set({ place: -1, claim: -1 });
    }
    if (hash === written) return;
    written = hash;
    const { view: wanted, unknown, ...rest } = readHash(hash, store, defaults, facets);
    dossierWas = rest.place >= 0 || rest.claim >= 0;
    part("search").value = rest.query;
    part("order").value = rest.order;
    tellUnknown(unknown);
    set(rest);
    const point = rest.place >= 0 && store.places.kind[rest.place] === KIND_POINT;
    if (wanted) map.setView([wanted[1], wanted[2]], wanted[0], { animate: false });
    else if (point) map.setView([store.places.lat[rest.place], store.places.lon[rest.place]], Math.max(map.getZoom(), 8), { animate: false });
    if (point) revealing = { place: rest.place, glide: false };
  }

  /** Say what a link asks for that this map does not have. */
  function tellUnknown(unknown) {
    part("notice").hidden = !unknown.length;
    const told = unknown.map(([name, value]) => words.say(`link.${["claim", "place"].includes(name) ? name : "other"}`, { name, value: clip(value, 60) }));
    part("notice-words").textContent = told.join(" ");
  }
  part("notice-close").addEventListener("click", () => (part("notice").hidden = true));
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
    const named = new Set(store.documents.publisher.filter((publisher) => publisher >= 0).map((publisher) => store.called.publisher.get(publisher) ?? publisher)).size;
    part("standfirst").textContent = words.say("standfirst", {
      claims: words.say("claims", { n: store.size }),
      articles: words.say("articles", { n: new Set(store.documents.id).size }),
      publishers: named ? words.say("byPublishers", { n: named }) : "",
    });
    panel.rebuildFacets();
    legend.fill();
    wrong.showCount();
    fillAbout(app);
  }

  const showTheme = () => (document.documentElement.dataset.theme = state.theme);
  function applyTheme() {
    showTheme();
    app.retheme();
  }
  const darkness = matchMedia("(prefers-color-scheme: dark)");
  darkness.addEventListener("change", applyTheme);
  const isDark = () => (state.theme === "auto" ? darkness.matches : state.theme === "dark");
  part("theme").addEventListener("click", () => set({ theme: isDark() ? "light" : "dark" }));
  for (const code of words.languages) part(`lang-${code}`).addEventListener("click", () => set({ language: code }));
  part("skip").addEventListener("click", () => part("list").focus());
  part("home").addEventListener("click", () => view.fitMost((p) => gathered.total[p]));
  part("about-open").addEventListener("click", () => part("about").showModal());
  part("about-close").addEventListener("click", () => part("about").close());
  part("copy-view").addEventListener("click", (event) => {
    remember();
    copyText(addressOf(written), event.target, words);
  });

  /** Make the index of the search while nothing else is to do, so little at a time that no key waits for it. */
  function prepareSearch(pause) {
    const ready = search.prepare(Math.min(IDLE_MS, pause?.timeRemaining() ?? IDLE_MS));
    if (!ready) whenIdle(prepareSearch);
  }
  const whenIdle = window.requestIdleCallback ?? ((act) => setTimeout(act, 1));

  /** The first sight of the page: all of it at once, and each part once. */
  function open() {
    if (matchMedia("(max-width: 899px)").matches) part("legend").open = false;
    obey();
    showTheme();
    translate();
    filter();
    scope = scopeOf(state);
    windowLength = lengthOf(state.window);
    gathered = gather(passing, scope);
    if (!state.view) {
      view.fitMost((p) => gathered.total[p] || (gathered.claims ? 0 : store.places.claims[p]), AT_OPENING);
      // The address says nothing of a view that any size of window finds for itself.
      state.view = null;
    }
    // Half as much again: a place on the edge must find room beside the dossier.
    map.setMaxBounds(limits.pad(0.5));
    legend.place();
    view.pointBeyond();
    view.begin(peaksOf(store, gather, passing, scope));
    timeline.recount();
    timeline.showWindow();
    panel.showCounts();
    legend.drawSoon();
    if (state.query) panel.showFoundPlaces();
    showLists();
    if (state.place >= 0 || state.claim >= 0) showDossier();
    // What was set meanwhile is shown by now.
    cancelAnimationFrame(scheduled);
    scheduled = 0;
    pending.clear();
    settle();
  }

  open();
  new ResizeObserver(() => map.invalidateSize({ animate: false })).observe(map.getContainer());
  // When the first sight is painted.
  setTimeout(() => whenIdle(prepareSearch), 100);

  // For tests and for readers with the console open: what is counted, and a way to set it.
  window.geomap = {
    set,
    state: () => ({ ...state, except: [...state.except], filters: Object.fromEntries(FACETS.map((f) => [f, [...state.filters[f]].map((v) => facets[f].keys[v])])) }),
    ids: () => app.filteredClaims().map((i) => store.claims.id[i]),
    counts: () => ({
      claims: gathered.claims,
      ways: Object.fromEntries(WAYS.map((way, w) => [way, gathered.ways[w]])),
      statuses: Object.fromEntries(STATUSES.map((status, s) => [status, gathered.statuses[s]])),
      byPlace: Object.fromEntries([...gathered.total].map((n, p) => [store.places.id[p], n]).filter(([, n]) => n)),
    }),
    symbols: () => view.drawn(),
    step: timeline.step,
    idle: () => !pending.size && !scheduled && !laterScheduled && !listTimer && !hashTimer && !peaksTimer && !leaving && !view.gliding() && !legend.waiting(),
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
