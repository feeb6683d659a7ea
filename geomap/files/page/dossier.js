// All that is claimed about one place: contradicting claims side by side, the rest in order of time.

/** Entries of a list that are shown at once. */
const AT_ONCE = 25;
/** The same of groups of claims that contradict each other, and of each side of one. */
const FEW_AT_ONCE = 5;
/** Claims that the strip of time holds; of more it would be one grey bar, and slow. */
const MOST_IN_STRIP = 400;

function makeDossier(app) {
  const { store, words } = app;
  const { claims, reports, documents, places } = store;
  const box = document.getElementById("dossier");
  let shownFor = "";
  let tab = "time";
  /** How many of each list are shown, where more than at first. */
  const limits = new Map();
  let returnTo = null;
  let scrolledTo = 0;

  const byDay = (a, b) => (claims.from[a] === NO_DAY) - (claims.from[b] === NO_DAY) || claims.from[a] - claims.from[b] || a - b;

  /** The claims of the subject: those of a place, or those of one unlocated toponym. */
  function subjectClaims() {
    const { place, claim } = app.state;
    const found = [];
    const toponym = place < 0 && claim >= 0 ? claims.toponym[claim] : null;
    for (let i = 0; i < store.size; i++) {
      if (toponym === null ? claims.place[i] === place : claims.place[i] < 0 && claims.toponym[i] === toponym) found.push(i);
    }
    return found.sort(byDay);
  }

  /** Claims that stand against each other, gathered into groups, each in order of time. */
  function conflicts(members) {
    const seen = new Set();
    const groups = [];
    for (const i of members) {
      if (seen.has(i) || !claims.contradicts[i].length) continue;
      const group = [];
      const waiting = [i];
      while (waiting.length) {
        const next = waiting.pop();
        if (seen.has(next)) continue;
        seen.add(next);
        group.push(next);
        waiting.push(...claims.contradicts[next]);
      }
      if (group.length > 1) groups.push(group.sort(byDay));
    }
    return groups;
  }

  function show() {
    const { place, claim } = app.state;
    if (place < 0 && claim < 0) return hide();
    const fresh = box.hidden;
    if (fresh) {
      returnTo = document.activeElement;
      scrolledTo = window.scrollY;
    }
    box.hidden = false;
    document.body.classList.add("with-dossier");
    const subject = `${place} ${claim}`;
    const other = fresh || subject !== shownFor;
    if (other) {
      tab = "time";
      limits.clear();
    }
    const members = subjectClaims();
    box.replaceChildren(...[...header(place, members), strip(members), ...asked(claim), tabs(members), ...body(members)].filter(Boolean));
    if (other) {
      box.scrollTop = 0;
      box.querySelector("h2").focus({ preventScroll: true });
    }
    shownFor = subject;
  }

  /** The claim that was asked for comes first, before all others. */
  function asked(claim) {
    if (claim < 0) return [];
    return [el("section", { class: "asked" }, el("h3", { text: words.say("dossier.asked") }), el("ul", {}, entry(claim)))];
  }

  /** The ways to look at the claims, each with how many it holds. */
  function tabs(members) {
    const open = members.filter((i) => claims.status[i] !== HAPPENED).length;
    const counts = { time: members.length, who: members.length, open };
    return el(
      "div",
      { class: "views", role: "group", "aria-label": words.say("dossier.views") },
      ...Object.entries(counts).map(([name, n]) =>
        el("button", { type: "button", "aria-pressed": String(name === tab), disabled: !n, data: { view: name }, on: { click: () => choose(name) } },
          el("span", { text: words.say(`dossier.tab.${name}`) }), " ", el("b", { text: words.number(n) }),
        ),
      ),
    );
  }

  function choose(name) {
    tab = name;
    show();
    box.querySelector(`[data-view="${name}"]`).focus();
  }

  function body(members) {
    if (tab === "who") return [who(members)];
    const inside = (i) => app.shownAs(i) !== OUTSIDE;
    // The one that was asked for stands above all others already.
    const rest = members.filter((i) => i !== app.state.claim);
    if (tab === "open") {
      return [PLANNED, NEGATED].map((status) =>
        section(rest.filter((i) => claims.status[i] === status), `dossier.open.${STATUSES[status]}`, `open ${status}`),
      );
    }
    // What is in view stands first, in groups of contradictions as well.
    const all = conflicts(members).map((group) => [...group.filter(inside), ...group.filter((i) => !inside(i))]);
    const groups = all.filter(([first]) => inside(first));
    const elsewhen = all.filter(([first]) => !inside(first));
    const grouped = new Set(all.flat());
    const now = rest.filter((i) => inside(i) && !grouped.has(i));
    const outside = rest.filter((i) => !inside(i) && !grouped.has(i));
    return [
      ...several(groups, "groups", (group) => conflict(group), FEW_AT_ONCE),
      section(now, groups.length || app.state.claim >= 0 ? "dossier.alsoNow" : "dossier.now", "now"),
      ...several(elsewhen, "elsewhen", (group) => conflict(group), FEW_AT_ONCE),
      folded(outside, !now.length && !all.length && app.state.claim < 0),
    ];
  }

  /** Who says what when: a row for each claimant, a column for each day or longer time, and in them what is said. */
  function who(members) {
    const rows = new Map();
    for (const i of members) {
      const name = claims.claimant[i] < 0 ? words.say("claimant.author") : app.text(claims.claimant[i]);
      if (!rows.has(name)) rows.set(name, []);
      rows.get(name).push(i);
    }
    const ordered = [...rows].sort(([, a], [, b]) => b.length - a.length);
    const row = ([name, said]) =>
      el(
        "li",
        { class: "claimant-row" },
        el("h4", {}, el("bdi", { text: clip(name, 100) }), el("span", { class: "when", text: words.number(said.length) })),
        el("ul", { class: "said" }, ...several(said, `who ${name}`, (i) => saying(i))),
      );
    return el("section", {}, el("h3", { text: words.say("dossier.claimants", { n: ordered.length }) }), el("ul", {}, ...several(ordered, "claimants", row)));
  }

  /** One claim among those of a claimant: its day, what it says, of which status. */
  function saying(i) {
    const action = store.raw.vocabulary.action[claims.action[i]];
    const status = claims.status[i] === HAPPENED ? null : el("span", { class: "badge outlined", text: app.statusOf(i) });
    return el(
      "li",
      { class: app.statusClass(i), data: { says: claims.id[i] } },
      el("button", { type: "button", class: "open", on: { click: () => app.openClaim(i) } },
        glyph(action), el("span", { text: words.say(`action.${action}`) }), el("span", { class: "when", text: app.when(i) }), status,
      ),
    );
  }

  /** The first of some items as elements, and a button for more: nothing is left out without a word. */
  function several(items, key, make, step = AT_ONCE) {
    const most = limits.get(key) ?? step;
    const made = items.slice(0, most).map(make);
    if (items.length > most) {
      const more = () => {
        limits.set(key, most + 4 * step);
        const scrolled = box.scrollTop;
        show();
        box.scrollTop = scrolled;
      };
      const text = words.say("dossier.more", { n: Math.min(4 * step, items.length - most), of: items.length - most });
      made.push(el("li", { class: "more" }, el("button", { type: "button", class: "link", text, on: { click: more } })));
    }
    return made;
  }

  function hide() {
    if (box.hidden) return;
    box.hidden = true;
    shownFor = "";
    document.body.classList.remove("with-dossier");
    (returnTo?.isConnected ? returnTo : document.getElementById("list")).focus({ preventScroll: true });
    // On a phone the list is the page itself: the reader goes on where the dossier was opened.
    window.scrollTo(0, scrolledTo);
  }

  function header(place, members) {
    const name = place < 0 ? app.text(claims.toponym[app.state.claim]) : app.placeName(place);
    const lines = [];
    if (place >= 0) {
      const second = words.language === "uk" ? places.name[place] : places.local[place];
      lines.push(el("p", { class: "admin" }, el("span", { text: [second !== name && second, app.adminName(place)].filter(Boolean).join(" · "), dir: "auto" })));
      lines.push(el("p", { class: "precision", text: precisionWords(place) }));
      const spellings = places.spellings[place].filter(([text]) => text !== name);
      if (spellings.length) {
        lines.push(
          el(
            "details",
            { class: "spellings" },
            el("summary", { text: words.say("dossier.spellings", { n: spellings.length }) }),
            el("ul", {}, ...spellings.map(([text, kind]) => el("li", {}, el("bdi", { text }), el("span", { text: ` ${words.say(`spelling.${kind}`)}` })))),
          ),
        );
      }
      if (app.neighbours.length) {
        lines.push(
          el("p", { class: "neighbours" }, el("span", { text: `${neighbourWords(place)} ` }),
            ...app.neighbours.map((p) => el("button", { type: "button", class: "link", text: `${app.placeName(p)} ${words.number(app.gathered().total[p])}`, on: { click: () => app.openPlace(p, [place, ...app.neighbours.filter((other) => other !== p)]) } })),
          ),
        );
      }
    } else lines.push(el("p", { class: "precision", text: words.say("dossier.unlocated") }));
    const close = el("button", { type: "button", class: "close", "aria-label": words.say("close"), text: "×", on: { click: () => app.close() } });
    return [
      el("div", { class: "bar-top" }, el("h2", { text: clip(name, 120), tabindex: "-1", dir: "auto" }), close),
      el("div", { class: "about-place" }, ...lines, el("p", { class: "summary", text: words.say("dossier.summary", { n: members.length }) })),
    ];
  }

  /** What the other places under the mark are: of the same community, or merely near. */
  function neighbourWords(place) {
    const unit = places.unit[place];
    if (!unit || !app.neighbours.every((p) => places.unit[p] === unit)) return words.say("dossier.neighbours");
    return words.say("dossier.community", { name: app.unitName(place), n: app.neighbours.length });
  }

  function precisionWords(p) {
    const precision = store.raw.vocabulary.precision[places.precision[p]];
    const km = places.radius[p] < 10 ? Math.round(places.radius[p] * 10) / 10 : Math.round(places.radius[p]);
    if (places.kind[p] === KIND_TRAY) return words.say("dossier.country");
    if (places.outline[p] === "approximate") return words.say("dossier.approximate");
    if (places.vague[p]) return words.say("dossier.vague");
    return words.say(`dossier.precision.${precision}`, { n: km });
  }

  /** The claims on a line of time: where one claim stands among the others. */
  function strip(members) {
    const dated = members.filter((i) => claims.from[i] !== NO_DAY);
    if (dated.length < 2) return null;
    const asked = (i) => i === app.state.claim || (app.state.window && app.shownAs(i) !== OUTSIDE);
    const { first, last, whole, beyond } = bulkOf(claims, dated, asked);
    if (first === last) return null;
    const rowsEnd = [];
    const line = el("div", { class: "strip", "aria-hidden": "true" });
    const share = (day) => ((Math.max(first, Math.min(last + 1, day)) - first) / (last - first + 1)) * 100;
    const drawn = dated.filter((i) => claims.to[i] >= first && claims.from[i] <= last);
    for (const i of drawn.slice(0, MOST_IN_STRIP)) {
      // The first row that is free at this day; intervals that overlap lie one above the other.
      let row = rowsEnd.findIndex((end) => end < share(claims.from[i]));
      if (row < 0) row = rowsEnd.length < 6 ? rowsEnd.length : 5;
      rowsEnd[row] = Math.max(share(claims.to[i] + 1), share(claims.from[i]) + 2.2);
      const mark = el("span", { class: `a-${store.raw.vocabulary.action[claims.action[i]]} ${app.statusClass(i)}` });
      mark.style.left = `${share(claims.from[i])}%`;
      mark.style.width = `max(7px, ${share(claims.to[i] + 1) - share(claims.from[i])}%)`;
      mark.style.top = `${row * 9}px`;
      line.append(mark);
    }
    line.style.height = `${rowsEnd.length * 9}px`;
    const cut = drawn.length > MOST_IN_STRIP ? el("p", { class: "note", text: words.say("dossier.strip", { n: MOST_IN_STRIP, of: dated.length }) }) : null;
    const left = beyond ? el("p", { class: "note", text: words.say("dossier.stripBeyond", { n: beyond, of: dated.length, range: words.range(...whole) }) }) : null;
    return el("div", { class: "strip-box" }, line, el("p", {}, el("span", { text: words.day(first) }), el("span", { text: words.day(last) })), cut, left);
  }

  function conflict(group) {
    return el(
      "section",
      { class: "conflict" },
      el("h3", { text: words.say("dossier.conflict") }),
      el("p", { class: "note", text: words.say("dossier.conflictNote") }),
      el("div", { class: "versus" }, ...stances(group).map((side) => el("ul", {}, ...several(side, `side ${claims.id[side[0]]}`, (i) => entry(i), FEW_AT_ONCE)))),
    );
  }

  /** The claims of a group by what they say happened, or did not: one column each. */
  function stances(group) {
    const sides = new Map();
    for (const i of group) {
      const stance = `${claims.action[i]} ${claims.modality[i]}`;
      if (!sides.has(stance)) sides.set(stance, []);
      sides.get(stance).push(i);
    }
    return [...sides.values()];
  }

  function section(members, title, key) {
    if (!members.length) return null;
    return el("section", {}, el("h3", { text: words.say(title, { n: members.length }) }), el("ul", {}, ...several(members, key, (i) => entry(i))));
  }

  /** The claims that the filters or the window leave out: there, but folded till they are asked for. */
  function folded(members, open) {
    if (!members.length) return null;
    const list = el("ul");
    const fill = () => list.childElementCount || list.append(...several(members, "rest", (i) => entry(i)));
    const opened = open || limits.has("rest");
    if (opened) fill();
    return el("details", { class: "rest", open: opened, on: { toggle: fill } }, el("summary", { text: words.say("dossier.rest", { n: members.length }) }), list);
  }

  function entry(i) {
    const action = store.raw.vocabulary.action[claims.action[i]];
    const from = claims.firstReport[i];
    const to = claims.firstReport[i + 1];
    const tellings = [];
    for (let r = from; r < Math.min(to, from + 12); r++) tellings.push(telling(r));
    return el(
      "li",
      { class: `entry a-${action} ${app.statusClass(i)}${i === app.state.claim ? " current" : ""}`, data: { entry: claims.id[i] } },
      el("h4", {}, glyph(action), el("span", { text: words.say(`action.${action}`) }), el("span", { class: "when", text: app.when(i) })),
      badges(app, i),
      claims.place[i] !== app.state.place && app.state.place >= 0 ? el("p", { class: "meta", text: app.claimPlaceName(i) }) : null,
      el("p", { class: "meta claimant" }, ...app.attribution(i)),
      strike(i),
      elsewhere(i),
      ...tellings,
      to - from > 12 ? el("p", { class: "meta", text: words.say("dossier.moreReports", { n: to - from - 12 }) }) : null,
      facts(i),
      app.wrong(i),
      el(
        "p",
        { class: "tools" },
        el("button", { type: "button", class: "link", text: words.say("copy.claim"), on: { click: (event) => app.copyLink(i, event.target) } }),
      ),
    );
  }

  /** The other places of which the same sentence says the same. */
  function elsewhere(i) {
    const others = app.sameSentence(i).filter((other) => other !== i && claims.place[other] !== app.state.place);
    if (!others.length) return null;
    return el("p", { class: "meta also" }, el("span", { text: words.say("dossier.also") }),
      ...others.map((other) => el("button", { type: "button", class: "link", text: app.claimPlaceName(other), dir: "auto", on: { click: () => app.openClaim(other) } })),
    );
  }

  /** What is told of a strike beyond that it happened, in one line; numbers as the reports have them. */
  function strike(i) {
    const { vocabulary } = store.raw;
    const range = ([least, most]) => {
      if (most < 0) return words.say("strike.least", { a: least });
      if (least === most) return words.number(least);
      return least ? words.say("strike.range", { a: least, b: most }) : words.say("strike.most", { b: most });
    };
    const told = claims.weapons[i].map((w) => words.say(`weapon.${vocabulary.weapon[w]}`));
    for (const name of ["launched", "shotDown", "killed", "wounded"]) {
      if (claims[name][i]) told.push(words.say(`strike.${name}`, { count: range(claims[name][i]) }));
    }
    if (claims.targets[i].length) {
      told.push(words.say("strike.targets", { kinds: claims.targets[i].map((t) => words.say(`target.${vocabulary.target[t]}`)).join(", ") }));
    }
    return told.length ? el("p", { class: "meta strike", text: told.join(" · ") }) : null;
  }

  /** One report: its words, who printed them and when. */
  function telling(report) {
    const document = reports.document[report];
    const title = app.text(documents.title[document]);
    const url = safeUrl(app.text(documents.url[document]));
    const publisher = app.publisherName(document);
    const name = el("bdi", { text: title ? clip(title, 160) : words.say("dossier.article") });
    return el(
      "div",
      { class: "telling" },
      ...quoted(report),
      el(
        "p",
        { class: "meta" },
        el("bdi", { text: publisher }),
        app.foreign(report),
        el("span", { text: ` · ${app.published(document)} · ` }),
        url ? el("a", { href: url, rel: "noopener noreferrer", target: "_blank" }, name, el("span", { class: "out", text: " ↗", "aria-hidden": "true" })) : name,
      ),
    );
  }

  /** The words of a report; beside a cut sentence, a button that shows the whole of it in its place. */
  function quoted(report) {
    let quote = quoteOf(app, report);
    if (!isCut(store, report)) return [quote];
    let whole = false;
    const button = el("button", { type: "button", class: "link whole", "aria-expanded": "false", text: words.say("dossier.whole") });
    button.addEventListener("click", () => {
      whole = !whole;
      const other = quoteOf(app, report, { whole });
      quote.replaceWith(other);
      quote = other;
      button.textContent = words.say(whole ? "dossier.cut" : "dossier.whole");
      button.setAttribute("aria-expanded", whole);
      // A long sentence scrolls in a box of its own: the name stays in view there too.
      const mark = quote.querySelector("mark");
      quote.scrollTop = mark.offsetTop - quote.offsetTop - quote.clientHeight / 2;
    });
    return [quote, el("p", { class: "tools" }, button)];
  }

  /** How each part of the claim is known, for whoever checks it. */
  function facts(i) {
    const best = claims.firstReport[i];
    const rows = [];
    const add = (key, ...value) => rows.push(el("div", {}, el("dt", { text: words.say(`fact.${key}`) }), el("dd", {}, ...value)));
    const basis = words.say(`basis.${store.raw.vocabulary.basis[claims.basis[i]]}`);
    const timeWords = app.text(reports.timeWords[best]);
    add("when", el("span", { text: `${app.when(i)} — ${basis}` }), timeWords ? el("bdi", { class: "said", text: ` “${timeWords}”` }) : null, claims.edtf[i] < 0 ? null : el("code", { text: app.text(claims.edtf[i]) }));
    add("modality", el("span", { text: claims.status[i] === HAPPENED ? words.say("modality.factual") : app.statusOf(i), dir: "auto" }));
    if (claims.actor[i] >= 0) add("actor", el("bdi", { text: app.text(claims.actor[i]) }));
    const source = app.text(reports.sourceWords[best]);
    if (source) add("source", el("bdi", { class: "said", text: `“${source}”` }));
    const sure = (column) => el("span", { text: `${words.say(`certainty.${store.raw.vocabulary.certainty[column[i]]}`)}. ` });
    add("place", sure(claims.certainty), el("bdi", { text: app.text(reports.placeReason[best]) }));
    const others = candidatesOf(claims, i).filter(([p]) => p !== claims.place[i]);
    if (others.length) {
      add("candidates", el("ol", {}, ...others.map(([p, score]) =>
        el("li", {}, el("bdi", { text: [app.placeName(p), app.adminName(p)].filter(Boolean).join(", ") }), el("span", { text: ` (${words.number(score)})` })),
      )));
    }
    if (reports.timeReason[best] >= 0) add("dateReason", el("bdi", { text: app.text(reports.timeReason[best]) }));
    add("roleReason", sure(claims.reading), el("bdi", { text: app.text(reports.roleReason[best]) }));
    if (reports.corrected[best] >= 0) add("corrected", el("bdi", { text: app.text(reports.corrected[best]) }));
    add("id", el("code", { text: claims.id[i] }));
    return el("details", { class: "facts" }, el("summary", { text: words.say("dossier.facts") }), el("dl", {}, ...rows));
  }

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !box.hidden && !document.querySelector("dialog[open]")) app.close();
  });

  return { show };
}

/** The address if it is one of the web, else null: an article may carry any text for a link. */
function safeUrl(text) {
  if (!text) return null;
  try {
    const url = new URL(text);
    return url.protocol === "https:" || url.protocol === "http:" ? url.href : null;
  } catch {
    return null;
  }
}
