// What is filtered, as files: points and areas apart, as some readers of GeoJSON lose one of a mixed pair.

/** A cell that a spreadsheet will not take for a formula, quoted as RFC 4180 wants it. */
function csvCell(value) {
  if (value === null || value === undefined) return "";
  if (typeof value === "number") return String(value);
  const text = /^'*\s*[=+\-@\uff1d\uff0b\uff0d\uff20]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}

/** From the first to behind the last day of publication, or of the claims where no article has one. */
function horizonOf({ extent, documents, lastPublished }) {
  const firsts = documents.from.filter((day) => day !== null);
  if (firsts.length) return [firsts.reduce((one, other) => Math.min(one, other)), lastPublished + 1];
  return extent.dated ? [extent.first, extent.last + 1] : [0, 47_482];
}

/** Text as one line that every format holds: no controls, direction overrides or half characters. */
function plainText(text) {
  if (!text) return "";
  return text
    .replace(/[\s\x1c-\x1f\x85]+/g, " ")
    .replace(/[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/g, "")
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "")
    .trim();
}

/** Hand a text to the reader as a file. */
function saveFile(name, type, text) {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = el("a", { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

function makeDownload(app) {
  const { store } = app;
  const { claims, places, reports, documents, raw } = store;
  const { vocabulary } = raw;
  const instant = (day) => new Date(day * DAY_MS).toISOString().replace(".000Z", "Z");
  const horizon = horizonOf(store);

  /** The columns of docs/exports.md, by the same rules: no nulls, half-open UTC days, texts in one line. */
  function fields(i) {
    const p = claims.place[i];
    const first = claims.firstReport[i];
    const rows = Array.from({ length: claims.firstReport[i + 1] - first }, (_, k) => first + k);
    const dated = claims.from[i] !== NO_DAY;
    // An undated claim ends with its article.
    const [start, end] = dated ? [claims.from[i], claims.to[i] + 1] : [horizon[0], Math.min(horizon[1], claims.until[i] + 1)];
    const document = reports.document[first];
    const told = (table) => plainText(app.text(table[document]));
    const modality = vocabulary.modality[claims.modality[i]];
    const named = (table) => (p < 0 ? "" : plainText(table[p]));
    return {
      place_name: p < 0 ? plainText(app.text(claims.toponym[i])) : named(places.name),
      edtf: plainText(app.text(claims.edtf[i])),
      action: vocabulary.action[claims.action[i]],
      modality,
      side: vocabulary.side[claims.side[i]],
      claim: plainText(excerptOf(store, first)),
      claimant: plainText(app.text(claims.claimant[i])),
      source: told(documents.publisher),
      url: plainText(safeUrl(app.text(documents.url[document]))),
      certainty: vocabulary.certainty[claims.certainty[i]],
      precision: p < 0 ? "unknown" : vocabulary.precision[places.precision[p]],
      uncertainty_m: p < 0 ? -1 : Math.round(places.radius[p] * 1000),
      record_id: claims.id[i],
      status: modality === "factual" ? (claims.doubtful[i] || claims.dating[i] === DOUBTFUL ? "doubtful" : "reported") : modality,
      claim_certainty: vocabulary.certainty[claims.reading[i]],
      start_time: instant(start),
      end_time: instant(end),
      dated: dated ? 1 : 0,
      date_basis: vocabulary.basis[claims.basis[i]],
      published: app.text(documents.edtf[document]) ?? "",
      published_basis: vocabulary.publicationBasis[documents.basis[document]],
      n_reports: rows.length,
      n_sources: Math.max(1, new Set(rows.map((r) => documents.publisher[reports.document[r]]).filter((p) => p >= 0)).size),
      n_independent: claims.independent[i],
      n_copies: claims.copies[i],
      contradicted: claims.contradicts[i].length ? 1 : 0,
      contradicts: claims.contradicts[i].map((j) => claims.id[j]).join("; "),
      may_differ: claims.mayDiffer[i].map((j) => claims.id[j]).join("; "),
      hearsay: claims.hearsay[i],
      actor: plainText(app.text(claims.actor[i])),
      title: told(documents.title),
      lang: documents.language[document],
      document: plainText(documents.id[document]),
      claim_start: reports.quoteAt[first],
      // Offsets in texts count characters, not the units of a browser.
      claim_end: reports.quoteAt[first] + [...store.quotes.at(reports.quote[first])].length,
      claim_cut: isCut(store, first) ? 1 : 0,
      toponym: plainText(app.text(claims.toponym[i])),
      place_id: p < 0 ? "" : places.id[p],
      country: named(places.country),
      admin1: named(places.admin1),
      feature_code: named(places.code),
      weapons: claims.weapons[i].map((w) => vocabulary.weapon[w]).join("; "),
      launched_min: claims.launched[i]?.[0] ?? -1,
      launched_max: claims.launched[i]?.[1] ?? -1,
      shot_down_min: claims.shotDown[i]?.[0] ?? -1,
      shot_down_max: claims.shotDown[i]?.[1] ?? -1,
      killed_min: claims.killed[i]?.[0] ?? -1,
      killed_max: claims.killed[i]?.[1] ?? -1,
      wounded_min: claims.wounded[i]?.[0] ?? -1,
      wounded_max: claims.wounded[i]?.[1] ?? -1,
      targets: claims.targets[i].map((t) => vocabulary.target[t]).join("; "),
    };
  }

  /** Where a claim is, or where the label of its area stands; null where no map should pin it. */
  function position(i) {
    const p = claims.place[i];
    if (p < 0 || ![KIND_POINT, KIND_AREA].includes(places.kind[p])) return { lon: null, lat: null };
    if (places.kind[p] === KIND_POINT) return { lon: places.lon[p], lat: places.lat[p] };
    const [lon, lat] = places.labelAt[p];
    return { lon, lat };
  }

  function geojson(kind) {
    const features = [];
    for (const i of app.filteredClaims()) {
      const p = claims.place[i];
      if (p < 0 || places.kind[p] !== kind) continue;
      const geometry = kind === KIND_POINT ? { type: "Point", coordinates: [places.lon[p], places.lat[p]] } : areaGeometry(p);
      if (!geometry) continue;
      const properties = { ...fields(i), ...position(i) };
      if (kind === KIND_AREA) Object.assign(properties, { outline: places.outline[p], vague: places.vague[p] });
      features.push({ type: "Feature", id: claims.id[i], geometry, properties });
    }
    return JSON.stringify({
      type: "FeatureCollection",
      note: "Reports, not established facts; see the quote and the address of each claim.",
      credit: raw.credits.join(" "),
      horizon: horizon.map(instant),
      features,
    });
  }

  /** The shape as the page draws it, simplified; its rings are outer or inner by their winding. */
  function areaGeometry(p) {
    const shape = places.rings[p];
    if (!shape) return null;
    const polygons = [];
    for (const deltas of shape) {
      const ring = [];
      let lon = 0;
      let lat = 0;
      let doubleArea = 0;
      for (let k = 0; k < deltas.length; k += 2) {
        lon += deltas[k];
        lat += deltas[k + 1];
        ring.push([lon / 1000, lat / 1000]);
      }
      for (let k = 0; k < ring.length; k++) {
        const next = ring[(k + 1) % ring.length];
        doubleArea += ring[k][0] * next[1] - next[0] * ring[k][1];
      }
      ring.push(ring[0]);
      if (doubleArea >= 0 || !polygons.length) polygons.push([ring]);
      else polygons[polygons.length - 1].push(ring);
    }
    return { type: "MultiPolygon", coordinates: polygons };
  }

  function csv() {
    const list = app.filteredClaims();
    if (!list.length) return "\ufeff";
    const rows = list.map((i) => ({ ...fields(i), ...position(i) }));
    const columns = Object.keys(rows[0]);
    const lines = rows.map((row) => columns.map((column) => csvCell(row[column])).join(","));
    // The mark at the head tells spreadsheets that this is UTF-8.
    return `\ufeff${[columns.join(","), ...lines].join("\r\n")}\r\n`;
  }

  const files = {
    points: () => saveFile("claims_points.geojson", "application/geo+json", geojson(KIND_POINT)),
    areas: () => saveFile("claims_areas.geojson", "application/geo+json", geojson(KIND_AREA)),
    csv: () => saveFile("claims.csv", "text/csv;charset=utf-8", csv()),
  };
  for (const [name, write] of Object.entries(files)) {
    document.getElementById(`download-${name}`).addEventListener("click", write);
  }
}
