// A canvas that moves and zooms with the map and is repainted when the map rests; and the two lower pictures on
// it: the basemap, and the areas that claims speak of.

/** Pixels of a canvas to one of the page; a sheet of paper is finer than a screen. */
const pixelRatio = () => (document.body.classList.contains("printing") ? 3 : window.devicePixelRatio || 1);

/** One canvas on a pane of its own. `paint(context, project, size)` draws; project takes zoom-0 coordinates. */
const CanvasLayer = L.Renderer.extend({
  initialize(paint, pane, ready) {
    L.Renderer.prototype.initialize.call(this, { padding: 0.1, pane });
    this._paint = paint;
    this._ready = ready;
  },
  _initContainer() {
    this._container = document.createElement("canvas");
    this._context = this._container.getContext("2d");
    this._container.setAttribute("aria-hidden", "true");
  },
  _destroyContainer() {
    this._container.remove();
    delete this._context;
  },
  _onZoomEnd() {},
  _updatePaths() {},
  _update() {
    if (this._map._animatingZoom && this._bounds) return;
    L.Renderer.prototype._update.call(this);
    const size = this._bounds.getSize();
    const ratio = pixelRatio();
    L.DomUtil.setPosition(this._container, this._bounds.min);
    // Setting a size clears and reallocates, even to the same figures: it costs a frame's half.
    if (this._container.width !== Math.round(size.x * ratio) || this._container.height !== Math.round(size.y * ratio)) {
      this._container.width = Math.round(size.x * ratio);
      this._container.height = Math.round(size.y * ratio);
      this._container.style.width = `${size.x}px`;
      this._container.style.height = `${size.y}px`;
    }
    this.repaint();
  },
  /** Draw the pictures of other layers, which have the same size and place, over this one. */
  take(layers) {
    this._context.setTransform(1, 0, 0, 1, 0, 0);
    for (const layer of layers) this._context.drawImage(layer._container, 0, 0);
  },
  /** Zoom-0 coordinates to pixels of this canvas: multiply by `scale`, take away `left` and `top`. */
  projection() {
    const corner = this._map.getPixelOrigin().add(this._bounds.min);
    return { scale: 2 ** this._map.getZoom(), left: corner.x, top: corner.y };
  },
  repaint() {
    if (!this._map || !this._bounds || !this._ready()) return;
    const ratio = pixelRatio();
    const size = this._bounds.getSize();
    this._context.setTransform(ratio, 0, 0, ratio, 0, 0);
    this._context.clearRect(0, 0, size.x, size.y);
    this._paint(this._context, this.projection(), size);
  },
});

/** Add a line to the path; `close` for rings. Points closer than half a pixel to the last are passed over. */
function trace(context, { xy, box }, { scale, left, top }, size, close) {
  const margin = 8;
  if (
    box[2] * scale - left < -margin ||
    box[3] * scale - top < -margin ||
    box[0] * scale - left > size.x + margin ||
    box[1] * scale - top > size.y + margin
  ) {
    return;
  }
  let lastX = xy[0] * scale - left;
  let lastY = xy[1] * scale - top;
  context.moveTo(lastX, lastY);
  for (let i = 2; i < xy.length; i += 2) {
    const x = xy[i] * scale - left;
    const y = xy[i + 1] * scale - top;
    if (Math.abs(x - lastX) + Math.abs(y - lastY) < 0.5) continue;
    context.lineTo(x, y);
    lastX = x;
    lastY = y;
  }
  if (close) context.closePath();
}

function paintBasemap(store, theme) {
  const { land = [], water = [], rivers = [], borders = [], regions = [], disputed = [] } = store.basemap;
  return (context, projection, size) => {
    const fill = (rings, colour) => {
      context.beginPath();
      for (const ring of rings) trace(context, ring, projection, size, true);
      context.fillStyle = colour;
      context.fill("evenodd");
    };
    const stroke = (lines, colour, width, dash = []) => {
      context.beginPath();
      for (const line of lines) trace(context, line, projection, size, false);
      context.strokeStyle = colour;
      context.lineWidth = width;
      context.setLineDash(dash);
      context.stroke();
      context.setLineDash([]);
    };
    const zoom = Math.log2(projection.scale);
    context.lineJoin = context.lineCap = "round";
    const { sea, land: ground, river, regionLine, border, disputed: doubtful } = theme();
    if (!land.length) return;
    // The sea ends with the data: beyond it nothing is known, which is not water.
    const [west, south, east, north] = store.raw.limits;
    const left = mercatorX(west) * projection.scale - projection.left;
    const top = mercatorY(north) * projection.scale - projection.top;
    context.fillStyle = sea;
    context.fillRect(left, top, (mercatorX(east) - mercatorX(west)) * projection.scale, (mercatorY(south) - mercatorY(north)) * projection.scale);
    fill(land, ground);
    stroke(rivers, river, Math.max(0.8, Math.min(2.4, (zoom - 4) * 0.5)));
    fill(water, sea);
    context.lineCap = "butt";
    stroke(regions, regionLine, 0.9);
    stroke(borders, border, 1.5);
    stroke(disputed, doubtful, 1.3, [6, 4]);
  };
}

/** The edges of areas: long dashes where they are known, dots where they are approximate. */
const KNOWN_EDGE = [4, 3];
const APPROXIMATE_EDGE = [1.5, 4];

/** Areas that hold claims in the window: hatched units with a thin edge, stippled regions without one. */
function paintAreas(store, theme, view) {
  let patterns = null;
  return (context, projection, size) => {
    const gathered = view.gathered();
    const { hatch, muted, accent } = theme();
    const made = `${hatch} ${pixelRatio()}`;
    if (patterns?.made !== made) {
      patterns = { made, hatched: hatchPattern(context, hatch), stippled: stipplePattern(context, hatch) };
    }
    const { shape, vague, outline } = store.places;
    for (const [p, full] of areasOf(store, gathered)) {
      const chosen = p === view.selected() || p === view.hovered();
      context.globalAlpha = chosen ? 1 : full ? 0.75 : 0.5;
      context.beginPath();
      if (shape[p]) for (const ring of shape[p]) trace(context, ring, projection, size, true);
      else traceRadius(context, store, p, projection);
      if (chosen || full) {
        context.fillStyle = vague[p] || !shape[p] ? patterns.stippled : patterns.hatched;
        context.fill("evenodd");
      }
      if (p === view.selected()) {
        context.strokeStyle = accent;
        context.lineWidth = 2.5;
        context.stroke();
      } else if (!vague[p] && shape[p]) {
        context.strokeStyle = muted;
        context.lineWidth = 0.9;
        context.setLineDash(outline[p] === "approximate" ? APPROXIMATE_EDGE : KNOWN_EDGE);
        context.stroke();
        context.setLineDash([]);
      }
    }
    context.globalAlpha = 1;
  };
}

/** Kilometres as zoom-0 units at a place: Mercator stretches with latitude. */
const EARTH_KM = 40_075.017;
function radiusUnits(store, place) {
  return (store.places.radius[place] / EARTH_KM / Math.cos((store.places.lat[place] * Math.PI) / 180)) * 256;
}

function traceRadius(context, store, place, { scale, left, top }) {
  const x = store.places.x[place] * scale - left;
  const y = store.places.y[place] * scale - top;
  const radius = radiusUnits(store, place) * scale;
  context.moveTo(x + radius, y);
  context.arc(x, y, radius, 0, 2 * Math.PI);
}

/** The smallest drawn area with claims under a point of zoom-0 coordinates, or -1. */
function areaAt(store, gathered, x, y) {
  let best = -1;
  let bestSize = Infinity;
  for (let p = 0; p < store.places.size; p++) {
    if (store.places.kind[p] !== KIND_AREA || !gathered.total[p]) continue;
    const rings = store.places.shape[p];
    const size = store.places.radius[p];
    const inside = rings
      ? rings.reduce((odd, ring) => odd !== insideRing(ring, x, y), false)
      : Math.hypot(store.places.x[p] - x, store.places.y[p] - y) <= radiusUnits(store, p);
    if (inside && size < bestSize) {
      best = p;
      bestSize = size;
    }
  }
  return best;
}

function insideRing({ xy, box }, x, y) {
  if (x < box[0] || x > box[2] || y < box[1] || y > box[3]) return false;
  let inside = false;
  for (let i = 0, j = xy.length - 2; i < xy.length; j = i, i += 2) {
    if (xy[i + 1] > y !== xy[j + 1] > y && x < ((xy[j] - xy[i]) * (y - xy[i + 1])) / (xy[j + 1] - xy[i + 1]) + xy[i]) {
      inside = !inside;
    }
  }
  return inside;
}
