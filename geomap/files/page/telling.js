// A claim in the words of the page's language: who, when, where; and the part of it a reader must not take amiss.

function makeTelling(store, words) {
  const { raw } = store;
  const telling = {
    text: (t) => (t < 0 ? null : store.texts[t]),
    placeName(p) {
      return words.language === "uk" && store.places.local[p] ? store.places.local[p] : store.places.name[p];
    },
    adminName(p) {
      const local = words.language === "uk" && store.places.admin[p] ? store.places.localAdmin[p] : null;
      return local ?? store.places.admin[p] ?? "";
    },
    /** The name of the unit at whose centre a place stands. */
    unitName: (p) => (words.language === "uk" && store.places.localUnit[p]) || store.places.unit[p],
    /** The name of a first-level unit, which the data have in English. */
    regionName(name) {
      if (words.language !== "uk") return name;
      const p = store.places.admin1.indexOf(name);
      return (p >= 0 && store.places.localAdmin[p]) || name;
    },
    claimPlaceName: (i) => (store.claims.place[i] < 0 ? (telling.text(store.claims.toponym[i]) ?? "") : telling.placeName(store.claims.place[i])),
    publisherName(document) {
      return clip(telling.text(store.documents.publisher[document]) ?? words.say("publisher.unknown"), 80);
    },
    /** The days of a claim in words; where its report alone tells them, the last day on which it can have been. */
    when(i) {
      const { from, to, basis } = store.claims;
      if (from[i] === NO_DAY) return words.say("undated");
      if (raw.vocabulary.basis[basis[i]] === "publication") return words.say("reportedBy", { date: words.day(to[i]) });
      return words.range(from[i], to[i], from[i] === to[i] ? "long" : "medium");
    },
    /** What is said of events, of each status: "3 reported as happened · 1 planned". */
    statusWords: (counts) =>
      STATUSES.flatMap((status, s) => (counts[s] ? [words.say(`status.${status}`, { n: counts[s] })] : [])).join(" · ") || words.say("status.factual", { n: 0 }),
    /** The same where the number alone stands for what happened: "3 · 1 planned". */
    statusCounts: (counts) =>
      [words.number(counts[HAPPENED]), ...[PLANNED, NEGATED].flatMap((s) => (counts[s] ? [words.say(`status.${STATUSES[s]}`, { n: counts[s] })] : []))].join(" · "),
    /** The same in little room: the others as their sign on the map, for the eye, and in words; last, what is not
     *  dated to the window. */
    statusSigns: (counts) =>
      counts.flatMap((n, s) => {
        if (s === HAPPENED) return [words.number(n)];
        if (!n) return [];
        const status = STATUSES[s] ?? "beside";
        const said = words.say(`status.${status}`, { n });
        const sign = status === "beside" ? "+" : el("i");
        return [el("span", { class: `count-of s-${status}`, title: said }, el("span", { class: "unseen", text: ` · ${said}` }), el("span", { "aria-hidden": "true" }, sign, words.number(n)))];
      }),
    /** Of which status a claim is, where it is not reported as happened: who denies it, if anyone is named. */
    statusOf(i) {
      const status = store.claims.status[i];
      if (status === PLANNED) return words.say("badge.planned");
      const claimant = telling.text(store.claims.claimant[i]);
      return claimant === null ? words.say("badge.notHappened") : words.say("badge.deniedBy", { who: clip(claimant, 60) });
    },
    /** The class by which a list shows the status of a claim. */
    statusClass: (i) => `s-${STATUSES[store.claims.status[i]]}`,
    published(document) {
      const { from, to, basis } = store.documents;
      if (from[document] === null) return words.say("published.unknown");
      const date = words.range(from[document], to[document]);
      const how = raw.vocabulary.publicationBasis[basis[document]];
      return words.say(how === "inferred" ? "published.inferred" : "published.on", { date });
    },
    /** The date of publication, after the days of the claim where no heading tells them. */
    dates(i, headed) {
      const published = telling.published(store.reports.document[store.claims.firstReport[i]]);
      return headed ? published : `${telling.when(i)} · ${published}`;
    },
    /** A note for words in another language than the page's. */
    foreign(report) {
      const language = store.documents.language[store.reports.document[report]];
      if (!language || language === words.language) return null;
      return el("span", { class: "tongue", text: ` (${clip(language, 12)})`, title: words.say("in.language", { name: words.nameOfLanguage(language) }) });
    },
    /** Who says so: a named claimant with the side its words tell, or the outlet itself. */
    attribution(i) {
      const claimant = telling.text(store.claims.claimant[i]);
      const side = raw.vocabulary.side[store.claims.side[i]];
      if (claimant === null) return [el("span", { text: words.say("claimant.author") })];
      const parts = [el("span", { text: `${words.say("claimant.by")} ` }), el("bdi", { class: "who", text: clip(claimant, 120) })];
      if (side === "ukrainian" || side === "russian") parts.push(el("span", { text: ` (${words.say(`side.${side}`)})` }));
      return parts;
    },
  };
  return telling;
}
