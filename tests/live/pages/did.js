// Tells the server what was really done, and goes where it says: a person's bookmark would do the same.
for (const control of document.querySelectorAll("[data-did]")) {
  control.addEventListener("click", (event) => {
    if (control.tagName !== "A") event.preventDefault();
    navigator.sendBeacon("/did/" + control.dataset.did);
  });
}
for (const opener of document.querySelectorAll("[data-opens]")) {
  opener.addEventListener("click", () => document.getElementById(opener.dataset.opens).showModal());
}
setInterval(async () => {
  const page = await (await fetch("/next")).text();
  if (page) location.href = page;
}, 100);
