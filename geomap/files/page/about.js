// What the map is and is not, whose data it holds, and which articles were read.

const MOST_DOCUMENTS = 500;
const DOWNLOAD = "geomap gazetteer download ukraine --add";

function fillAbout(app) {
  const { store, words } = app;
  const { raw } = store;
  const part = (id) => document.getElementById(id);
  part("about-text").replaceChildren(
    ...["about.what", "about.not", "about.count", "about.places", "about.sides", "about.borders"].map((key) =>
      el("section", {}, el("h3", { text: words.say(`${key}.title`) }), el("p", { text: words.say(key) })),
    ),
  );
  const { centred } = raw;
  if (centred) {
    const unit = words.say(`centred.unit.${centred.unit}`);
    const said = [words.say("centred", { n: centred.n, of: centred.of, unit })];
    if (!centred.remedied) said.push(words.say("centred.remedy", { command: DOWNLOAD }));
    part("about-text").append(
      el("section", {}, el("h3", { text: words.say("centred.title") }), el("p", { text: said.join(" ") })),
    );
  }
  part("about-credits").replaceChildren(...raw.credits.map((credit) => el("li", { text: credit })));
  part("credit-line").textContent = [...raw.basemapCredits, words.say("borders")].join("; ");
  const list = part("about-documents");
  list.replaceChildren();
  const fill = () => list.childElementCount || list.append(...store.documents.id.slice(0, MOST_DOCUMENTS).map((id, d) => documentRow(app, id, d)));
  if (list.parentElement.open) fill();
  list.parentElement.ontoggle = fill;
}

/** An article that was read: its title, with its address where it has one, publisher and date. */
function documentRow(app, id, d) {
  const { documents } = app.store;
  const url = safeUrl(app.text(documents.url[d]));
  const name = el("bdi", { text: clip(app.text(documents.title[d]) ?? id, 160) });
  return el(
    "li",
    {},
    url ? el("a", { href: url, rel: "noopener noreferrer", target: "_blank" }, name) : name,
    el("span", { text: ` · ${app.publisherName(d)} · ${app.published(d)}` }),
  );
}
