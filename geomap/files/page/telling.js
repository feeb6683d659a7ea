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
    claimPlaceName: (i) => (store.claims.place[i] < 0 ? store.claims.toponym[i] : telling.placeName(store.claims.place[i])),
    publisherName(document) {
      return clip(telling.text(store.documents.publisher[document]) ?? words.say("publisher.unknown"), 80);
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
      return `${words.say("event.on", { date: short, basis: words.say(`basis.${name}`) })} · ${telling.published(document)}`;
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
