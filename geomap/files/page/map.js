// The map: what is painted, where, and what a pointer finds.

const LABEL_FONTS = {
  place: `600 12.5px ${UI_FONT}`,
  area: `italic 600 11.5px ${UI_FONT}`,
  country: `600 11px ${UI_FONT}`,
  water: `italic 12px ${UI_FONT}`,
  capital: `600 12px ${UI_FONT}`,
  town: `400 11.5px ${UI_FONT}`,
};
/** So many of the largest marks in view are named whatever lies around them. */
const ALWAYS_NAMED = 12;
/** Pixels of a map's width up to which its controls take a share of it that counts. */
const NARROW = 480;
/** Up to this width a name that finds no room near its mark is left out. */
const NARROWEST = 360;
/** How a name of the largest is placed that finds no room near its mark. */
const AT_LAST = { leader: true, farthest: Infinity, rings: LONG_LEADERS, others: null };
/** The longest line from a name to its mark there: a longer one crosses half the marks. */
const NARROW_LEADER = 42;
/** The least radius of a mark with hatched or hollow parts: below, nobody tells them from solid ones. */
const OPEN_RADIUS = 10;
/** The zoom from which a label of each rank is shown: capitals, centres of regions, then towns by size, then small ones. */
const RANK_ZOOM = [3, 5.5, 7, 8, 8.5, 8.5, 9.5];

function makeMap(map, app) {
  const { store, words } = app;
  const { places } = store;
  const reduced = matchMedia("(prefers-reduced-motion: reduce)");
  const measure = makeRuler();
  let theme = null;
  /** For each place the most claims it has in any window of the chosen length: what the layout makes room for. */
  let peaks = new Int32Array(places.size);
  let most = 1;
  let radius = makeRadius(1);
  let symbols = [];
  let labels = [];
  let layoutZoom = null;
  let labelsFor = null;
  let areasShown = null;
  let hovered = null;
  /** Places of which something is said that did not happen yet, or not at all: their rings need room to show it. */
  const open = new Uint8Array(places.size);
  store.claims.place.forEach((p, i) => {
    if (p >= 0 && store.claims.status[i] !== HAPPENED) open[p] = 1;
  });
  const radiusOf = (n, withOpen) => Math.max(radius(Math.max(1, n)), withOpen ? OPEN_RADIUS : 0);

  for (const [pane, level] of [["geomap-base", 210], ["geomap-areas", 220], ["geomap-symbols", 450]]) {
    map.createPane(pane).style.zIndex = level;
  }
  const view = { gathered: app.gathered, selected: () => app.state.place, hovered: () => hovered };
  // Nothing is painted before the first view is settled: each picture would be thrown away.
  let begun = false;
  const [base, areas, marks] = [
    [paintBasemap(store, () => theme), "geomap-base"],
    [paintAreas(store, () => theme, view), "geomap-areas"],
    [paintSymbols, "geomap-symbols"],
  ].map(([paint, pane]) => new CanvasLayer(paint, pane, () => begun));
  map.getPane("geomap-symbols").style.pointerEvents = "none";

  const placeName = (p) => app.placeName(p);

  /** Lay out symbols and labels for the map's zoom, in pixels of the whole world at that zoom. */
  function layOut() {
    const scale = 2 ** map.getZoom();
    layoutZoom = map.getZoom();
    const points = [];
    for (let p = 0; p < places.size; p++) {
      if (places.kind[p] === KIND_POINT && peaks[p]) {
        points.push({ place: p, x: places.x[p] * scale, y: places.y[p] * scale, n: peaks[p], open: open[p], unit: places.unit[p] });
      }
    }
    points.sort((a, b) => b.n - a.n || a.place - b.place);
    const narrow = Math.max(0.72, Math.min(1, map.getSize().x / 900));
    symbols = layOutSymbols(points, (mostOfOne) => {
      most = mostOfOne;
      radius = makeRadius(most, narrow);
      return (symbol) => radiusOf(symbol.n, symbol.open) + (symbol.members.length > 1 ? 3 : 0) + FRAME_REACH / 2;
    }, map.getSize());
    labelsFor = null;
  }

  const boxOfLabel = ({ left, middle, width, height }) => [left, middle - height / 2, left + width, middle + height / 2];

  /** Where the numbers of a mark stand: within its ring, and those of what is not dated to the window below it. */
  function numbersOf({ x, y, r, drawn }) {
    const wide = 5 + 3.5 * String(drawn?.n ?? 0).length;
    const inside = [x - wide, y - 7, x + wide, y + 7];
    return drawn?.pale ? [inside, [x - wide, y + drawn.r, x + wide, y + drawn.r + PALE_HEIGHT + 8]] : [drawn ? inside : [x - r, y - r, x + r, y + r]];
  }

  /** Labels depend on what is in view, too: none is cut by the edge or runs under a control. */
  function layOutLabels(scale, min, max) {
    const zoom = map.getZoom();
    const always = app.moving();
    const gathered = app.gathered();
    const boxes = makeBoxes([min.x + 2, min.y + 2, max.x - 2, max.y - 2]);
    const covered = app.covered().map((box) => [box[0] + min.x, box[1] + min.y, box[2] + min.x, box[3] + min.y]);
    for (const box of covered) boxes.add(box);
    const here = symbols.filter((s) => (always || s.drawn) && s.x > min.x - 60 && s.x < max.x + 60 && s.y > min.y - 60 && s.y < max.y + 60);
    const reach = (s) => (always ? s.r : reachOf(s.drawn));
    const boxOf = (s) => {
      const r = reach(s) + 2;
      return [s.x - r, s.y - r, s.x + r, s.y + r + (s.drawn?.pale ? PALE_HEIGHT : 0)];
    };
    for (const s of here) boxes.add(boxOf(s));
    const others = here.map((s) => ({ x: s.x, y: s.y, r: reach(s) }));
    const named = [];
    const labelled = new Set();
    for (const s of [...here].sort((a, b) => (b.drawn?.n ?? 0) - (a.drawn?.n ?? 0) || (b.drawn?.all ?? 0) - (a.drawn?.all ?? 0))) {
      const there = always ? s.members : s.members.filter((p) => gathered.total[p]);
      for (const p of there) labelled.add(places.id[p]);
      named.push(labelOf(clip(nameOf(there), 40), s.x, s.y, reach(s), "place", { ink: "ink", symbol: s, leader: named.length < ALWAYS_NAMED, farthest: max.x - min.x > NARROW ? Infinity : NARROW_LEADER, others }));
    }
    // The largest are named first, if need be with a line. A name that would cover a number, or be read as that of
    // another mark, is left out: a click tells it.
    const largest = named.slice(0, ALWAYS_NAMED);
    const first = placeLabels(largest, boxes);
    // Where that is too strict, on a line as long as it must be; then over the rims of marks, not over their numbers; at
    // last over the number of a small one, never over one of the largest.
    if (max.x - min.x > NARROWEST) {
      for (const spared of [null, here, largest.map(({ symbol }) => symbol)]) {
        const left = largest.filter(({ symbol }) => !first.some((label) => label.symbol === symbol));
        if (!left.length) break;
        const over = spared && makeBoxes([min.x + 2, min.y + 2, max.x - 2, max.y - 2]);
        for (const box of spared ? [...covered, ...spared.flatMap(numbersOf), ...first.map(boxOfLabel)] : []) over.add(box);
        for (const label of placeLabels(left.map((label) => ({ ...label, ...AT_LAST })), over ?? boxes)) {
          first.push({ ...label, over: Boolean(over) });
          if (over) boxes.add(boxOfLabel(label));
        }
      }
    }
    const wanted = named.slice(ALWAYS_NAMED);
    for (let p = 0; p < places.size; p++) {
      if (places.kind[p] !== KIND_AREA || !(always ? peaks[p] : gathered.total[p])) continue;
      labelled.add(places.id[p]);
      const { x, y } = labelPoint(p, scale);
      wanted.push(labelOf(clip(placeName(p), 40), x, y, 0, "area", { ink: "muted", area: p, centred: true, room: 26 }));
    }
    for (const label of store.labels) {
      if (labelled.has(label.id) || zoom < RANK_ZOOM[label.rank]) continue;
      if (label.kind === "country" && zoom > 7.5) continue;
      const text = label.names[words.language] ?? label.names.en;
      const styles = {
        country: { ink: "faint", centred: true, spacing: 1.6, upper: true },
        water: { ink: "labelSea", centred: true, sea: true, spacing: 0.6 },
        capital: { ink: "muted" },
        town: { ink: "muted" },
      };
      const style = styles[label.kind];
      const dot = style.centred ? 0 : 2.2;
      const [x, y] = [label.x * scale, label.y * scale];
      if (dot && !(x > min.x && x < max.x && y > min.y && y < max.y)) continue;
      if (dot && !boxes.free([x - 5, y - 5, x + 5, y + 5])) continue;
      if (dot) boxes.add([x - 2.5, y - 2.5, x + 2.5, y + 2.5]);
      wanted.push(labelOf(style.upper ? text.toUpperCase() : text, x, y, dot, label.kind, { ...style, dot }));
    }
    labels = [...first, ...placeLabels(wanted, boxes)];
  }

  /** Of some places the one that is known best, of those the busiest. */
  const bestKnown = (there) => there.find((p) => !places.rough[p]) ?? there[0];

  /** The community that places stand for together, which have no points of their own; null where they are of several. */
  function communityOf(there) {
    const [first] = there;
    if (there.length < 2 || !places.unit[first]) return null;
    return there.every((p) => places.unit[p] === places.unit[first]) ? app.unitName(first) : null;
  }

  /** The name of a mark: its community, or its best known place; and how many more it stands for. */
  function nameOf(there) {
    const community = communityOf(there);
    if (community) return `${community} (${there.length})`;
    return there.length > 1 ? `${placeName(bestKnown(there))} +${there.length - 1}` : placeName(there[0]);
  }

  function labelOf(text, x, y, r, kind, more) {
    const font = LABEL_FONTS[kind];
    const spacing = more.spacing ?? 0;
    return { text, x, y, r, font, width: measure(text, font, spacing) + (more.room ?? 0), height: more.area === undefined ? 15 : 25, ...more, spacing: `${spacing}px` };
  }

  /** Where an area's label goes: the point given with its shape, which lies well inside. */
  function labelPoint(p, scale) {
    const at = places.labelAt[p];
    return at ? { x: mercatorX(at[0]) * scale, y: mercatorY(at[1]) * scale } : { x: places.x[p] * scale, y: places.y[p] * scale };
  }

  /** How far a mark reaches with what stands around its ring. */
  const reachOf = ({ r, places: many, pale, told, standing }) => r + (many > 1 ? 3 : 0) + (standing === "exact" ? 0 : FRAME_REACH) + (pale && told.some(Boolean) ? PALE_REACH : 0);

  /** The claims in the window at a symbol's places, and what its mark shows of them. */
  function markOf(symbol, gathered) {
    const sums = sumsOf(gathered, symbol.members);
    if (!sums.all) return null;
    const n = sums.told[HAPPENED];
    const standing = standingOf(store, bestKnown(symbol.members.filter((p) => gathered.total[p])));
    return { ...sums, n, standing, pale: sums.reported + sums.loose, r: radiusOf(n, sums.told[PLANNED] + sums.told[NEGATED]) };
  }

  function paintSymbols(pen, { left, top }, size) {
    if (layoutZoom !== map.getZoom()) layOut();
    const gathered = app.gathered();
    const selected = app.state.place;
    const shown = [];
    for (const symbol of symbols) {
      symbol.drawn = markOf(symbol, gathered);
      const x = symbol.x - left;
      const y = symbol.y - top;
      if (symbol.drawn && x > -40 && y > -40 && x < size.x + 40 && y < size.y + 40) shown.push({ symbol, x, y });
    }
    // While time runs, labels keep the places they have for the whole of it; at rest they use all the room there is.
    const { min, max } = map.getPixelBounds();
    const moment = app.moving() ? "moving" : `${app.state.window} ${app.scope().shown} ${app.filterCount()}`;
    const labelsWanted = [map.getZoom(), min.x, min.y, max.x, max.y, moment].join(" ");
    if (labelsFor !== labelsWanted) {
      layOutLabels(2 ** map.getZoom(), min, max);
      labelsFor = labelsWanted;
    }
    paintRadii(pen, shown, left, top);
    paintLeaders(pen, shown, left, top);
    paintLabels(pen, gathered, { left, top }, size, false);
    paintSelected(pen, selected, left, top);
    // The busiest first, so that the small, which are easily covered, lie on top.
    shown.sort((a, b) => b.symbol.drawn.r - a.symbol.drawn.r);
    for (const { symbol, x, y } of shown) {
      const { n, pale, places: many } = symbol.drawn;
      drawSymbol(pen, theme, {
        ...symbol.drawn,
        x,
        y,
        many: many > 1,
        uncertain: 2 * symbol.drawn.unsure >= symbol.drawn.all,
        selected: symbol.members.includes(selected),
        caption: words.compact(n),
        paleCaption: pale && hasRoom(symbol, shown) ? words.compact(pale) : "",
        actionNames: store.raw.vocabulary.action,
      });
    }
    paintLabels(pen, gathered, { left, top }, size, true);
  }

  /** Whether the number below a mark would stand clear of the other marks; one that stands inside always does. */
  function hasRoom(symbol, shown) {
    if (!symbol.drawn.told.some(Boolean)) return true;
    const below = symbol.y + symbol.drawn.r + 14;
    return shown.every(({ symbol: other }) => other === symbol || Math.hypot(other.x - symbol.x, other.y - below) > reachOf(other.drawn) + 9);
  }

  /** The chosen place is marked even where the window leaves nothing of it. */
  function paintSelected(pen, p, left, top) {
    if (p < 0 || places.kind[p] !== KIND_POINT || app.gathered().total[p]) return;
    const scale = 2 ** map.getZoom();
    pen.strokeStyle = theme.accent;
    pen.lineWidth = 3;
    circle(pen, places.x[p] * scale - left, places.y[p] * scale - top, 9);
    pen.stroke();
  }

  /** How far places known only roughly may lie: one outline around all their circles, those larger than their marks. No
   *  fill: added up, fills would darken to a front that nobody reported. */
  function paintRadii(pen, shown, left, top) {
    const scale = 2 ** map.getZoom();
    const circles = shown.flatMap(({ symbol }) =>
      symbol.members.flatMap((p) => {
        const reach = radiusUnits(store, p) * scale;
        return places.rough[p] && app.gathered().total[p] && reach > symbol.drawn.r + 4
          ? [[places.x[p] * scale - left, places.y[p] * scale - top, reach]]
          : [];
      }),
    );
    if (!circles.length) return;
    const fill = (more) => {
      pen.beginPath();
      for (const [x, y, r] of circles) {
        pen.moveTo(x + r + more, y);
        pen.arc(x, y, r + more, 0, 2 * Math.PI);
      }
      pen.fill();
    };
    // All discs at once, and all but their rims taken out again: a line around them together, at the price of two fills.
    pen.fillStyle = theme.faint;
    fill(0.6);
    pen.globalCompositeOperation = "destination-out";
    fill(-0.6);
    pen.globalCompositeOperation = "source-over";
  }

  /** A line from a shifted symbol to where its place lies. */
  function paintLeaders(pen, shown, left, top) {
    pen.strokeStyle = pen.fillStyle = theme.ink;
    pen.lineWidth = 1;
    for (const { symbol, x, y } of shown) {
      const anchorX = symbol.anchorX - left;
      const anchorY = symbol.anchorY - top;
      if (Math.hypot(x - anchorX, y - anchorY) <= symbol.drawn.r) continue;
      pen.beginPath();
      pen.moveTo(x, y);
      pen.lineTo(anchorX, anchorY);
      pen.stroke();
      circle(pen, anchorX, anchorY, 2);
      pen.fill();
    }
  }

  function paintLabels(pen, gathered, { left, top }, size, over) {
    for (const label of labels) {
      if (label.symbol && !label.symbol.drawn) continue;
      if (label.area !== undefined && !gathered.total[label.area]) continue;
      const x = label.left - left;
      const middle = label.middle - top;
      if (x > size.x || middle < -20 || middle > size.y + 20 || x + label.width < 0) continue;
      if (label.dot && !over) {
        pen.fillStyle = theme.muted;
        circle(pen, label.x - left, label.y - top, label.dot);
        pen.fill();
      }
      if (label.afar && !over) {
        // From the near end of the name to the mark, which is drawn over the end of the line.
        pen.strokeStyle = theme.muted;
        pen.lineWidth = 1;
        pen.beginPath();
        pen.moveTo(Math.max(x, Math.min(x + label.width, label.x - left)), middle + Math.sign(label.y - label.middle) * 6);
        pen.lineTo(label.x - left, label.y - top);
        pen.stroke();
      }
      if (Boolean(label.over) !== over) continue;
      if (label.over) {
        pen.globalAlpha = 0.8;
        pen.fillStyle = theme.land;
        pen.fillRect(x - 2, middle - 7, label.width + 4, 14);
        pen.globalAlpha = 1;
      }
      drawLabel(pen, theme, { ...label, left: x, middle });
      if (label.area !== undefined) drawAreaCount(pen, label, gathered, x, middle);
    }
  }

  /** Beside an area's name: its number of claims, over a small bar of their mix. */
  function drawAreaCount(pen, label, gathered, x, middle) {
    const { told, mix, all } = sumsOf(gathered, [label.area]);
    const n = told[HAPPENED];
    const start = x + label.width - 23;
    pen.font = `700 11px ${UI_FONT}`;
    pen.fillStyle = n ? theme.ink : theme.faint;
    pen.strokeStyle = theme.land;
    const text = n ? words.compact(n) : `+${words.compact(all)}`;
    pen.strokeText(text, start, middle);
    pen.fillText(text, start, middle);
    let left = x;
    const full = label.width - 26;
    for (const { status, action, count } of piecesOf(mix)) {
      const part = (count / all) * full;
      drawPiece(pen, theme, status, action, left, middle + 7, part, 4);
      left += part;
    }
    // The rest of the bar is what is not dated to these days.
    pen.fillStyle = theme.rule;
    if (left < x + full - 0.5) pen.fillRect(left, middle + 7, x + full - left, 4);
  }

  /** What lies under a point of the map's container: a symbol, an area, or nothing. */
  function find(point) {
    const { left, top } = marks.projection();
    const corner = marks._bounds.min;
    const at = map.containerPointToLayerPoint(point);
    const x = at.x - corner.x;
    const y = at.y - corner.y;
    let best = null;
    let nearest = Infinity;
    for (const symbol of symbols) {
      if (!symbol.drawn) continue;
      const distance = Math.hypot(symbol.x - left - x, symbol.y - top - y) - symbol.drawn.r;
      if (distance < Math.min(nearest, 7)) {
        nearest = distance;
        best = { symbol };
      }
    }
    if (best) return best;
    for (const label of labels) {
      if (label.area === undefined || !app.gathered().total[label.area]) continue;
      const inside = x > label.left - left - 3 && x < label.left - left + label.width + 3 && Math.abs(y - label.middle + top) < 11;
      if (inside) return { area: label.area };
    }
    const { scale } = marks.projection();
    const area = areaAt(store, app.gathered(), (x + left) / scale, (y + top) / scale);
    return area < 0 ? null : { area };
  }

  function openAt(point) {
    const found = find(point);
    if (!found) return app.close();
    if (found.area !== undefined) return app.openPlace(found.area);
    const there = found.symbol.members.filter((p) => app.gathered().total[p]);
    if (there.length === 1) return app.openPlace(there[0]);
    const bounds = L.latLngBounds(there.map((p) => [places.lat[p], places.lon[p]]));
    // Places on nearly one spot never come apart; then the busiest opens, and its dossier names the others.
    const apart = bounds.getNorthEast().distanceTo(bounds.getSouthWest()) > 150;
    if (!apart || map.getZoom() >= map.getMaxZoom()) return app.openPlace(there[0], there.slice(1));
    map.fitBounds(bounds.pad(0.4), { animate: !reduced.matches, maxZoom: Math.max(map.getZoom() + 2, 10) });
  }

  function describe(found) {
    const gathered = app.gathered();
    const members = found.symbol ? found.symbol.members.filter((p) => gathered.total[p]) : [found.area];
    if (!members.length) return null;
    const sums = sumsOf(gathered, members);
    // The best known place gives the mark its name, as on the map.
    const community = communityOf(members);
    const known = bestKnown(members);
    const names = [known, ...members.filter((p) => p !== known)].slice(0, 3).map(placeName).join(", ");
    const more = members.length > 3 ? ` +${members.length - 3}` : "";
    return { title: community ? `${community}: ${names}${more}` : names + more, sums, known };
  }

  function showTip(point, found) {
    const tip = app.tip;
    const told = found && describe(found);
    tip.hidden = !told;
    map.getContainer().classList.toggle("pointing", Boolean(told));
    if (!told) return;
    const { title, sums, known } = told;
    const { action: names } = store.raw.vocabulary;
    const ofAction = names.map((name, a) => ({ name, counts: STATUSES.map((_, s) => sums.mix[s * names.length + a]) }));
    const rows = ofAction
      .filter(({ counts }) => counts.some(Boolean))
      .sort((a, b) => b.counts[HAPPENED] - a.counts[HAPPENED] || b.counts[PLANNED] + b.counts[NEGATED] - a.counts[PLANNED] - a.counts[NEGATED])
      .map(({ name, counts }) =>
        el("li", {}, glyph(name), el("span", { text: words.say(`action.${name}`) }), el("b", { text: app.statusCounts(counts) })),
      );
    const notes = [];
    if (sums.reported) notes.push(words.say("tip.reported", { n: sums.reported }));
    if (sums.loose) notes.push(words.say("tip.loose", { n: sums.loose }));
    const standing = standingOf(store, known);
    if (found.symbol && standing !== "exact") notes.push(words.say(`standing.${standing}`));
    if (sums.unsure) notes.push(words.say("tip.unsure", { n: sums.unsure }));
    if (sums.contradicted) notes.push(words.say("tip.contradicted", { n: sums.contradicted }));
    notes.push(sums.several ? words.say("tip.several", { n: sums.several, of: sums.all }) : words.say("tip.single"));
    tip.replaceChildren(
      el("strong", { text: title, dir: "auto" }),
      el("span", { class: "tip-count", text: sums.told.some(Boolean) ? app.statusWords(sums.told) : words.say("claims", { n: sums.all }) }),
      el("ul", {}, ...rows),
      ...notes.map((text) => el("em", { text })),
    );
    const box = map.getSize();
    tip.style.left = `${Math.min(point.x + 14, box.x - tip.offsetWidth - 8)}px`;
    tip.style.top = `${point.y + 16 + tip.offsetHeight > box.y ? point.y - tip.offsetHeight - 10 : point.y + 16}px`;
  }

  /** The area under the pointer is hatched while it is there. */
  function hover(key) {
    const area = (found) => typeof found === "number";
    const other = hovered !== key && (area(hovered) || area(key));
    hovered = key;
    if (other) areas.repaint();
  }

  map.on("mousemove", ({ containerPoint }) => {
    const found = find(containerPoint);
    const key = found && (found.symbol ?? found.area);
    if (key === null && hovered === null) return;
    hover(key);
    showTip(containerPoint, found);
  });
  map.on("mouseout movestart zoomstart", () => {
    hover(null);
    showTip(null, null);
  });
  map.on("click", ({ containerPoint }) => {
    hover(null);
    showTip(null, null);
    openAt(containerPoint);
  });
  map.on("moveend", () => {
    const { lat, lng } = map.getCenter();
    app.set({ view: [map.getZoom(), Number(lat.toFixed(3)), Number(lng.toFixed(3))] });
    if (begun && pointBeyond()) relabel();
  });

  /** How much of each side of the map the controls take that stand along it: on a narrow map they hide towns else. */
  function roomForControls() {
    const { x, y } = map.getSize();
    const [across, down] = [Math.max(26, x * 0.07), Math.max(26, y * 0.07)];
    if (x > NARROW) return { paddingTopLeft: [across, down], paddingBottomRight: [across, down] };
    const stage = map.getContainer().getBoundingClientRect();
    const inner = (selector, side) => {
      const box = document.querySelector(selector)?.getBoundingClientRect();
      return box?.width ? Math.abs(box[side] - stage[{ right: "left", top: "bottom", bottom: "top" }[side]]) : 0;
    };
    const below = Math.max(down, Math.min(y / 4, inner("#legend:not([open])", "top")));
    return {
      paddingTopLeft: [Math.max(across, inner("#home", "right") + 12), Math.max(down, inner(".leaflet-control-scale", "bottom") + 8)],
      paddingBottomRight: [Math.max(across, 30), below + 8],
    };
  }

  /** Fit the map to places, with a tenth of it free around them; a map of one town shows where that is. */
  function fitPlaces(those) {
    if (!those.length) return;
    const edge = (most, degrees) => those.reduce((one, p) => most(one, degrees[p]), degrees[those[0]]);
    const box = L.latLngBounds([edge(Math.min, places.lat), edge(Math.min, places.lon)], [edge(Math.max, places.lat), edge(Math.max, places.lon)]);
    const { lat, lng } = box.getCenter();
    box.extend([lat - 0.8, lng - 1.2]).extend([lat + 0.8, lng + 1.2]);
    map.fitBounds(box, { ...roomForControls(), animate: false, maxZoom: 10 });
  }

  // Beyond the edges ------------------------------------------------------------------------------------------

  const EDGES = ["west", "north", "east", "south"];
  const arrows = EDGES.map((edge) => document.getElementById(`beyond-${edge}`));
  let beyond = EDGES.map(() => []);
  const told = EDGES.map(() => "");

  /** Beside each edge of the map, how many of the claims shown lie beyond it; whether any came or went. */
  function pointBeyond() {
    const { min, max } = map.getPixelBounds();
    const scale = 2 ** map.getZoom();
    const gathered = app.gathered();
    beyond = EDGES.map(() => []);
    for (let p = 0; p < places.size; p++) {
      if (!gathered.total[p] || places.kind[p] !== KIND_POINT) continue;
      const x = places.x[p] * scale;
      const y = places.y[p] * scale;
      const over = [min.x - x, min.y - y, x - max.x, y - max.y];
      const most = Math.max(...over);
      if (most > 0) beyond[over.indexOf(most)].push(p);
    }
    let moved = false;
    arrows.forEach((arrow, e) => {
      const n = beyond[e].reduce((sum, p) => sum + gathered.total[p], 0);
      const said = `${n} ${words.language}`;
      if (told[e] === said) return;
      told[e] = said;
      moved ||= arrow.hidden !== !n;
      arrow.hidden = !n;
      if (!n) return;
      arrow.lastElementChild.textContent = words.compact(n);
      arrow.setAttribute("aria-label", words.say(`beyond.${EDGES[e]}`, { n }));
      arrow.title = arrow.getAttribute("aria-label");
    });
    return moved;
  }
  arrows.forEach((arrow, e) => arrow.addEventListener("click", () => {
    const drawn = beyond[e].map((p) => ({ p, x: places.x[p], y: places.y[p], n: app.gathered().total[p] }));
    fitPlaces(mostOf(drawn).map(({ p }) => p));
  }));

  /** Something over the map opened or closed: labels keep clear of it. */
  function relabel() {
    labelsFor = null;
    marks.repaint();
  }

  for (const layer of [base, areas, marks]) layer.addTo(map);

  return {
    /** The first view is settled: from now on it is painted. */
    begin(newPeaks) {
      begun = true;
      theme = app.theme();
      base.repaint();
      this.relayout(newPeaks);
    },
    /** The claims in the window changed, the layout did not: the quick path of a time step. */
    repaint() {
      // Areas are large and slow to paint, and few steps change how they look.
      const shown = `${app.state.place} ${areasOf(store, app.gathered())}`;
      if (shown !== areasShown) areas.repaint();
      areasShown = shown;
      marks.repaint();
    },
    /** The filters, the length of the window or the language changed. */
    relayout(newPeaks) {
      if (newPeaks) peaks = newPeaks;
      layoutZoom = null;
      this.repaint();
    },
    relabel,
    retheme() {
      if (!begun) return;
      theme = app.theme();
      areasShown = null;
      base.repaint();
      this.repaint();
    },
    /** One picture of all layers, for paper: viewers of PDF do not agree on pictures that lie over each other. */
    flatten() {
      base.take([areas, marks]);
    },
    /** Bring a place into the part of the map that the dossier leaves free. */
    reveal(p, coveredRight, glide = true) {
      if (places.kind[p] === KIND_TRAY) return;
      const point = map.latLngToContainerPoint([places.lat[p], places.lon[p]]);
      const size = map.getSize();
      const free = size.x - coveredRight;
      if (point.x > 40 && point.y > 60 && point.x < free - 70 && point.y < size.y - 40) return;
      const target = map.containerPointToLatLng([point.x - (free > 160 ? free : size.x) / 2 + size.x / 2, point.y]);
      map.panTo(target, { animate: glide && !reduced.matches });
    },
    /** Show nearly all places of which something is counted. */
    fitMost(count, share) {
      const drawn = Array.from(places.kind, (kind, p) => ({ p, x: places.x[p], y: places.y[p], n: kind === KIND_TRAY ? 0 : count(p) }));
      fitPlaces(mostOf(drawn.filter(({ n }) => n), share).map(({ p }) => p));
    },
    pointBeyond,
    /** The symbols as drawn, in pixels of the map's container: for the tests and for curious readers. */
    drawn() {
      const { left, top } = marks.projection();
      const offset = map.layerPointToContainerPoint(marks._bounds.min);
      return symbols
        .filter((symbol) => symbol.drawn)
        .map((symbol) => ({
          x: symbol.x - left + offset.x,
          y: symbol.y - top + offset.y,
          r: symbol.drawn.r,
          n: symbol.drawn.n,
          told: symbol.drawn.told,
          reported: symbol.drawn.reported,
          loose: symbol.drawn.loose,
          all: symbol.drawn.all,
          several: symbol.drawn.several,
          unsure: symbol.drawn.unsure,
          standing: symbol.drawn.standing,
          places: symbol.members.map((p) => places.id[p]),
          label: labels.find((label) => label.symbol === symbol)?.text ?? null,
        }));
    },
    /** Whether the map is on its way to another view. */
    gliding: () => Boolean(map._animatingZoom || map._panAnim?._inProgress),
    scaleKey: () => ({ most, radius }),
  };
}

/** Where the page scrolls, on a phone or in another page, one finger and the wheel scroll it past the map; two fingers
 *  move the map, and the wheel zooms with Ctrl. */
function makeGestures(map) {
  const hint = document.getElementById("gesture");
  const stage = document.getElementById("stage");
  const phone = matchMedia("(max-width: 899px) and (pointer: coarse)");
  const settle = () => map.dragging[phone.matches ? "disable" : "enable"]();
  phone.addEventListener("change", settle);
  settle();
  let hiding = 0;
  const say = () => {
    hint.hidden = false;
    clearTimeout(hiding);
    hiding = setTimeout(() => (hint.hidden = true), 900);
  };
  stage.addEventListener("touchmove", (event) => {
    if (phone.matches && event.touches.length === 1 && map.getContainer().contains(event.target)) say();
    else hint.hidden = true;
  }, { passive: true });
  const framed = window.top !== window;
  stage.addEventListener("wheel", (event) => framed && !event.ctrlKey && event.stopPropagation(), { capture: true, passive: true });
}

const clip = (text, length) => (text.length > length ? `${text.slice(0, length - 1)}…` : text);
