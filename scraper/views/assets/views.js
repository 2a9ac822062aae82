"use strict";
// Filters, evidence on hover, and moving among the blocks of a page. Everything it shows is text
// of the document; nothing is read from the address and nothing is made of HTML.

function visibleCount(view) {
  const status = view.querySelector(".visible");
  const blocks = view.querySelectorAll(".block");
  const shown = view.querySelectorAll(".block:not([hidden])").length;
  status.textContent = shown === blocks.length ? "" : `${shown} of ${blocks.length} blocks are shown`;
}

function applyFilters(view) {
  const wanted = new Set();
  for (const box of view.querySelectorAll('input[name="reason"]')) {
    if (box.checked) wanted.add(box.value);
  }
  for (const one of view.querySelectorAll(".block, .run")) one.hidden = !wanted.has(one.dataset.reason);
  visibleCount(view);
}

function setFilters(view, which) {
  for (const box of view.querySelectorAll('input[name="reason"]')) {
    box.checked = which === "all" || (box.value === "kept") === (which === "kept");
  }
  applyFilters(view);
}

// A folded run counts as one place, and its line is what is gone to.
const STOPS = {
  kept: ".block.kept:not([hidden])",
  dropped: ".chunk > .block.dropped:not([hidden]), .run:not([hidden])",
};
const summaryOf = (stop) => stop.querySelector("summary");
const isInView = (summary) => summary.checkVisibility();

function choose(view, stop) {
  view.querySelector(".current")?.classList.remove("current");
  stop.classList.add("current");
  const block = stop.matches(".block") ? stop : stop.querySelector(".block");
  view.dispatchEvent(new CustomEvent("chosen", { detail: block }));
}

function goTo(view, stop, block) {
  choose(view, stop);
  summaryOf(stop).focus({ preventScroll: true });
  stop.scrollIntoView({ block });
}

function jump(view, which, step) {
  const stops = [...view.querySelectorAll(STOPS[which])];
  if (!stops.length) return;
  const current = view.querySelector(".current");
  const isAfter = (stop) => current.compareDocumentPosition(stop) & Node.DOCUMENT_POSITION_FOLLOWING;
  let at = step > 0 ? 0 : stops.length - 1;
  if (current !== null) {
    const next = stops.findIndex((stop) => stop !== current && isAfter(stop));
    const after = next < 0 ? stops.length : next;
    at = step > 0 ? after : after - 1 - (stops[after - 1] === current ? 1 : 0);
  }
  goTo(view, stops[(at + stops.length) % stops.length], "center");
}

function moveFocus(view, summary, step) {
  const all = [...view.querySelectorAll(".chunks summary")].filter(isInView);
  const next = all[all.indexOf(summary) + step];
  if (next !== undefined) goTo(view, next.closest(".block, .run"), "nearest");
}

function startKeys(view) {
  const dialog = view.querySelector("dialog.keys");
  const single = dialog.querySelector('input[name="single"]');
  const actions = {
    k: () => jump(view, "kept", 1), K: () => jump(view, "kept", -1),
    d: () => jump(view, "dropped", 1), D: () => jump(view, "dropped", -1),
    r: () => view.querySelector(".current > .act")?.focus(),
    "?": () => dialog.showModal(),
  };
  view.querySelector("[data-keys]").addEventListener("click", actions["?"]);
  dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input:not([type=checkbox]), textarea, select, dialog");
    if (typing || !single.checked || event.altKey || event.ctrlKey || event.metaKey) return;
    if (!Object.hasOwn(actions, event.key)) return;
    event.preventDefault();
    actions[event.key]();
  });
}

function startView(view, hint) {
  view.addEventListener("change", (event) => {
    if (event.target.name === "reason") applyFilters(view);
  });
  view.querySelector("form").addEventListener("submit", (event) => event.preventDefault());
  view.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button?.dataset.show) setFilters(view, button.dataset.show);
    if (button?.dataset.jump) {
      const [way, which] = button.dataset.jump.split("-");
      jump(view, which, way === "next" ? 1 : -1);
    }
    const block = event.target.closest(".block");
    if (block !== null) choose(view, block);
    const text = event.target.closest(".block.dropped > .text");
    if (text && getSelection().isCollapsed) {
      const why = text.parentElement.querySelector("details");
      why.open = !why.open;
    }
  });
  view.addEventListener("keydown", (event) => {
    const summary = event.target.closest(".chunks summary");
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!summary || !step || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    moveFocus(view, summary, step);
  });
  const show = (event) => {
    const block = event.target.closest(".block.dropped");
    hint.hidden = block === null || block.querySelector("details").open;
    if (block === null) return;
    const reason = block.dataset.reason;
    hint.textContent = `${reason}: ${block.querySelector(".evidence").textContent}`;
  };
  view.addEventListener("mouseover", show);
  view.addEventListener("focusin", show);
  view.addEventListener("mouseleave", () => { hint.hidden = true; });
  startKeys(view);
  // A browser keeps what was ticked when a page is loaded again.
  applyFilters(view);
}

function startViews() {
  const views = document.querySelectorAll(".verdicts");
  if (!views.length) return;
  const hint = document.createElement("p");
  hint.className = "hint";
  hint.hidden = true;
  hint.setAttribute("aria-hidden", "true"); // the block's own disclosure says the same
  document.body.append(hint);
  for (const view of views) startView(view, hint);
}

startViews();
