// What the reader has chosen, and the same in the address, so that a view can be shared from any copy of the file.

const FACETS = [
  "action", "weapon", "target", "harm", "side", "claimant", "publisher", "region", "modality", "dating", "basis", "reading", "certainty",
  "precision", "support",
];

/** Which claims are shown beside those dated to a window; without a window all are. Null: by its length. */
const AT_FIRST = { reported: true, vague: null, undated: false };
const BESIDE = Object.keys(AT_FIRST);

const noFilters = () => Object.fromEntries(FACETS.map((facet) => [facet, new Set()]));

/** Whether a view asks for something of its own: it then looks at all time where it does not say at which. */
const asksForMore = ({ filters, query, place, claim }) => Boolean(query) || place >= 0 || claim >= 0 || FACETS.some((facet) => filters[facet].size);

/** What a map can be zoomed to: beyond, its ground has nothing to show. */
const MAX_ZOOM = 15;

function makeState(defaults) {
  const listeners = [];
  const state = {
    language: defaults.language,
    theme: "auto",
    /** Inclusive days [from, to], or null for all time. */
    window: defaults.window,
    ...AT_FIRST,
    filters: noFilters(),
    /** The facets whose chosen values are left out, not asked for. */
    except: new Set(),
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
        if (!alike(state[key], value)) {
          state[key] = value;
          changed.add(key);
        }
      }
      if (changed.size) for (const listener of listeners) listener(changed);
    },
    onChange: (listener) => listeners.push(listener),
  };
}

/** Whether two values of the state say the same; what is asked for again changes nothing. */
function alike(one, other) {
  if (one === other || typeof one !== "object" || typeof other !== "object" || !one || !other) return one === other;
  if (one instanceof Set) return one.size === other.size && [...one].every((value) => other.has(value));
  return Object.keys(one).length === Object.keys(other).length && Object.keys(one).every((key) => alike(one[key], other[key]));
}

/** The state as the part of the address after "#"; what is as at first is left out. */
function writeHash(state, store, defaults, facets) {
  const params = new URLSearchParams();
  if (state.language !== defaults.language) params.set("lang", state.language);
  if (state.theme !== "auto") params.set("theme", state.theme);
  const unsaid = asksForMore(state) ? null : defaults.window;
  if (!state.window && unsaid) params.set("time", "all");
  if (state.window && String(state.window) !== String(unsaid)) {
    params.set("from", isoDay(state.window[0]));
    params.set("to", isoDay(state.window[1]));
  }
  if (!state.reported) params.set("reported", "0");
  if (state.vague !== null) params.set("vague", state.vague ? "1" : "0");
  if (state.undated) params.set("undated", "1");
  for (const facet of FACETS) {
    if (state.filters[facet].size) {
      for (const value of [...state.filters[facet]].sort((a, b) => a - b)) params.append(facet, facets[facet].keys[value]);
      if (state.except.has(facet)) params.append("not", facet);
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

/** The state that an address asks for; `unknown` tells what it asks that is not here, which is passed over. */
function readHash(hash, store, defaults, facets) {
  const params = new URLSearchParams(hash.replace(/^#/, ""));
  const unknown = [];
  const among = (name, values, otherwise) => {
    const value = params.get(name);
    if (values.includes(value)) return value;
    if (value && value !== otherwise) unknown.push([name, value]);
    return otherwise;
  };
  const known = (name, value, missing) => {
    if (params.get(name) && value === missing) unknown.push([name, params.get(name)]);
    return value;
  };
  const from = known("from", dayOf(params.get("from") ?? ""), null);
  const to = known("to", dayOf(params.get("to") ?? ""), null);
  if (from !== null && to !== null && from > to) unknown.push(["from", `${params.get("from")} > ${params.get("to")}`]);
  const filters = {};
  for (const facet of FACETS) {
    filters[facet] = new Set();
    for (const key of params.getAll(facet)) {
      const value = facets[facet].keys.indexOf(key);
      if (value < 0) unknown.push([facet, key]);
      else filters[facet].add(value);
    }
  }
  // Links of old maps have the ids without their mark.
  const claimId = params.get("claim");
  const claim = known("claim", store.claimOfId.get(claimId) ?? store.claimOfId.get(`r-${claimId}`) ?? -1, -1);
  const asked = {
    filters,
    query: (params.get("q") ?? "").slice(0, 200),
    claim,
    place: claim >= 0 ? store.claims.place[claim] : known("place", store.placeOfId.get(params.get("place")) ?? -1, -1),
  };
  const unsaid = params.get("time") === "all" || asksForMore(asked) ? null : defaults.window;
  return {
    ...asked,
    unknown,
    language: among("lang", Object.keys(store.raw.strings), defaults.language),
    theme: among("theme", ["light", "dark"], "auto"),
    window: from !== null && to !== null && from <= to ? [from, to] : unsaid,
    reported: params.get("reported") !== "0",
    vague: among("vague", ["0", "1"], null) === null ? null : params.get("vague") === "1",
    undated: params.get("undated") === "1",
    except: new Set(params.getAll("not").filter((facet) => filters[facet]?.size)),
    view: known("map", viewOf(params.get("map")), null),
    tab: among("tab", ["claims", "places", "tray"], "claims"),
    order: among("order", ["oldest", "sources"], "newest"),
  };
}

/** The zoom, latitude and longitude of an address, within what a map can show; null where they are none. */
function viewOf(text) {
  const view = (text ?? "").split("/").map(Number);
  if (view.length !== 3 || !text || !view.every(Number.isFinite)) return null;
  const within = (value, least, most) => Math.max(least, Math.min(most, value));
  return [within(view[0], 0, MAX_ZOOM), within(view[1], -85, 85), within(view[2], -180, 180)];
}
