// Beside the map: search, filters with counts, and the claims as a list, which says all that the map shows.

const PAGE_SIZE = 30;
/** Values of a facet that are offered at once: of claimants there may be thousands. */
const MOST_CHIPS = 40;
/** Characters of a quote on a card: two lines, sometimes three. */
const CARD_QUOTE = 105;

function makePanel(app) {
  const { store, words, facets } = app;
  const part = (id) => document.getElementById(id);
  const chips = new Map();
  const orders = new Map();
  /** For every claim the first one of its sentence that says the same of another place: they are one card. */
  const leader = leadersOf(store);
  const together = new Map();
  leader.forEach((first, i) => {
    if (first !== i) together.set(first, [...(together.get(first) ?? [first]), i]);
  });
  app.sameSentence = (i) => together.get(leader[i]) ?? [i];
  let limit = PAGE_SIZE;

  // Filters ---------------------------------------------------------------------------------------------------

  function buildFacets() {
    chips.clear();
    const open = new Set([...part("facets").querySelectorAll("details[open]")].map((d) => d.dataset.facet));
    const first = !part("facets").childElementCount;
    part("facets").replaceChildren(
      ...FACETS.filter((facet) => facets[facet].keys.length > 1).map((facet) => {
        const details = el(
          "details",
          { data: { facet }, open: first ? facet === "action" : open.has(facet), on: { toggle: () => showFacets() } },
          el("summary", {}, el("span", { text: words.say(`facet.${facet}`) }), el("span", { class: "chosen" })),
        );
        return details;
      }),
    );
  }

  /** The values of a facet, made when it is first opened; of very many only the first, till all are asked for. */
  function fillFacet(details, facet, all) {
    const { keys } = facets[facet];
    const list = el("div", { class: "chips", role: "group", "aria-label": words.say(`facet.${facet}`) });
    keys.forEach((key, value) => {
      if (!all && value >= MOST_CHIPS && !app.state.filters[facet].has(value)) return;
      const chip = el(
        "button",
        { type: "button", class: facet === "action" ? `chip a-${key}` : "chip", "aria-pressed": "false", on: { click: () => app.toggle(facet, value) } },
        facet === "action" ? glyph(key) : null,
        el("span", { text: facetLabel(facet, key), dir: "auto", class: "chip-name" }),
        el("b"),
      );
      chips.set(`${facet} ${value}`, chip);
      list.append(chip);
    });
    if (!all && keys.length > MOST_CHIPS) {
      const more = () => {
        fillFacet(details, facet, true);
        showFacets();
        details.querySelectorAll(".chip")[MOST_CHIPS]?.focus();
      };
      list.append(el("button", { type: "button", class: "link more", text: words.say("facet.more", { n: keys.length }), on: { click: more } }));
    }
    const except = el("button", { type: "button", class: "chip except", text: words.say("facet.except"), hidden: true, on: { click: () => app.leaveOut(facet, !app.state.except.has(facet)) } });
    list.append(except);
    details.querySelector(".chips")?.remove();
    details.append(list);
  }

  function facetLabel(facet, key) {
    if (facet === "publisher") return key ? clip(key, 60) : words.say("publisher.unknown");
    if (facet === "claimant") return key ? clip(key, 60) : words.say("claimant.author");
    if (facet === "region") return key ? app.regionName(key) : words.say("region.none");
    return words.say(`${facet === "reading" ? "certainty" : facet}.${key}`);
  }

  /** What is chosen of a facet, in words. */
  function chosenWords(facet) {
    const chosen = [...app.state.filters[facet]].map((value) => facetLabel(facet, facets[facet].keys[value])).join(", ");
    return chosen && app.state.except.has(facet) ? words.say("facet.without", { chosen }) : chosen;
  }

  function showFacets() {
    const open = part("filters").open ? FACETS.filter((facet) => part("facets").querySelector(`details[open][data-facet="${facet}"]`)) : [];
    const counts = countFacets(store, facets, app.passing(), app.scope(), open);
    const byAction = open.includes("action") ? countStatuses(store, app.passing(), app.scope()) : null;
    for (const facet of FACETS) {
      const details = part("facets").querySelector(`details[data-facet="${facet}"]`);
      if (!details) continue;
      details.querySelector(".chosen").textContent = clip(chosenWords(facet), 60);
      if (!open.includes(facet)) continue;
      if (!details.querySelector(".chips")) fillFacet(details, facet, false);
      facets[facet].keys.forEach((key, value) => {
        const chip = chips.get(`${facet} ${value}`);
        if (!chip) return;
        const n = counts[facet][value];
        chip.setAttribute("aria-pressed", app.state.filters[facet].has(value));
        chip.classList.toggle("none", !n);
        if (facet === "action") chip.lastChild.replaceChildren(...app.statusSigns(byAction[value]));
        else chip.lastChild.textContent = words.number(n);
      });
      const except = details.querySelector(".except");
      except.hidden = !app.state.filters[facet].size;
      except.setAttribute("aria-pressed", app.state.except.has(facet));
    }
    part("reset").hidden = !FACETS.some((facet) => app.state.filters[facet].size) && !app.state.query;
    const chosen = FACETS.reduce((sum, facet) => sum + app.state.filters[facet].size, 0);
    part("filters-count").textContent = chosen ? String(chosen) : "";
  }
  part("filters").addEventListener("toggle", () => {
    if (!part("facets").childElementCount) buildFacets();
    showFacets();
  });

  // Lists -----------------------------------------------------------------------------------------------------

  /** All claims in the order of the list; each order is made once. */
  function order(name) {
    if (!orders.has(name)) {
      const { from, to } = store.claims;
      const all = Array.from({ length: store.size }, (_, i) => i);
      const oldest = (a, b) => from[a] - from[b] || to[a] - to[b] || a - b;
      // What lies after the last article, planned or misdated, is no news; what has no day comes last.
      const standing = (i) => (from[i] === NO_DAY ? 2 : from[i] > store.lastPublished ? 1 : 0);
      const by = {
        newest: (a, b) => standing(a) - standing(b) || oldest(b, a),
        oldest: (a, b) => standing(a) - standing(b) || oldest(a, b),
        sources: (a, b) => store.claims.independent[b] - store.claims.independent[a] || oldest(b, a),
      }[name];
      orders.set(name, all.sort(by));
    }
    return orders.get(name);
  }

  /** What is shown as cards of one sentence each, at most so many, and how many there are in all: those dated to the
   *  window first, each way in the chosen order. */
  function listed(most) {
    const ways = WAYS.map(() => new Map());
    const shown = WAYS.map(() => []);
    for (const i of order(app.state.order)) {
      const way = app.shownAs(i);
      if (way === OUTSIDE) continue;
      const card = ways[way].get(leader[i]);
      if (card) card.push(i);
      else {
        const fresh = [i];
        ways[way].set(leader[i], fresh);
        if (shown[way].length < most) shown[way].push(fresh);
      }
    }
    return { cards: shown.flat().slice(0, most), total: ways.reduce((sum, { size }) => sum + size, 0) };
  }

  function showClaims() {
    const items = [];
    let group = null;
    let way = DATED;
    const { cards, total } = listed(limit);
    for (const those of cards) {
      const i = those[0];
      if (app.shownAs(i) !== way) {
        way = app.shownAs(i);
        group = null;
        items.push(el("li", { class: "way" }, el("h3", { text: words.say(`way.${WAYS[way]}`, { n: app.gathered().ways[way] }) })));
      }
      const when = app.when(i);
      if (app.state.order !== "sources" && when !== group && !(way === UNDATED)) {
        group = when;
        items.push(el("li", { class: "day" }, el("h3", { text: when })));
      }
      items.push(card(those, when === group));
    }
    part("claims").replaceChildren(...items);
    part("more").hidden = total <= limit;
    part("more").textContent = words.say("list.more", { n: Math.min(PAGE_SIZE, total - limit) });
    const empty = part("empty");
    empty.hidden = total > 0;
    if (!total) empty.replaceChildren(...emptyWords());
  }

  /** Say why nothing is shown, and the way back. */
  function emptyWords() {
    if (!store.size) return [el("p", { text: words.say("empty.data") })];
    const { failures } = app.passing();
    const elsewhere = failures.reduce((sum, fails) => sum + !fails, 0);
    const beside = app.gathered().ways.reduce((sum, n) => sum + n, 0);
    if (beside) {
      const show = () => app.set({ reported: true, vague: true, undated: true });
      return [
        el("p", { text: words.say("empty.beside", { n: beside }) }),
        el("button", { type: "button", text: words.say("empty.showBeside"), on: { click: show } }),
      ];
    }
    const lines = [el("p", { text: words.say(elsewhere ? "empty.window" : "empty.filters", { n: elsewhere }) })];
    const action = elsewhere ? () => app.set({ window: null }) : () => app.reset();
    lines.push(el("button", { type: "button", text: words.say(elsewhere ? "empty.allTime" : "reset"), on: { click: action } }));
    return lines;
  }

  /** A card of the claims that one sentence makes, each of a place of its own. */
  function card(those, headed = false) {
    const [i] = those;
    const { claims } = store;
    const action = store.raw.vocabulary.action[claims.action[i]];
    const first = claims.firstReport[i];
    const document = store.reports.document[first];
    const others = claims.independent[i] - 1;
    const publisher = app.publisherName(document);
    return el(
      "li",
      { class: `card a-${action} ${app.statusClass(i)}`, data: { claim: claims.id[i] } },
      el(
        "h4",
        {},
        el(
          "button",
          { type: "button", class: "open", on: { click: () => app.openClaim(i) } },
          glyph(action),
          el("span", { text: `${words.say(`action.${action}`)} · ` }),
          el("span", { class: "where", text: app.claimPlaceName(i), dir: "auto" }),
        ),
      ),
      those.length < 2 ? null : el("p", { class: "also" }, ...those.slice(1).map((other) =>
        el("button", { type: "button", class: "link", data: { claim: claims.id[other] }, text: app.claimPlaceName(other), dir: "auto", on: { click: () => app.openClaim(other) } }),
      )),
      quoteOf(app, first, { most: CARD_QUOTE }),
      el("p", { class: "meta" },
        ...app.attribution(i), el("span", { text: " · " }), el("bdi", { text: publisher }), app.foreign(first), others > 0 ? el("span", { text: words.say("list.others", { n: others }) }) : null,
        el("span", { text: ` · ${app.dates(i, headed)}` }),
      ),
      badges(app, i, { brief: true }),
    );
  }

  function showPlaces(gathered) {
    const rows = [];
    for (let p = 0; p < store.places.size; p++) if (gathered.total[p] && store.places.kind[p] !== KIND_TRAY) rows.push(p);
    const happened = (p) => gathered.told[p * STATUSES.length + HAPPENED];
    rows.sort((a, b) => happened(b) - happened(a) || gathered.total[b] - gathered.total[a] || a - b);
    part("places").replaceChildren(...rows.slice(0, limit).map((p) => placeRow(p, gathered)));
    part("more").hidden = rows.length <= limit;
    part("more").textContent = words.say("list.more", { n: Math.min(PAGE_SIZE, rows.length - limit) });
    part("empty").hidden = rows.length > 0;
    if (!rows.length) part("empty").replaceChildren(...emptyWords());
  }

  function placeRow(p, gathered) {
    const sums = sumsOf(gathered, [p]);
    const bar = el("span", { class: "bar", "aria-hidden": "true" });
    const add = (kind, count) => {
      const piece = el("span", { class: kind });
      piece.style.flexGrow = count;
      bar.append(piece);
    };
    for (const { status, action, count } of piecesOf(sums.mix)) add(`a-${store.raw.vocabulary.action[action]} s-${STATUSES[status]}`, count);
    if (sums.reported + sums.loose) add("rest-of", sums.reported + sums.loose);
    const said = [];
    if (sums.told.some(Boolean)) said.push(app.statusWords(sums.told));
    if (sums.reported) said.push(words.say("tip.reported", { n: sums.reported }));
    if (sums.loose) said.push(words.say("tip.loose", { n: sums.loose }));
    const notes = [];
    if (gathered.contradicted[p]) notes.push(el("span", { class: "badge strong", text: words.say("badge.contradicted") }));
    if (!gathered.several[p]) notes.push(el("span", { class: "badge", text: words.say("badge.single") }));
    return el(
      "li",
      { class: "place" },
      el(
        "button",
        { type: "button", class: "open", on: { click: () => app.openPlace(p) } },
        el("span", { class: "where", text: app.placeName(p), dir: "auto" }),
        el("b", { text: words.say("claims", { n: sums.all }) }),
        el("span", { class: "admin", text: app.adminName(p), dir: "auto" }),
        bar,
        el("span", { class: "said", text: said.join(" · ") }),
      ),
      notes.length ? el("p", { class: "badges" }, ...notes) : null,
    );
  }

  function showTray(gathered) {
    const rows = [];
    for (let p = 0; p < store.places.size; p++) if (gathered.total[p] && store.places.kind[p] === KIND_TRAY) rows.push(p);
    rows.sort((a, b) => gathered.total[b] - gathered.total[a] || a - b);
    const unlocated = [];
    for (const i of order(app.state.order)) {
      if (store.claims.place[i] < 0 && app.shownAs(i) !== OUTSIDE) unlocated.push(i);
    }
    const items = [];
    if (rows.length) {
      items.push(el("li", { class: "day" }, el("h3", { text: words.say("tray.countries") })));
      items.push(...rows.map((p) => placeRow(p, gathered)));
    }
    if (unlocated.length) {
      items.push(el("li", { class: "day" }, el("h3", { text: words.say("tray.unlocated", { n: unlocated.length }) })));
      items.push(...unlocated.slice(0, limit).map((i) => card([i])));
    }
    part("tray").replaceChildren(...items);
    part("more").hidden = unlocated.length <= limit;
    part("more").textContent = words.say("list.more", { n: Math.min(PAGE_SIZE, unlocated.length - limit) });
    part("empty").hidden = items.length > 0;
    if (!items.length) part("empty").replaceChildren(el("p", { text: words.say("empty.tray") }));
  }

  function showList() {
    const gathered = app.gathered();
    const { tab } = app.state;
    for (const name of ["claims", "places", "tray"]) {
      part(name).hidden = name !== tab;
      part(`tab-${name}`).setAttribute("aria-selected", name === tab);
      part(`tab-${name}`).tabIndex = name === tab ? 0 : -1;
    }
    part("list").setAttribute("aria-labelledby", `tab-${tab}`);
    part("ordering").hidden = tab === "places";
    if (tab === "claims") showClaims();
    else if (tab === "places") showPlaces(gathered);
    else showTray(gathered);
  }

  function showCounts() {
    const gathered = app.gathered();
    let located = 0;
    let inTray = gathered.unlocated;
    for (let p = 0; p < store.places.size; p++) {
      if (store.places.kind[p] === KIND_TRAY) inTray += gathered.total[p];
      else if (gathered.total[p]) located++;
    }
    // All numbers are of the claims in view; which of them the map shows is told after what they say.
    const onMap = gathered.claims - inTray;
    part("count").replaceChildren(el("b", { text: words.say("claims", { n: gathered.claims }) }), el("span", { text: gathered.claims ? ": " : "" }));
    const shares = [app.statusWords(gathered.statuses)];
    WAYS.forEach((way, w) => {
      // What is hidden has its number beside the time, where a click shows it.
      if (w !== DATED && gathered.ways[w] && app.scope().shown[w]) shares.push(words.say(`count.${way}`, { n: gathered.ways[w] }));
    });
    part("shares").hidden = !gathered.claims && shares.length < 2;
    part("shares").textContent = shares.join(" · ");
    part("on-map").hidden = !onMap;
    part("on-map").textContent = ` · ${words.say(inTray ? "count.onMap" : "count.places", { n: located, on: onMap })}${inTray ? " · " : ""}`;
    part("off-map").hidden = !inTray;
    part("off-map").textContent = words.say("count.tray", { n: inTray });
    part("tab-tray").lastElementChild.textContent = words.number(inTray);
    part("tab-claims").lastElementChild.textContent = words.number(gathered.claims);
    part("tab-places").lastElementChild.textContent = words.number(located);
    showTally(store.raw.tally);
  }

  /** What became of all articles that were handed in; what there is none of is left out. */
  function showTally(tally) {
    part("tally").hidden = !tally;
    const told = Object.keys(tally ?? {}).filter((key) => key === "read" || tally[key]);
    part("tally").textContent = told.map((key) => words.say(`tally.${key}`, { n: tally[key] })).join(" · ");
  }

  /** Places whose name begins with what is searched, in any spelling, offered above the list. */
  function showFoundPlaces() {
    const found = app.search.places(app.state.query, 5);
    part("found").hidden = !found.length;
    part("found").replaceChildren(
      ...found.map(({ place, spelling, claims }) => {
        const name = app.placeName(place);
        const note = `${spelling === name ? app.adminName(place) : spelling} · ${words.number(claims)}`;
        return el(
          "li",
          {},
          el("button", { type: "button", on: { click: () => app.openPlace(place) } }, el("b", { text: name, dir: "auto" }), el("span", { text: note, dir: "auto" })),
        );
      }),
    );
  }

  let typing = 0;
  part("search").addEventListener("input", (event) => {
    clearTimeout(typing);
    typing = setTimeout(() => app.set({ query: event.target.value }), 120);
  });
  part("reset").addEventListener("click", () => app.reset());
  part("more").addEventListener("click", () => {
    const before = part("list").querySelectorAll(".open").length;
    limit += PAGE_SIZE;
    showList();
    part("list").querySelectorAll(".open")[before]?.focus();
  });
  part("order").addEventListener("change", (event) => app.set({ order: event.target.value }));
  const tabs = ["claims", "places", "tray"];
  for (const tab of tabs) {
    part(`tab-${tab}`).addEventListener("click", () => app.set({ tab }));
    part(`tab-${tab}`).addEventListener("keydown", (event) => {
      const shift = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      if (!shift) return;
      const next = tabs[(tabs.indexOf(tab) + shift + tabs.length) % tabs.length];
      app.set({ tab: next });
      part(`tab-${next}`).focus();
    });
  }
  part("off-map").addEventListener("click", () => {
    app.set({ tab: "tray" });
    part("tab-tray").focus();
  });

  return {
    /** The words changed: groups that were made are made again. */
    rebuildFacets: () => part("facets").childElementCount && buildFacets(),
    showFacets,
    /** How many claims the list shows now. */
    listedClaims: () => listed(limit).cards.flat().length,
    /** What the filters ask for, in words, facet by facet. */
    filterWords: () => FACETS.flatMap((facet) => (app.state.filters[facet].size ? [`${words.say(`facet.${facet}`)}: ${chosenWords(facet)}`] : [])),
    showList,
    showCounts,
    showFoundPlaces,
    /** A new question begins at the head of the list again. */
    rewind() {
      limit = PAGE_SIZE;
      // Reading the position first: setting it, even to what it is, lays the page out.
      if (part("panel").scrollTop) part("panel").scrollTop = 0;
    },
    listed,
  };
}

/** For every claim the first of those that say the same in one sentence, each of another place. */
function leadersOf({ size, claims, reports }) {
  const { action, status, from, to, claimant, firstReport } = claims;
  const first = new Map();
  return Int32Array.from({ length: size }, (_, i) => {
    const key = (reports.quote[firstReport[i]] * 16 + action[i]) * 4 + status[i];
    const other = first.get(key);
    if (other === undefined) first.set(key, i);
    else if (from[i] === from[other] && to[i] === to[other] && claimant[i] === claimant[other]) return other;
    return i;
  });
}

/** The words of a report, with the toponym marked; long ones are cut around it, unless the whole is asked for. */
function quoteOf(app, report, { most = Infinity, whole = false } = {}) {
  const { quotes, reports } = app.store;
  const text = quotes.at(reports.quote[report]);
  const [from, to] = [reports.start[report], reports.end[report]];
  const [first, last] = whole ? [0, text.length] : [reports.cutStart[report], reports.cutEnd[report]];
  let [start, end] = [first, last];
  if (last - first > most) {
    start = Math.max(first, Math.min(from - Math.floor(most * 0.6), last - most));
    end = Math.min(last, start + most);
    // Cut between words where one is near.
    if (start > first) start += Math.max(0, text.slice(start, start + 25).indexOf(" ") + 1);
    if (end < last) end -= Math.max(0, 25 - Math.max(0, text.slice(end - 25, end).lastIndexOf(" ")));
    start = Math.min(start, from);
    end = Math.max(end, Math.min(to, start + most * 2));
  }
  return el(
    "blockquote",
    { dir: "auto", lang: app.store.documents.language[reports.document[report]] || null },
    start > 0 ? "…" : null,
    ...found(app, text.slice(start, from)),
    el("mark", { text: text.slice(from, Math.min(to, end)) }),
    ...found(app, text.slice(to, end)),
    end < text.length ? "…" : null,
  );
}

/** A text with what was searched marked in it. */
function found(app, text) {
  const parts = [];
  let done = 0;
  for (const [start, end] of app.search.hits(app.state.query, text)) {
    parts.push(text.slice(done, start), el("mark", { class: "hit", text: text.slice(start, end) }));
    done = end;
  }
  return [...parts, text.slice(done)];
}

/** What a reader must not miss about a claim; in brief not that it has one publisher, who is named beside. */
function badges(app, i, { brief = false } = {}) {
  const { store, words } = app;
  const { claims, raw } = { claims: store.claims, raw: store.raw };
  const notes = [];
  if (claims.contradicts[i].length) notes.push(["contradicted", "strong"]);
  else if (claims.mayDiffer[i].length) notes.push(["mayDiffer", ""]);
  if (claims.dating[i] === DOUBTFUL) notes.push(["doubtful", "outlined"]);
  const copies = claims.copies[i];
  if (claims.independent[i] > 1) notes.push(["several", "", claims.independent[i]], ...(copies > 1 ? [["copies", "", copies]] : []));
  else if (copies > 1) notes.push(["copied", "", copies]);
  else if (!brief) notes.push(["single", ""]);
  if (claims.hearsay[i]) notes.push(["hearsay", ""]);
  if (raw.vocabulary.certainty[claims.reading[i]] === "uncertain") notes.push(["reading", ""]);
  const certainty = raw.vocabulary.certainty[claims.certainty[i]];
  if (claims.place[i] < 0) notes.push(["unlocated", ""]);
  else if (certainty !== "certain") notes.push([certainty, ""]);
  return el(
    "p",
    { class: "badges" },
    claims.status[i] === HAPPENED ? null : el("span", { class: "badge outlined", text: app.statusOf(i), dir: "auto" }),
    ...notes.map(([name, weight, n]) => el("span", { class: `badge ${weight}`, text: words.say(`badge.${name}`, { n }) })),
  );
}
