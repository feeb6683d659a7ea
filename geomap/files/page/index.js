// The index of a map on several pages. Without this script it is read as it stands; with it, what a link to the map
// asks for leads to the page that holds it, and the language and the colours can be chosen.

/** What of an address says where to look; all else is asked on the page that is chosen. */
const WHERE = ["claim", "place", "from", "to", "time"];
/** What of an address is of this page, too. */
const LOOK = ["lang", "theme"];
/** Digits of an id by which its page is found. */
const HEAD_DIGITS = 8;

async function startIndex() {
  const raw = await readData(document.getElementById("geomap-data"));
  const words = makeWords(raw.strings, raw.language);
  const part = (id) => document.getElementById(id);
  const links = [...document.querySelectorAll("#periods tbody a")];
  const files = links.map((link) => link.getAttribute("href"));
  let asked = new URLSearchParams();

  /** The pages that hold what an address asks for, and the words for that; null where it asks for no place in time. */
  function found() {
    const [claim, place] = [asked.get("claim"), asked.get("place")];
    if (claim) return [pagesOfClaim(raw.claims, claim), ["link.claim", clipped(claim)]];
    if (place) return [pagesOfPlace(raw.places, place), ["link.place", clipped(place)], ["periods.place"]];
    const [from, to] = ["from", "to"].map((name) => dayOf(asked.get(name) ?? ""));
    if (from === null || to === null) return null;
    const within = raw.days.flatMap((days, page) => (days && days[0] <= to && from <= days[1] ? [page] : []));
    return [within, ["periods.noDays"], ["periods.days"]];
  }

  const clipped = (text) => (text.length > 60 ? `${text.slice(0, 59)}…` : text);

  /** The address of a page, with all that is asked; what is nowhere is not asked there either. */
  function addressOf(page, except = []) {
    const hash = new URLSearchParams([...asked].filter(([name]) => !except.includes(name)));
    return `${files[page]}${String(hash) ? `#${hash}` : ""}`;
  }

  function obey() {
    asked = new URLSearchParams(location.hash.replace(/^#/, ""));
    const where = found();
    // The step is none of the reader's: "back" must not end here again.
    if (where?.[0].length === 1) return location.replace(addressOf(where[0][0]));
    show(where);
  }

  function show(where) {
    const [pages, nowhere, several] = where ?? [[], null, null];
    const more = [...asked.keys()].some((name) => !LOOK.includes(name) && !WHERE.includes(name));
    const [key, value] = (pages.length ? several : nowhere) ?? (more ? ["periods.kept"] : []);
    part("notice").hidden = !key;
    part("notice-words").textContent = key ? words.say(key, { value }) : "";
    part("notice-all").hidden = !pages.length;
    links.forEach((link, page) => {
      link.closest("tr").hidden = pages.length > 0 && !pages.includes(page);
      link.setAttribute("href", addressOf(page, pages.length ? [] : WHERE));
    });
  }

  function look() {
    const theme = asked.get("theme");
    if (["light", "dark"].includes(theme)) document.documentElement.dataset.theme = theme;
    const language = words.languages.includes(asked.get("lang")) ? asked.get("lang") : raw.language;
    words.use(language);
    document.documentElement.lang = language;
    for (const node of document.querySelectorAll("[data-say]")) node.textContent = words.say(node.dataset.say);
    for (const node of document.querySelectorAll("[data-label]")) node.setAttribute("aria-label", words.say(node.dataset.label));
    for (const node of document.querySelectorAll("[data-number]")) node.textContent = words.number(Number(node.dataset.number));
    for (const code of words.languages) part(`lang-${code}`).setAttribute("aria-pressed", code === language);
    document.title = words.say("title");
  }

  /** Ask for something else, and have the address say so. */
  function ask(change) {
    change(asked);
    try {
      history.replaceState(null, "", String(asked) ? `#${asked}` : location.pathname + location.search);
    } catch {
      // Some browsers refuse a bare path for files.
    }
    look();
    show(found());
  }

  const darkness = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (document.documentElement.dataset.theme ? document.documentElement.dataset.theme === "dark" : darkness.matches);
  part("theme").addEventListener("click", () => ask((to) => to.set("theme", isDark() ? "light" : "dark")));
  for (const code of words.languages) {
    part(`lang-${code}`).addEventListener("click", () => ask((to) => (code === raw.language ? to.delete("lang") : to.set("lang", code))));
  }
  part("notice-all").addEventListener("click", () => {
    ask((to) => WHERE.forEach((name) => to.delete(name)));
    links[0].focus();
  });
  addEventListener("hashchange", () => {
    obey();
    look();
  });
  obey();
  look();
  part("tools").hidden = false;
  document.documentElement.dataset.ready = "";
}

/** The pages on which a claim may be: that of its id, which begins with a mark that old links lack. Of a million ids two
 *  hundred begin as another does; such a link is led to neither page, but asked on the one that is chosen. */
function pagesOfClaim({ heads, pages }, claim) {
  const digits = claim.replace(/^r-/, "").slice(0, HEAD_DIGITS);
  if (!/^[0-9a-f]{8}$/.test(digits)) return [];
  const head = parseInt(digits, 16);
  const found = new Set();
  for (let i = 0, at = 0; i < heads.length && at <= head; i++) {
    at += heads[i];
    if (at === head) found.add(pages[i]);
  }
  return [...found];
}

function pagesOfPlace({ ids, pages }, place) {
  const at = ids.indexOf(place);
  return at < 0 ? [] : pages[at];
}

startIndex();
