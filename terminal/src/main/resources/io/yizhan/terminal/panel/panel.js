// The panel of one terminal: its devices as people meet them, kept up to date by the terminal's events.

import { build } from './devices.js';
import { draw } from './leds.js';

const LOG_MAX = 60;
const byId = (id) => document.getElementById(id);
const built = new Map();
const logged = new Set();

/** Sends an order; a refusal is shown in words. */
async function order(path, body) {
  try {
    const answer = await fetch('/api/' + path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    trouble(answer.ok ? '' : (await answer.json()).message);
  } catch {
    trouble('本机没有应答：终端程序可能已经停止，请重新启动它。');
  }
}

function trouble(words) {
  byId('trouble').textContent = words;
  byId('trouble').hidden = words === '';
}

function show(state) {
  document.title = `${state.device} 前面板`;
  byId('hall').textContent = state.hall || '一站';
  byId('device').textContent = state.device;
  byId('hub').textContent = state.hub_online ? '● 大厅已连接' : '○ 与大厅断开，本机照常服务';
  byId('hub').dataset.tone = state.hub_online ? 'ok' : 'look';
  showOthers(state);
  for (const station of state.stations) {
    if (!built.has(station.id)) {
      const device = build(station, order);
      built.set(station.id, device);
      byId('stations').append(device.element);
    }
    built.get(station.id).show(station);
  }
  byId('stations').dataset.count = state.stations.length;
  state.log.forEach(tell);
}

function showOthers(state) {
  const nav = byId('others');
  if (nav.childElementCount > 0 || Object.keys(state.others).length === 0) {
    return;
  }
  const here = document.createElement('strong');
  here.textContent = state.device;
  here.setAttribute('aria-current', 'page');
  nav.append(here);
  for (const [name, address] of Object.entries(state.others)) {
    const link = document.createElement('a');
    link.href = address;
    link.textContent = name;
    nav.append(link);
  }
  nav.hidden = false;
}

const HOW = { face: '看到', spoken: '听到', ticket: '拿到号票' };

function tell(line) {
  if (logged.has(line.seq) || line.tone === 'calm') {
    return;
  }
  logged.add(line.seq);
  const item = document.createElement('li');
  item.dataset.tone = line.tone || line.how;
  const where = document.createElement('span');
  where.className = 'where';
  where.textContent = `${line.spot} · ${HOW[line.how]}`;
  const what = document.createElement('span');
  what.textContent = line.zh;
  item.append(where, what);
  byId('log').prepend(item);
  byId('log-empty').hidden = true;
  while (byId('log').childElementCount > LOG_MAX) {
    byId('log').lastElementChild.remove();
  }
}

const events = new EventSource('/api/events');
events.addEventListener('state', (event) => show(JSON.parse(event.data)));
events.addEventListener('told', (event) => tell(JSON.parse(event.data)));
events.addEventListener('leds', (event) => {
  const leds = JSON.parse(event.data);
  const canvas = built.get(leds.station)?.canvas;
  if (canvas) {
    draw(canvas, leds);
  }
});
events.addEventListener('open', () => trouble(''));
events.addEventListener('error', () => {
  byId('hub').textContent = '○ 本机没有应答';
  byId('hub').dataset.tone = 'bad';
  trouble('前面板与终端程序的连接断了，正在重新连接。');
});
