// Where symbols and labels go at one zoom. Pure geometry in pixels of that zoom, so that nothing jumps on a pan.

/** Symbols never closer than this many pixels (anchor to anchor) at first; nearer places share one symbol. */
const MERGE_AT = 7;
/** Below this distance of merging a community stays apart from the town at its centre. */
const APART_BELOW = 12;
/** Above this many symbols a screen the merging distance grows until fewer are left: a map of 700 rings says nothing. */
const MOST_SYMBOLS = 320;
/** The share of overlapping symbols at which more places are merged. */
const MOST_CROWDED = 0.05;
/** A shift beyond this many pixels would belie the place more than an overlap does. */
const FARTHEST_SHIFT = 46;

/** The share of the claims that "all" shows, and that a map opens on: the few farthest must not make a map of the world
 *  of it. */
const NEARLY_ALL = 0.95;
const AT_OPENING = 0.9;
/** On a map of few claims none is left out, unless it would take more than half the room to show it. */
const FEW = 100;
const WORTH_LEAVING = 0.5;

/** The points ({ x, y, n }) that a view is fitted to: those that are nearest to the middle and hold such a share of the
 *  claims. */
function mostOf(points, share = NEARLY_ALL) {
  const total = points.reduce((sum, { n }) => sum + n, 0);
  if (!total) return points;
  const middle = (axis) => {
    let left = total / 2;
    return [...points].sort((a, b) => a[axis] - b[axis]).find(({ n }) => (left -= n) <= 0)[axis];
  };
  const [x, y] = [middle("x"), middle("y")];
  const near = points.map((point) => ({ point, far: Math.max(Math.abs(point.x - x), Math.abs(point.y - y)) })).sort((a, b) => a.far - b.far);
  let held = 0;
  const kept = near.slice(0, 1 + near.findIndex(({ point }) => (held += point.n) >= share * total));
  return total > FEW || kept.at(-1).far < WORTH_LEAVING * near.at(-1).far ? kept.map(({ point }) => point) : points;
}

/** The radius of a symbol: its area goes with its claims; the busiest place of the page sets the measure. */
function makeRadius(most, measure = 1) {
  const largest = Math.min(28, 11 + 3.2 * Math.sqrt(most)) * measure;
  const least = (most > 400 ? 6 : 8.5) * Math.max(0.88, measure);
  // A number of two digits needs its room, however few its claims are beside the busiest place.
  const room = (n) => least + (n > 9 ? 1.6 : 0) + (n > 99 ? 1.6 : 0);
  return (n) => (n ? Math.max(room(n), largest * Math.sqrt(n / Math.max(1, most))) : 0);
}

/** Lay out places as symbols that hardly overlap: near ones share a symbol, the others move aside; where that does
 *  not open the crowd, places farther apart share one. `points` are sorted by claims, the busiest first; `measure`
 *  takes the most claims of a symbol and returns the size of each. */
function layOutSymbols(points, measure, screen) {
  const most = MOST_SYMBOLS * screensOf(points, screen);
  for (let distance = MERGE_AT; ; distance *= 1.4) {
    const symbols = mergeWithin(points, distance);
    const last = distance > 60;
    if (symbols.length > most && !last) continue;
    const sizeOf = measure(symbols.reduce((most, { n }) => Math.max(most, n), 1));
    for (const symbol of symbols) symbol.r = sizeOf(symbol);
    spreadSymbols(symbols);
    if (last || crowding(symbols) <= MOST_CROWDED) return symbols;
  }
}

/** How many screens the place of most claims takes at this zoom; one at least. */
function screensOf(points, { x, y }) {
  if (!points.length) return 1;
  const near = mostOf(points, AT_OPENING);
  const extent = (axis) => near.reduce((most, point) => Math.max(most, point[axis]), -Infinity) - near.reduce((least, point) => Math.min(least, point[axis]), Infinity);
  return Math.max(1, (extent("x") * extent("y")) / (x * y));
}

/** The share of symbols that still cover, or are covered by, a good part of another. */
function crowding(symbols) {
  const byX = [...symbols].sort((a, b) => a.x - b.x);
  let crowded = 0;
  for (let i = 0; i < byX.length; i++) {
    for (let j = i + 1; j < byX.length && byX[j].x - byX[i].x < 64; j++) {
      const reach = byX[i].r + byX[j].r - 4;
      const dy = byX[i].y - byX[j].y;
      if (dy < reach && dy > -reach && Math.hypot(byX[i].x - byX[j].x, dy) < reach) crowded++;
    }
  }
  return symbols.length ? crowded / symbols.length : 0;
}

/** Gather places into symbols: each joins the busier place beside it; but a community, which stands at its centre for want
 *  of points, joins a town there only in a crowd. Places of one `unit` at one point are one from the start. */
function mergeWithin(points, distance) {
  const cells = new Map();
  const symbols = [];
  const ofUnit = new Map();
  const apart = distance < APART_BELOW;
  const cellOf = (x, y) => Math.floor(x / distance) * 1_000_003 + Math.floor(y / distance);
  for (const point of points) {
    const spot = point.unit ? `${point.unit} ${point.x} ${point.y}` : null;
    let home = ofUnit.get(spot) ?? null;
    for (let dx = -1; dx <= 1 && !home; dx++) {
      for (let dy = -1; dy <= 1 && !home; dy++) {
        for (const symbol of cells.get(cellOf(point.x + dx * distance, point.y + dy * distance)) ?? []) {
          if (apart && Boolean(symbol.unit) !== Boolean(point.unit)) continue;
          if (Math.hypot(symbol.anchorX - point.x, symbol.anchorY - point.y) < distance) {
            home = symbol;
            break;
          }
        }
      }
    }
    if (home) {
      home.members.push(point.place);
      home.n += point.n;
      home.open ||= point.open;
      if (home.unit !== point.unit) home.mixed = true;
    } else {
      const symbol = { unit: point.unit, anchorX: point.x, anchorY: point.y, x: point.x, y: point.y, n: point.n, open: point.open, members: [point.place] };
      symbols.push(symbol);
      if (spot) ofUnit.set(spot, symbol);
      const cell = cellOf(point.x, point.y);
      if (!cells.has(cell)) cells.set(cell, []);
      cells.get(cell).push(symbol);
    }
  }
  return symbols;
}

/** Push overlapping symbols apart; the small give way to the large, and none strays far from its place. */
function spreadSymbols(symbols) {
  const gap = 5;
  for (let round = 0; round < 50; round++) {
    let moved = 0;
    const byX = [...symbols].sort((a, b) => a.x - b.x);
    for (let i = 0; i < byX.length; i++) {
      const one = byX[i];
      for (let j = i + 1; j < byX.length; j++) {
        const other = byX[j];
        if (other.x - one.x > 64) break;
        const reach = one.r + other.r + gap;
        let dx = other.x - one.x;
        let dy = other.y - one.y;
        // Most pairs lie clear of each other on one axis alone, which is told without a root.
        if (dx >= reach || dx <= -reach || dy >= reach || dy <= -reach) continue;
        let distance = Math.hypot(dx, dy);
        if (distance >= reach) continue;
        if (distance < 0.01) {
          // Two symbols on one spot: part them in a direction that depends on nothing but their order.
          dx = Math.cos(i * 2.4);
          dy = Math.sin(i * 2.4);
          distance = 1;
        }
        const push = (reach - distance) * 0.5;
        const share = (other.r * other.r) / (one.r * one.r + other.r * other.r);
        one.x -= (dx / distance) * push * 2 * share;
        one.y -= (dy / distance) * push * 2 * share;
        other.x += (dx / distance) * push * 2 * (1 - share);
        other.y += (dy / distance) * push * 2 * (1 - share);
        moved = Math.max(moved, push);
      }
    }
    for (const symbol of symbols) {
      const dx = symbol.x - symbol.anchorX;
      const dy = symbol.y - symbol.anchorY;
      const shift = Math.hypot(dx, dy);
      if (shift > FARTHEST_SHIFT) {
        symbol.x = symbol.anchorX + (dx / shift) * FARTHEST_SHIFT;
        symbol.y = symbol.anchorY + (dy / shift) * FARTHEST_SHIFT;
      }
    }
    if (moved < 0.3) break;
  }
  return symbols;
}

/** Takes boxes and tells whether a further one is free and within the bounds; a grid keeps it quick. */
function makeBoxes([left, top, right, bottom]) {
  const CELL = 64;
  const cells = new Map();
  function* keys([x0, y0, x1, y1]) {
    for (let cx = Math.floor(x0 / CELL); cx <= Math.floor(x1 / CELL); cx++) {
      for (let cy = Math.floor(y0 / CELL); cy <= Math.floor(y1 / CELL); cy++) yield cx * 100_003 + cy;
    }
  }
  return {
    add(box) {
      for (const key of keys(box)) {
        if (!cells.has(key)) cells.set(key, []);
        cells.get(key).push(box);
      }
    },
    free(box) {
      if (box[0] < left || box[1] < top || box[2] > right || box[3] > bottom) return false;
      for (const key of keys(box)) {
        for (const other of cells.get(key) ?? []) {
          if (box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3]) return false;
        }
      }
      return true;
    },
  };
}

/** Pixels beyond a mark at which a label with a leader may stand. */
const LEADERS = [22, 42, 66, 92];
/** The same for names that must stand somewhere. */
const LONG_LEADERS = [22, 42, 66, 92, 120, 150, 185, 225];

/** Spots around a mark, ring by ring, for labels that a line joins to it. */
function spotsAfar({ x, y, r, width, height, farthest = Infinity, rings = LEADERS }) {
  return rings.filter((away) => away <= farthest).flatMap((away) =>
    Array.from({ length: 12 }, (_, k) => {
      const [dx, dy] = [Math.cos((k * Math.PI) / 6), Math.sin((k * Math.PI) / 6)];
      return [x + dx * (r + away) + (dx > 0.1 ? 0 : dx < -0.1 ? -width : -width / 2), y + dy * (r + away + height / 2)];
    }),
  );
}

/** The distance of a box from the rim of a mark; 0 or less where they touch. */
function gapOf([left, top, right, bottom], { x, y, r }) {
  return Math.hypot(Math.max(left - x, 0, x - right), Math.max(top - y, 0, y - bottom)) - r;
}

/** Pixels from the rim of another mark at which a label with a line is no longer read as that one's. */
const CLEAR_OF_OTHERS = 9;

/** Whether a label would be read as its own mark's: no other mark is nearer to it, or a line tells and none is near. */
function readAsOwn(box, own, others, afar) {
  const least = afar ? CLEAR_OF_OTHERS : gapOf(box, own) - 1;
  return others.every((other) => (other.x === own.x && other.y === own.y) || gapOf(box, other) >= least);
}

/** Place labels around their points, the first in the list first; a label that finds no room is left out.
 *  Each wants { x, y, r, width, height, centred, leader, others }, these being marks that it must not be taken for; the placed ones come back with `left` and `middle`, and
 *  with `afar` where only a line joins them to their point. */
function placeLabels(labels, boxes) {
  const placed = [];
  for (const label of labels) {
    const { x, y, r, width, height } = label;
    const gap = r + (r ? 5 : 3);
    const near = label.centred
      ? [[x - width / 2, y], [x - width / 2, y - height], [x - width / 2, y + height], [x - width / 2, y - 2.2 * height], [x - width / 2, y + 2.2 * height], [x + 12, y], [x - 12 - width, y]]
      : [
          [x + gap, y],
          [x - gap - width, y],
          [x - width / 2, y - gap - height / 2],
          [x - width / 2, y + gap + height / 2],
          [x + gap * 0.75, y - gap * 0.75 - height * 0.2],
          [x + gap * 0.75, y + gap * 0.75 + height * 0.2],
          [x - gap * 0.75 - width, y - gap * 0.75 - height * 0.2],
          [x - gap * 0.75 - width, y + gap * 0.75 + height * 0.2],
        ];
    const spots = label.leader ? [...near, ...spotsAfar(label)] : near;
    for (const [k, [left, middle]] of spots.entries()) {
      const box = [left - 2, middle - height / 2, left + width + 2, middle + height / 2];
      if (!boxes.free(box)) continue;
      if (label.others && !readAsOwn(box, label, label.others, k >= near.length)) continue;
      boxes.add(box);
      placed.push({ ...label, left, middle, afar: k >= near.length });
      break;
    }
  }
  return placed;
}
