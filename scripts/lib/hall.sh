# shellcheck shell=bash
# The demo's hall: making it, starting and ending its processes. DATA is its folder.

# id, usual panel port, station lines of its settings
TERMINALS=(
  "reader 8091 reader:reader-1"
  "kiosk 8092 kiosk:kiosk-1"
  "counter-1 8093 counter:1"
  "counter-2 8094 counter:2"
  "counter-3 8095 counter:3"
  "board 8096 board:hall,vault:vault-1"
)
RATING_WAIT_S=3
PROBE=probe # a device without a process: the play measures the bare broker with its certificate
KEPT=()

lock_hall() {
  mkdir -p "$DATA"
  exec {hall_lock}>"$DATA/lock"
  flock --exclusive --nonblock "$hall_lock" ||
    die "A demo runs in $DATA already: end it with Ctrl-C where it was started, or take another folder with --data."
}

program() { # program MODULE HEAP_MB MAIN ARGUMENT …, in a process of its own
  (run_java "$@")
}

hub() { program hub 96 io.yizhan.hub.HubMain "$@"; }

make_hall() {
  local told terminal id stations
  say "Making the demo's hall in $DATA …"
  rm -rf "${DATA:?}/hub" "$DATA/terminals"
  told=$(hub init --data "$DATA/hub" --hall demo --name 示范政务服务大厅 --clock-trusted \
    --mqtt-port "$(free_port 8883)" --http-port "$(free_port 8080)")
  (umask 077 && sed -n 's/^\(admin \/ .*\)$/\1/p' <<<"$told" >"$DATA/sign-in")
  (umask 077 && grep -Ex '([0-9a-z]{4} ?){7}' <<<"$told" >"$DATA/recovery-key") # only in a demo: a hall's stands on paper
  told=$(hub demo --data "$DATA/hub")
  (umask 077 && sed -n 's:^\([a-z0-9-]* / .* / .*\)$:\1:p' <<<"$told" >>"$DATA/sign-in")
  (umask 077 && grep -F "$(printf '\t')" <<<"$told" >"$DATA/people")
  for terminal in "${TERMINALS[@]}"; do
    read -r id _ stations <<<"$terminal"
    add_device "$id" "$stations"
  done
}

add_device() { # ID STATIONS
  hub device add "$1" --stations "$2" --rating-wait "$RATING_WAIT_S" --data "$DATA/hub" --out "$DATA/terminals/$1" >/dev/null
}

# Only a play needs it, and on the page it is a device that is never there.
add_probe() { [ -e "$DATA/terminals/$PROBE" ] || add_device "$PROBE" "board:$PROBE"; }

start_hall() {
  mkdir -p "$DATA/logs" "$DATA/run"
  rm -f "$DATA"/run/*
  find_ports
  write_settings
  keep broker mosquitto -c "$DATA/hub/mosquitto.conf"
  keep hub run_java hub 96 io.yizhan.hub.HubMain run --data "$DATA/hub"
  local terminal id
  for terminal in "${TERMINALS[@]}"; do
    read -r id _ <<<"$terminal"
    keep "$id" run_java terminal 64 io.yizhan.terminal.TerminalMain "$DATA/terminals/$id/terminal.toml"
  done
  await_port hub "$HTTP_PORT"
  for terminal in "${TERMINALS[@]}"; do
    read -r id _ <<<"$terminal"
    await_port "$id" "${PANEL_PORT[$id]}"
  done
}

declare -A PANEL_PORT=()

# The ports of the last time where they are free, else others.
find_ports() {
  local terminal id usual
  MQTT_PORT=$(free_port "$(sed -n 's/^listener \([0-9]*\) .*/\1/p' "$DATA/hub/mosquitto.conf")")
  HTTP_PORT=$(free_port "$(sed -n '/^\[http\]/,$s/^port = //p' "$DATA/hub/hub.toml")")
  for terminal in "${TERMINALS[@]}"; do
    read -r id usual _ <<<"$terminal"
    PANEL_PORT[$id]=$(unclaimed_port "$usual")
  done
}

# As free_port, and none that another part of this hall is about to take.
unclaimed_port() {
  local port
  port=$(free_port "$1")
  while printf '%s\n' "$MQTT_PORT" "$HTTP_PORT" "${PANEL_PORT[@]}" | grep -qx "$port"; do
    port=$(free_port $((port + 1)))
  done
  printf '%s\n' "$port"
}

write_settings() {
  sed -i "s/^listener [0-9]* /listener $MQTT_PORT /" "$DATA/hub/mosquitto.conf"
  sed -i "/^\[mqtt\]/,/^\[/s/^port = .*/port = $MQTT_PORT/; /^\[http\]/,\$s/^port = .*/port = $HTTP_PORT/" "$DATA/hub/hub.toml"
  local terminal id stations others=()
  for terminal in "${TERMINALS[@]}"; do
    read -r id _ <<<"$terminal"
    others+=("$id = \"http://127.0.0.1:${PANEL_PORT[$id]}\"")
  done
  for terminal in "${TERMINALS[@]}"; do
    read -r id _ stations <<<"$terminal"
    terminal_settings "$id" "$stations" "$(IFS=,; printf '%s' "${others[*]}")" >"$DATA/terminals/$id/terminal.toml"
  done
  hall_facts >"$DATA/run/hall.properties"
}

terminal_settings() { # ID KIND:STATION,… PANELS
  local station
  cat <<TOML
# Written by scripts/demo at each start.
hall = "demo"
device = "$1"
data = "data"
zone = "Asia/Shanghai"

[broker]
host = "127.0.0.1"
port = $MQTT_PORT
ca = "ca.crt"
certificate = "device.crt"
key = "device.key"

[panel]
port = ${PANEL_PORT[$1]}
others = { $3 }

[simulated]
pace = 0.05 # a twentieth of the data sheets' times
witness = "witness.jsonl"
serial = "demo-$1"
TOML
  for station in ${2//,/ }; do
    [ "${station%%:*}" != vault ] || grep -q '^recovery_key' "$DATA/hub/hub.toml" || continue # a hall made before vaults
    printf '\n[[%s]]\nid = "%s"\n' "${station%%:*}" "${station#*:}"
    case ${station%%:*} in
      reader) printf 'sensor = "simulated"\n' ;;
      kiosk) printf 'printer = "simulated"\nkeys = "simulated"\n' ;;
      counter) printf 'keys = "simulated"\ndisplay = "simulated"\n' ;;
      board) printf 'matrix = "simulated"\nvoice = "simulated"\n' ;;
      vault) sed -n '/^\[vault\]/,$s/^recovery_key/&/p' "$DATA/hub/hub.toml" ;;
    esac
  done
}

# What the play needs to know.
hall_facts() {
  local terminal id
  printf 'hub=http://127.0.0.1:%s\ntoken=%s\nbroker.port=%s\nprobe=%s\n' \
    "$HTTP_PORT" "$DATA/hub/api-token" "$MQTT_PORT" "$DATA/terminals/$PROBE"
  printf 'run=%s\nterminals=%s\npeople=%s\n' "$DATA/run" "$DATA/terminals" "$DATA/people"
  for terminal in "${TERMINALS[@]}"; do
    read -r id _ <<<"$terminal"
    printf 'panel.%s=http://127.0.0.1:%s\n' "$id" "${PANEL_PORT[$id]}"
  done
}

# keep NAME COMMAND …: starts it, and again whenever it ends by itself, until the demo ends; but not what never comes to its feet.
QUICK_ENDS_MAX=3
keep() {
  local name=$1
  shift
  (
    child='' quick=0
    trap 'kill "$child" 2>/dev/null; wait "$child"; exit' TERM
    while [ $quick -lt "$QUICK_ENDS_MAX" ]; do
      began=$SECONDS
      ("$@") >>"$DATA/logs/$name.log" 2>&1 &
      child=$!
      printf '%s\n' "$child" >"$DATA/run/$name.pid"
      code=0
      wait "$child" || code=$?
      say "$name ended ($code); it is started again. Its log: $DATA/logs/$name.log"
      if [ $((SECONDS - began)) -ge 5 ]; then quick=0; else quick=$((quick + 1)); fi
    done
    touch "$DATA/run/$name.given-up"
  ) &
  KEPT+=($!)
}

end_all() {
  local code=$?
  trap - EXIT INT TERM
  [ ${#KEPT[@]} = 0 ] || kill "${KEPT[@]}" 2>/dev/null || true
  wait
  exit "$code"
}

START_MAX_S=180
await_port() { # NAME PORT
  local until=$((SECONDS + START_MAX_S))
  until (exec 3<>"/dev/tcp/127.0.0.1/$2") 2>/dev/null; do
    if [ $SECONDS -ge $until ] || [ -e "$DATA/run/$1.given-up" ]; then
      tail -n 5 "$DATA/logs/$1.log" >&2
      die "$1 did not start; the end of its log stands above, the whole of it in $DATA/logs/$1.log"
    fi
    sleep 0.1
  done
}

tell_addresses() {
  local terminal id
  printf '\n大厅中心网页 · The hub'\''s page:  http://127.0.0.1:%s/\n' "$HTTP_PORT"
  printf '登录 · Sign in:               %s\n' "$(head -n 1 "$DATA/sign-in")"
  sed -n '2,$s/^/                             /p' "$DATA/sign-in"
  printf '\n'
  printf '模拟面板 · The front panels:\n'
  for terminal in "${TERMINALS[@]}"; do
    read -r id _ <<<"$terminal"
    printf '  %-10s http://127.0.0.1:%s/\n' "$id" "${PANEL_PORT[$id]}"
  done
  printf '\n'
}

run_play() {
  "$JAVA_HOME/bin/java" -XX:+UseSerialGC -Xmx128m -XX:TieredStopAtLevel=1 -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 \
    -Dorg.slf4j.simpleLogger.defaultLogLevel=error -cp "$HOUSE/hub/target/lib/*" \
    "$HOUSE/scripts/lib/play/Play.java" "$DATA/run/hall.properties" "$@"
}

enrol_everybody() { run_play enrol; }

play_morning() { run_play morning "$@"; }

wait_for_the_end() {
  say "Ctrl-C 结束演示 · Ctrl-C ends the demo."
  wait
}
