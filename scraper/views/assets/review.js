"use strict";
// What the views of a store do beside being read: the stored page follows the chosen block, and the
// progress of work over many pages is shown as it goes. Only numbers are read from the server.

const ASK_AGAIN = 500; // milliseconds between two questions for the progress

// The page beside is of another origin: it can be sent to a place, and nothing else.
for (const view of document.querySelectorAll(".verdicts")) {
  const frame = view.querySelector(".stored-page iframe");
  if (frame === null) continue;
  const [address] = frame.src.split("#");
  let place = frame.src;
  const show = () => frame.contentWindow.location.replace(place);
  // A page that was slow to be laid out may not have reached its place. The frame may have loaded before
  // this script ran; the window's own load waits for both, and by then another block may be chosen.
  addEventListener("load", () => requestAnimationFrame(show));
  view.addEventListener("chosen", (event) => {
    const anchor = event.detail.dataset.anchor;
    if (!anchor) return;
    place = `${address}#${anchor}`;
    show();
  });
}

async function follow(place) {
  const bar = place.querySelector("progress");
  const answer = await fetch(place.dataset.progress, { credentials: "same-origin" });
  const state = answer.ok ? await answer.json() : { running: false };
  if (!state.running) {
    location.reload();
    return;
  }
  bar.max = Math.max(state.total, 1);
  bar.value = state.done;
  place.querySelector(".done").textContent = state.total ? `${state.done} of ${state.total}` : "starting";
  place.querySelector(".found").textContent = state.found ? `${state.found} ${place.dataset.found} so far` : "";
  setTimeout(follow, ASK_AGAIN, place);
}

for (const place of document.querySelectorAll("[data-progress]")) {
  follow(place).catch(() => { place.querySelector(".done").textContent = "the server does not answer"; });
}
