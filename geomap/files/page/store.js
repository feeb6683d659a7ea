// The data of the page, unpacked once into typed arrays. Nothing here touches the document tree.

const DAY_MS = 86_400_000;
/** Stands for "no day": below and above every real day, so that an undated claim overlaps no window. */
const NO_DAY = -0x7fffffff;

/** Undo the packing: base64 of gzip where the page is large, plain JSON else. */
async function readData(element) {
  if (element.type === "application/json") return JSON.parse(element.textContent);
  return readParts(await unpacked(bytesOf(element.textContent.trim())));
}

const bytesOf = (text) => Uint8Array.fromBase64?.(text) ?? Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

async function unpacked(bytes) {
  const packing = new DecompressionStream("gzip");
  const writer = packing.writable.getWriter();
  const written = Promise.all([writer.write(bytes), writer.close()]);
  const [whole] = await Promise.all([new Response(packing.readable).arrayBuffer(), written]);
  return new Uint8Array(whole);
}

const DECODER = new TextDecoder();
const [QUOTE_MARK, COMMA, BRACE, BACKSLASH] = [...'",{\\'].map((sign) => sign.charCodeAt(0));
/** How data begins of which the quotes are left as they are until one is asked for. */
const QUOTES_FIRST = '{"quotes":[';

/** The data; the quotes, which are a third of it, are not read but found: one by one, when they are shown. */
function readParts(bytes) {
  if (DECODER.decode(bytes.subarray(0, QUOTES_FIRST.length)) !== QUOTES_FIRST) return JSON.parse(DECODER.decode(bytes));
  const { starts, end } = findTexts(bytes, QUOTES_FIRST.length);
  // Behind the bracket that closes the quotes, the others begin as if they stood alone.
  const rest = bytes.subarray(end + 1);
  rest[0] = BRACE;
  return { ...JSON.parse(DECODER.decode(rest)), quotes: makeQuotes(bytes.slice(0, end), starts) };
}

/** Where the texts of an array of JSON begin, the first of which may stand at a place, and where the array ends. */
function findTexts(bytes, at) {
  const starts = [];
  while (bytes[at] === QUOTE_MARK) {
    starts.push(at);
    at = endOfText(bytes, at);
    if (bytes[at] === COMMA) at++;
  }
  return { starts: Uint32Array.from(starts), end: at };
}

/** Where a text of JSON ends that begins at a place: behind the first mark that no backslash makes a part of it. */
function endOfText(bytes, start) {
  for (let at = start + 1; ; at++) {
    at = bytes.indexOf(QUOTE_MARK, at);
    let slashes = 0;
    while (bytes[at - 1 - slashes] === BACKSLASH) slashes++;
    if (slashes % 2 === 0) return at + 1;
  }
}

/** Quotes by number, as an array has them, out of the bytes of their JSON. */
function makeQuotes(bytes, starts) {
  return {
    bytes,
    starts,
    at: (i) => JSON.parse(DECODER.decode(bytes.subarray(starts[i], endOfText(bytes, starts[i])))),
  };
}

/** Quotes as the bytes of their JSON, and where each begins; of a small page they are texts already. */
function bytesOfQuotes(quotes) {
  if (!Array.isArray(quotes)) return quotes;
  const bytes = new TextEncoder().encode(JSON.stringify(quotes));
  return { bytes, starts: findTexts(bytes, 1).starts };
}

/** Web Mercator at zoom 0: the world is a square of 256 units, as Leaflet counts it. */
const mercatorX = (lon) => ((lon + 180) / 360) * 256;
const mercatorY = (lat) =>
  128 - (Math.log(Math.tan(Math.PI / 4 + (Math.max(-85, Math.min(85, lat)) * Math.PI) / 360)) * 128) / Math.PI;

/** A line or ring: differences of thousandths of a degree, become projected coordinates with their bounds. */
function readLine(deltas) {
  const xy = new Float64Array(deltas.length);
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  let lon = 0;
  let lat = 0;
  for (let i = 0; i < deltas.length; i += 2) {
    lon += deltas[i];
    lat += deltas[i + 1];
    const x = (xy[i] = mercatorX(lon / 1000));
    const y = (xy[i + 1] = mercatorY(lat / 1000));
    if (x < box[0]) box[0] = x;
    if (y < box[1]) box[1] = y;
    if (x > box[2]) box[2] = x;
    if (y > box[3]) box[3] = y;
  }
  return { xy, box };
}

/** What a claim says of its event, by the words of the data. Only what is reported as happened fills a mark and counts. */
const STATUSES = ["factual", "planned", "negated"];
const HAPPENED = 0;
const PLANNED = 1;
const NEGATED = 2;

/** What the days of a claim are: the event's own, those of its report alone, none that can be, or none told. */
const DATED = 0;
const REPORTED = 1;
const DOUBTFUL = 2;
const UNDATED = 3;

const KIND_POINT = 0;
const KIND_AREA = 1;
const KIND_TRAY = 2;

/** The claims and places as columns; `claims.place` is -1 where the place is unknown. */
function makeStore({ claims, places, reports, documents, texts, quotes, labels, basemap, called, ...raw }) {
  const size = claims.id.length;
  const days = (column, missing) => Int32Array.from(column, (day) => (day === null ? missing : day));
  const { modality } = raw.vocabulary;
  const claimOfId = whenAsked(() => new Map(claims.id.map((id, i) => [id, i])));
  const placeOfId = whenAsked(() => new Map(places.id.map((id, p) => [id, p])));
  for (const column of [claims.contradicts, claims.mayDiffer, claims.candidates, claims.weapons, claims.targets]) shareEmpty(column);
  const store = {
    raw,
    size,
    texts,
    quotes,
    documents,
    reports,
    claims: {
      ...claims,
      place: Int32Array.from(claims.place),
      action: Uint8Array.from(claims.action),
      modality: Uint8Array.from(claims.modality),
      status: Uint8Array.from(claims.modality, (m) => STATUSES.indexOf(modality[m])),
      from: days(claims.from, NO_DAY),
      to: days(claims.to, NO_DAY),
      firstReport: offsetsOf(reports.claim, size),
      unsure: Uint8Array.from(claims.certainty, (c, i) => Number(isUncertain(raw, c) || isUncertain(raw, claims.reading[i]))),
    },
    places: {
      ...places,
      size: places.id.length,
      x: Float64Array.from(places.lon, mercatorX),
      y: Float64Array.from(places.lat, mercatorY),
      kind: Uint8Array.from(places.kind),
      /** As they are told: what is saved of them is not what is drawn. */
      rings: places.shape,
      shape: places.shape.map((rings) => (rings ? rings.map(readLine) : null)),
    },
    basemap: Object.fromEntries(Object.entries(basemap).map(([layer, lines]) => [layer, lines.map(readLine)])),
    labels: labels.map(([id, kind, rank, lon, lat, en, uk = en]) => ({ id, kind, rank, names: { en, uk }, x: mercatorX(lon), y: mercatorY(lat) })),
    // Those whom documents call in several ways have one name among the filters.
    called: Object.fromEntries(Object.entries(called).map(([kind, pairs]) => [kind, new Map(pairs)])),
    get claimOfId() {
      return claimOfId();
    },
    get placeOfId() {
      return placeOfId();
    },
  };
  store.extent = extentOfDays(store.claims);
  store.lastPublished = lastPublished(store.documents, raw.vocabulary.publicationBasis);
  Object.assign(store.claims, datingsOf(store));
  // What every step of time asks of every claim, in an object of its own: engines read a small one far faster.
  const { from, to, dating, until } = store.claims;
  store.days = { from, to, dating, until };
  return store;
}

/** The places that the name of a claim may mean, with how likely each is. */
function candidatesOf({ candidates }, i) {
  const found = [];
  for (let k = 0; k < candidates[i].length; k += 2) found.push([candidates[i][k], candidates[i][k + 1] / 100]);
  return found;
}

/** What few readers ask for is made when it is first asked for. */
function whenAsked(make) {
  let made = null;
  return () => (made ??= make());
}

/** Most claims have none of what some have several of: they have the same none. */
function shareEmpty(column) {
  const none = [];
  for (let i = 0; i < column.length; i++) if (!column[i].length) column[i] = none;
}

const isUncertain = (raw, certainty) => raw.vocabulary.certainty[certainty] === "uncertain";

/** How well a mark knows its place, each with a shape of its own: the point itself; near it; worked out from the text; the
 *  centre of its community, of its district; a stretch of front. */
const STANDINGS = ["exact", "near", "derived", "hromada", "raion", "sector"];
const standingOf = ({ raw, places }, p) => (places.derived[p] ? "derived" : raw.vocabulary.precision[places.precision[p]]);

/** Where each claim's rows begin in a table that is grouped by claim; one more entry closes the last. */
function offsetsOf(owner, size) {
  const offsets = new Int32Array(size + 1);
  for (const claim of owner) offsets[claim + 1]++;
  for (let i = 0; i < size; i++) offsets[i + 1] += offsets[i];
  return offsets;
}

/** Days after the latest known publication up to which one that was worked out is trusted: texts of one map are of one
 *  time, and what lies years later was read off a plan or a slip. */
const MOST_LATER = 366;

/** Days up to which a publication that was worked out counts with its last one, a wider one with its first. */
const WIDEST = 31;

/** The last day on which any article was published; Infinity where none has a date. As `last_publication` in Python. */
function lastPublished({ from, to, basis }, bases) {
  const inferred = bases.indexOf("inferred");
  const wide = (d) => basis[d] === inferred && to[d] - from[d] >= WIDEST;
  const dated = [];
  let known = -Infinity;
  let allWide = true;
  for (let d = 0; d < to.length; d++) {
    if (to[d] === null) continue;
    dated.push(d);
    if (basis[d] !== inferred && to[d] > known) known = to[d];
    if (allWide) allWide = wide(d);
  }
  if (allWide) return dated.length ? dated.reduce((last, d) => Math.max(last, to[d]), -Infinity) : Infinity;
  return dated.reduce((last, d) => {
    const day = wide(d) ? from[d] : to[d];
    return day > last && (known === -Infinity || day <= known + MOST_LATER) ? day : last;
  }, -Infinity);
}

/** The day after which a claim cannot have happened: that of the last article that tells it, or of all, where it has no
 *  day of its own that can be trusted. As `status_of` in Python. */
function lastTold({ claims, reports, documents, lastPublished }, i) {
  let last = -Infinity;
  for (let r = claims.firstReport[i]; r < claims.firstReport[i + 1]; r++) {
    const printed = documents.to[reports.document[r]];
    last = Math.max(last, printed === null || printed - lastPublished > MOST_LATER ? lastPublished : printed);
  }
  return last;
}

/** Per claim what its days are, and the last day on which an undated one may have happened: that of its article. */
function datingsOf(store) {
  const { size, raw, claims, reports, documents } = store;
  const publication = raw.vocabulary.basis.indexOf("publication");
  const dating = new Uint8Array(size);
  const until = new Int32Array(size).fill(-NO_DAY);
  for (let i = 0; i < size; i++) {
    const ahead = claims.status[i] === PLANNED;
    if (claims.from[i] === NO_DAY) {
      dating[i] = UNDATED;
      const printed = documents.to[reports.document[claims.firstReport[i]]];
      // What is planned may come after the article.
      if (printed !== null && !ahead) until[i] = printed;
    } else if (!ahead && claims.from[i] > lastTold(store, i)) dating[i] = DOUBTFUL;
    else if (claims.basis[i] === publication) dating[i] = REPORTED;
  }
  return { dating, until };
}

function extentOfDays({ from, to }) {
  let first = Infinity;
  let last = -Infinity;
  let undated = 0;
  for (let i = 0; i < from.length; i++) {
    if (from[i] === NO_DAY) undated++;
    else {
      if (from[i] < first) first = from[i];
      if (to[i] > last) last = to[i];
    }
  }
  return first === Infinity ? { first: 0, last: 0, dated: 0, undated } : { first, last, dated: from.length - undated, undated };
}
