// The symbols of places: a ring that tells the mix of actions, sized by claims, with marks for doubt; and labels.

/** Draw one symbol. `mix` holds claims per action; the flags tell what its outline and badge say. */
function drawSymbol(pen, theme, symbol) {
  const { x, y, r, n, mix, firm, several, contradicted, many, selected, caption } = symbol;
  pen.fillStyle = theme.paper;
  circle(pen, x, y, r + (many ? 6 : 3.2));
  pen.fill();
  const single = mix.findIndex((count) => count === n);
  const solid = n === 1 && firm;
  if (solid) {
    pen.fillStyle = theme.actions[single];
    circle(pen, x, y, r);
    pen.fill();
  } else {
    // Where everything is only planned or denied, the ring is a thin one: nothing is reported to have happened.
    drawRing(pen, theme, x, y, r, firm ? Math.max(3.5, r * 0.42) : 2.5, mix, n);
  }
  // The outline is whole for the share of claims that several independent publishers report, and broken else.
  const edge = r + 1.6;
  const dash = (2 * Math.PI * edge) / Math.max(7, Math.round(r * 0.7));
  pen.lineWidth = 1;
  pen.strokeStyle = theme.ink;
  pen.setLineDash([dash * 0.62, dash * 0.38]);
  circle(pen, x, y, edge);
  pen.stroke();
  pen.setLineDash([]);
  if (several) {
    pen.lineWidth = 1.7;
    pen.beginPath();
    pen.arc(x, y, edge, -Math.PI / 2, (2 * several - 0.5) * Math.PI);
    pen.stroke();
  }
  if (many) {
    pen.lineWidth = 1;
    circle(pen, x, y, r + 4.6);
    pen.stroke();
  }
  if (r >= 6.5) drawInside(pen, theme, symbol, single, solid, caption);
  if (contradicted) drawBadge(pen, theme, x + r * 0.74, y - r * 0.74);
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

function drawRing(pen, theme, x, y, r, width, mix, n) {
  const middle = r - width / 2;
  pen.lineWidth = width;
  let angle = -Math.PI / 2;
  const parts = mix.filter((count) => count).length;
  mix.forEach((count, action) => {
    if (!count) return;
    const next = angle + (count / n) * 2 * Math.PI;
    pen.strokeStyle = theme.actions[action];
    pen.beginPath();
    pen.arc(x, y, middle, angle, next);
    pen.stroke();
    angle = next;
  });
  if (parts < 2 || r < 11) return;
  // A line of paper between the parts keeps them apart where their colours are close in lightness.
  pen.strokeStyle = theme.paper;
  pen.lineWidth = 1.2;
  pen.beginPath();
  mix.forEach((count) => {
    if (!count) return;
    pen.moveTo(x + Math.cos(angle) * (r - width), y + Math.sin(angle) * (r - width));
    pen.lineTo(x + Math.cos(angle) * r, y + Math.sin(angle) * r);
    angle += (count / n) * 2 * Math.PI;
  });
  pen.stroke();
}

/** The number of claims, or the glyph of the action where there is one claim. */
function drawInside(pen, theme, { x, y, r, n, actionNames }, single, solid, caption) {
  if (n === 1) {
    const side = solid ? Math.min(15, r * 1.25) : Math.min(12, r);
    pen.save();
    pen.translate(x - side / 2, y - side / 2);
    pen.scale(side / 16, side / 16);
    pen.fillStyle = solid ? theme.onActions[single] : theme.ink;
    pen.fill(glyphPath(actionNames[single]));
    pen.restore();
    return;
  }
  const size = Math.max(8.5, Math.min(14, r * 0.78 - (caption.length > 2 ? 1.5 * (caption.length - 2) : 0)));
  pen.font = `700 ${size}px ${UI_FONT}`;
  pen.textAlign = "center";
  pen.textBaseline = "alphabetic";
  pen.fillStyle = theme.ink;
  // A halo lets the number stand where the hole of the ring is smaller than it.
  pen.strokeStyle = theme.paper;
  pen.lineWidth = 2.5;
  pen.lineJoin = "round";
  pen.strokeText(caption, x, y + size * 0.36);
  pen.fillText(caption, x, y + size * 0.36);
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
