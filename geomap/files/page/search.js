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

/** Whether a word can have a stem at all, told by its first letter: most cannot. */
const beginsAs = (word, stem) => blend(word[0]) === stem[0] || "ьъ'".includes(word[0]);

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

/** The same of words that are long enough to be names. */
const soundOfName = (word) => (word.length >= LEAST_NAME ? soundOf(word) : "");
const isCapital = (token) => token[0] !== token[0].toLowerCase();

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

/** Of characters beyond ASCII whether they are part of a word: 0 is not known yet. */
const KINDS_OF_LETTERS = new Uint8Array(0x10000);
const [NO_LETTER, LETTER, MARK] = [1, 2, 3];
const kindOf = (letter) => (/[\p{L}\p{N}'’ʼ`´‘]/u.test(letter) ? LETTER : /[\u0300-\u036f]/.test(letter) ? MARK : NO_LETTER);
const PLAIN = Uint8Array.from({ length: 0x80 }, (_, code) => Number(kindOf(String.fromCharCode(code)) === LETTER));
const UNICODE_ESCAPE = "u".charCodeAt(0);

/** Takes in texts as bytes and numbers their words: each word once, as it is written, and of each text its words by number.
 *  Bytes, since strings of all words would take ten times the memory, and making them most of the time. */
function makeWordBook() {
  let stream = new Uint32Array(1 << 14);
  let size = 0;
  const ends = [];
  /** The words, each closed by a line feed. */
  let letters = new Uint8Array(1 << 14);
  let filled = 0;
  const begins = [0];
  const hashes = [];
  /** Numbers of words, counted from 1, at a place that their bytes lead to, or behind it. */
  let table = new Uint32Array(1 << 12);
  let marked = false;

  const grown = (array, least) => {
    const larger = new array.constructor(Math.max(2 * array.length, least));
    larger.set(array);
    return larger;
  };

  function put(bytes, from, to, hash) {
    const mask = table.length - 1;
    let slot = (hash ^ (hash >>> 15)) & mask;
    for (; table[slot]; slot = (slot + 1) & mask) {
      const word = table[slot] - 1;
      if (hashes[word] !== hash || begins[word + 1] - 1 - begins[word] !== to - from) continue;
      let k = 0;
      for (const begin = begins[word]; from + k < to && letters[begin + k] === bytes[from + k]; k++);
      if (from + k === to) return word;
    }
    table[slot] = hashes.push(hash);
    if (filled + to - from + 1 > letters.length) letters = grown(letters, filled + to - from + 1);
    for (let k = from; k < to; k++) letters[filled++] = bytes[k];
    letters[filled++] = 10;
    begins.push(filled);
    if (2 * hashes.length > table.length) rehash();
    return hashes.length - 1;
  }

  function rehash() {
    table = new Uint32Array(2 * table.length);
    const mask = table.length - 1;
    hashes.forEach((hash, word) => {
      let slot = (hash ^ (hash >>> 15)) & mask;
      while (table[slot]) slot = (slot + 1) & mask;
      table[slot] = word + 1;
    });
  }

  /** Whether a character of several bytes is part of a word. */
  function isLetter(bytes, at, length) {
    if (length > 3) return kindOf(DECODER.decode(bytes.subarray(at, at + length))) === LETTER;
    const code = length > 2 ? ((bytes[at] & 15) << 12) | ((bytes[at + 1] & 63) << 6) | (bytes[at + 2] & 63) : ((bytes[at] & 31) << 6) | (bytes[at + 1] & 63);
    const kind = (KINDS_OF_LETTERS[code] ||= kindOf(String.fromCharCode(code)));
    if (kind === MARK) marked = true;
    return kind === LETTER;
  }

  return {
    /** Take in a text; `escapes` where it is as JSON has it, in which a backslash begins what is no letter. */
    add(bytes, from, to, escapes = false) {
      let start = -1;
      let hash = 0;
      for (let at = from; at < to; ) {
        const byte = bytes[at];
        const length = byte < 0x80 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
        if (length === 1 ? PLAIN[byte] : isLetter(bytes, at, length)) {
          if (start < 0) {
            start = at;
            hash = 0;
          }
          for (const end = at + length; at < end; at++) hash = Math.imul(hash ^ bytes[at], 0x01000193);
          continue;
        }
        if (start >= 0) {
          if (size === stream.length) stream = grown(stream, 0);
          stream[size++] = put(bytes, start, at, hash);
          start = -1;
        }
        at += escapes && byte === BACKSLASH ? (bytes[at + 1] === UNICODE_ESCAPE ? 6 : 2) : length;
      }
      if (start >= 0) {
        if (size === stream.length) stream = grown(stream, 0);
        stream[size++] = put(bytes, start, to, hash);
      }
      ends.push(size);
    },
    /** All words as they are written; of every text where its words end among those of all; whether there are letters
     *  of which the marks stand apart. */
    close: () => ({
      tokens: DECODER.decode(letters.subarray(0, filled)).split("\n").slice(0, -1),
      stream: stream.slice(0, size),
      ends: Uint32Array.from(ends),
      marked,
    }),
  };
}

/** Letters of many words as a search compares them, each as if it stood alone. */
function foldAll(tokens) {
  const joined = tokens.join("\n").toLowerCase();
  return ACCENTED.test(joined) ? tokens.map(fold) : fold(joined).split("\n");
}

/** How many characters a text of JSON has, as a browser counts them. */
function charactersOf(bytes, from, to) {
  let n = 0;
  for (let at = from; at < to; n++) {
    const byte = bytes[at];
    if (byte === BACKSLASH) at += bytes[at + 1] === UNICODE_ESCAPE ? 6 : 2;
    else at += byte < 0x80 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
    if (byte >= 0xf0) n++;
  }
  return n;
}

const ENCODER = new TextEncoder();

/** A search over quotes, claimants and places in every spelling. Its index is made in the pauses of the page, or at the
 *  first question. */
function makeSearch(store) {
  const { places, claims, reports, documents, texts } = store;
  const manyPlaces = places.size;
  /** What can be read in a claim, each once: the spellings of a place, a text, the shown part of a sentence. These are
   *  told by the number of the quote, or that of the report, from -1 downwards, where it is cut. */
  const sentences = [];
  const unitOfReport = new Int32Array(reports.quote.length);
  /** Every word once, folded, and whether it is written with a capital anywhere; the number of each. */
  let words = [];
  let capital = null;
  let numbers = null;
  /** The words of all units by number, and where each unit ends among them. */
  let stream = null;
  let ends = null;
  let marked = false;
  let sounds = null;
  const people = new Set();
  const placeNames = new Set();
  let making = null;

  const spellingsOf = (p) => [places.name[p], places.local[p], ...places.spellings[p].map(([text]) => text)];

  /** A unit as it is written. */
  function rawOf(u) {
    if (u < manyPlaces) return [places.admin[u] ?? "", ...spellingsOf(u)].join("\n");
    if (u < manyPlaces + texts.length) return texts[u - manyPlaces];
    const sentence = sentences[u - manyPlaces - texts.length];
    return sentence < 0 ? excerptOf(store, -1 - sentence) : store.quotes.at(sentence);
  }

  /** Make the index, a little at a time. */
  function* make() {
    const book = makeWordBook();
    let scratch = new Uint8Array(1 << 12);
    const addText = (text) => {
      if (3 * text.length > scratch.length) scratch = new Uint8Array(6 * text.length);
      book.add(scratch, 0, ENCODER.encodeInto(text, scratch).written);
    };
    const before = manyPlaces + texts.length;
    for (let u = 0; u < before; u++) {
      addText(rawOf(u));
      if (u % 64 === 63) yield;
    }
    const { bytes, starts } = bytesOfQuotes(store.quotes);
    const unitOfQuote = new Int32Array(starts.length).fill(-1);
    const lengths = new Int32Array(starts.length).fill(-1);
    for (let r = 0; r < unitOfReport.length; r++) {
      const quote = reports.quote[r];
      const end = endOfText(bytes, starts[quote]) - 1;
      // What is searched of a quote is what is shown of it: a list of a thousand places is no claim about each.
      if (lengths[quote] < 0) lengths[quote] = charactersOf(bytes, starts[quote] + 1, end);
      const cut = reports.cutStart[r] > 0 || reports.cutEnd[r] < lengths[quote];
      if (!cut && unitOfQuote[quote] >= 0) unitOfReport[r] = unitOfQuote[quote];
      else {
        unitOfReport[r] = before + sentences.push(cut ? -1 - r : quote) - 1;
        if (cut) addText(excerptOf(store, r));
        else {
          unitOfQuote[quote] = unitOfReport[r];
          book.add(bytes, starts[quote] + 1, end, true);
        }
      }
      if (r % 64 === 63) yield;
    }
    yield* learnNames();
    const written = book.close();
    yield;
    const folded = foldAll(written.tokens);
    numbers = new Map();
    const wordOf = Uint32Array.from(folded, (text) => {
      if (!numbers.has(text)) numbers.set(text, words.push(text) - 1);
      return numbers.get(text);
    });
    capital = new Uint8Array(words.length);
    written.tokens.forEach((token, k) => (capital[wordOf[k]] ||= Number(isCapital(token))));
    ({ stream, ends, marked } = written);
    for (let k = 0; k < stream.length; k++) stream[k] = wordOf[stream[k]];
  }

  /** Make more of the index, for so many milliseconds; whether it is whole. */
  function prepare(most = Infinity) {
    if (ends) return true;
    making ??= make();
    const end = performance.now() + most;
    while (!making.next().done) if (performance.now() > end) return false;
    making = null;
    return true;
  }

  /** The names of people and places, by their sound: capitalised words of claimants and actors, and of spellings. */
  function* learnNames() {
    const learn = (text, names, heard, least) => {
      for (const [token] of text.matchAll(WORDS)) {
        if (!isCapital(token)) continue;
        const sound = heard(soundOfName(fold(token)));
        if (sound.length >= least) names.add(sound);
      }
    };
    const tellers = new Set();
    for (let i = 0; i < store.size; i++) tellers.add(claims.claimant[i]).add(claims.actor[i]);
    for (const t of tellers) if (t >= 0) learn(texts[t], people, (sound) => sound, LEAST_NAME);
    for (let p = 0; p < manyPlaces; p++) {
      if (places.claims[p]) for (const name of spellingsOf(p)) learn(name ?? "", placeNames, placeSoundOf, LEAST_STEM);
      if (p % 16 === 15) yield;
    }
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

  /** Whether a name, of that sound, is the one that is asked for in another spelling. */
  const isSounded = (known, { sound, place }) => (sound !== null && known === sound) || (place !== null && placeSoundOf(known) === place);

  /** Whether a word is the one that is asked for: a form of it, or the same name in another spelling. */
  function isForm(token, forms) {
    const text = fold(token);
    if (text.length < LEAST_NAME) return false;
    if (forms.stem !== null && stemOf(text) === forms.stem) return true;
    return (isCapital(token) || Boolean(capital[numbers.get(text)])) && isSounded(soundOf(text), forms);
  }

  /** The words that are the name that is asked for; the sounds of all that may be names are kept for the next. */
  function namesOf(forms) {
    if (forms.sound === null && forms.place === null) return [];
    sounds ??= words.map((text, w) => (capital[w] ? soundOfName(text) : ""));
    return sounds.flatMap((known, w) => (known && isSounded(known, forms) ? [w] : []));
  }

  /** Per unit whether a word of the query is found there: as part of a word, as it is typed or as its name is written
   *  elsewhere, so that no spelling finds more than another. */
  function found(forms) {
    const { text, alone, stem } = forms;
    if (!alone) return foundWhole(text);
    const holds = new Uint8Array(words.length);
    const parts = [text];
    const names = namesOf(forms);
    for (const w of names) if (words[w].length >= LEAST_NAME) holds[w] = 1;
    for (const name of names.map((w) => words[w]).sort((a, b) => a.length - b.length)) if (!parts.some((part) => name.includes(part))) parts.push(name);
    for (let w = 0; w < words.length; w++) {
      for (let k = 0; !holds[w] && k < parts.length; k++) if (words[w].includes(parts[k])) holds[w] = 1;
      if (!holds[w] && stem !== null && words[w].length >= LEAST_NAME && beginsAs(words[w], stem) && stemOf(words[w]) === stem) holds[w] = 1;
    }
    return unitsOf(holds);
  }

  /** Per unit whether one of its words is among these. */
  function unitsOf(holds) {
    const has = new Uint8Array(ends.length);
    for (let u = 0, k = 0; u < ends.length; u++) for (; k < ends[u]; k++) if (holds[stream[k]]) has[u] = 1;
    return has;
  }

  /** Per unit whether it holds more than a word as it is typed. Only units that hold its longest word are read. */
  function foundWhole(text) {
    const longest = [...text.matchAll(WORDS)].reduce((one, [other]) => (other.length > one.length ? other : one), "");
    const perhaps = marked || !longest ? null : unitsOf(Uint8Array.from(words, (word) => Number(word.includes(longest))));
    const has = new Uint8Array(ends.length);
    for (let u = 0; u < has.length; u++) {
      if (!perhaps || perhaps[u]) has[u] = Number(fold(rawOf(u)).replace(/\s+/g, " ").includes(text));
    }
    return has;
  }

  /** Whether a claim holds a word of the query: `has` tells of every unit. */
  function holdsIt(has, i, text) {
    const place = claims.place[i];
    if (place >= 0 && has[place]) return true;
    const before = manyPlaces;
    if ((claims.claimant[i] >= 0 && has[before + claims.claimant[i]]) || (claims.actor[i] >= 0 && has[before + claims.actor[i]])) return true;
    for (let r = claims.firstReport[i]; r < claims.firstReport[i + 1]; r++) {
      const document = reports.document[r];
      if (has[unitOfReport[r]]) return true;
      if (documents.publisher[document] >= 0 && has[before + documents.publisher[document]]) return true;
      if (documents.title[document] >= 0 && has[before + documents.title[document]]) return true;
    }
    return place < 0 && claims.toponym[i] >= 0 && fold(texts[claims.toponym[i]]).includes(text);
  }

  return {
    prepare,
    /** 1 for each claim that holds every word of the query; null where there is no query. */
    matches(query) {
      const terms = termsOf(query);
      if (!terms.length) return null;
      prepare();
      const matches = new Uint8Array(store.size).fill(1);
      for (const term of terms) {
        const has = found(formsOf(term));
        for (let i = 0; i < store.size; i++) if (matches[i] && !holdsIt(has, i, term.text)) matches[i] = 0;
      }
      return matches;
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
        for (const { 0: token, index: at } of text.matchAll(WORDS)) if (isForm(token, forms)) spans.push([at, at + token.length]);
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
