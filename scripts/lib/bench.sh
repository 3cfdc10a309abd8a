# shellcheck shell=bash
# The hall that scripts/bench measures: 50 readers' bundles, a broker and a hub, each a process. DATA is its folder.

READERS=50
PROBE=probe
STRANGER=stranger
BENCH_PIDS=()

bench_hub() { (run_java hub 96 io.yizhan.hub.HubMain "$@"); }

# The hall is made once, and its empty database is kept: each drain begins with a copy of it.
make_bench_hall() {
  [ ! -e "$DATA/made" ] || return 0
  say "Making a hall of $READERS readers in $DATA …"
  rm -rf "${DATA:?}"/{hub,terminals}
  bench_hub init --data "$DATA/hub" --hall bench --name 压测 --clock-trusted \
    --mqtt-port "$(free_port 18883)" --http-port "$(free_port 18080)" >"$DATA/made.log" 2>&1 || { cat "$DATA/made.log" >&2; die "The hall could not be made."; }
  local number
  for number in $(seq -w "$READERS"); do add_reader "reader-$number"; done
  add_reader "$PROBE"
  add_reader "$STRANGER"
  cp "$DATA/hub/hub.db" "$DATA/empty.db"
  touch "$DATA/made"
}

add_reader() {
  bench_hub device add "$1" --stations "reader:$1" --data "$DATA/hub" --out "$DATA/terminals/$1" >"$DATA/made.log" 2>&1 ||
    { cat "$DATA/made.log" >&2; die "The reader $1 could not be added."; }
}

# One bench at a time in a folder.
lock_data() {
  mkdir -p "$DATA"
  exec {bench_lock}>"$DATA/lock"
  flock --exclusive --nonblock "$bench_lock" || die "A bench runs in $DATA already: await its end, or take --data."
}

# A drain lasts half a minute on a machine that others use: what is compared is measured in turns, several times.
DRAINS=3

bench_ingest() {
  local round
  lock_data
  make_bench_hall
  rm -rf "$DATA"/{figures.properties,journals,raw.db*,done}
  MQTT_PORT=$(sed -n 's/^listener \([0-9]*\) .*/\1/p' "$DATA/hub/mosquitto.conf")
  say "Writing $BOOK entries into a book …"
  book_is empty
  step grow "$BOOK"
  mv "$DATA/hub/hub.db" "$DATA/grown.db"
  for round in $(seq "$DRAINS"); do
    say "50 journals of $ENTRIES entries drain into the grown book, into the empty one, and raw: $round of $DRAINS …"
    drain_into grown "$round"
    drain_into empty "$round"
    keep_apart "$DATA"/raw.db*
    step raw "empty-$round"
  done
  say "50 entries a second, and the same while a device sends garbage …"
  start_hall_of_bench
  step latency "${SECONDS_LONG:-30}"
  stop_hall
  rm -rf "$DATA"/{done,grown.db}
  step report "$DRAINS"
}

# drain_into BOOK ROUND: all journals drain into a copy of the book. A second drain into the same one would be of the same hours,
# among whose punches each commit touches more leaves the more there are: 2.1 GB were written for the first, 3.4 for the next.
drain_into() {
  book_is "$1"
  step mark "$1-$2"
  start_hall_of_bench
  BENCH_FLAGS=-XX:TieredStopAtLevel=1 step drain "$1-$2" "$ENTRIES" # as terminals run: they stand elsewhere, and take no hub's time
  stop_hall
}

# What was written before has to be on disk already when the drain begins. Nothing is removed between two drains:
# what a disk does with gigabytes that became free is not the next drain's matter.
book_is() {
  keep_apart "$DATA"/hub/hub.db*
  cp "$DATA/$1.db" "$DATA/hub/hub.db"
  sync --file-system "$DATA/hub/hub.db"
}

keep_apart() {
  mkdir -p "$DATA/done"
  [ ! -e "$1" ] || mv "$@" "$(mktemp -d "$DATA/done/XXXXXX")"
}

start_hall_of_bench() {
  mosquitto -c "$DATA/hub/mosquitto.conf" >"$DATA/broker.log" 2>&1 &
  BENCH_PIDS=($!)
  (run_java hub 96 io.yizhan.hub.HubMain run --data "$DATA/hub") >"$DATA/hub.log" 2>&1 &
  BENCH_PIDS+=($!)
}

stop_hall() {
  [ ${#BENCH_PIDS[@]} = 0 ] || kill "${BENCH_PIDS[@]}" 2>/dev/null || true
  wait
  BENCH_PIDS=()
}

end_bench() {
  local code=$?
  trap - EXIT INT TERM
  stop_hall
  exit "$code"
}

# Needs no broker and no hub.
bench_pauses() {
  lock_data
  rm -rf "$DATA/pauses"
  bench_java Pauses "$DATA/pauses" "${SECONDS_LONG:-5}" "$ROUNDS"
}

step() { bench_java Ingest "$1" "$DATA" "$MQTT_PORT" "${@:2}"; }

# The JVM takes BENCH_FLAGS, too.
bench_java() {
  # shellcheck disable=SC2086  # several words
  "$JAVA_HOME/bin/java" ${BENCH_FLAGS:-} --enable-native-access=ALL-UNNAMED -XX:+UseSerialGC -Xmx4g -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 \
    -Dorg.slf4j.simpleLogger.defaultLogLevel=error -Djava.util.logging.config.file="$HOUSE/scripts/lib/bench/logging.properties" \
    -cp "$HOUSE/hub/target/lib/*:$HOUSE/terminal/target/lib/*:$HOUSE/terminal/target/classes" \
    "$HOUSE/scripts/lib/bench/$1.java" "${@:2}"
}

# The hall of the attendance bench is made anew for each number of years; nobody speaks to its broker.
bench_attendance() {
  lock_data
  rm -f "$DATA/figures.properties"
  attendance_of one 1
  attendance_of eight 8
  attendance_step report "$DATA"
}

# attendance_of NAME YEARS
attendance_of() {
  local port password
  say "A hall with $2 year(s) of punches …"
  rm -rf "${DATA:?}/attendance"
  port=$(free_port 18080)
  bench_hub init --data "$DATA/attendance" --hall bench --name 压测 --clock-trusted --mqtt-port "$(free_port 18883)" \
    --http-port "$port" >"$DATA/made.log" 2>&1 || { cat "$DATA/made.log" >&2; die "The hall could not be made."; }
  password=$(sed -n 's|^admin / ||p' "$DATA/made.log")
  attendance_step grow "$DATA/attendance/hub.db" "$2" "$SEED"
  (run_java hub 64 io.yizhan.hub.HubMain run --data "$DATA/attendance") >"$DATA/hub.log" 2>&1 &
  BENCH_PIDS=($!)
  attendance_step measure "$port" "$password" "$DATA" "$1"
  stop_hall
}

attendance_step() {
  "$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED -XX:+UseSerialGC -Xmx1g -Dstdout.encoding=UTF-8 \
    -cp "$HOUSE/hub/target/classes:$HOUSE/hub/target/lib/*" "$HOUSE/scripts/lib/bench/Attendance.java" "$@"
}
