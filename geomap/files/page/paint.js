// Colours, glyphs and the one way to make an element: text goes in as text, never as markup.

/** Make an element; `text` becomes a text node, `on` listeners, `data` data attributes, the rest attributes. */
function el(tag, { text, on, data, ...attributes } = {}, ...children) {
  const node = document.createElement(tag);
  if (text !== undefined) node.textContent = text;
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) node.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) node.setAttribute(name, value);
  }
  for (const [type, listener] of Object.entries(on ?? {})) node.addEventListener(type, listener);
  Object.assign(node.dataset, data ?? {});
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

/** Glyphs of the actions in a square of 16, so that colour never speaks alone. */
const GLYPHS = {
  captured: "M3.5 1.5h2v13h-2zM6.5 2h7l-2 3.2 2 3.3h-7z",
  reclaimed: "M6.5 2 1.5 6.2l5 4.2V7.9h3.6c1.5 0 2.4.9 2.4 2.3 0 1.4-.9 2.3-2.4 2.3H5v2.2h5.2c2.7 0 4.6-1.9 4.6-4.5S12.9 5.6 10.2 5.6H6.5z",
  withdrew: "M1.5 2h2v12h-2zM9.5 3 4.5 8l5 5V9.4h5V6.6h-5z",
  attacked: "M1.5 6.6h6.8V3l6.2 5-6.2 5V9.4H1.5z",
  struck: "M8 .8l1.7 3.9 3.9-1.9-1.6 4L15.8 8.3l-3.9 1.5 1.7 4-3.9-1.7L8 15.6l-1.6-3.5-4 1.7 1.8-4L.3 8.3l3.9-1.5-1.7-4 3.9 1.9z",
  moved: "M2 2.5h2.8L9 8l-4.2 5.5H2L6.2 8zM7.5 2.5h2.8L14.5 8l-4.2 5.5H7.5L11.7 8z",
  visited: "M8 1.3a3.3 3.3 0 1 1 0 6.6 3.3 3.3 0 0 1 0-6.6zM2 14.7c0-3.6 2.4-5.7 6-5.7s6 2.1 6 5.7z",
  announced: "M1.5 2.5h13v8.3H8.2L4.3 14.3v-3.5H1.5z",
  other: "M8 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8z",
};

const SVG = "http://www.w3.org/2000/svg";

/** A decorative glyph in the colour of its action. */
function glyph(action) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("class", `glyph a-${action}`);
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", GLYPHS[action] ?? GLYPHS.other);
  svg.append(path);
  return svg;
}

const glyphPaths = new Map();
function glyphPath(action) {
  if (!glyphPaths.has(action)) glyphPaths.set(action, new Path2D(GLYPHS[action] ?? GLYPHS.other));
  return glyphPaths.get(action);
}

/** The colours of the theme for the canvases, read from the style sheet, where they are defined. */
function readTheme(actions) {
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(`--${name}`).trim();
  const names = "paper ink muted faint rule land sea river border region-line disputed hatch accent label-sea".split(" ");
  return {
    ...Object.fromEntries(names.map((name) => [name.replace(/-(\w)/g, (_, c) => c.toUpperCase()), colour(name)])),
    actions: actions.map((action) => colour(`a-${action}`)),
    onActions: actions.map((action) => colour(`on-${action}`)),
    plans: [],
  };
}

const UI_FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif';

/** A pattern of the given painter, repeated: hatching for units, stipple for regions without an edge. */
function makePattern(context, size, draw) {
  const ratio = window.devicePixelRatio || 1;
  const tile = document.createElement("canvas");
  tile.width = tile.height = Math.round(size * ratio);
  const pen = tile.getContext("2d");
  pen.scale(tile.width / size, tile.height / size);
  draw(pen);
  const pattern = context.createPattern(tile, "repeat");
  pattern.setTransform(new DOMMatrix().scale(size / tile.width));
  return pattern;
}

function hatchPattern(context, colour) {
  return makePattern(context, 9, (pen) => {
    pen.strokeStyle = colour;
    pen.lineWidth = 1;
    pen.beginPath();
    for (const shift of [-9, 0, 9]) {
      pen.moveTo(shift - 1, 10);
      pen.lineTo(shift + 10, -1);
    }
    pen.stroke();
  });
}

/** The hatching of what is planned, in the colour of its action; made once a theme. */
function planPattern(context, theme, action) {
  theme.plans[action] ??= makePattern(context, 4, (pen) => {
    pen.strokeStyle = theme.actions[action];
    pen.lineWidth = 1.3;
    pen.beginPath();
    for (const shift of [-4, 0, 4]) {
      pen.moveTo(shift - 1, 5);
      pen.lineTo(shift + 5, -1);
    }
    pen.stroke();
  });
  return theme.plans[action];
}

function stipplePattern(context, colour) {
  return makePattern(context, 9, (pen) => {
    pen.fillStyle = colour;
    for (const [x, y] of [[2.2, 2.2], [6.7, 6.7]]) {
      pen.beginPath();
      pen.arc(x, y, 0.95, 0, 2 * Math.PI);
      pen.fill();
    }
  });
}
