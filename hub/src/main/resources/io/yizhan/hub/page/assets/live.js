// Tells when what stands on a live page is no longer live. The swapping itself is htmx's.
const cut = document.getElementById("cut");

document.body.addEventListener("htmx:sseError", () => {
  if (cut) cut.hidden = false;
});

document.body.addEventListener("htmx:sseOpen", () => {
  if (cut) cut.hidden = true;
});

document.body.addEventListener("htmx:sseClose", (event) => {
  if (event.detail.type === "message") location.reload(); // the hub said that the session is over
});
