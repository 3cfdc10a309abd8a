# shellcheck shell=bash
# The hall of scripts/chaos: made once and copied, run in namespaces that end with it. Uses what lib/hall.sh has of making.

# shellcheck disable=SC2034  # read by make_hall
TERMINALS=(
  "reader-1 0 reader:reader-1" "reader-2 0 reader:reader-2" "reader-3 0 reader:reader-3"
  "reader-4 0 reader:reader-4" "reader-5 0 reader:reader-5"
  "kiosk-1 0 kiosk:kiosk-1" "kiosk-2 0 kiosk:kiosk-2"
  "counter-1 0 counter:1" "counter-2 0 counter:2" "counter-3 0 counter:3"
  "board-1 0 board:board-1" "board-2 0 board:board-2"
)
CARD_MB=16
HUB_DISK_MB=256

need_compiler() { command -v gcc >/dev/null || PACKAGES+=(gcc libc6-dev); }

# Making a hall takes half a minute: it is made again only for another build.
make_template() {
  local runs=$DATA
  DATA=$runs/template
  if [ ! -e "$DATA/made" ] || [ "$HOUSE/target/run.stamp" -nt "$DATA/made" ]; then
    make_hall
    touch "$DATA/made"
  fi
  DATA=$runs
}

make_shims() {
  mkdir -p "$DATA"
  local shim
  for shim in clock power; do
    gcc -O2 -Wall -Wextra -D_LARGEFILE64_SOURCE -shared -fPIC -o "$DATA/$shim.so" "$HOUSE/scripts/lib/chaos/$shim.c" -ldl
  done
}

copy_hall() {
  rm -rf "$DATA/hall"
  mkdir "$DATA/hall"
  cp -a "$DATA/template/." "$DATA/hall"
  sed -i "s|$DATA/template/|$DATA/hall/|g" "$DATA/hall/hub/mosquitto.conf"
}

# Everything that runs below is in a process namespace of its own: when its first process is gone, all are, and with them
# go the mounts.
run_inside() {
  local spaces=(unshare --mount --pid --fork --kill-child=KILL --mount-proc) code=0
  export CHAOS_NAMESPACES=yes
  if ! "${spaces[@]}" --time --boottime 60 true 2>/dev/null; then
    spaces+=(--user --map-root-user)
    if ! "${spaces[@]}" --time --boottime 60 true 2>/dev/null; then
      say "Namespaces are not allowed here: no new boots, no full disks. As root they are."
      CHAOS_NAMESPACES=no
      spaces=(setsid --wait)
    fi
  fi
  "${spaces[@]}" "$0" --inside "$DATA" "$@" &
  local child=$!
  trap 'kill -KILL $child 2>/dev/null; exit 130' INT TERM
  wait "$child" || code=$?
  trap - INT TERM
  exit "$code"
}

inside() { # DATA PROGRAM MINUTES|CUTS SEED [ONLY]
  DATA=$1
  local program=$2
  shift 2
  if [ "$CHAOS_NAMESPACES" = yes ] && [ "$program" = Chaos ]; then
    disk "$DATA/hall/hub" "$HUB_DISK_MB"
    local terminal id
    for terminal in "${TERMINALS[@]}"; do
      read -r id _ <<<"$terminal"
      mkdir -p "$DATA/hall/terminals/$id/data"
      disk "$DATA/hall/terminals/$id/data" "$CARD_MB"
    done
  fi
  export CHAOS_SHIM=$DATA/clock.so CHAOS_POWER_SHIM=$DATA/power.so
  local code=0
  "$JAVA_HOME/bin/java" -XX:+UseSerialGC -Xmx256m -XX:TieredStopAtLevel=1 --enable-native-access=ALL-UNNAMED \
    -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 -Dorg.slf4j.simpleLogger.defaultLogLevel=error \
    -Dchaos.launch="$HOUSE/scripts/lib/chaos/launch" -cp "$HOUSE/hub/target/lib/*" \
    "$HOUSE/scripts/lib/chaos/$program.java" "$DATA/hall" "$1" "$2" "$CHAOS_NAMESPACES" "${3:-}" || code=$?
  [ $code = 0 ] || keep_evidence
  exit $code
}

# A file system of so many megabytes, with what stands in the folder.
disk() {
  local aside
  aside=$(mktemp -d)
  cp -a "$1/." "$aside"
  mount -t tmpfs -o "size=${2}m,mode=755" chaos "$1"
  cp -a "$aside/." "$1"
  rm -rf "$aside"
}

# What stood in memory, for whoever looks for the reason.
keep_evidence() {
  local kept=$DATA/evidence
  rm -rf "$kept"
  mkdir -p "$kept"
  cp -a "$DATA/hall/hub" "$kept/hub" || true
  local card
  for card in "$DATA"/hall/terminals/*/data; do
    mkdir -p "$kept/$(basename "$(dirname "$card")")"
    cp -a "$card/." "$kept/$(basename "$(dirname "$card")")" || true
  done
  say "The hall as it ended: $kept; its logs: $DATA/hall/logs; what people were told: $DATA/hall/witness"
}
