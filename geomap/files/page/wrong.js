// What a reader holds to be wrong: noted for the session, and saved as a table that geomap reads as corrections.

/** Characters before and after a name that anchor a correction, as geomap itself writes it. */
const ANCHOR = 32;
const CORRECTION = "scope document exact prefix suffix at was field value by on reason".split(" ");
const NONE = "none";
const NOT_TRUE = ["not-an-event", "not-a-place"];

function makeWrong(app) {
  const { store, words } = app;
  const { claims, places, reports, documents, raw } = store;
  // Pages of one browser share the store of a session: each map has a key of its own.
  const shelf = `geomap corrections ${location.pathname}`;
  const saving = document.getElementById("corrections");
  let { by, answers } = remembered();

  /** What was noted before the page was loaded anew; a browser may keep nothing for files. */
  function remembered() {
    try {
      const known = JSON.parse(sessionStorage.getItem(shelf)) ?? {};
      const told = ({ claim, ...texts }) => store.claimOfId.has(claim) && Object.values(texts).every((text) => typeof text === "string");
      return { by: String(known.by ?? ""), answers: (known.answers ?? []).filter(told) };
    } catch {
      return { by: "", answers: [] };
    }
  }

  function remember() {
    try {
      sessionStorage.setItem(shelf, JSON.stringify({ by, answers }));
    } catch {
      // Then they last as long as the page is open.
    }
    showCount();
  }

  function showCount() {
    saving.hidden = !answers.length;
    saving.textContent = words.say("wrong.save", { n: answers.length });
  }

  /** The rows of an answer: one for each report of the claim, found again by the words around its name. */
  function rowsOf({ claim, field, value, reason, on }) {
    const i = store.claimOfId.get(claim);
    const rows = [];
    for (let r = claims.firstReport[i]; r < claims.firstReport[i + 1]; r++) {
      const quote = store.quotes.at(reports.quote[r]);
      const before = [...quote.slice(0, reports.start[r])];
      const after = [...quote.slice(reports.end[r])];
      rows.push({
        scope: "mention",
        document: documents.id[reports.document[r]],
        exact: plainText(quote.slice(reports.start[r], reports.end[r])),
        prefix: plainText(before.slice(-ANCHOR).join("")),
        suffix: plainText(after.slice(0, ANCHOR).join("")),
        at: reports.quoteAt[r] + before.length,
        was: plainText(wasOf(i, field)),
        field,
        value,
        by,
        on,
        reason,
      });
    }
    return rows;
  }

  function wasOf(i, field) {
    if (field === "place") return claims.place[i] < 0 ? NONE : places.id[claims.place[i]];
    if (field === "days") return app.text(claims.edtf[i]) ?? NONE;
    if (field === "claimant") return app.text(claims.claimant[i]) ?? NONE;
    return raw.vocabulary.action[claims.action[i]];
  }

  function save() {
    const lines = answers.flatMap(rowsOf).map((row) => CORRECTION.map((name) => csvCell(row[name])).join(","));
    const moment = new Date().toISOString().slice(0, 19).replace(/[T:]/g, "-");
    saveFile(`corrections-${moment}.csv`, "text/csv;charset=utf-8", `\ufeff${[CORRECTION.join(","), ...lines].join("\r\n")}\r\n`);
  }
  saving.addEventListener("click", save);

  /** The fold in a claim's card in which a reader says what is wrong with it. */
  function of(i) {
    const fold = el("details", { class: "wrong" }, el("summary", { text: words.say("wrong") }));
    const noted = el("div", { class: "noted", role: "status" });
    const list = () => noted.replaceChildren(...notedOf(i, fold, list));
    const fill = () => {
      if (fold.querySelector("form")) return;
      fold.append(form(i, list), noted);
      list();
    };
    const known = answers.some(({ claim }) => claim === claims.id[i]);
    fold.open = known;
    if (known) fill();
    fold.addEventListener("toggle", fill);
    fold.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !fold.open) return;
      // The first Escape closes the fold, the next the dossier.
      event.stopPropagation();
      fold.open = false;
      fold.querySelector("summary").focus();
    });
    return fold;
  }

  function notedOf(i, fold, list) {
    const own = answers.filter(({ claim }) => claim === claims.id[i]);
    if (!own.length) return [];
    const line = (answer) => {
      const back = () => {
        answers = answers.filter((other) => other !== answer);
        remember();
        list();
        fold.querySelector("summary").focus();
      };
      const button = el("button", { type: "button", class: "link", text: words.say("wrong.back"), on: { click: back } });
      return el("li", {}, el("bdi", { text: clip(answerWords(answer), 200) }), " ", button);
    };
    return [
      el("ul", {}, ...own.map(line)),
      el("p", { class: "note", text: words.say("wrong.how") }),
      el("button", { type: "button", class: "link", text: words.say("wrong.save", { n: answers.length }), on: { click: save } }),
    ];
  }

  function answerWords({ field, value }) {
    if (field === "role") return words.say(`wrong.${value}`);
    const p = field === "place" ? store.placeOfId.get(value) : undefined;
    const said = p !== undefined ? app.placeName(p) : field === "action" ? words.say(`action.${value}`) : value === NONE ? words.say(`wrong.none.${field}`) : value;
    return `${words.say(`wrong.${field}`)}: ${said}`;
  }

  function form(i, list) {
    const kind = select("field", ["place", "days", "claimant", "action", ...NOT_TRUE].map((name) => [name, words.say(`wrong.${name}`)]));
    const asked = el("div", { class: "asked-for" });
    const reason = el("input", { type: "text", name: "reason", maxlength: 300, autocomplete: "off" });
    const name = el("input", { type: "text", name: "by", maxlength: 100, autocomplete: "off" });
    name.value = by;
    let answer = () => "";
    const ask = () => {
      const [value, ...parts] = (ASKS[kind.value] ?? (() => [() => kind.value]))(i);
      answer = value;
      asked.replaceChildren(...parts);
    };
    const note = (event) => {
      event.preventDefault();
      const field = NOT_TRUE.includes(kind.value) ? "role" : kind.value;
      by = name.value.trim();
      const given = { claim: claims.id[i], field, value: answer(), reason: reason.value.trim(), on: new Date().toISOString().slice(0, 10) };
      answers = [...answers.filter((other) => other.claim !== given.claim || other.field !== field), given];
      remember();
      list();
    };
    kind.addEventListener("change", ask);
    ask();
    return el(
      "form",
      { on: { submit: note } },
      labelled("wrong.what", kind),
      asked,
      labelled("wrong.reason", reason),
      labelled("wrong.by", name),
      el("button", { type: "submit", text: words.say("wrong.note") }),
    );
  }

  /** What is asked for each field: how to read the answer, and the elements that ask. */
  const ASKS = {
    place(i) {
      const known = candidatesOf(claims, i).filter(([p]) => p !== claims.place[i]).map(([p]) => [places.id[p], [app.placeName(p), app.adminName(p)].filter(Boolean).join(", ")]);
      const choice = select("place", [...known, ["", words.say("wrong.otherPlace")], [NONE, words.say("wrong.none.place")]]);
      const other = el("input", { type: "text", name: "other", required: true, maxlength: 100, autocomplete: "off", placeholder: "48.98, 37.80" });
      const field = labelled("wrong.idOrPoint", other);
      const toggle = () => (field.hidden = other.disabled = choice.value !== "");
      choice.addEventListener("change", toggle);
      toggle();
      return [() => choice.value || other.value.trim(), labelled("wrong.right", choice), field];
    },
    days(i) {
      const first = el("input", { type: "date", name: "first", required: true });
      const last = el("input", { type: "date", name: "last" });
      if (claims.from[i] !== NO_DAY) first.value = isoDay(claims.from[i]);
      const bound = () => (last.min = first.value);
      first.addEventListener("change", bound);
      bound();
      return [() => (last.value && last.value !== first.value ? `${first.value}/${last.value}` : first.value), labelled("wrong.first", first), labelled("wrong.last", last)];
    },
    claimant() {
      const who = el("input", { type: "text", name: "claimant", maxlength: 200, autocomplete: "off" });
      return [() => who.value.trim() || NONE, labelled("wrong.who", who)];
    },
    action(i) {
      const others = raw.vocabulary.action.filter((_, a) => a !== claims.action[i]);
      const choice = select("action", others.map((action) => [action, words.say(`action.${action}`)]));
      return [() => choice.value, labelled("wrong.right", choice)];
    },
  };

  const labelled = (key, input) => el("label", {}, el("span", { text: words.say(key) }), input);
  const select = (name, options) => el("select", { name }, ...options.map(([value, text]) => el("option", { value, text })));

  return { of, showCount };
}
