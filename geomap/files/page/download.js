// What is filtered, as files: points and areas apart, as some readers of GeoJSON lose one of a mixed pair.

/** A cell that a spreadsheet will not take for a formula, quoted as RFC 4180 wants it. */
function csvCell(value) {
  if (value === null || value === undefined) return "";
  if (typeof value === "number") return String(value);
  const text = /^[\s]*[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}

function makeDownload(app) {
  const { store } = app;
  const { claims, places, reports, documents, raw } = store;

  /** The fields of a claim, in the order of the columns; unknown is null, never a made-up value. */
  function fields(i) {
    const p = claims.place[i];
    const first = claims.firstReport[i];
    const all = Array.from({ length: claims.firstReport[i + 1] - first }, (_, k) => reports.document[first + k]);
    const distinct = [...new Set(all)];
    const list = (of) => [...new Set(distinct.map(of).filter(Boolean))].join(" ; ");
    const document = all[0];
    return {
      id: claims.id[i],
      toponym: claims.toponym[i],
      place_id: p < 0 ? null : places.id[p],
      place_name: p < 0 ? null : places.name[p],
      country: p < 0 ? null : places.country[p],
      admin1: p < 0 ? null : places.admin[p] || null,
      precision: p < 0 ? "unlocated" : raw.vocabulary.precision[places.precision[p]],
      uncertainty_km: p < 0 ? null : places.radius[p],
      place_certainty: raw.vocabulary.certainty[claims.certainty[i]],
      action: raw.vocabulary.action[claims.action[i]],
      modality: raw.vocabulary.modality[claims.modality[i]],
      claimant: app.text(claims.claimant[i]),
      side: raw.vocabulary.side[claims.side[i]],
      actor: app.text(claims.actor[i]),
      start: claims.from[i] === NO_DAY ? null : isoDay(claims.from[i]),
      end: claims.to[i] === NO_DAY ? null : isoDay(claims.to[i]),
      edtf: claims.edtf[i],
      date_basis: raw.vocabulary.basis[claims.basis[i]],
      hearsay: claims.hearsay[i] ? 1 : 0,
      n_publishers: store.publishers[i],
      contradicts: claims.contradicts[i].map((j) => claims.id[j]).join(" ; ") || null,
      quote: store.quotes[reports.quote[first]],
      publishers: list((d) => app.text(documents.publisher[d])) || null,
      published: documents.from[document] === null ? null : isoDay(documents.from[document]),
      urls: list((d) => safeUrl(app.text(documents.url[d]))) || null,
      language: documents.language[document] || null,
    };
  }

  function geojson(kind) {
    const features = [];
    for (const i of app.filteredClaims()) {
      const p = claims.place[i];
      if (p < 0 || places.kind[p] !== kind) continue;
      const geometry = kind === KIND_POINT ? { type: "Point", coordinates: [places.lon[p], places.lat[p]] } : areaGeometry(p);
      if (!geometry) continue;
      const properties = fields(i);
      if (kind === KIND_AREA) Object.assign(properties, { label_lon: places.lon[p], label_lat: places.lat[p] });
      features.push({ type: "Feature", id: claims.id[i], geometry, properties });
    }
    return JSON.stringify({
      type: "FeatureCollection",
      note: "Reports, not established facts; see the quote and the address of each claim.",
      credits: raw.credits,
      features,
    });
  }

  /** The shape as the page draws it, simplified; its rings are outer or inner by their winding. */
  function areaGeometry(p) {
    const shape = raw.places.shape[p];
    if (!shape) return { type: "Point", coordinates: [places.lon[p], places.lat[p]] };
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
    const columns = [...Object.keys(fields(0)), "latitude", "longitude"];
    const lines = list.map((i) => {
      const p = claims.place[i];
      const row = { ...fields(i), latitude: p < 0 ? null : places.lat[p], longitude: p < 0 ? null : places.lon[p] };
      return columns.map((column) => csvCell(row[column])).join(",");
    });
    // The mark at the head tells spreadsheets that this is UTF-8.
    return `\ufeff${[columns.join(","), ...lines].join("\r\n")}\r\n`;
  }

  function save(name, type, text) {
    const url = URL.createObjectURL(new Blob([text], { type }));
    const link = el("a", { href: url, download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
  }

  const files = {
    points: () => save("claims_points.geojson", "application/geo+json", geojson(KIND_POINT)),
    areas: () => save("claims_areas.geojson", "application/geo+json", geojson(KIND_AREA)),
    csv: () => save("claims.csv", "text/csv;charset=utf-8", csv()),
  };
  for (const [name, write] of Object.entries(files)) {
    document.getElementById(`download-${name}`).addEventListener("click", write);
  }
}
