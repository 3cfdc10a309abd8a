// The screen shows what the reader says, whole, each time; it keeps no state of its own but when it last heard.

const SILENT_AFTER_MS = 6000;
const LONG_CHARACTERS = 22;
const at = (id) => document.getElementById(id);
let heard = performance.now();

function show(door) {
  at("hall").textContent = door.hall || "一站";
  at("device").textContent = door.device;
  at("date").textContent = door.date;
  at("time").textContent = door.time;
  at("unsure").hidden = door.time_sure;
  at("greeting").textContent = door.greeting;
  at("said").dataset.tone = door.tone;
  at("zh").textContent = door.zh;
  at("zh").classList.toggle("long", [...door.zh].length > LONG_CHARACTERS);
  at("en").textContent = door.en;
  at("own").hidden = door.own.length === 0;
  at("punches").replaceChildren(...door.own.map(punch));
  at("offline").hidden = door.online;
  at("goes-on").hidden = door.tone === "bad"; // nobody is told two things
}

function punch(own) {
  const item = document.createElement("li");
  const day = document.createElement("span");
  day.textContent = own.day;
  item.append(day, own.sure ? own.time : `约 ${own.time}`);
  return item;
}

function stopped() {
  if (performance.now() - heard > SILENT_AFTER_MS) {
    at("said").dataset.tone = "bad";
    at("zh").textContent = "考勤机没有响应，请用其他考勤机或联系管理员";
    at("zh").classList.remove("long");
    at("en").textContent = "This reader does not answer: use another, or ask the administrator";
    at("own").hidden = true;
  }
}

const events = new EventSource("/events");
events.addEventListener("door", (event) => {
  heard = performance.now();
  show(JSON.parse(event.data));
});
setInterval(stopped, 1000);
