// The histogram with its brush: which days are looked at, by pointer, keys, presets or play.

const BIN_DAYS = [1, 2, 7, 14, 28, 91, 182, 364];
const PRESETS = { day: 1, week: 7, month: 30 };
const PLAY_MS = 420;
/** Pixels of a handle of the brush. */
const HANDLE = 24;
/** Pixels beside the chart that belong to the page: the least of its paddings. */
const EDGE = 14;
/** With reduced motion a step waits long enough to be read, and nothing glides. */
const PLAY_REDUCED_MS = 1500;

function makeTimeline(app) {
  const { store, words } = app;
  const { dated } = store.extent;
  const [first, last] = widenShort(store.extent);
  const part = (id) => document.getElementById(id);
  const chart = part("chart");
  const canvas = chart.querySelector("canvas");
  const pen = canvas.getContext("2d");
  const brush = part("brush");
  const handles = { from: part("from"), to: part("to") };
  const reduced = matchMedia("(prefers-reduced-motion: reduce)");
  const core = coreDays(store.claims, { first, last, dated }, store.lastPublished);
  if (app.opening) core.splice(0, 2, Math.min(core[0], app.opening[0]), Math.max(core[1], app.opening[1]));
  let wide = core[0] === first && core[1] === last;
  let bars = null;
  let countedAt = null;
  let timer = 0;

  const domain = () => (wide ? [first, last] : core);
  const windowOr = () => app.state.window ?? domain();
  const length = ([from, to]) => to - from + 1;
  // Measured before anything is written: a page that must be laid out anew to tell its width costs a frame's third.
  let width = 0;
  let height = 0;
  const measure = () => ([width, height] = [chart.clientWidth, chart.clientHeight]);
  const xOf = (day) => {
    const [start, end] = domain();
    return ((day - start) / (end - start + 1)) * width;
  };
  const dayAt = (x) => {
    const [start, end] = domain();
    return Math.max(start, Math.min(end, Math.floor(start + (x / width) * (end - start + 1))));
  };

  function binsOf() {
    const [start, end] = domain();
    const span = end - start + 1;
    const room = Math.max(30, width / 7);
    const days = BIN_DAYS.find((size) => span / size <= room) ?? Math.ceil(span / room);
    return { first: start, last: end, days, count: Math.ceil(span / days) };
  }

  /** Count the bars anew: the filters or the width changed. */
  function recount() {
    measure();
    countedAt = sizeOf(chart);
    if (!dated) return;
    const bins = binsOf();
    bars = { bins, ...histogram(store, app.passing(), bins) };
    const actions = store.raw.vocabulary.action.length;
    bars.told = Int32Array.from(bars.open, (open, b) => {
      let sum = open + bars.reported[b];
      for (let a = 0; a < actions; a++) sum += bars.happened[b * actions + a];
      return sum;
    });
    for (const [id, n] of [["earlier", bars.before], ["later", bars.after]]) {
      const button = part(id);
      button.hidden = !n;
      button.textContent = words.say(`time.${id}`, { n });
    }
    part("narrow").hidden = !(wide && (core[0] !== first || core[1] !== last));
    paint();
  }

  function draw() {
    if (!bars) return;
    measure();
    paint();
  }

  function paint() {
    const ratio = pixelRatio();
    if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
      canvas.width = Math.round(width * ratio);
      canvas.height = Math.round(height * ratio);
    }
    const theme = app.theme();
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    pen.clearRect(0, 0, width, height);
    const axis = 17;
    const floor = height - axis;
    const { bins, happened, open, reported, spread, told } = bars;
    const actions = store.raw.vocabulary.action.length;
    let tallest = 0;
    for (let b = 0; b < bins.count; b++) tallest = Math.max(tallest, told[b] + spread[b]);
    const chosen = app.state.window;
    const unit = tallest ? (floor - 6) / tallest : 0;
    for (let b = 0; b < bins.count; b++) {
      const day = bins.first + b * bins.days;
      const left = xOf(day);
      const right = xOf(Math.min(bins.last + 1, day + bins.days));
      pen.globalAlpha = !chosen || (day <= chosen[1] && day + bins.days - 1 >= chosen[0]) ? 1 : 0.28;
      const wide = Math.max(1, Math.min(right - left - 1, 46));
      let y = floor;
      const pile = (count, draw) => {
        if (!count) return;
        y -= count * unit;
        draw(left + 0.5, y, wide, count * unit);
      };
      // Solid is what is reported as happened in these days; then, each paler, what else is said of them.
      for (let a = 0; a < actions; a++) {
        pile(happened[b * actions + a], (...box) => {
          pen.fillStyle = theme.actions[a];
          pen.fillRect(...box);
        });
      }
      pile(open[b], (x, top, width, height) => {
        pen.strokeStyle = theme.muted;
        pen.lineWidth = 1;
        pen.strokeRect(x + 0.5, top + 0.5, Math.max(0.5, width - 1), Math.max(0.5, height - 1));
      });
      pile(reported[b], (x, top, width, height) => {
        pen.fillStyle = theme.faint;
        for (let row = top; row < top + height; row += 3) pen.fillRect(x, row, width, Math.min(1.4, top + height - row));
      });
      pile(spread[b], (...box) => {
        pen.fillStyle = theme.rule;
        pen.fillRect(...box);
      });
    }
    pen.globalAlpha = 1;
    pen.fillStyle = theme.faint;
    pen.fillRect(0, floor, width, 1);
    drawAxis(theme, floor);
    drawTallest(theme, Math.max(...told));
  }

  /** Ticks at round dates, as many as fit. */
  function drawAxis(theme, floor) {
    const [start, end] = domain();
    const span = end - start + 1;
    pen.font = `11px ${UI_FONT}`;
    pen.textBaseline = "middle";
    pen.textAlign = "left";
    pen.fillStyle = theme.muted;
    const room = pen.measureText(words.day(start, "month")).width + 22;
    const { ticks, style } = ticksBetween(start, end, Math.max(1, Math.floor(width / room)));
    let free = -Infinity;
    for (const day of ticks) {
      const x = xOf(day);
      const text = words.day(day, style);
      const wide = pen.measureText(text).width;
      const left = Math.max(0, Math.min(width - wide, x));
      if (left < free) continue;
      pen.fillRect(x, floor, 1, 4);
      pen.fillText(text, left + 3 > width - wide ? width - wide : left + 3, floor + 10);
      free = left + wide + 14;
    }
  }

  /** The measure of the bars: what the tallest stands for. */
  function drawTallest(theme, tallest) {
    if (!tallest) return;
    const text = words.say(bars.bins.days === 1 ? "time.tallestDay" : "time.tallestBin", {
      n: tallest,
      days: bars.bins.days,
    });
    pen.font = `11px ${UI_FONT}`;
    // The brush lies over the chart: the words stand at the other end where it would hide them.
    const [from, to] = app.state.window ?? [Infinity, -Infinity];
    const wide = pen.measureText(text).width + 8;
    const hidden = xOf(to + 1) + HANDLE > width - wide && xOf(from) - HANDLE > wide;
    pen.textAlign = hidden ? "left" : "right";
    const x = hidden ? 2 : width - 2;
    pen.textBaseline = "top";
    pen.strokeStyle = theme.paper;
    pen.lineWidth = 3;
    pen.fillStyle = theme.muted;
    pen.strokeText(text, x, 1);
    pen.fillText(text, x, 1);
  }

  /** Show the window: the brush, its values for assistive technology, the dates in words. */
  function showWindow() {
    measure();
    const [from, to] = windowOr();
    const [start, end] = domain();
    const left = xOf(Math.max(start, Math.min(end, from)));
    const right = xOf(Math.max(start, Math.min(end, to)) + 1);
    brush.style.left = `${left}px`;
    brush.style.width = `${Math.max(4, right - left)}px`;
    // The handles of a short window stand beside it, as far as the page reaches; what one lacks the other makes room for.
    const [before, after] = [left + EDGE, width - right + EDGE];
    brush.style.setProperty("--before", `${Math.min(before, HANDLE + Math.max(0, HANDLE - after))}px`);
    brush.style.setProperty("--after", `${Math.min(after, HANDLE + Math.max(0, HANDLE - before))}px`);
    brush.classList.toggle("narrow", right - left < 34);
    chart.classList.toggle("whole", !app.state.window);
    for (const [name, day] of [["from", from], ["to", to]]) {
      const handle = handles[name];
      handle.setAttribute("aria-valuemin", start);
      handle.setAttribute("aria-valuemax", end);
      handle.setAttribute("aria-valuenow", Math.max(start, Math.min(end, day)));
      handle.setAttribute("aria-valuetext", words.day(day, "long"));
      handle.setAttribute("aria-label", words.say(`time.${name}`));
    }
    part("span").textContent = app.state.window ? words.range(from, to) : words.say("time.all");
    for (const [name, days] of Object.entries(PRESETS)) {
      part(`preset-${name}`).setAttribute("aria-pressed", Boolean(app.state.window) && length([from, to]) === days);
    }
    part("preset-all").setAttribute("aria-pressed", !app.state.window);
    showBeside();
    const playing = app.state.playing;
    part("play").setAttribute("aria-label", words.say(playing ? "time.pause" : "time.play"));
    part("play").classList.toggle("playing", playing);
  }

  /** The boxes for what is not dated to the window: how many claims each would add, under the filters. */
  function showBeside() {
    const { ways } = app.gathered();
    part("beside").hidden = !app.state.window;
    BESIDE.forEach((name) => {
      const way = WAYS.indexOf(name);
      part(`${name}-box`).hidden = !ways[way] && app.state[name] === AT_FIRST[name];
      part(`${name}-words`).textContent = words.say(`time.${name}`, { n: ways[way] });
      part(name).checked = app.scope().shown[way];
    });
  }

  function setWindow(from, to) {
    const [start, end] = domain();
    const days = Math.min(to - from, end - start);
    if (from < start) [from, to] = [start, start + days];
    if (to > end) [from, to] = [end - days, end];
    app.set({ window: from <= first && to >= last ? null : [from, to] });
  }

  /** A length that suits the data, for a step or play without a window. */
  function suitableLength() {
    const [start, end] = domain();
    const span = end - start + 1;
    return span <= 21 ? 1 : span <= 200 ? 7 : 30;
  }

  function choosePreset(days) {
    stop();
    const farthest = app.state.reported ? REPORTED : DATED;
    setWindow(...suitableWindow(store, app.passing(), days, app.state.window, domain(), farthest));
  }

  function step(direction) {
    if (!app.state.window) {
      const days = suitableLength();
      const [start, end] = domain();
      return direction > 0 ? setWindow(start, start + days - 1) : setWindow(end - days + 1, end);
    }
    const [from, to] = app.state.window;
    const shift = length([from, to]) * direction;
    setWindow(from + shift, to + shift);
  }

  function play() {
    if (app.state.playing) return stop();
    const [start, end] = domain();
    if (!app.state.window || app.state.window[1] >= end) {
      const days = app.state.window ? Math.min(length(app.state.window), end - start) : suitableLength();
      setWindow(start, start + days - 1);
    }
    app.set({ playing: true });
    timer = setTimeout(advance, pace());
  }

  /** Milliseconds of a step, at the speed that is chosen. */
  const pace = () => (reduced.matches ? PLAY_REDUCED_MS : PLAY_MS) / Number(part("speed").value);

  function advance() {
    const [from, to] = windowOr();
    const days = length([from, to]);
    const shift = days <= 10 ? 1 : days <= 45 ? 3 : Math.ceil(days / 10);
    if (!app.state.window || to >= domain()[1]) return stop();
    setWindow(from + shift, to + shift);
    timer = setTimeout(advance, pace());
  }

  function stop() {
    clearTimeout(timer);
    if (app.state.playing) app.set({ playing: false });
  }

  /** Keys on a handle move that end, keys on the brush move the whole window. */
  function onKey(event, which) {
    const [from, to] = windowOr();
    const page = length([from, to]);
    const shift = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -page, PageUp: page }[event.key];
    const [start, end] = domain();
    let target = null;
    if (which === "from") {
      const day = event.key === "Home" ? start : event.key === "End" ? to : shift && from + shift;
      if (day || day === 0) target = [Math.max(start, Math.min(day, to)), to];
    } else {
      const day = event.key === "Home" ? from : event.key === "End" ? end : shift && to + shift;
      if (day || day === 0) target = [from, Math.min(end, Math.max(day, from))];
    }
    if (!target) return;
    event.preventDefault();
    stop();
    setWindow(...target);
  }

  function onDrag(event) {
    if (event.button) return;
    const box = chart.getBoundingClientRect();
    const at = (e) => dayAt(e.clientX - box.left);
    const grabbed = event.target === handles.from ? "from" : event.target === handles.to ? "to" : null;
    const begin = windowOr();
    const origin = at(event);
    const inside = app.state.window && origin >= begin[0] && origin <= begin[1];
    let moved = false;
    event.preventDefault();
    (grabbed ? handles[grabbed] : handles.from).focus({ preventScroll: true });
    stop();
    chart.setPointerCapture(event.pointerId);
    app.drag(true);
    function move(e) {
      const day = at(e);
      moved ||= day !== origin;
      if (grabbed === "from") setWindow(Math.min(day, begin[1]), begin[1]);
      else if (grabbed === "to") setWindow(begin[0], Math.max(day, begin[0]));
      else if (inside) setWindow(begin[0] + day - origin, begin[1] + day - origin);
      else if (moved) setWindow(Math.min(origin, day), Math.max(origin, day));
    }
    function drop() {
      chart.removeEventListener("pointermove", move);
      app.drag(false);
      // A click without a drag chooses a window around that day.
      if (!moved && !grabbed && !inside) {
        const days = app.state.window ? length(begin) : suitableLength();
        setWindow(origin - Math.floor((days - 1) / 2), origin - Math.floor((days - 1) / 2) + days - 1);
      }
    }
    chart.addEventListener("pointermove", move);
    chart.addEventListener("pointerup", drop, { once: true });
    chart.addEventListener("pointercancel", drop, { once: true });
  }

  /** Under the pointer: which days a bar stands for, and how many claims speak of them. */
  function showBar(event) {
    const tip = part("bar-tip");
    const x = event.clientX - chart.getBoundingClientRect().left;
    tip.hidden = !bars || event.pointerType !== "mouse" || event.buttons > 0 || x < 0 || x > width;
    if (tip.hidden) return;
    const { first: start, last: end, days } = bars.bins;
    const from = start + Math.floor((dayAt(x) - start) / days) * days;
    const to = Math.min(end, from + days - 1);
    const b = (from - start) / days;
    const actions = store.raw.vocabulary.action.length;
    const n = bars.happened.subarray(b * actions, (b + 1) * actions).reduce((sum, count) => sum + count, 0);
    const told = [words.say("status.factual", { n })];
    if (n) {
      const ofAction = store.raw.vocabulary.action.flatMap((action, a) => {
        const count = bars.happened[b * actions + a];
        return count ? [`${words.say(`action.${action}`)} ${words.number(count)}`] : [];
      });
      told[0] += ` (${ofAction.join(", ")})`;
    }
    for (const name of ["open", "reported", "vague"]) if (bars[name][b]) told.push(words.say(`bar.${name}`, { n: bars[name][b] }));
    tip.textContent = `${words.range(from, to)}: ${told.join(" · ")}`;
    tip.style.left = `${Math.max(0, Math.min(width - tip.offsetWidth, x - tip.offsetWidth / 2))}px`;
  }

  chart.addEventListener("pointermove", showBar);
  chart.addEventListener("pointerleave", () => (part("bar-tip").hidden = true));
  chart.addEventListener("pointerdown", () => (part("bar-tip").hidden = true));
  chart.addEventListener("pointerdown", onDrag);
  for (const name of ["from", "to"]) handles[name].addEventListener("keydown", (event) => onKey(event, name));
  for (const [name, days] of Object.entries(PRESETS)) part(`preset-${name}`).addEventListener("click", () => choosePreset(days));
  part("preset-all").addEventListener("click", () => {
    stop();
    app.set({ window: null });
  });
  part("back").addEventListener("click", () => (stop(), step(-1)));
  part("forward").addEventListener("click", () => (stop(), step(1)));
  part("play").addEventListener("click", play);
  for (const name of BESIDE) part(name).addEventListener("change", (event) => app.set({ [name]: event.target.checked }));
  const widen = (to) => {
    wide = to;
    recount();
    showWindow();
  };
  part("earlier").addEventListener("click", () => widen(true));
  part("later").addEventListener("click", () => widen(true));
  part("narrow").addEventListener("click", () => widen(false));
  new ResizeObserver(() => {
    // The first word of an observer is of the size that it finds.
    if (countedAt === sizeOf(chart)) return;
    recount();
    showWindow();
  }).observe(chart);
  part("time").classList.toggle("undatable", !dated);

  return {
    recount,
    draw,
    showWindow() {
      const chosen = app.state.window;
      if (chosen && !wide && (chosen[0] < core[0] || chosen[1] > core[1])) widen(true);
      else showWindow();
    },
    stop,
    step,
    play,
  };
}

const sizeOf = ({ clientWidth, clientHeight }) => `${clientWidth} ${clientHeight}`;

/** A few days alone would be a bar as wide as the page: show some of the empty days around them. */
function widenShort({ first, last }) {
  const least = 21;
  const missing = Math.max(0, least - (last - first + 1));
  return [first - Math.floor(missing / 2), last + Math.ceil(missing / 2)];
}

/** The days in which nearly all claims lie: a few stray years must not press the rest into one bar, and what is said of
 *  the days after the last article is a plan or a slip. */
function coreDays({ from, to }, { first, last, dated }, lastPublished) {
  if (!dated) return [first, last];
  const end = lastPublished < first ? last : Math.min(last, lastPublished);
  const starts = Int32Array.from(from.filter((day) => day !== NO_DAY)).sort();
  const ends = Int32Array.from(to.filter((day) => day !== NO_DAY)).sort();
  const low = starts[Math.floor(dated * 0.03)];
  const high = ends[Math.ceil(dated * 0.97) - 1];
  const core = [Math.max(first, low - 2), Math.min(end, Math.max(low, high) + 2)];
  const stray = end - first > 3 * (core[1] - core[0] + 20);
  return widenShort(stray ? { first: core[0], last: core[1] } : { first, last: end });
}

/** Round dates between two days: days, Mondays, firsts of a month, of a quarter or of a year; at most so many. */
function ticksBetween(start, end, most) {
  const span = end - start + 1;
  const days = (size, offset) => {
    const ticks = [];
    for (let day = start + ((((offset - start) % size) + size) % size); day <= end; day += size) ticks.push(day);
    return ticks;
  };
  const months = (size) => {
    const ticks = [];
    const date = new Date(start * DAY_MS);
    for (let m = date.getUTCFullYear() * 12 + date.getUTCMonth(); ; m++) {
      const day = Date.UTC(Math.floor(m / 12), m % 12, 1) / DAY_MS;
      if (day > end) return ticks;
      if (day >= start && m % size === 0) ticks.push(day);
    }
  };
  if (span <= most) return { ticks: days(1, 0), style: "short" };
  if (span / 2 <= most) return { ticks: days(2, start), style: "short" };
  // Day 4 of 1970 was a Monday.
  if (span / 7 <= most) return { ticks: days(7, 4), style: "short" };
  for (const size of [1, 3, 6]) if (span / (30.4 * size) <= most) return { ticks: months(size), style: "month" };
  for (const size of [12, 24, 60]) if (span / (30.4 * size) <= most) return { ticks: months(size), style: "year" };
  return { ticks: months(120), style: "year" };
}
