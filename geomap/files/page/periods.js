// What the page of a period knows of the other pages. Only such pages have this file: it stands behind all others of the
// page, and what it gives takes the place of what they give. So a page of all claims has nothing of it.

/** How the data names the pages and the claims beyond this one; set when the data is read. */
let elsewhere = null;

/** Days from the first to the last of a period that is looked at whole. */
const LONGEST_WHOLE = 30;

/** Links to claims of other pages that one claim shows. */
const MOST_STRANGERS = 5;

/** Claims of other pages stand behind those of this one, by their ids alone: no list and no count has them. */
makeStore = ((own) => (raw) => {
  elsewhere = { ...raw.elsewhere, of: new Map() };
  const store = own(raw);
  const { claims, size } = store;
  for (const [position, kind, stranger] of elsewhere.links) {
    if (!elsewhere.of.has(position)) elsewhere.of.set(position, []);
    elsewhere.of.get(position).push([kind, stranger]);
  }
  for (const [position, strangers] of elsewhere.of) {
    for (const [kind, name] of ["contradicts", "mayDiffer"].entries()) {
      const here = claims[name][position];
      const all = [...here, ...strangers.filter(([of]) => of === kind).map(([, stranger]) => size + stranger)];
      // Who counts or names them has all; who goes through them to show them has those that are here.
      all[Symbol.iterator] = () => here.values();
      claims[name][position] = all;
    }
  }
  for (const id of elsewhere.ids) claims.id.push(id);
  return store;
})(makeStore);

/** The last day of publication is that of all pages: a claim is no more doubtful on one than on a map of all. */
lastPublished = () => elsewhere.last ?? Infinity;

/** The page of a month or less is looked at whole: who opens it has chosen its days. */
openingWindow = ((own) => (store) => (elsewhere.days && elsewhere.days[1] - elsewhere.days[0] <= LONGEST_WHOLE ? null : own(store)))(openingWindow);

/** A claim that is contradicted from another page leads there. */
badges = ((own) => (app, i, how = {}) => {
  const made = own(app, i, how);
  if (how.brief) return made;
  for (const [, stranger] of (elsewhere.of.get(i) ?? []).slice(0, MOST_STRANGERS)) {
    const page = elsewhere.pages[stranger];
    const href = `${elsewhere.files[page]}#claim=${encodeURIComponent(elsewhere.ids[stranger])}`;
    const text = app.words.say("periods.against", { period: app.words.say(`period.${page}`) });
    made.append(el("a", { class: "link", href, text }));
  }
  return made;
})(badges);

/** What of an address is of one page alone. */
const OF_ONE_PAGE = ["claim", "place", "from", "to", "time"];

/** Who goes on to another page takes filters, language, colours and the part of the map along. */
document.getElementById("periods").addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (!link) return;
  const hash = new URLSearchParams(location.hash.slice(1));
  for (const name of OF_ONE_PAGE) hash.delete(name);
  link.href = link.getAttribute("href").split("#")[0] + (String(hash) ? `#${hash}` : "");
});
