// What the reader has chosen, and the same in the address, so that a view can be shared from any copy of the file.

const FACETS = ["action", "weapon", "target", "harm", "side", "publisher", "modality", "dating", "reading", "certainty", "precision", "support"];

/** Which claims are shown beside those dated to a window; without a window all are. Null: by its length. */
const AT_FIRST = { reported: true, vague: null, undated: false };
const BESIDE = Object.keys(AT_FIRST);

function makeState(defaults) {
  const listeners = [];
  const state = {
    language: defaults.language,
    theme: "auto",
    /** Inclusive days [from, to], or null for all time. */
    window: null,
    ...AT_FIRST,
    filters: Object.fromEntries(FACETS.map((facet) => [facet, new Set()])),
    query: "",
    place: -1,
    claim: -1,
    /** [zoom, lat, lon], or null for the whole extent. */
    view: null,
    tab: "claims",
    order: "newest",
    playing: false,
  };
  return {
    state,
    /** Change some of the state and tell everyone which keys changed. */
    set(changes) {
      const changed = new Set();
      for (const [key, value] of Object.entries(changes)) {
        if (state[key] !== value) {
          state[key] = value;
          changed.add(key);
        }
      }
      if (changed.size) for (const listener of listeners) listener(changed);
    },
    onChange: (listener) => listeners.push(listener),
  };
}

/** The state as the part of the address after "#"; what is as at first is left out. */
function writeHash(state, store, defaults, facets) {
  const params = new URLSearchParams();
  if (state.language !== defaults.language) params.set("lang", state.language);
  if (state.theme !== "auto") params.set("theme", state.theme);
  if (state.window) {
    params.set("from", isoDay(state.window[0]));
    params.set("to", isoDay(state.window[1]));
  }
  if (!state.reported) params.set("reported", "0");
  if (state.vague !== null) params.set("vague", state.vague ? "1" : "0");
  if (state.undated) params.set("undated", "1");
  for (const facet of FACETS) {
    if (state.filters[facet].size) {
      for (const value of [...state.filters[facet]].sort((a, b) => a - b)) params.append(facet, facets[facet].keys[value]);
    }
  }
  if (state.query) params.set("q", state.query);
  if (state.place >= 0) params.set("place", store.places.id[state.place]);
  if (state.claim >= 0) params.set("claim", store.claims.id[state.claim]);
  if (state.view) params.set("map", state.view.join("/"));
  if (state.tab !== "claims") params.set("tab", state.tab);
  if (state.order !== "newest") params.set("order", state.order);
  // The address is read by people too: what needs no escape there is left readable.
  return params.toString().replace(/%3A/g, ":").replace(/%2F/g, "/");
}

/** The state that an address asks for; whatever it asks that is not there is passed over. */
function readHash(hash, store, defaults, facets) {
  const params = new URLSearchParams(hash.replace(/^#/, ""));
  const among = (name, values, otherwise) => (values.includes(params.get(name)) ? params.get(name) : otherwise);
  const from = dayOf(params.get("from") ?? "");
  const to = dayOf(params.get("to") ?? "");
  const filters = {};
  for (const facet of FACETS) {
    const asked = params.getAll(facet).map((key) => facets[facet].keys.indexOf(key));
    filters[facet] = new Set(asked.filter((value) => value >= 0));
  }
  const claim = store.claimOfId.get(params.get("claim")) ?? -1;
  const view = (params.get("map") ?? "").split("/").map(Number);
  return {
    language: among("lang", Object.keys(store.raw.strings), defaults.language),
    theme: among("theme", ["light", "dark"], "auto"),
    window: from !== null && to !== null && from <= to ? [from, to] : null,
    reported: params.get("reported") !== "0",
    vague: among("vague", ["0", "1"], null) === null ? null : params.get("vague") === "1",
    undated: params.get("undated") === "1",
    filters,
    query: (params.get("q") ?? "").slice(0, 200),
    claim,
    place: claim >= 0 ? store.claims.place[claim] : (store.placeOfId.get(params.get("place")) ?? -1),
    view: view.length === 3 && view.every(Number.isFinite) ? view : null,
    tab: among("tab", ["claims", "places", "tray"], "claims"),
    order: among("order", ["oldest", "sources"], "newest"),
  };
}
