// Which claims pass the filters, and how many of what lie in a window. Pure: arrays in, arrays out.

/** The facets: for each, its keys in order, and per claim either one value or a run of values. */
function makeFacets(store) {
  const { raw, claims, size, reports, documents } = store;
  const vocabulary = raw.vocabulary;
  const one = (keys, column) => ({ keys, column });
  const precisionKeys = [...vocabulary.precision, "unlocated"];
  const precision = Uint8Array.from(claims.place, (place) =>
    place < 0 ? precisionKeys.length - 1 : store.places.precision[place],
  );
  // What some claims tell of a strike: only what occurs is offered, and the rest as one.
  const told = (words, column) => {
    const occurring = [...new Set(column.flat())].sort((a, b) => a - b);
    const keys = occurring.length ? [...occurring.map((word) => words[word]), "untold"] : [];
    const place = new Map(occurring.map((word, i) => [word, i]));
    const told = rows(size, function* (i) {
      for (const word of column[i] ?? []) yield place.get(word);
      if (keys.length && !column[i].length) yield keys.length - 1;
    });
    return { keys, ...told };
  };
  // The publishers of all reports, the busiest first; -1, nobody known, comes last under an empty key.
  const reported = new Map();
  for (const document of reports.document) {
    const publisher = documents.publisher[document];
    reported.set(publisher, (reported.get(publisher) ?? 0) + 1);
  }
  const name = (publisher) => (publisher < 0 ? "" : store.texts[publisher]);
  const order = [...reported.keys()].sort(
    (a, b) => (a < 0) - (b < 0) || reported.get(b) - reported.get(a) || (name(a) < name(b) ? -1 : 1),
  );
  const rank = new Map(order.map((publisher, i) => [publisher, i]));
  const publisherRows = rows(size, function* (i) {
    const seen = new Set();
    for (let r = claims.firstReport[i]; r < claims.firstReport[i + 1]; r++) {
      const value = rank.get(documents.publisher[reports.document[r]]);
      if (!seen.has(value)) yield value;
      seen.add(value);
    }
  });
  const support = rows(size, function* (i) {
    yield claims.independent[i] > 1 ? 1 : 0;
    if (claims.contradicts[i].length) yield 2;
    if (claims.hearsay[i]) yield 3;
  });
  const harm = rows(size, function* (i) {
    const { killed, wounded } = claims;
    if (killed[i] && killed[i][1] !== 0) yield 0;
    if (wounded[i] && wounded[i][1] !== 0) yield 1;
    if (killed[i]?.[1] === 0 || wounded[i]?.[1] === 0) yield 2;
    if (!killed[i] && !wounded[i]) yield 3;
  });
  return {
    action: one(vocabulary.action, claims.action),
    weapon: told(vocabulary.weapon, claims.weapons),
    target: told(vocabulary.target, claims.targets),
    harm: harm.items.every((value) => value === 3) ? told([], []) : { keys: ["killed", "wounded", "unhurt", "untold"], ...harm },
    side: one(vocabulary.side, Uint8Array.from(claims.side)),
    publisher: { keys: order.map(name), ...publisherRows },
    modality: one(vocabulary.modality, claims.modality),
    reading: one(vocabulary.certainty, Uint8Array.from(claims.reading)),
    certainty: one(vocabulary.certainty, Uint8Array.from(claims.certainty)),
    precision: one(precisionKeys, precision),
    support: { keys: ["one", "several", "contradicted", "hearsay"], ...support },
  };
}

/** Runs of values per claim, end to end, with the place where each run starts. */
function rows(size, valuesOf) {
  const offsets = new Int32Array(size + 1);
  const items = [];
  for (let i = 0; i < size; i++) {
    for (const value of valuesOf(i)) items.push(value);
    offsets[i + 1] = items.length;
  }
  return { offsets, items: Uint16Array.from(items) };
}

/** Per claim, how many facets shut it out and (where it is one) which; 255 failures where the search does. */
function applyFilters(store, facets, filters, matches) {
  const failures = new Uint8Array(store.size);
  const failed = new Uint8Array(store.size);
  FACETS.forEach((facet, f) => {
    const chosen = filters[facet];
    if (!chosen.size) return;
    const { column, offsets, items, keys } = facets[facet];
    const allowed = new Uint8Array(keys.length);
    for (const value of chosen) allowed[value] = 1;
    for (let i = 0; i < store.size; i++) {
      let ok = column ? allowed[column[i]] : 0;
      if (!column) for (let k = offsets[i]; k < offsets[i + 1]; k++) ok |= allowed[items[k]];
      if (!ok) {
        failures[i]++;
        failed[i] = f;
      }
    }
  });
  if (matches) for (let i = 0; i < store.size; i++) if (!matches[i]) failures[i] = 255;
  return { failures, failed };
}

/** Whether a claim lies in the window: its days overlap it; an undated one only where asked for or in all time. */
function inWindow({ from, to }, i, window, undated) {
  if (!window) return true;
  if (from[i] === NO_DAY) return undated;
  return from[i] <= window[1] && to[i] >= window[0];
}

/** For every facet the number of claims per value, each facet counted under the choices in all the others. */
function countFacets(store, facets, { failures, failed }, window, undated) {
  const counts = FACETS.map((facet) => new Int32Array(facets[facet].keys.length));
  const columns = FACETS.map((facet) => facets[facet]);
  for (let i = 0; i < store.size; i++) {
    if (failures[i] > 1 || !inWindow(store.claims, i, window, undated)) continue;
    for (let f = 0; f < columns.length; f++) {
      if (failures[i] && failed[i] !== f) continue;
      const { column, offsets, items } = columns[f];
      if (column) counts[f][column[i]]++;
      else for (let k = offsets[i]; k < offsets[i + 1]; k++) counts[f][items[k]]++;
    }
  }
  return Object.fromEntries(FACETS.map((facet, f) => [facet, counts[f]]));
}

/** The claims of a window, gathered by place: how many, of which actions, and what marks they need. */
function makeGather(store) {
  const actions = store.raw.vocabulary.action.length;
  const factual = store.raw.vocabulary.modality.indexOf("factual");
  const size = store.places.size;
  const gathered = {
    actions,
    total: new Int32Array(size),
    mix: new Int32Array(size * actions),
    contradicted: new Int32Array(size),
    several: new Int32Array(size),
    factual: new Int32Array(size),
    claims: 0,
    unlocated: 0,
  };
  return function gather({ failures }, window, undated) {
    for (const column of [gathered.total, gathered.mix, gathered.contradicted, gathered.several, gathered.factual]) {
      column.fill(0);
    }
    gathered.claims = gathered.unlocated = 0;
    const { place, action, modality, contradicts } = store.claims;
    for (let i = 0; i < store.size; i++) {
      if (failures[i] || !inWindow(store.claims, i, window, undated)) continue;
      gathered.claims++;
      const p = place[i];
      if (p < 0) {
        gathered.unlocated++;
        continue;
      }
      gathered.total[p]++;
      gathered.mix[p * actions + action[i]]++;
      if (contradicts[i].length) gathered.contradicted[p]++;
      if (store.claims.independent[i] > 1) gathered.several[p]++;
      if (modality[i] === factual) gathered.factual[p]++;
    }
    return gathered;
  };
}

/** For each place the most claims in any window of the chosen length: the room its symbol needs. */
function peaksOf(store, gather, passing, state) {
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

/** Claims per bin and action; a claim of several days is spread over them, so that all bars add up to all claims. */
function histogram(store, { failures }, bins) {
  const actions = store.raw.vocabulary.action.length;
  const heights = new Float64Array(bins.count * actions);
  const { from, to, action } = store.claims;
  let before = 0;
  let after = 0;
  for (let i = 0; i < store.size; i++) {
    if (failures[i] || from[i] === NO_DAY) continue;
    if (to[i] < bins.first) before++;
    else if (from[i] > bins.last) after++;
    else {
      const share = 1 / (to[i] - from[i] + 1);
      const start = Math.max(from[i], bins.first);
      const end = Math.min(to[i], bins.last);
      const firstBin = Math.floor((start - bins.first) / bins.days);
      const lastBin = Math.floor((end - bins.first) / bins.days);
      for (let b = firstBin; b <= lastBin; b++) {
        const binStart = bins.first + b * bins.days;
        const overlap = Math.min(end, binStart + bins.days - 1) - Math.max(start, binStart) + 1;
        heights[b * actions + action[i]] += overlap * share;
      }
    }
  }
  return { heights, before, after };
}

/** Letters as a search compares them: no case, no accents, one apostrophe, ё as е. */
function fold(text) {
  return text
    .normalize("NFD")
    .replace(/(?![\u0306\u0308])\p{M}/gu, "")
    .normalize("NFC")
    .toLowerCase()
    .replace(/ё/g, "е")
    .replace(/[’ʼ`´‘]/g, "'");
}

/** A search over quotes, claimants and places in every spelling; its index is made at the first question. */
function makeSearch(store) {
  let index = null;
  function build() {
    const placeText = Array.from({ length: store.places.size }, (_, p) =>
      fold([store.places.name[p], store.places.local[p], store.places.admin[p], ...store.places.spellings[p].map((s) => s[0])].join("\n")),
    );
    // What is searched of a quote is what is shown of it: a list of a thousand places is no claim about each.
    const quotes = new Map();
    const quote = (r) => {
      if (isCut(store, r)) return fold(excerptOf(store, r));
      const q = store.reports.quote[r];
      if (!quotes.has(q)) quotes.set(q, fold(store.quotes[q]));
      return quotes.get(q);
    };
    const texts = new Map();
    const text = (t) => {
      if (t < 0) return "";
      if (!texts.has(t)) texts.set(t, fold(store.texts[t]));
      return texts.get(t);
    };
    const claims = Array.from({ length: store.size }, (_, i) => {
      const place = store.claims.place[i];
      const parts = [place < 0 ? fold(store.claims.toponym[i]) : placeText[place], text(store.claims.claimant[i]), text(store.claims.actor[i])];
      for (let r = store.claims.firstReport[i]; r < store.claims.firstReport[i + 1]; r++) {
        const document = store.reports.document[r];
        parts.push(quote(r), text(store.documents.publisher[document]), text(store.documents.title[document]));
      }
      return parts.join("\n");
    });
    return { placeText, claims };
  }
  const termsOf = (query) => fold(query).split(/\s+/).filter(Boolean);
  return {
    /** 1 for each claim that holds every word of the query; null where there is no query. */
    matches(query) {
      const terms = termsOf(query);
      if (!terms.length) return null;
      index ??= build();
      return Uint8Array.from(index.claims, (text) => (terms.every((term) => text.includes(term)) ? 1 : 0));
    },
    /** Places of which some spelling begins with the query, with that spelling. */
    places(query, limit) {
      const wanted = fold(query.trim());
      if (wanted.length < 2) return [];
      const found = [];
      for (let p = 0; p < store.places.size && found.length < limit; p++) {
        if (!store.places.claims[p]) continue;
        const names = [store.places.name[p], store.places.local[p], ...store.places.spellings[p].map((s) => s[0])];
        const spelling = names.find((name) => fold(name).startsWith(wanted));
        if (spelling !== undefined) found.push({ place: p, spelling });
      }
      return found;
    },
  };
}
