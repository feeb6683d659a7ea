// The symbols of places: a ring that tells what is reported as happened, planned or not happened; and labels.

/** How far the arc of what is not dated to the window reaches beyond the outline, and how high its number is. */
const PALE_REACH = 5;
const PALE_HEIGHT = 9;

/** How far the frame of a mark that is not exact reaches beyond its outline. */
const FRAME_REACH = 5;

/** The frame of a mark whose place is known only so well: a cross of ticks near the place, a lozenge where it was worked
 *  out, a hexagon for a community, a square for a district, a bar for a stretch of front. Exact marks have none. */
function drawFrame(pen, theme, { x, y, standing }, edge) {
  if (standing === "exact") return;
  const corners = { derived: 4, hromada: 6, raion: 4 }[standing];
  pen.beginPath();
  if (corners) {
    // The sides stand clear of the outline.
    const reach = (edge + 1.5) / Math.cos(Math.PI / corners);
    const turn = standing === "raion" ? Math.PI / 4 : 0;
    for (let k = 0; k < corners; k++) {
      const angle = turn + (k * 2 * Math.PI) / corners;
      pen.lineTo(x + Math.cos(angle) * reach, y + Math.sin(angle) * reach);
    }
    pen.closePath();
  } else if (standing === "sector") {
    const half = edge + 1.5;
    for (const side of [-1, 1]) {
      pen.moveTo(x - half - 5, y + side * half);
      pen.lineTo(x + half + 5, y + side * half);
    }
  } else {
    for (const [dx, dy] of [[1, 0], [0, 1], [-1, 0], [0, -1]]) {
      pen.moveTo(x + dx * (edge + 0.5), y + dy * (edge + 0.5));
      pen.lineTo(x + dx * (edge + FRAME_REACH), y + dy * (edge + FRAME_REACH));
    }
  }
  if (corners) {
    pen.fillStyle = theme.paper;
    pen.fill();
  }
  pen.strokeStyle = theme.ink;
  pen.lineWidth = 1.3;
  pen.stroke();
}

/** The parts of a ring or bar: what happened by action, then what is planned, then what did not happen. */
function piecesOf(mix) {
  const actions = mix.length / STATUSES.length;
  return mix.flatMap((count, k) => (count ? [{ status: Math.floor(k / actions), action: k % actions, count }] : []));
}

/** Draw one symbol. `told` and `mix` hold the claims dated to the window; the rest is an arc outside the ring. */
function drawSymbol(pen, theme, symbol) {
  const { x, y, r, n, all, mix, told, pale, several, contradicted, uncertain, many, selected } = symbol;
  const sum = told.reduce((one, other) => one + other);
  const edge = r + (many ? 4.6 : 1.6);
  drawFrame(pen, theme, symbol, edge + (pale && sum ? PALE_REACH : 0));
  pen.fillStyle = theme.paper;
  circle(pen, x, y, edge + 0.8 + (pale && sum ? PALE_REACH : 0));
  pen.fill();
  const pieces = piecesOf(mix);
  if (sum === 1) drawDisc(pen, theme, symbol, pieces[0]);
  else if (sum) drawRing(pen, theme, symbol, pieces, sum);
  if (sum) {
    // The outline is whole for the share of claims that several independent publishers report, and broken for the rest.
    const outline = r + 1.6;
    const start = -Math.PI / 2;
    const share = (several / all) * 2 * Math.PI;
    const dash = (2 * Math.PI * outline) / Math.max(7, Math.round(r * 0.7));
    pen.strokeStyle = theme.ink;
    for (const [from, to, width, dashes] of [[0, share, 1.9, []], [share, 2 * Math.PI, 1, [dash * 0.62, dash * 0.38]]]) {
      if (to - from < 1e-6) continue;
      pen.lineWidth = width;
      pen.setLineDash(dashes);
      pen.beginPath();
      pen.arc(x, y, outline, start + from, start + to);
      pen.stroke();
    }
    pen.setLineDash([]);
  }
  if (many) {
    pen.strokeStyle = sum ? theme.ink : theme.faint;
    pen.lineWidth = 1;
    circle(pen, x, y, edge);
    pen.stroke();
  }
  if (pale) drawPale(pen, theme, symbol, sum ? edge + 3.4 : edge, sum);
  if (r >= 6.5) {
    if (sum === 1) drawGlyph(pen, theme, symbol, pieces[0]);
    else if (n) drawNumber(pen, theme, symbol);
  }
  // Badges stand outside the ring: a number inside must be read whole.
  const beside = (r + 5) * Math.SQRT1_2;
  if (contradicted) drawBadge(pen, theme, x + beside, y - beside);
  if (uncertain) drawQuestion(pen, theme, x - beside, y - beside);
  if (selected) {
    pen.strokeStyle = theme.accent;
    pen.lineWidth = 3;
    circle(pen, x, y, r + 5.5);
    pen.stroke();
  }
}

function circle(pen, x, y, r) {
  pen.beginPath();
  pen.arc(x, y, r, 0, 2 * Math.PI);
}

/** Fill the path by the status of what it stands for: solid, hatched, or left hollow with an edge. */
function fillPiece(pen, theme, status, action) {
  if (status !== NEGATED) {
    pen.fillStyle = status === PLANNED ? planPattern(pen, theme, action) : theme.actions[action];
    pen.fill();
  }
  if (status === HAPPENED) return;
  pen.strokeStyle = theme.actions[action];
  pen.lineWidth = 1.2;
  pen.stroke();
}

/** A piece of a bar, by its status; what did not happen has a line through it. */
function drawPiece(pen, theme, status, action, left, top, width, height) {
  const inset = status === HAPPENED ? 0 : 0.6;
  pen.beginPath();
  pen.rect(left + inset, top + inset, Math.max(0.5, width - 2 * inset), Math.max(0.5, height - 2 * inset));
  fillPiece(pen, theme, status, action);
  if (status !== NEGATED) return;
  pen.beginPath();
  pen.moveTo(left, top + height);
  pen.lineTo(left + width, top);
  pen.stroke();
}

/** One claim alone: a disc of its action. */
function drawDisc(pen, theme, { x, y, r }, { status, action }) {
  circle(pen, x, y, status === HAPPENED ? r : r - 0.6);
  fillPiece(pen, theme, status, action);
}

function drawRing(pen, theme, { x, y, r }, pieces, sum) {
  const inner = r - Math.max(3.5, r * 0.42);
  const around = (radius, angle) => [x + Math.cos(angle) * radius, y + Math.sin(angle) * radius];
  let angle = -Math.PI / 2;
  for (const { status, action, count } of pieces) {
    const next = angle + (count / sum) * 2 * Math.PI;
    const inset = status === HAPPENED ? 0 : 0.6;
    pen.beginPath();
    pen.arc(x, y, r - inset, angle, next);
    pen.arc(x, y, inner + inset, next, angle, true);
    pen.closePath();
    fillPiece(pen, theme, status, action);
    if (status === NEGATED) {
      // The bar: across the middle of the arc, from beyond its one edge to beyond the other.
      const middle = (angle + next) / 2;
      pen.strokeStyle = theme.ink;
      pen.lineWidth = 1.6;
      pen.beginPath();
      pen.moveTo(...around(inner - 1, middle));
      pen.lineTo(...around(r + 1.4, middle));
      pen.stroke();
    }
    angle = next;
  }
  if (pieces.length < 2 || r < 11) return;
  // A line of paper between the parts keeps them apart where their colours are close in lightness.
  pen.strokeStyle = theme.paper;
  pen.lineWidth = 1.2;
  pen.beginPath();
  for (const { count } of pieces) {
    pen.moveTo(...around(inner, angle));
    pen.lineTo(...around(r, angle));
    angle += (count / sum) * 2 * Math.PI;
  }
  pen.stroke();
}

/** What is not dated to the window: an arc outside the ring, dotted for what is known by its report alone, with its
 *  number; that stands inside where nothing else does. */
function drawPale(pen, theme, { x, y, r, reported, loose, pale, paleCaption }, radius, sum) {
  const start = -Math.PI / 2;
  const whole = sum + pale;
  const turn = (count) => (count / whole) * 2 * Math.PI;
  pen.lineWidth = 2.2;
  pen.strokeStyle = theme.muted;
  pen.setLineDash([1.6, 2]);
  pen.beginPath();
  pen.arc(x, y, radius, start, start + turn(reported));
  pen.stroke();
  pen.setLineDash([]);
  pen.strokeStyle = theme.faint;
  pen.lineWidth = 1.4;
  pen.beginPath();
  pen.arc(x, y, radius, start + turn(reported), start + turn(reported + loose));
  if (loose) pen.stroke();
  if (paleCaption) drawText(pen, theme.muted, theme.paper, `+${paleCaption}`, x, sum ? y + radius + 6 : y, sum ? 9.5 : Math.max(8.5, Math.min(11, r * 0.8)));
}

/** The glyph of the action where there is one claim; a bar through it where it did not happen. */
function drawGlyph(pen, theme, { x, y, r, actionNames }, { status, action }) {
  const solid = status === HAPPENED;
  const side = solid ? Math.min(15, r * 1.25) : Math.min(12, r);
  pen.save();
  pen.translate(x - side / 2, y - side / 2);
  pen.scale(side / 16, side / 16);
  pen.fillStyle = solid ? theme.onActions[action] : theme.ink;
  if (status === PLANNED) {
    // A halo parts the glyph from the hatching.
    pen.strokeStyle = theme.paper;
    pen.lineWidth = 5;
    pen.lineJoin = "round";
    pen.stroke(glyphPath(actionNames[action]));
  }
  pen.fill(glyphPath(actionNames[action]));
  pen.restore();
  if (status !== NEGATED) return;
  const reach = (r + 1) * Math.SQRT1_2;
  for (const [colour, width] of [[theme.paper, 4], [theme.ink, 1.8]]) {
    pen.strokeStyle = colour;
    pen.lineWidth = width;
    pen.beginPath();
    pen.moveTo(x - reach, y + reach);
    pen.lineTo(x + reach, y - reach);
    pen.stroke();
  }
}

/** The number of claims that are reported as happened. */
function drawNumber(pen, theme, { x, y, r, caption }) {
  const size = Math.max(8.5, Math.min(14, r * 0.78 - (caption.length > 2 ? 1.5 * (caption.length - 2) : 0)));
  drawText(pen, theme.ink, theme.paper, caption, x, y, size);
}

/** A text about a point; its halo lets it stand where the hole of the ring is smaller than it. */
function drawText(pen, ink, paper, text, x, y, size) {
  pen.font = `700 ${size}px ${UI_FONT}`;
  pen.textAlign = "center";
  pen.textBaseline = "alphabetic";
  pen.fillStyle = ink;
  pen.strokeStyle = paper;
  pen.lineWidth = 2.5;
  pen.lineJoin = "round";
  pen.strokeText(text, x, y + size * 0.36);
  pen.fillText(text, x, y + size * 0.36);
}

/** The badge of a contradicted claim: "not equal", in the strongest contrast there is. */
function drawBadge(pen, theme, x, y) {
  pen.fillStyle = theme.ink;
  pen.strokeStyle = theme.paper;
  pen.lineWidth = 1.5;
  circle(pen, x, y, 6.5);
  pen.fill();
  pen.stroke();
  pen.lineWidth = 1.3;
  pen.lineCap = "butt";
  pen.beginPath();
  pen.moveTo(x - 3.2, y - 1.5);
  pen.lineTo(x + 3.2, y - 1.5);
  pen.moveTo(x - 3.2, y + 1.5);
  pen.lineTo(x + 3.2, y + 1.5);
  pen.moveTo(x - 1.8, y + 3.6);
  pen.lineTo(x + 1.8, y - 3.6);
  pen.stroke();
}

/** The badge of a mark at least half of whose claims are uncertain, in place or reading. */
function drawQuestion(pen, theme, x, y) {
  pen.fillStyle = theme.paper;
  pen.strokeStyle = theme.ink;
  pen.lineWidth = 1;
  circle(pen, x, y, 6);
  pen.fill();
  pen.stroke();
  drawText(pen, theme.ink, theme.paper, "?", x, y, 9.5);
}

function drawLabel(pen, theme, label) {
  pen.font = label.font;
  pen.textAlign = "left";
  pen.textBaseline = "middle";
  pen.lineJoin = "round";
  pen.lineWidth = 3;
  pen.strokeStyle = label.sea ? theme.sea : theme.land;
  pen.fillStyle = theme[label.ink];
  if ("letterSpacing" in pen) pen.letterSpacing = label.spacing ?? "0px";
  pen.strokeText(label.text, label.left, label.middle);
  pen.fillText(label.text, label.left, label.middle);
  if ("letterSpacing" in pen) pen.letterSpacing = "0px";
}

/** The widths of texts, remembered: measuring costs more than drawing. */
function makeRuler() {
  const pen = document.createElement("canvas").getContext("2d");
  const widths = new Map();
  return (text, font, spacing = 0) => {
    const key = font + text;
    if (!widths.has(key)) {
      pen.font = font;
      widths.set(key, pen.measureText(text).width);
    }
    return widths.get(key) + spacing * text.length;
  };
}
