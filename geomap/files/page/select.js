// Which claims pass the filters, and how many of what lie in a window. Pure: arrays in, arrays out.

/** The facets: for each, its keys in order, and per claim either one value or a run of values; made when first asked
 *  for, since most readers ask for few of them. */
function makeFacets(store) {
  const { raw, claims, size, reports, documents, called } = store;
  const vocabulary = raw.vocabulary;
  const one = (keys, column) => ({ keys, column });
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
  const name = (text) => (text < 0 ? "" : store.texts[text]);
  const claimantOf = (text) => name(called.claimant.get(text) ?? text);
  const ofKey = ({ keys, rank }, column, keyOf) => one(keys, Uint16Array.from(column, (item) => rank.get(keyOf(item))));
  const regionOf = (place) => (place < 0 ? "" : (store.places.admin1[place] ?? ""));
  const makers = {
    action: () => one(vocabulary.action, claims.action),
    weapon: () => told(vocabulary.weapon, claims.weapons),
    target: () => told(vocabulary.target, claims.targets),
    harm() {
      const harm = rows(size, function* (i) {
        const { killed, wounded } = claims;
        if (killed[i] && killed[i][1] !== 0) yield 0;
        if (wounded[i] && wounded[i][1] !== 0) yield 1;
        if (killed[i]?.[1] === 0 || wounded[i]?.[1] === 0) yield 2;
        if (!killed[i] && !wounded[i]) yield 3;
      });
      return harm.items.every((value) => value === 3) ? told([], []) : { keys: ["killed", "wounded", "unhurt", "untold"], ...harm };
    },
    side: () => one(vocabulary.side, Uint8Array.from(claims.side)),
    claimant: () => ofKey(busiest(claims.claimant, claimantOf), claims.claimant, claimantOf),
    publisher() {
      const publisherOf = (document) => name(called.publisher.get(documents.publisher[document]) ?? documents.publisher[document]);
      const { keys, rank } = busiest(reports.document, publisherOf);
      const run = rows(size, function* (i) {
        const seen = new Set();
        for (let r = claims.firstReport[i]; r < claims.firstReport[i + 1]; r++) {
          const value = rank.get(publisherOf(reports.document[r]));
          if (!seen.has(value)) yield value;
          seen.add(value);
        }
      });
      return { keys, ...run };
    },
    region: () => ofKey(busiest(claims.place, regionOf), claims.place, regionOf),
    modality: () => one(vocabulary.modality, claims.modality),
    dating() {
      const column = Uint8Array.from(claims.dating, (how, i) => {
        const days = claims.to[i] - claims.from[i] + 1;
        if (how !== DATED) return 3 + how;
        return days <= OWN_SCALE ? 0 : days <= WEEK ? 1 : days <= MONTH ? 2 : 3;
      });
      return one(["day", "week", "month", "longer", "report", "doubtful", "undated"], column);
    },
    basis: () => one(vocabulary.basis, Uint8Array.from(claims.basis)),
    reading: () => one(vocabulary.certainty, Uint8Array.from(claims.reading)),
    certainty: () => one(vocabulary.certainty, Uint8Array.from(claims.certainty)),
    precision() {
      const keys = [...vocabulary.precision, "unlocated"];
      return one(keys, Uint8Array.from(claims.place, (place) => (place < 0 ? keys.length - 1 : store.places.precision[place])));
    },
    support() {
      const run = rows(size, function* (i) {
        yield claims.independent[i] > 1 ? 1 : 0;
        if (claims.contradicts[i].length) yield 2;
        if (claims.hearsay[i]) yield 3;
      });
      return { keys: ["one", "several", "contradicted", "hearsay"], ...run };
    },
  };
  const facets = {};
  for (const facet of FACETS) {
    Object.defineProperty(facets, facet, {
      configurable: true,
      get() {
        const value = makers[facet]();
        Object.defineProperty(facets, facet, { value });
        return value;
      },
    });
  }
  return facets;
}

/** The values of a column, the most frequent first, with the rank of each; the empty one, nothing known, last. */
function busiest(column, keyOf) {
  const counts = new Map();
  for (const item of column) {
    const key = keyOf(item);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const keys = [...counts.keys()].sort((a, b) => !a - !b || counts.get(b) - counts.get(a) || (a < b ? -1 : 1));
  return { keys, rank: new Map(keys.map((key, i) => [key, i])) };
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

/** Per claim, how many facets shut it out and (where it is one) which; 255 failures where the search does. A facet
 *  among `except` shuts out what has one of its chosen values, another what has none of them. */
function applyFilters(store, facets, filters, except, matches) {
  const failures = new Uint8Array(store.size);
  const failed = new Uint8Array(store.size);
  FACETS.forEach((facet, f) => {
    const chosen = filters[facet];
    if (!chosen.size) return;
    const { column, offsets, items, keys } = facets[facet];
    const allowed = new Uint8Array(keys.length);
    for (const value of chosen) allowed[value] = 1;
    const wanted = except.has(facet) ? 0 : 1;
    for (let i = 0; i < store.size; i++) {
      let has = column ? allowed[column[i]] : 0;
      if (!column) for (let k = offsets[i]; k < offsets[i + 1]; k++) has |= allowed[items[k]];
      if (has !== wanted) {
        failures[i]++;
        failed[i] = f;
      }
    }
  });
  if (matches) for (let i = 0; i < store.size; i++) if (!matches[i]) failures[i] = 255;
  return { failures, failed };
}

/** Days up to which a claim speaks of each of them: what happened "overnight" or "at the weekend". */
const OWN_SCALE = 3;
const WEEK = 7;
const MONTH = 31;

/** The ways in which a claim may lie in a window, in the order of the list, and none. Only the first fills marks:
 *  dated to the window at its own scale; reported in it, the event being then or earlier; dated more vaguely than the
 *  window is long, or to days that cannot be; undated, and perhaps of these days. */
const WAYS = ["dated", "reported", "vague", "undated"];
const VAGUE = 2;
const OUTSIDE = -1;

/** In which of these ways a claim lies in a window; in all time every claim does, and no mark speaks of days. */
function wayOf({ from, to, dating, until }, i, window) {
  if (!window) return DATED;
  // Asked of every claim in every step of time, so the window is not taken apart by its iterator.
  const first = window[0];
  const last = window[1];
  if (dating[i] === UNDATED) return until[i] >= first ? UNDATED : OUTSIDE;
  if (from[i] > last || to[i] < first) return OUTSIDE;
  return to[i] - from[i] >= Math.max(last - first + 1, OWN_SCALE) ? VAGUE : dating[i];
}

/** What the reader looks at: the window, and which of the ways are shown. Vague claims crowd out a short window. */
function scopeOf({ window, reported, vague, undated }) {
  if (!window) return { window, shown: [true, true, true, true] };
  return { window, shown: [true, reported, vague ?? window[1] - window[0] >= WEEK, undated] };
}

/** The way in which a claim is shown, or `OUTSIDE`. */
function shownAs(days, i, { window, shown }) {
  const way = wayOf(days, i, window);
  return way !== OUTSIDE && shown[way] ? way : OUTSIDE;
}

/** The first day of the window of that length in which most is dated or reported, among the days from `start` to
 *  `end`, and how much; of equal ones the latest. Where reports are hidden, only what is dated counts. */
function densestWindow(store, { failures }, days, start, end, farthest = REPORTED) {
  const starts = new Int32Array(Math.max(1, end - start + 1));
  const { from } = store.claims;
  const window = [0, 0];
  for (let i = 0; i < store.size; i++) {
    if (failures[i] || from[i] < start || from[i] > end) continue;
    window[0] = from[i];
    window[1] = from[i] + days - 1;
    if (wayOf(store.days, i, window) <= farthest) starts[from[i] - start]++;
  }
  let [first, most, sum] = [start, -1, 0];
  starts.forEach((n, day) => {
    sum += n - (day >= days ? starts[day - days] : 0);
    if (sum >= most && day >= days - 1) [first, most] = [start + day - days + 1, sum];
  });
  return { first, most };
}

/** The window of so many days that a reader of another means: the fullest within the one looked at, or around it where
 *  that is shorter; where all of those are empty, the fullest of the nearest that is not. */
function suitableWindow(store, passing, days, window, [start, end], farthest) {
  const clamped = (day) => Math.max(start, Math.min(end, day));
  let [from, to] = (window ?? [start, end]).map(clamped);
  if (to - from + 1 < days) [from, to] = [clamped(to - days + 1), clamped(from + days - 1)];
  for (let reach = days; ; reach *= 2) {
    const { first, most } = densestWindow(store, passing, days, from, to, farthest);
    if (most > 0 || (from <= start && to >= end)) return [first, first + days - 1];
    [from, to] = [clamped(from - reach), clamped(to + reach)];
  }
}

/** Claims of a place from which on one that is far from the others is left off its line of time. */
const FEWEST_IN_BULK = 5;
/** The share of them that may be left off: two of forty, one of a few. */
const STRAY = 0.05;

/** The days on which nearly all of some dated claims lie: one that is years off would press the others into a corner.
 *  With the days of all, and how many reach beyond; none does where that would hide what is asked for. */
function bulkOf({ from, to }, dated, asked) {
  const starts = dated.map((i) => from[i]).sort((a, b) => a - b);
  const ends = dated.map((i) => to[i]).sort((a, b) => a - b);
  const whole = [starts[0], ends.at(-1)];
  const strays = dated.length < FEWEST_IN_BULK ? 0 : Math.max(1, Math.floor(dated.length * STRAY));
  let [first, last] = whole;
  for (let low = 0; low <= strays; low++) {
    const end = ends[ends.length - 1 - (strays - low)];
    if (end >= starts[low] && end - starts[low] < last - first) [first, last] = [starts[low], end];
  }
  const outside = dated.filter((i) => from[i] < first || to[i] > last);
  const worth = 2 * (last - first + 1) < whole[1] - whole[0] + 1;
  if (!worth || first === last || outside.some(asked)) return { first: whole[0], last: whole[1], whole, beyond: 0 };
  return { first, last, whole, beyond: outside.length };
}

/** A map of at most so many claims is looked at whole. */
const FEW_CLAIMS = 100;
/** Days of the window in which a larger map opens, and the claims that it must hold to stand for the map. */
const OPENING_DAYS = 30;
const OPENING_CLAIMS = 20;
/** Days before the last article in which that window is looked for first: a reader comes for what is new. */
const RECENT_DAYS = 366;

/** The window in which a map opens: the densest month of the last year, else of all time; null for a map of few claims,
 *  of few dates, or of one month. */
function openingWindow(store) {
  const { first, dated } = store.extent;
  const last = Math.min(store.extent.last, store.lastPublished);
  if (store.size <= FEW_CLAIMS || !dated || last - first < OPENING_DAYS) return null;
  const passing = { failures: new Uint8Array(store.size) };
  for (const start of [Math.max(first, last - RECENT_DAYS), first]) {
    const found = densestWindow(store, passing, OPENING_DAYS, start, last);
    if (found.most >= OPENING_CLAIMS) return [found.first, found.first + OPENING_DAYS - 1];
  }
  return null;
}

/** For the facets asked for the number of claims per value, each counted under the choices in all the others. */
function countFacets(store, facets, { failures, failed }, scope, asked = FACETS) {
  const counts = asked.map((facet) => new Int32Array(facets[facet].keys.length));
  const columns = asked.map((facet) => facets[facet]);
  const places = asked.map((facet) => FACETS.indexOf(facet));
  if (!asked.length) return {};
  for (let i = 0; i < store.size; i++) {
    if (failures[i] > 1 || shownAs(store.days, i, scope) === OUTSIDE) continue;
    for (let f = 0; f < columns.length; f++) {
      if (failures[i] && failed[i] !== places[f]) continue;
      const { column, offsets, items } = columns[f];
      if (column) counts[f][column[i]]++;
      else for (let k = offsets[i]; k < offsets[i + 1]; k++) counts[f][items[k]]++;
    }
  }
  return Object.fromEntries(asked.map((facet, f) => [facet, counts[f]]));
}

/** For every action the claims dated to the window, by status, and last those shown beside them; counted as the facet
 *  is, under the choices in all the others. */
function countStatuses(store, { failures, failed }, scope) {
  const counts = store.raw.vocabulary.action.map(() => new Array(STATUSES.length + 1).fill(0));
  const own = FACETS.indexOf("action");
  const { action, status } = store.claims;
  for (let i = 0; i < store.size; i++) {
    if (failures[i] > 1 || (failures[i] && failed[i] !== own)) continue;
    const way = shownAs(store.days, i, scope);
    if (way !== OUTSIDE) counts[action[i]][way === DATED ? status[i] : STATUSES.length]++;
  }
  return counts;
}

/** The claims of a scope, gathered by place: how many, of which status and action, and what marks they need. */
function makeGather(store) {
  const actions = store.raw.vocabulary.action.length;
  const statuses = STATUSES.length;
  const size = store.places.size;
  const gathered = {
    actions,
    /** All that is shown. */
    total: new Int32Array(size),
    /** Of those that are dated to the window, the claims of each status; the first of them is the number of a mark. */
    told: new Int32Array(size * statuses),
    /** The same by action. */
    mix: new Int32Array(size * statuses * actions),
    reported: new Int32Array(size),
    /** Vaguely dated and undated. */
    loose: new Int32Array(size),
    contradicted: new Int32Array(size),
    several: new Int32Array(size),
    /** Of those that are shown, the claims of which the place or the reading is uncertain. */
    unsure: new Int32Array(size),
    /** All claims that pass the filters, by the way in which they lie in the window, shown or not. */
    ways: new Int32Array(WAYS.length),
    /** The shown ones that are dated to the window, by status. */
    statuses: new Int32Array(statuses),
    claims: 0,
    unlocated: 0,
  };
  const columns = Object.values(gathered).filter((column) => ArrayBuffer.isView(column));
  return function gather({ failures }, scope) {
    for (const column of columns) column.fill(0);
    gathered.claims = gathered.unlocated = 0;
    const { total, told, mix, reported, loose } = gathered;
    const { place, action, status, contradicts } = store.claims;
    for (let i = 0; i < store.size; i++) {
      if (failures[i]) continue;
      const way = wayOf(store.days, i, scope.window);
      if (way === OUTSIDE) continue;
      gathered.ways[way]++;
      if (!scope.shown[way]) continue;
      gathered.claims++;
      if (way === DATED) gathered.statuses[status[i]]++;
      const p = place[i];
      if (p < 0) {
        gathered.unlocated++;
        continue;
      }
      total[p]++;
      if (way === DATED) {
        const cell = p * statuses + status[i];
        told[cell]++;
        mix[cell * actions + action[i]]++;
      } else if (way === REPORTED) reported[p]++;
      else loose[p]++;
      if (contradicts[i].length) gathered.contradicted[p]++;
      if (store.claims.independent[i] > 1) gathered.several[p]++;
      if (store.claims.unsure[i]) gathered.unsure[p]++;
    }
    return gathered;
  };
}

/** The sums of some places: what one mark, label or row says of them. */
function sumsOf(gathered, members) {
  const { actions, total, told, mix, reported, loose, contradicted, several, unsure } = gathered;
  const sums = {
    all: 0, places: 0, reported: 0, loose: 0, contradicted: 0, several: 0, unsure: 0,
    told: STATUSES.map(() => 0),
    mix: new Array(STATUSES.length * actions).fill(0),
  };
  for (const p of members) {
    if (!total[p]) continue;
    sums.places++;
    sums.all += total[p];
    sums.reported += reported[p];
    sums.loose += loose[p];
    sums.contradicted += contradicted[p];
    sums.several += several[p];
    sums.unsure += unsure[p];
    for (let s = 0; s < sums.told.length; s++) sums.told[s] += told[p * sums.told.length + s];
    for (let k = 0; k < sums.mix.length; k++) sums.mix[k] += mix[p * sums.mix.length + k];
  }
  return sums;
}

/** What a mark's size goes by: what is reported as happened; one for a place of which only other things are said. */
const weightOf = ({ told, total }, p) => Math.max(told[p * STATUSES.length + HAPPENED], total[p] ? 1 : 0);

/** So many areas are hatched, those with most claims; else the whole map is, and no town is seen. */
const HATCHED_AREAS = 3;

/** The areas with claims, and of each whether it is among the fullest: [place, whether]. */
function areasOf(store, gathered) {
  const shown = [];
  for (let p = 0; p < store.places.size; p++) if (store.places.kind[p] === KIND_AREA && gathered.total[p]) shown.push(p);
  const fullest = new Set([...shown].sort((a, b) => weightOf(gathered, b) - weightOf(gathered, a) || gathered.total[b] - gathered.total[a] || a - b).slice(0, HATCHED_AREAS));
  return shown.map((p) => [p, fullest.has(p)]);
}

/** For each place the most claims in any window of the chosen length, and in the one looked at: the room its symbol
 *  needs. Each claim is asked only of the windows in which it can lie, two of the forty. */
function peaksOf(store, gather, passing, scope) {
  const { window, shown } = scope;
  const { failures } = passing;
  const gathered = gather(passing, scope);
  const most = Int32Array.from({ length: store.places.size }, (_, p) => weightOf(gathered, p));
  if (!window) return most;
  const starts = startsOf(store, window[1] - window[0] + 1);
  const size = most.length;
  const counts = new Int32Array(size * starts.length);
  const some = new Uint8Array(counts.length);
  const { place, status } = store.claims;
  const { from, to, dating, until } = store.days;
  const asked = { window: [0, 0], shown };
  const length = window[1] - window[0];
  for (let i = 0; i < store.size; i++) {
    if (failures[i] || place[i] < 0 || (dating[i] === UNDATED && !shown[UNDATED])) continue;
    const undated = dating[i] === UNDATED;
    for (let s = undated ? 0 : firstFrom(starts, from[i] - length); s < starts.length; s++) {
      if (starts[s] > (undated ? until[i] : to[i])) break;
      asked.window[0] = starts[s];
      asked.window[1] = starts[s] + length;
      const way = shownAs(store.days, i, asked);
      if (way === OUTSIDE) continue;
      some[s * size + place[i]] = 1;
      if (way === DATED && status[i] === HAPPENED) counts[s * size + place[i]]++;
    }
  }
  for (let k = 0, p = 0; k < counts.length; k++, p = p + 1 < size ? p + 1 : 0) {
    const least = counts[k] || some[k];
    if (least > most[p]) most[p] = least;
  }
  return most;
}

/** The first days of windows of so many days, forty at most, that lie over all days that can be. */
function startsOf({ extent, lastPublished }, days) {
  const { first } = extent;
  // What is dated after the last article is a plan or a slip: no window of it is the fullest.
  const last = Math.max(first, Math.min(extent.last, lastPublished));
  const steps = Math.min(40, Math.ceil((last - first + 1) / days));
  return Int32Array.from({ length: steps }, (_, s) => Math.round(first + (s * Math.max(0, last - first + 1 - days)) / Math.max(1, steps - 1)));
}

/** The place of the first of some ascending numbers that is not below another. */
function firstFrom(numbers, least) {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle] < least) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** What a window of each bin would count: what happened by action, what was planned or did not, what was reported
 *  then, what is vaguer than the bin. The vague are spread over their days besides: a year lifts no single bar. */
function histogram(store, { failures }, bins) {
  const actions = store.raw.vocabulary.action.length;
  const { from, to, action, status } = store.claims;
  const found = {
    happened: new Int32Array(bins.count * actions),
    open: new Int32Array(bins.count),
    reported: new Int32Array(bins.count),
    vague: new Int32Array(bins.count),
    spread: new Float64Array(bins.count),
    before: 0,
    after: 0,
  };
  const window = [0, 0];
  for (let i = 0; i < store.size; i++) {
    if (failures[i] || from[i] === NO_DAY) continue;
    if (to[i] < bins.first) found.before++;
    else if (from[i] > bins.last) found.after++;
    else {
      const start = Math.max(from[i], bins.first);
      const end = Math.min(to[i], bins.last);
      const firstBin = Math.floor((start - bins.first) / bins.days);
      const lastBin = Math.floor((end - bins.first) / bins.days);
      for (let b = firstBin; b <= lastBin; b++) {
        window[0] = bins.first + b * bins.days;
        window[1] = window[0] + bins.days - 1;
        const way = wayOf(store.days, i, window);
        if (way === VAGUE) {
          found.vague[b]++;
          found.spread[b] += (Math.min(end, window[1]) - Math.max(start, window[0]) + 1) / (to[i] - from[i] + 1);
        } else if (way === REPORTED) found.reported[b]++;
        else if (status[i] === HAPPENED) found.happened[b * actions + action[i]]++;
        else found.open[b]++;
      }
    }
  }
  return found;
}
