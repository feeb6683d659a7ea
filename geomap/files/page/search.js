// Search: what is asked, whatever its case, spelling or grammatical form, in the words of the claims. Pure.

/** Letters that a search must take apart: Latin with marks, and marks that stand alone. */
const ACCENTED = /[\u00c0-\u02af\u0300-\u036f\u1e00-\u1eff]/;
const QUIRKS = /[ё’ʼ`´‘]/;

/** Letters as a search compares them: no case, no accents, one apostrophe, ё as е. */
function fold(text) {
  let folded = text.toLowerCase();
  // The marks of й and ї belong to letters of their own.
  if (ACCENTED.test(folded)) folded = folded.normalize("NFD").replace(/(?![\u0306\u0308])\p{M}/gu, "").normalize("NFC");
  return QUIRKS.test(folded) ? folded.replace(/ё/g, "е").replace(/[’ʼ`´‘]/g, "'") : folded;
}

const CYRILLIC = /[\u0400-\u04ff]/;
const WORDS = /[\p{L}\p{N}'’ʼ`´‘]+/gu;

/** Letters that take turns within a word as it is inflected (Харків, Харкова; Авдіївка, Авдіївці), as one. */
const blend = (text) => text.replace(/[іїєе]/g, "о").replace(/ц/g, "к").replace(/з/g, "г");

/** Endings of nouns and adjectives, Ukrainian and Russian, the longest first. */
const ENDINGS = (
  "ами ями ого его ому ему ими ыми іми ією ий ій ой ей ою ею єю ах ях ам ям ом ем єм ым им ая яя ое ее ые ие ої " +
  "а я у ю о е є и і ы ь й"
).split(" ");
const LEAST_STEM = 3;

/** A folded Cyrillic word without its ending, another without the sign of whose it is. */
function bareOf(word) {
  if (!CYRILLIC.test(word)) return word.replace(/'s?$/, "");
  const ending = ENDINGS.find((end) => word.endsWith(end) && word.length - end.length >= LEAST_STEM) ?? "";
  return word.slice(0, word.length - ending.length);
}

/** The part of a folded Cyrillic word that its forms share, in Ukrainian and Russian; other words bare. */
const stemOf = (word) => (CYRILLIC.test(word) ? blend(bareOf(word).replace(/[ьъ']/g, "")) : bareOf(word));

const LATIN = Object.fromEntries(
  "а:a б:b в:v г:h ґ:h д:d е:e є:e ж:zh з:z и:i і:i ї:i й:i к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ф:f х:h ц:ts ч:ch ш:sh щ:shch ъ: ы:i ь: э:e ю:iu я:ia ':"
    .split(" ")
    .map((pair) => pair.split(":")),
);
const LEAST_NAME = 4;

/** How a folded name sounds in any of its spellings and forms: Zelensky, Zelenskyy and Зеленського are one. */
function soundOf(name) {
  return [...bareOf(name)]
    .map((letter) => LATIN[letter] ?? letter)
    .join("")
    .replace(/kh/g, "h")
    .replace(/g/g, "h")
    .replace(/[yj]/g, "i")
    .replace(/ie/g, "e")
    .replace(/(zh|sh|ts|ch)\1/g, "$1")
    .replace(/(.)\1+/g, "$1")
    .replace(/[aeiou]+$/, "");
}

/** How a place's name sounds in Ukrainian and Russian alike, whose vowels take turns: Харків, Харькова and Kharkov. */
const placeSoundOf = (sound) => sound.replace(/[eio]+/g, "o");

/** The parts of a query: words, and phrases between quotation marks. */
function termsOf(query) {
  const terms = [];
  const rest = fold(query).replace(/["“„«]([^"“”„«»]+)["”“»]/g, (_, phrase) => {
    const words = phrase.trim().replace(/\s+/g, " ");
    if (words) terms.push({ text: words, phrase: words.includes(" ") });
    return " ";
  });
  for (const text of rest.split(/[\s"“”„«»]+/)) if (text) terms.push({ text, phrase: false });
  return terms;
}

/** A search over quotes, claimants and places in every spelling. Its index is made in the pauses of the page, or at the
 *  first question. */
function makeSearch(store) {
  const { places, claims, reports, documents, texts } = store;
  const manyPlaces = places.size;
  /** What can be read in a claim, each once: the spellings of a place, a text, the shown part of a sentence. */
  const raws = [];
  const folded = [];
  /** Every word once, folded: where it stands, and how its forms are told. */
  const index = new Map();
  const wordOfToken = new Map();
  const people = new Set();
  const placeNames = new Set();
  let unitOfReport = null;
  let words = null;
  let ready = false;

  const spellingsOf = (p) => [places.name[p], places.local[p], ...places.spellings[p].map(([text]) => text)];

  function collect() {
    for (let p = 0; p < manyPlaces; p++) raws.push([places.admin[p] ?? "", ...spellingsOf(p)].join("\n"));
    for (const text of texts) raws.push(text);
    const ofQuote = new Map();
    unitOfReport = Int32Array.from(reports.quote, (quote, r) => {
      // What is searched of a quote is what is shown of it: a list of a thousand places is no claim about each.
      const cut = isCut(store, r);
      if (!cut && ofQuote.has(quote)) return ofQuote.get(quote);
      raws.push(cut ? excerptOf(store, r) : store.quotes.at(quote));
      if (!cut) ofQuote.set(quote, raws.length - 1);
      return raws.length - 1;
    });
  }

  /** What is known of a word as it is written; made once. */
  function wordOf(token) {
    const known = wordOfToken.get(token);
    if (known) return known;
    const text = fold(token);
    if (!index.has(text)) {
      const named = text.length >= LEAST_NAME;
      const sound = named ? soundOf(text) : "";
      words = null;
      index.set(text, { text, stem: named ? stemOf(text) : text, sound, place: placeSoundOf(sound), capital: false, units: [] });
    }
    const word = index.get(text);
    word.capital ||= token[0] !== token[0].toLowerCase();
    wordOfToken.set(token, word);
    return word;
  }

  /** Fold the next units, at most so many; whether all are done. */
  function prepare(most = Infinity) {
    if (!unitOfReport) collect();
    const end = Math.min(raws.length, folded.length + most);
    for (let u = folded.length; u < end; u++) {
      folded.push(fold(raws[u]).replace(/\s+/g, " "));
      for (const [token] of raws[u].matchAll(WORDS)) {
        const { units } = wordOf(token);
        if (units.at(-1) !== u) units.push(u);
      }
    }
    if (folded.length < raws.length) return false;
    if (!ready) learnNames();
    ready = true;
    return true;
  }

  /** The names of people and places, by their sound: capitalised words of claimants and actors, and of spellings. */
  function learnNames() {
    const learn = (text, names, key) => {
      for (const [token] of text.matchAll(WORDS)) {
        if (token[0] === token[0].toLowerCase()) continue;
        const word = wordOf(token);
        if (word[key].length >= (key === "place" ? LEAST_STEM : LEAST_NAME)) names.add(word[key]);
      }
    };
    for (const t of new Set([...claims.claimant, ...claims.actor])) if (t >= 0) learn(texts[t], people, "sound");
    for (let p = 0; p < manyPlaces; p++) if (places.claims[p]) for (const name of spellingsOf(p)) learn(name ?? "", placeNames, "place");
  }

  const WORD_ALONE = /^[\p{L}\p{N}']+$/u;

  /** By what a word of the query is known in the claims: its stem, and its sound where that is somebody's or a place's. */
  function formsOf({ text, phrase }) {
    const alone = !phrase && WORD_ALONE.test(text);
    const named = alone && text.length >= LEAST_NAME;
    const sound = named ? soundOf(text) : "";
    const place = placeSoundOf(sound);
    return {
      text,
      alone,
      stem: named && CYRILLIC.test(text) ? stemOf(text) : null,
      sound: people.has(sound) ? sound : null,
      place: placeNames.has(place) ? place : null,
    };
  }

  /** Whether a word is the one that is asked for: a form of it, or the same name in another spelling. */
  const isNamed = (word, { sound, place }) => word.capital && ((sound !== null && word.sound === sound) || (place !== null && word.place === place));
  const isForm = (word, forms) => word.text.length >= LEAST_NAME && ((forms.stem !== null && word.stem === forms.stem) || isNamed(word, forms));

  /** Per unit whether a word of the query is found there: as part of a word, as it is typed or as its name is written
   *  elsewhere, so that no spelling finds more than another. */
  function found(forms) {
    const { text, alone } = forms;
    if (!alone) return Uint8Array.from(folded, (unit) => (unit.includes(text) ? 1 : 0));
    const has = new Uint8Array(folded.length);
    words ??= [...index.values()];
    const parts = [text];
    if (forms.sound !== null || forms.place !== null) {
      const names = words.filter((word) => isNamed(word, forms)).map((word) => word.text);
      for (const name of names.sort((a, b) => a.length - b.length)) if (!parts.some((part) => name.includes(part))) parts.push(name);
    }
    for (const word of words) {
      let holds = isForm(word, forms);
      for (let k = 0; !holds && k < parts.length; k++) holds = word.text.includes(parts[k]);
      if (holds) for (const u of word.units) has[u] = 1;
    }
    return has;
  }

  return {
    prepare,
    /** 1 for each claim that holds every word of the query; null where there is no query. */
    matches(query) {
      const terms = termsOf(query);
      if (!terms.length) return null;
      prepare();
      const units = terms.map((term) => found(formsOf(term)));
      const anyOf = (has, i) => {
        const place = claims.place[i];
        if (place >= 0 && has[place]) return 1;
        if ((claims.claimant[i] >= 0 && has[manyPlaces + claims.claimant[i]]) || (claims.actor[i] >= 0 && has[manyPlaces + claims.actor[i]])) return 1;
        for (let r = claims.firstReport[i]; r < claims.firstReport[i + 1]; r++) {
          const document = reports.document[r];
          if (has[unitOfReport[r]]) return 1;
          if (documents.publisher[document] >= 0 && has[manyPlaces + documents.publisher[document]]) return 1;
          if (documents.title[document] >= 0 && has[manyPlaces + documents.title[document]]) return 1;
        }
        return 0;
      };
      const unlocated = (i) => claims.place[i] < 0 && fold(claims.toponym[i]);
      return Uint8Array.from({ length: store.size }, (_, i) =>
        terms.every(({ text }, t) => anyOf(units[t], i) || (unlocated(i) && unlocated(i).includes(text))) ? 1 : 0,
      );
    },
    /** Where the words of the query stand in a text: pairs of positions, in order. */
    hits(query, text) {
      const terms = termsOf(query);
      if (!terms.length) return [];
      prepare();
      const whole = fold(text);
      const spans = [];
      for (const forms of terms.map(formsOf)) {
        const term = forms.text;
        // Where folding changed the length, positions would be those of another text.
        if (whole.length === text.length) {
          for (let at = whole.indexOf(term); at >= 0; at = whole.indexOf(term, at + term.length)) spans.push([at, at + term.length]);
        }
        if (forms.stem === null && forms.sound === null && forms.place === null) continue;
        for (const { 0: token, index: at } of text.matchAll(WORDS)) if (isForm(wordOf(token), forms)) spans.push([at, at + token.length]);
      }
      spans.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
      return spans.filter(([start], k) => !k || start >= Math.max(...spans.slice(0, k).map(([, end]) => end)));
    },
    /** Places of which some spelling begins with the query, or is a form of it, with that spelling; the busiest first. */
    places(query, limit) {
      const wanted = fold(query.replace(/["“”„«»]/g, "").trim());
      if (wanted.length < 2) return [];
      const soundsOf = (name) => name.split(" ").map((word) => (word.length < LEAST_NAME ? bareOf(word) : placeSoundOf(soundOf(word)))).join(" ");
      const sounds = wanted.length >= LEAST_NAME ? soundsOf(wanted) : null;
      const some = [];
      for (let p = 0; p < manyPlaces; p++) {
        if (!places.claims[p]) continue;
        const spelling = spellingsOf(p).find((name) => {
          const whole = fold(name ?? "");
          return whole.startsWith(wanted) || (sounds !== null && soundsOf(whole) === sounds);
        });
        if (spelling !== undefined) some.push({ place: p, spelling, claims: places.claims[p] });
      }
      return some.sort((a, b) => b.claims - a.claims || a.place - b.place).slice(0, limit);
    },
  };
}

/** Whether a report's sentence is longer than what is shown of it. */
const isCut = ({ quotes, reports }, report) =>
  reports.cutStart[report] > 0 || reports.cutEnd[report] < quotes.at(reports.quote[report]).length;

/** A report's sentence as it is shown, cut around the toponym where it is long. */
function excerptOf({ quotes, reports }, report) {
  const text = quotes.at(reports.quote[report]);
  const [start, end] = [reports.cutStart[report], reports.cutEnd[report]];
  return (start > 0 ? "…" : "") + text.slice(start, end) + (end < text.length ? "…" : "");
}
