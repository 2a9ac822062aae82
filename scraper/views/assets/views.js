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
  for (const block of view.querySelectorAll(".block")) block.hidden = !wanted.has(block.dataset.reason);
  visibleCount(view);
}

function setFilters(view, which) {
  for (const box of view.querySelectorAll('input[name="reason"]')) {
    box.checked = which === "all" || (box.value === "kept") === (which === "kept");
  }
  applyFilters(view);
}

function jump(view, step) {
  const blocks = [...view.querySelectorAll(".block.dropped:not([hidden])")];
  if (!blocks.length) return;
  const current = view.querySelector(".block.current");
  let at = blocks.indexOf(current) + step;
  if (current === null || !blocks.includes(current)) at = step > 0 ? 0 : blocks.length - 1;
  const next = blocks[(at + blocks.length) % blocks.length];
  if (current !== null) current.classList.remove("current");
  next.classList.add("current");
  next.scrollIntoView({ block: "center" });
  next.querySelector("summary").focus({ preventScroll: true });
}

function moveFocus(view, summary, step) {
  const all = [...view.querySelectorAll(".block:not([hidden]) summary")];
  const next = all[all.indexOf(summary) + step];
  if (next === undefined) return;
  next.focus();
  next.scrollIntoView({ block: "nearest" });
}

function startView(view, hint) {
  view.addEventListener("change", () => applyFilters(view));
  view.querySelector("form").addEventListener("submit", (event) => event.preventDefault());
  view.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button?.dataset.show) setFilters(view, button.dataset.show);
    if (button?.dataset.jump) jump(view, button.dataset.jump === "next" ? 1 : -1);
    const text = event.target.closest(".block.dropped > .text");
    if (text && getSelection().isCollapsed) {
      const why = text.parentElement.querySelector("details");
      why.open = !why.open;
    }
  });
  view.addEventListener("keydown", (event) => {
    const summary = event.target.closest(".block summary");
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
