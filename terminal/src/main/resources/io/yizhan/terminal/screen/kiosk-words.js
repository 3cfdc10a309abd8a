// What the kiosk's screen says by itself; all else comes from the station, in both languages.

const ZH = {
  tag: "zh-CN",
  back: "返回",
  again: "补打",
  priority: "优先办理",
  other: "English",
  about: "约 ",
  unsure: "时间未校准",
  offline: "与中心的连接中断：照常取号，号码有效",
  ahead: (people) => `前面 ${people} 人`,
  bring: (papers) => `请带 ${papers}`,
  closed: "现在不受理",
  which: "请选择您的优先类别",
  chosen: (name) => `${name}优先：请选择要办理的事项`,
  stopped: "取号机没有响应，请到服务台取号",
  priorities: [
    ["elderly", "老年人"],
    ["disabled", "残障人士"],
    ["service", "军人和退役军人"],
    ["low-income", "低收入家庭"],
  ],
};

const EN = {
  tag: "en",
  back: "Back",
  again: "Reprint",
  priority: "Priority",
  other: "中文",
  about: "about ",
  unsure: "The clock is not set yet",
  offline: "No connection to the centre: tickets count as ever",
  ahead: (people) => `${people} waiting`,
  bring: (papers) => `Bring ${papers}`,
  closed: "Closed now",
  which: "Please choose why you go first",
  chosen: (name) => `${name}: please choose a service`,
  stopped: "This kiosk does not answer: please ask at the desk",
  priorities: [
    ["elderly", "Elderly"],
    ["disabled", "Disabled"],
    ["service", "Servicemen and veterans"],
    ["low-income", "Low-income households"],
  ],
};

export const words = (english) => (english ? EN : ZH);
