// What the map is and is not, whose data it holds, and which articles were read.

function fillAbout(app) {
  const { store, words } = app;
  const { raw } = store;
  const part = (id) => document.getElementById(id);
  part("about-text").replaceChildren(
    ...["about.what", "about.not", "about.count", "about.places", "about.sides", "about.borders"].map((key) =>
      el("section", {}, el("h3", { text: words.say(`${key}.title`) }), el("p", { text: words.say(key) })),
    ),
  );
  part("about-credits").replaceChildren(...raw.credits.map((credit) => el("li", { text: credit })));
  part("credit-line").textContent = [...raw.basemapCredits, words.say("borders")].join("; ");
  part("about-documents").replaceChildren(
    ...store.documents.id.slice(0, 500).map((id, d) => {
      const title = app.text(store.documents.title[d]) ?? id;
      const url = safeUrl(app.text(store.documents.url[d]));
      const name = el("bdi", { text: clip(title, 160) });
      return el(
        "li",
        {},
        url ? el("a", { href: url, rel: "noopener noreferrer", target: "_blank" }, name) : name,
        el("span", { text: ` · ${app.publisherName(d)} · ${app.published(d)}` }),
      );
    }),
  );
}
