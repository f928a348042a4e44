// The desk works without this file; it adds keys, layers, anchors and the chart.
"use strict";
document.addEventListener("DOMContentLoaded", () => { layers(); anchor(); chart(); });
window.addEventListener("hashchange", anchor);

// Keys on the board: j next, k previous, o open, c confirm, d dismiss, r reopen, n note.
let current = null; // id of the card the keys act on
document.addEventListener("keydown", (e) => {
  if (e.ctrlKey || e.metaKey || e.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(e.target.tagName)) return;
  const cards = [...document.querySelectorAll(".board .card")];
  if (!cards.length) return;
  const focused = document.activeElement && document.activeElement.closest(".card");
  if (focused) current = focused.id;
  const at = cards.findIndex((c) => c.id === current);
  if (e.key === "j" || e.key === "k") {
    select(cards[at < 0 ? 0 : Math.min(cards.length - 1, Math.max(0, at + (e.key === "j" ? 1 : -1)))]);
    e.preventDefault();
  } else if (at >= 0 && e.key === "o") {
    cards[at].querySelector("h2 a").click();
  } else if (at >= 0 && e.key === "n") {
    cards[at].querySelector('[name="note"]').focus();
    e.preventDefault();
  } else if (at >= 0) {
    const button = cards[at].querySelector('[data-key="' + CSS.escape(e.key) + '"]');
    if (button) { button.click(); e.preventDefault(); }
  }
});

function select(card) {
  document.querySelectorAll(".card.current").forEach((c) => c.classList.remove("current"));
  current = card.id;
  card.classList.add("current");
  card.focus({ preventScroll: true });
  card.scrollIntoView({ block: "nearest" });
}

// A card that was swapped in stays the current one.
document.addEventListener("htmx:after:swap", () => {
  const card = current && document.getElementById(current);
  if (card) select(card);
});

// Layers of the reader can be switched off one by one.
function layers() {
  const text = document.querySelector(".text");
  document.querySelectorAll("[data-layer]").forEach((box) => box.addEventListener("change", () => {
    text.classList.toggle("no-" + box.dataset.layer, !box.checked);
  }));
}

// #s=120-145 points at code points of the article.
function anchor() {
  const m = /^#s=(\d+)-(\d+)$/.exec(location.hash);
  if (!m) return;
  document.querySelectorAll(".target").forEach((t) => t.classList.remove("target"));
  const from = Number(m[1]), to = Number(m[2]);
  const hit = [...document.querySelectorAll(".text [data-s]")].filter((x) => Number(x.dataset.s) < to && Number(x.dataset.e) > from);
  hit.forEach((x) => x.classList.add("target"));
  if (hit.length) hit[0].scrollIntoView({ block: "center" });
}

// The values of an attribute over time, one series a source; its twin is the table.
function chart() {
  const box = document.getElementById("chart");
  if (!box || typeof uPlot === "undefined") return;
  const rows = [...document.querySelectorAll("#values tbody tr")]
    .map((r) => ({ t: Date.parse(r.dataset.asof) / 1000, y: Number(r.dataset.number), s: r.dataset.origin, ok: r.dataset.number !== "" && r.dataset.asof !== "" }))
    .filter((r) => r.ok && !Number.isNaN(r.t) && !Number.isNaN(r.y));
  const times = [...new Set(rows.map((r) => r.t))].sort((a, b) => a - b);
  if (times.length < 2) return;
  const sources = [...new Set(rows.map((r) => r.s))];
  const colours = ["#0b5c6b", "#9a2617", "#6b3fa0", "#8a4b00", "#2f6b2a", "#444"];
  const data = [times, ...sources.map((s) => times.map((t) => { const r = rows.find((x) => x.s === s && x.t === t); return r ? r.y : null; }))];
  box.hidden = false;
  new uPlot({
    width: Math.max(300, box.clientWidth - 20), height: 280, padding: [12, 44, 0, 8], legend: { live: false },
    tzDate: (ts) => uPlot.tzDate(new Date(ts * 1000), "UTC"),
    axes: [{ space: 90, incrs: [1, 2, 7, 14, 30, 91, 182, 365, 730, 1826, 3652].map((d) => d * 86400), values: (u, ts) => ts.map((t) => new Date(t * 1000).toISOString().slice(0, 10)) }, { size: 70 }],
    series: [{}, ...sources.map((s, i) => ({ label: s, stroke: colours[i % colours.length], width: 2, points: { size: 8 }, spanGaps: true, dash: i < colours.length ? undefined : [6, 3] }))],
  }, data, box);
}
