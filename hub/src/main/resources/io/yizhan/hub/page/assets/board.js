// Keeps a screen in the hall up to date, and says so when it no longer is. The server draws; nobody touches this page.
const SILENT_MS = 40_000; // the hub says something every 15 s
const CLOCK_MS = 110_000; // its clock moves every minute, as long as it can read its records
const AGAIN_MS = 3_000;

const calls = document.getElementById('calls');
const clock = document.getElementById('clock');
const offline = document.getElementById('offline');
let source;
let heardAt = performance.now();
let clockAt = heardAt;

function cut() {
  if (!offline.hidden) return;
  offline.textContent = offline.dataset.words.replace('{0}', clock.textContent);
  offline.hidden = false;
  document.documentElement.dataset.offline = '';
}

function back() {
  if (offline.hidden) return;
  offline.hidden = true;
  delete document.documentElement.dataset.offline;
}

function connect() {
  source?.close();
  source = new EventSource('/board/live');
  heardAt = performance.now();
  const hear = (name, take) => source.addEventListener(name, (event) => {
    heardAt = performance.now();
    take(event.data);
  });
  hear('beat', () => {});
  hear('version', (version) => {
    if (version !== document.body.dataset.version) location.reload();
  });
  hear('clock', (time) => {
    clock.textContent = time;
    clockAt = performance.now();
    back();
  });
  hear('calls', (drawn) => {
    if (calls.innerHTML !== drawn) calls.innerHTML = drawn;
  });
  source.addEventListener('error', () => {
    cut();
    // After a refusal a browser gives up by itself, as when the hub waits for its disk.
    if (source.readyState === EventSource.CLOSED) setTimeout(connect, AGAIN_MS);
  });
}

setInterval(() => {
  const now = performance.now();
  if (now - clockAt > CLOCK_MS) cut();
  if (now - heardAt > SILENT_MS) {
    cut();
    connect();
  }
}, AGAIN_MS);

connect();
