// Words and dates in the language of the page.

const LOCALES = { en: "en-GB", uk: "uk-UA" };

function makeWords(strings) {
  let language = "en";
  let table = strings.en;
  let plural = new Intl.PluralRules("en");
  let number = new Intl.NumberFormat("en-GB");
  let compact = number;
  const dates = new Map();

  const words = {
    languages: Object.keys(strings),
    get language() {
      return language;
    },
    use(code) {
      language = strings[code] ? code : "en";
      table = strings[language];
      plural = new Intl.PluralRules(language);
      number = new Intl.NumberFormat(LOCALES[language]);
      compact = new Intl.NumberFormat(LOCALES[language], { notation: "compact", maximumFractionDigits: 1 });
      dates.clear();
    },
    /** The words of a key; `{n}` and other names in braces are filled from `values`, and `n` picks the plural. */
    say(key, values = {}) {
      let text = table[key] ?? strings.en[key] ?? key;
      if (typeof text === "object") text = text[plural.select(values.n)] ?? text.other;
      return text.replace(/\{(\w+)\}/g, (whole, name) => {
        const value = values[name];
        return typeof value === "number" ? number.format(value) : (value ?? whole);
      });
    },
    number: (n) => number.format(n),
    compact: (n) => (n < 1000 ? String(n) : compact.format(n)),
    /** A day (whole days since 1970) as the locale writes it. */
    day(day, style = "medium") {
      return formatter(style).format(day * DAY_MS);
    },
    range(from, to, style = "medium") {
      return from === to ? words.day(from, style) : formatter(style).formatRange(from * DAY_MS, to * DAY_MS);
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
  words.use("en");
  return words;
}

const isoDay = (day) => new Date(day * DAY_MS).toISOString().slice(0, 10);

/** A day of an ISO 8601 date, or null where the text is none. */
function dayOf(iso) {
  if (!/^\d{4}-\d\d-\d\d$/.test(iso)) return null;
  const time = Date.parse(`${iso}T00:00:00Z`);
  return Number.isNaN(time) ? null : time / DAY_MS;
}
