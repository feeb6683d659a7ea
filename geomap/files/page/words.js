// Words and dates in the language of the page.

const LOCALES = { en: "en-GB", uk: "uk-UA" };

function makeWords(strings, first) {
  let language = "en";
  let table = strings.en;
  let plural = null;
  let number = null;
  let compact = null;
  const dates = new Map();
  const written = new Map();

  const words = {
    languages: Object.keys(strings),
    get language() {
      return language;
    },
    use(code) {
      if (code === language) return;
      language = strings[code] ? code : "en";
      table = strings[language];
      plural = number = compact = null;
      dates.clear();
      written.clear();
    },
    /** The words of a key; `{n}` and other names in braces are filled from `values`, and `n` picks the plural. */
    say(key, values = {}) {
      let text = table[key] ?? strings.en[key] ?? key;
      if (typeof text === "object") {
        plural ??= new Intl.PluralRules(language);
        text = text[plural.select(values.n)] ?? text.other;
      }
      return text.replace(/\{(\w+)\}/g, (whole, name) => {
        const value = values[name];
        return typeof value === "number" ? words.number(value) : (value ?? whole);
      });
    },
    /** The name of a language; of one that has none, its code. */
    nameOfLanguage(code) {
      try {
        return new Intl.DisplayNames(LOCALES[language], { type: "language" }).of(code);
      } catch {
        return code;
      }
    },
    number(n) {
      // Nothing else at first sight needs a formatter, and making one takes as long as a frame.
      if (Number.isInteger(n) && n >= 0 && n < 1e15) return String(n).replace(/\B(?=(?:\d{3})+$)/g, table["number.group"]);
      number ??= new Intl.NumberFormat(LOCALES[language]);
      return number.format(n);
    },
    compact(n) {
      if (n < 1000) return String(n);
      compact ??= new Intl.NumberFormat(LOCALES[language], { notation: "compact", maximumFractionDigits: 1 });
      return compact.format(n);
    },
    /** A day (whole days since 1970) as the locale writes it. */
    day(day, style = "medium") {
      return remembered(`${style} ${day}`, () => formatter(style).format(day * DAY_MS));
    },
    range(from, to, style = "medium") {
      if (from === to) return words.day(from, style);
      return remembered(`${style} ${from} ${to}`, () => formatter(style).formatRange(from * DAY_MS, to * DAY_MS));
    },
  };

  const STYLES = {
    medium: { day: "numeric", month: "short", year: "numeric" },
    long: { weekday: "long", day: "numeric", month: "long", year: "numeric" },
    short: { day: "numeric", month: "short" },
    month: { month: "short", year: "numeric" },
    year: { year: "numeric" },
  };
  function formatter(style) {
    if (!dates.has(style)) {
      dates.set(style, new Intl.DateTimeFormat(LOCALES[language], { ...STYLES[style], timeZone: "UTC" }));
    }
    return dates.get(style);
  }
  /** Formatting a date takes as long as building a card; there are far fewer dates than cards. */
  function remembered(key, format) {
    if (!written.has(key)) written.set(key, format());
    return written.get(key);
  }
  words.use(first);
  return words;
}

const isoDay = (day) => new Date(day * DAY_MS).toISOString().slice(0, 10);

/** A day of an ISO 8601 date, or null where the text is none. */
function dayOf(iso) {
  if (!/^\d{4}-\d\d-\d\d$/.test(iso)) return null;
  const time = Date.parse(`${iso}T00:00:00Z`);
  // A day that its month does not have is read as one of the next.
  return Number.isNaN(time) || isoDay(time / DAY_MS) !== iso ? null : time / DAY_MS;
}
