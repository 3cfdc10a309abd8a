// The devices of a terminal, one builder for each kind of station. Built once, then shown again with each state.

const FINGERS_OFFERED = 24;
const LIFT_AFTER_MS = 1200;

const TITLES = {
  reader: ['指纹考勤机', 'Fingerprint reader'],
  kiosk: ['取号机', 'Ticket kiosk'],
  counter: ['号窗口', 'Counter'],
  board: ['大厅显示屏', 'Hall board'],
};
const CLERK_KEYS = [
  ['next', '叫号'], ['recall', '重呼'], ['no-show', '过号'], ['finish', '办结'],
  ['start-rating', '评价'], ['pause', '暂停'], ['sign-out', '退出'],
];
const PAD_KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', 'clear', '0', 'enter'];
const PAD_WORDS = { clear: '清除', enter: '确认' };
const RATINGS = [
  ['rate-5', '非常满意'], ['rate-4', '满意'], ['rate-3', '基本满意'], ['rate-2', '不满意'], ['rate-1', '非常不满意'],
];
const WORDS = Object.fromEntries([...CLERK_KEYS, ...RATINGS, ...Object.entries(PAD_WORDS)]);
const PRIORITIES = [
  ['none', '普通'], ['elderly', '老年人'], ['disabled', '残障人士'], ['service', '军人和退役军人'], ['low-income', '低收入家庭'],
];
const READER_FAULTS = [['badsum', '校验和错误'], ['drop', '丢字节'], ['noise', '线路噪声'], ['silent', '没有应答']];
const KIOSK_FAULTS = [
  ['paper-out', '缺纸'], ['paper-low', '纸将尽'], ['cover-open', '盖子打开'], ['cutter', '切刀卡住'], ['power-off', '断电'],
  ['cable-out', '线被拔掉'], ['silent', '没有应答'], ['never-done', '不报打印完成'],
];
const KIOSK_MISHAPS = [
  ['pulled-mid-print', '打印中拔电源'], ['paper-ends-mid-print', '打印中纸用完'], ['cover-opens-mid-print', '打印中开盖'],
];
const BOARD_FAULTS = [['leds-cut', '显示屏断线']];

const PARTS = {
  sensor: '指纹模块', printer: '打印机', keys: '按键', evaluator: '评价器', display: '窗口屏', matrix: '显示屏', voice: '喇叭',
  journal: '本机存储', station: '本岗位程序', key: '按键', lamp: '指示灯', numbers: '号码段', pad: '数字键盘', buzzer: '蜂鸣器',
};
const KINDS = {
  missing: '没有找到', denied: '没有权限打开', busy: '被其他程序占用', silent: '没有应答', closed: '连接断开', garbled: '数据错乱',
  failed: '出错', stuck: '卡住', crashed: '程序出错，正在重启', full: '已满', 'read-only': '只读，写不进去', broken: '损坏', 'no-lease': '大厅没有发给今天的号码',
  'paper-out': '缺纸', 'paper-low': '纸将用尽', 'cover-open': '盖子打开', cutter: '切刀卡住', error: '故障',
};

/** A fault in words; a part such as "key next" keeps the key's own name. */
function inWords(fault) {
  const [part, ...rest] = fault.part.split(' ');
  const name = [PARTS[part] ?? part, ...rest.map((key) => `“${WORDS[key] ?? key}”`)].join('');
  return `⚠ ${name}：${KINDS[fault.kind] ?? fault.kind}`;
}

/** Makes the device of a station: {element, canvas, show(station)}. */
export function build(station, order) {
  const frame = h('section', { className: `station ${station.kind}` });
  const title = h('h2', {}, ...heading(station));
  const faults = h('ul', { className: 'faults', ariaLabel: '故障' });
  const body = { reader, kiosk, counter, board }[station.kind](station, order);
  frame.append(title, faults, ...body.parts);
  return {
    element: frame,
    canvas: body.canvas,
    show(now) {
      faults.replaceChildren(...now.faults.map((fault) => h('li', {}, inWords(fault))));
      body.show(now);
    },
  };
}

function heading(station) {
  const [zh, en] = TITLES[station.kind];
  const isCounter = station.kind === 'counter';
  return [
    isCounter ? `${station.id} ${zh}` : zh,
    h('span', { lang: 'en' }, isCounter ? `${en} ${station.id}` : `${en} · ${station.id}`),
  ];
}

function reader(station, order) {
  const face = screen('指纹机的屏幕');
  const glass = h('div', { className: 'glass', ariaHidden: 'true' }, whorl());
  const lamps = { green: lamp('绿灯'), red: lamp('红灯') };
  const people = h('div', { className: 'fingers' });
  const lift = button('抬起手指', () => order('lift', { station: station.id }), 'quiet');
  const auto = h('input', { type: 'checkbox', checked: true });
  const pad = h('div', { className: 'numbers', role: 'group', ariaLabel: '数字键盘' },
    ...PAD_KEYS.map((key) => button(PAD_WORDS[key] ?? key, () => order('key', { station: station.id, key }), PAD_WORDS[key] ? 'pad word' : 'pad')));
  const switches = faultSwitches(station.id, READER_FAULTS, order);
  let known = '';
  let answered = '';
  return {
    parts: [
      h('div', { className: 'body' },
        h('div', { className: 'front' }, face.element,
          h('div', { className: 'window' }, glass, h('div', { className: 'lamps' }, lamps.green, lamps.red)))),
      h('div', { className: 'hands' }, h('h3', {}, '放哪个手指'), people,
        h('div', { className: 'row' }, lift, h('label', {}, auto, ' 有了回答就抬起')), pad, switches.element),
    ],
    show(now) {
      pad.hidden = !now.reader.pad;
      const spot = now.faces[0];
      face.show(spot);
      for (const [name, element] of Object.entries(lamps)) {
        light(element, now.reader.lamps[name]);
      }
      glass.dataset.covered = now.reader.finger !== undefined;
      lift.disabled = now.reader.finger === undefined;
      switches.show(now.switched_on);
      const shape = JSON.stringify(now.reader.people);
      if (shape !== known) {
        known = shape;
        people.replaceChildren(...fingers(now.reader.people).map(([finger, name]) => {
          const key = button(name || `${finger}`, () => order('finger', { station: station.id, finger }), 'finger');
          key.dataset.finger = finger;
          key.title = name ? `手指 ${finger}` : `手指 ${finger}，没有登记`;
          key.dataset.known = name !== '';
          return key;
        }));
      }
      for (const key of people.children) {
        key.setAttribute('aria-pressed', Number(key.dataset.finger) === now.reader.finger);
      }
      const answer = spot.zh + spot.tone;
      const isAnswer = spot.tone === 'ok' || spot.tone === 'bad';
      if (now.reader.finger !== undefined && auto.checked && isAnswer && answer !== answered) {
        setTimeout(() => order('lift', { station: station.id }), LIFT_AFTER_MS);
      }
      answered = now.reader.finger === undefined ? '' : answer;
    },
  };
}

/** Enrolled ones by name first, then numbers that nobody knows. */
function fingers(people) {
  const named = people.map((person) => [person.finger, person.name || `手指 ${person.finger}`]);
  const taken = new Set(people.map((person) => person.finger));
  const rest = [];
  for (let finger = 1; finger <= FINGERS_OFFERED; finger++) {
    if (!taken.has(finger)) {
      rest.push([finger, '']);
    }
  }
  return [...named, ...rest];
}

function kiosk(station, order) {
  const face = screen('取号机的屏幕');
  const choices = h('div', { className: 'choices' });
  const priority = h('select', { ariaLabel: '优先类别' }, ...PRIORITIES.map(([value, zh]) => h('option', { value }, zh)));
  const reprint = button('补打', () => order('key', { station: station.id, key: 'reprint' }), 'quiet');
  const slot = h('ol', { className: 'slot', ariaLabel: '打印出来的号票，最新的在前' });
  const nothing = h('p', { className: 'empty' }, '号票会从这里出来。');
  const switches = faultSwitches(station.id, KIOSK_FAULTS, order);
  switches.element.append(h('p', { className: 'row' }, ...KIOSK_MISHAPS.map(([fault, zh]) =>
    button(zh, () => order('fault', { station: station.id, fault, on: true }), 'quiet'))));
  let known = '';
  return {
    parts: [
      h('div', { className: 'body' }, face.element,
        h('label', { className: 'row' }, '优先类别 ', priority), choices, h('div', { className: 'row' }, reprint)),
      h('div', { className: 'printer' }, h('div', { className: 'lip', ariaHidden: 'true' }), slot, nothing, switches.element),
    ],
    show(now) {
      face.show(now.faces[0]);
      switches.show(now.switched_on);
      reprint.hidden = !now.kiosk.reprint_key;
      nothing.hidden = now.kiosk.tickets.length > 0;
      hang(slot, now.kiosk.tickets);
      const shape = JSON.stringify(now.kiosk.choices);
      if (shape !== known) {
        known = shape;
        choices.replaceChildren(...now.kiosk.choices.map((choice) => {
          const key = button('', () => choose(choice), 'service');
          key.append(h('b', {}, choice.series), h('span', {}, choice.zh), h('span', { lang: 'en' }, choice.en));
          key.dataset.open = choice.open;
          return key;
        }));
      }
    },
  };

  function choose(choice) {
    order('kiosk', { station: station.id, service: choice.service, priority: priority.value });
    priority.value = 'none';
  }
}

function hang(slot, tickets) {
  const there = new Map([...slot.children].map((item) => [item.dataset.no, item]));
  slot.replaceChildren(...[...tickets].reverse().map((ticket) => {
    const no = String(ticket.no);
    return there.get(no) ?? h('li', { dataset: { no } },
      h('img', { src: ticket.url, alt: `号票 ${ticket.number}：${ticket.lines.join('，')}` }));
  }));
}

function counter(station, order) {
  const canvas = h('canvas', { className: 'leds', role: 'img' });
  const clerk = screen('窗口人员的屏幕');
  const citizen = screen('评价器的屏幕');
  const press = (key) => () => order('key', { station: station.id, key });
  const pad = PAD_KEYS.map((key) => button(PAD_WORDS[key] ?? key, press(key), PAD_WORDS[key] ? 'pad word' : 'pad'));
  const keys = CLERK_KEYS.map(([key, zh]) => button(zh, press(key), key === 'next' ? 'act main' : 'act'));
  const ratings = RATINGS.map(([key, zh]) => {
    const rate = button('', press(key), 'rate');
    rate.append(lamp(''), h('span', {}, zh));
    rate.dataset.key = key;
    return rate;
  });
  const switches = stuckSwitches(station.id, order);
  return {
    canvas,
    parts: [
      canvas,
      h('div', { className: 'desk' },
        h('div', { className: 'clerk' }, h('h3', {}, '窗口人员'), clerk.element,
          h('div', { className: 'keys' }, h('div', { className: 'numbers' }, ...pad), h('div', { className: 'acts' }, ...keys))),
        h('div', { className: 'citizen' }, h('h3', {}, '评价器'), citizen.element, h('div', { className: 'rates' }, ...ratings))),
      switches.element,
    ],
    show(now) {
      const at = (spot) => now.faces.find((face) => face.spot.endsWith(spot));
      clerk.show(at('/clerk'));
      citizen.show(at('/evaluator'));
      canvas.setAttribute('aria-label', `窗口屏：${at('/display').zh}`);
      for (const rate of ratings) {
        light(rate.firstElementChild, now.counter.lamps[rate.dataset.key]);
      }
      switches.show(now.switched_on);
    },
  };
}

function board(station, order) {
  const canvas = h('canvas', { className: 'leds', role: 'img' });
  const switches = faultSwitches(station.id, BOARD_FAULTS, order);
  return {
    canvas,
    parts: [canvas, switches.element],
    show(now) {
      switches.show(now.switched_on);
      canvas.setAttribute('aria-label', `显示屏：${now.faces[0].zh}`);
    },
  };
}

/** A small screen with one sentence at a time. */
function screen(label) {
  const zh = h('p', { className: 'zh' });
  const en = h('p', { className: 'en', lang: 'en' });
  const element = h('div', { className: 'screen', role: 'status', ariaLabel: label }, zh, en);
  return {
    element,
    show(face) {
      element.dataset.tone = face.tone;
      zh.textContent = face.zh;
      en.textContent = face.en;
    },
  };
}

function faultSwitches(station, faults, order) {
  const boxes = faults.map(([fault, zh]) => {
    const box = h('input', { type: 'checkbox' });
    box.addEventListener('change', () => order('fault', { station, fault, on: box.checked }));
    return [fault, box, h('label', {}, box, ` ${zh}`)];
  });
  const element = h('details', { className: 'mishaps' },
    h('summary', {}, '让它出故障'), h('div', { className: 'row' }, ...boxes.map(([, , label]) => label)));
  return {
    element,
    show: (on) => boxes.forEach(([fault, box]) => { box.checked = on.includes(fault); }),
  };
}

function stuckSwitches(station, order) {
  const all = [...CLERK_KEYS, ...RATINGS, ...PAD_KEYS.map((key) => [key, PAD_WORDS[key] ?? key])];
  const key = h('select', { ariaLabel: '哪个键' }, ...all.map(([value, zh]) => h('option', { value }, zh)));
  const stuck = h('p', { className: 'row' });
  const stick = button('卡住这个键', () => order('fault', { station, fault: 'key-stuck', key: key.value, on: true }), 'quiet');
  const element = h('details', { className: 'mishaps' },
    h('summary', {}, '让它出故障'), h('p', { className: 'row' }, key, stick), stuck);
  return {
    element,
    show(on) {
      const held = on.map((name) => name.replace('key-stuck ', ''));
      if (stuck.dataset.held !== held.join()) {
        stuck.dataset.held = held.join();
        stuck.replaceChildren(...held.map((name) => button(`松开“${WORDS[name] ?? name}”`,
          () => order('fault', { station, fault: 'key-stuck', key: name, on: false }), 'quiet')));
      }
    },
  };
}

function lamp(label) {
  return h('span', { className: 'lamp', title: label, ariaHidden: 'true' });
}

function light(element, on) {
  element.dataset.lit = on === true;
}

function button(words, act, kind) {
  const key = h('button', { type: 'button', className: kind }, words);
  key.addEventListener('click', act);
  return key;
}

function whorl() {
  const space = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(space, 'svg');
  svg.setAttribute('viewBox', '0 0 96 120');
  for (let ring = 1; ring <= 6; ring++) {
    const line = document.createElementNS(space, 'path');
    const across = ring * 7;
    line.setAttribute('d', `M${48 - across} ${66 + ring * 6} C${48 - across} ${58 - ring * 8} ${48 + across} ${58 - ring * 8} ${48 + across} ${66 + ring * 6}`);
    svg.append(line);
  }
  return svg;
}

function h(tag, properties, ...children) {
  const element = document.createElement(tag);
  const { dataset = {}, ...plain } = properties;
  Object.assign(element, plain);
  Object.assign(element.dataset, dataset);
  element.append(...children);
  return element;
}
