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

/** The part of a folded Cyrillic word that its forms share; other words as they are. */
function stemOf(word) {
  if (!CYRILLIC.test(word)) return word;
  const ending = ENDINGS.find((end) => word.endsWith(end) && word.length - end.length >= LEAST_STEM) ?? "";
  return blend(word.slice(0, word.length - ending.length));
}

const LATIN = Object.fromEntries(
  "а:a б:b в:v г:h ґ:h д:d е:e є:e ж:zh з:z и:i і:i ї:i й:i к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ф:f х:h ц:ts ч:ch ш:sh щ:shch ъ: ы:i ь: э:e ю:iu я:ia ':"
    .split(" ")
    .map((pair) => pair.split(":")),
);
const LEAST_NAME = 4;

/** How a folded name sounds in any of its spellings: Zelensky, Zelenskyy and Зеленський are one. */
function soundOf(name) {
  return [...name]
    .map((letter) => LATIN[letter] ?? letter)
    .join("")
    .replace(/kh/g, "h")
    .replace(/g/g, "h")
    .replace(/[yj]/g, "i")
    .replace(/ie/g, "e")
    .replace(/(.)\1+/g, "$1")
    .replace(/[aeiou]+$/, "");
}

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
  const stems = [];
  const namesBySound = new Map();
  let unitOfReport = null;

  const spellingsOf = (p) => [places.name[p], places.local[p], ...places.spellings[p].map(([text]) => text)];

  function collect() {
    for (let p = 0; p < manyPlaces; p++) raws.push([places.admin[p] ?? "", ...spellingsOf(p)].join("\n"));
    for (const text of texts) raws.push(text);
    const ofQuote = new Map();
    unitOfReport = Int32Array.from(reports.quote, (quote, r) => {
      // What is searched of a quote is what is shown of it: a list of a thousand places is no claim about each.
      const cut = isCut(store, r);
      if (!cut && ofQuote.has(quote)) return ofQuote.get(quote);
      raws.push(cut ? excerptOf(store, r) : store.quotes[quote]);
      if (!cut) ofQuote.set(quote, raws.length - 1);
      return raws.length - 1;
    });
  }

  /** Fold the next units, at most so many; whether all are done. */
  function prepare(most = Infinity) {
    if (!unitOfReport) collect();
    const end = Math.min(raws.length, folded.length + most);
    for (let u = folded.length; u < end; u++) folded.push(fold(raws[u]).replace(/\s+/g, " "));
    if (folded.length < raws.length) return false;
    if (!namesBySound.size) learnNames();
    return true;
  }

  /** The names of people, by their sound: capitalised words of claimants and actors. */
  function learnNames() {
    namesBySound.set("", new Set());
    for (const t of new Set([...claims.claimant, ...claims.actor])) {
      if (t < 0) continue;
      for (const [word] of texts[t].matchAll(WORDS)) {
        if (word.length < LEAST_NAME || word[0] === word[0].toLowerCase()) continue;
        const name = fold(word);
        const sound = soundOf(stemmed(name));
        if (sound.length < LEAST_NAME) continue;
        if (!namesBySound.has(sound)) namesBySound.set(sound, new Set());
        namesBySound.get(sound).add(name);
      }
    }
  }

  /** A Cyrillic word without its ending, its letters as they are. */
  const stemmed = (word) => (CYRILLIC.test(word) ? word.slice(0, stemOf(word).length) : word);

  /** All spellings by which a word of the query is looked for: itself as part of a word, and whole words by stem. */
  function formsOf({ text, phrase }) {
    const others = new Set();
    if (!phrase && text.length >= LEAST_NAME) {
      if (CYRILLIC.test(text)) others.add(stemOf(text));
      for (const name of namesBySound.get(soundOf(stemmed(text))) ?? []) others.add(stemOf(name));
    }
    return { text, others };
  }

  const stemsIn = (u) => (stems[u] ??= ` ${Array.from(folded[u].matchAll(WORDS), ([word]) => stemOf(word)).join(" ")} `);

  /** Per unit whether a word of the query is found there. */
  function found({ text, others }) {
    const wanted = [...others].map((stem) => ` ${stem} `);
    return Uint8Array.from(folded, (unit, u) => {
      if (unit.includes(text)) return 1;
      return wanted.length && wanted.some((stem) => stemsIn(u).includes(stem)) ? 1 : 0;
    });
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
      for (const { text: term, others } of terms.map(formsOf)) {
        // Where folding changed the length, positions would be those of another text.
        if (whole.length === text.length) {
          for (let at = whole.indexOf(term); at >= 0; at = whole.indexOf(term, at + term.length)) spans.push([at, at + term.length]);
        }
        if (!others.size) continue;
        for (const word of text.matchAll(WORDS)) if (others.has(stemOf(fold(word[0])))) spans.push([word.index, word.index + word[0].length]);
      }
      spans.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
      return spans.filter(([start], k) => !k || start >= Math.max(...spans.slice(0, k).map(([, end]) => end)));
    },
    /** Places of which some spelling begins with the query, or is a form of it, with that spelling; the busiest first. */
    places(query, limit) {
      const wanted = fold(query.replace(/["“”„«»]/g, "").trim());
      if (wanted.length < 2) return [];
      const stem = wanted.length >= LEAST_NAME && !wanted.includes(" ") ? stemOf(wanted) : null;
      const some = [];
      for (let p = 0; p < manyPlaces; p++) {
        if (!places.claims[p]) continue;
        const spelling = spellingsOf(p).find((name) => {
          const whole = fold(name ?? "");
          return whole.startsWith(wanted) || (stem !== null && stemOf(whole) === stem);
        });
        if (spelling !== undefined) some.push({ place: p, spelling, claims: places.claims[p] });
      }
      return some.sort((a, b) => b.claims - a.claims || a.place - b.place).slice(0, limit);
    },
  };
}

/** Whether a report's sentence is longer than what is shown of it. */
const isCut = ({ quotes, reports }, report) =>
  reports.cutStart[report] > 0 || reports.cutEnd[report] < quotes[reports.quote[report]].length;

/** A report's sentence as it is shown, cut around the toponym where it is long. */
function excerptOf({ quotes, reports }, report) {
  const text = quotes[reports.quote[report]];
  const [start, end] = [reports.cutStart[report], reports.cutEnd[report]];
  return (start > 0 ? "…" : "") + text.slice(start, end) + (end < text.length ? "…" : "");
}
