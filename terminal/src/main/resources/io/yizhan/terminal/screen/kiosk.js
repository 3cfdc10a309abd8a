// A kiosk's touch screen: shows what the station says, whole, each time. Its own are only the language, the priority that
// somebody is about to use, and a ticket that somebody has put away; after half a minute without a touch all three go.

import { words } from "/kiosk-words.js";

const SILENT_AFTER_MS = 6000;
const IDLE_AFTER_MS = 30000;
const ASKED_MS = 3000;
const LONG_CHARACTERS = 24;
const LONG_CELLS = 24; // of a service's name; a Chinese character has two
const LONGEST_CELLS = 40;
const NO_PRIORITY = "none";

const at = (id) => document.getElementById(id);
const idle = () => ({ english: false, choosing: false, priority: NO_PRIORITY, away: "" });
let mine = idle();
let kiosk = null;
let drawn = "";
let asked = null; // what was said when somebody touched a choice, until something else is said
let heard = performance.now();
let touched = performance.now();

function draw() {
  const silent = performance.now() - heard > SILENT_AFTER_MS;
  if (asked && (performance.now() - asked.at > ASKED_MS || kiosk.zh !== asked.zh)) {
    asked = null;
  }
  const w = words(mine.english);
  document.documentElement.lang = w.tag;
  if (kiosk) {
    drawHead(w);
    const number = kiosk.number && kiosk.zh !== mine.away ? kiosk.number : "";
    drawSaid(w, silent, number);
    drawChoices(w, silent || Boolean(number));
    drawKeys(w, silent, number);
  } else if (silent) {
    say("bad", w.stopped);
  }
}

function drawHead(w) {
  at("hall").textContent = kiosk.hall || "一站";
  at("date").textContent = mine.english ? "" : kiosk.date;
  at("time").textContent = kiosk.time;
  at("about").textContent = kiosk.time_sure ? "" : w.about;
  at("device").textContent = kiosk.device;
  note("unsure", w.unsure, !kiosk.time_sure);
  note("offline", w.offline, !kiosk.online && kiosk.ready); // nobody is told two things
}

function note(id, text, shown) {
  at(id).textContent = text;
  at(id).hidden = !shown;
}

function drawSaid(w, silent, number) {
  at("number").textContent = number;
  at("number").hidden = !number || silent;
  const papers = (mine.english && kiosk.papers_en) || kiosk.papers;
  at("papers").textContent = w.bring(papers);
  at("papers").hidden = !number || silent || !papers;
  const calm = kiosk.tone === "calm" || kiosk.zh === mine.away;
  if (silent) {
    say("bad", w.stopped);
  } else if (calm && mine.choosing) {
    say("look", w.which);
  } else if (calm && mine.priority !== NO_PRIORITY) {
    say("look", w.chosen(name(w, mine.priority)));
  } else {
    say(kiosk.tone, mine.english ? kiosk.en : kiosk.zh);
  }
}

function say(tone, text) {
  at("said").dataset.tone = tone;
  at("sentence").textContent = text;
  at("said").classList.toggle("long", [...text].length > LONG_CHARACTERS * (mine.english ? 2 : 1));
}

function drawChoices(w, hidden) {
  at("choices").hidden = hidden;
  const dead = !kiosk.ready || asked !== null;
  const now = JSON.stringify([kiosk.choices, mine.english, mine.choosing, dead]);
  if (now === drawn) {
    return; // a button that is being touched stays the same
  }
  drawn = now;
  const buttons = mine.choosing ? w.priorities.map((one) => classButton(one, dead)) : kiosk.choices.map((one) => serviceButton(w, one, dead));
  at("choices").dataset.columns = Math.ceil(Math.max(buttons.length, 1) / 2);
  at("choices").dataset.rows = buttons.length > 1 ? 2 : 1;
  at("choices").replaceChildren(...buttons);
}

function serviceButton(w, choice, dead) {
  const small = !choice.open ? w.closed : choice.ahead === undefined || choice.ahead === null ? "" : w.ahead(choice.ahead);
  const button = choiceButton((mine.english && choice.en) || choice.zh, dead || !choice.open);
  const key = part("key", choice.key || "");
  key.hidden = !choice.key;
  const head = part("head", "");
  head.append(key, part("ahead", small));
  button.prepend(head);
  button.addEventListener("click", () => order("/choose", { service: choice.service, priority: mine.priority }));
  return button;
}

function classButton([priority, text], dead) {
  const button = choiceButton(text, dead);
  button.addEventListener("click", () => {
    mine.priority = priority;
    mine.choosing = false;
    draw();
  });
  return button;
}

function choiceButton(text, dead) {
  const button = document.createElement("button");
  button.type = "button";
  button.disabled = dead;
  const width = [...text].reduce((sum, sign) => sum + (sign < "\u0100" ? 1 : 2), 0);
  button.append(part(width > LONGEST_CELLS ? "name longest" : width > LONG_CELLS ? "name long" : "name", text));
  return button;
}

function part(kind, text) {
  const span = document.createElement("span");
  span.className = kind;
  span.textContent = text;
  return span;
}

function drawKeys(w, silent, number) {
  const dead = silent || !kiosk.ready || asked !== null;
  at("back").textContent = w.back;
  at("back").disabled = !number && !mine.choosing && mine.priority === NO_PRIORITY;
  at("again").textContent = w.again;
  at("again").hidden = !kiosk.again;
  at("again").disabled = dead;
  at("priority").textContent = mine.priority === NO_PRIORITY ? w.priority : name(w, mine.priority);
  at("priority").setAttribute("aria-pressed", String(mine.priority !== NO_PRIORITY || mine.choosing));
  at("priority").hidden = Boolean(number) || kiosk.choices.length === 0;
  at("priority").disabled = dead;
  at("language").textContent = w.other;
  at("language").lang = mine.english ? "zh-CN" : "en";
  at("language").hidden = !kiosk.english;
}

function name(w, priority) {
  return w.priorities.find(([id]) => id === priority)[1];
}

/** The station says what comes of it; until then nothing can be chosen a second time. */
async function order(path, body) {
  asked = { at: performance.now(), zh: kiosk.zh };
  mine.away = "";
  draw();
  try {
    await fetch(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
  } catch {
    // A station that is gone falls silent, and the page says that.
  }
}

at("back").addEventListener("click", () => {
  mine = { ...idle(), english: mine.english, away: kiosk.number ? kiosk.zh : mine.away };
  draw();
});
at("again").addEventListener("click", () => order("/again", {}));
at("priority").addEventListener("click", () => {
  mine.choosing = !mine.choosing;
  mine.priority = NO_PRIORITY;
  draw();
});
at("language").addEventListener("click", () => {
  mine.english = !mine.english;
  draw();
});
document.addEventListener("pointerdown", () => {
  touched = performance.now();
});
document.addEventListener("contextmenu", (event) => event.preventDefault()); // a long touch is a touch

const events = new EventSource("/events");
events.addEventListener("kiosk", (event) => {
  heard = performance.now();
  const before = kiosk;
  kiosk = JSON.parse(event.data);
  if (kiosk.number && kiosk.zh !== (before && before.zh)) {
    mine = { ...idle(), english: mine.english }; // whoever comes next has no priority
  }
  draw();
});
setInterval(() => {
  if (performance.now() - touched > IDLE_AFTER_MS) {
    mine = { ...idle(), away: mine.away };
  }
  draw();
}, 1000);
