# shellcheck shell=bash
# What must be on the machine. Each need_* is silent and quick when nothing is missing; otherwise it collects packages,
# which install_missing fetches in one go on Debian and Raspberry Pi OS, after saying so. Elsewhere it says what to
# install.

PACKAGES=()

need_maven() { command -v mvn >/dev/null || PACKAGES+=(maven); }

# The broker and its command-line clients. Debian puts the broker where an ordinary user's path does not look.
need_broker() {
  PATH=$PATH:/usr/sbin:/usr/local/sbin
  command -v mosquitto >/dev/null || PACKAGES+=(mosquitto)
}

need_broker_clients() { command -v mosquitto_pub >/dev/null || PACKAGES+=(mosquitto-clients); }

# The 16 x 16 glyphs of the LED matrix and the simulated ticket.
need_glyphs() { [ -e /usr/share/unifont/unifont.hex ] || PACKAGES+=(unifont); }

# Chinese letters for a browser on this machine. WenQuanYi is 7 MB to fetch where Noto CJK is 57 MB; if either is there,
# it will do.
need_chinese_font() {
  local found
  found=$(find /usr/share/fonts /usr/local/share/fonts "${XDG_DATA_HOME:-$HOME/.local/share}/fonts" \
    \( -iname '*cjk*' -o -iname 'wqy-*' -o -iname '*sourcehan*' \) -print -quit 2>/dev/null) || true
  [ -n "$found" ] || PACKAGES+=(fonts-wqy-zenhei)
}

# For the tests of the page only.
need_chromium() { command -v chromium >/dev/null || PACKAGES+=(chromium); }

need_shellcheck() { command -v shellcheck >/dev/null || PACKAGES+=(shellcheck); }

install_missing() {
  [ ${#PACKAGES[@]} -gt 0 ] || return 0
  local wanted=("${PACKAGES[@]}")
  PACKAGES=()
  is_debian || die "Missing here: ${wanted[*]} (Debian's names). Install them by this system's means and start again."
  can_be_root ||
    die "Missing here: ${wanted[*]}. As root: apt-get update && apt-get install -y ${wanted[*]} — then start again."
  say "Installing ${wanted[*]} with apt$([ "$(id -u)" = 0 ] || printf ' (by sudo)') …"
  local log
  log=$(mktemp)
  if ! as_root "$HOUSE/scripts/lib/apt-install" "${wanted[@]}" >"$log" 2>&1; then
    tail -n 20 "$log" >&2
    die "apt could not install ${wanted[*]}: mend what it says above (all of it: $log) and start again."
  fi
  rm -f "$log"
  hash -r
}

is_debian() {
  command -v apt-get >/dev/null && grep -qE '^ID(_LIKE)?=.*debian' /etc/os-release 2>/dev/null
}

debian_codename() { sed -n 's/^VERSION_CODENAME=//p' /etc/os-release 2>/dev/null || true; }

# Asks for the password where there is someone to ask.
can_be_root() {
  [ "$(id -u)" = 0 ] && return
  command -v sudo >/dev/null || return
  sudo -n true 2>/dev/null && return
  [ -t 0 ] && sudo -v
}

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}
