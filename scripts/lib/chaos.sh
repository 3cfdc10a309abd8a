# shellcheck shell=bash
# The hall of scripts/chaos: made once and copied, run in namespaces that end with it. Uses what lib/hall.sh has of making.

VAULT=board-1 # as Hall.java knows it
# shellcheck disable=SC2034  # read by make_hall
TERMINALS=(
  "reader-1 0 reader:reader-1" "reader-2 0 reader:reader-2" "reader-3 0 reader:reader-3"
  "reader-4 0 reader:reader-4" "reader-5 0 reader:reader-5"
  "kiosk-1 0 kiosk:kiosk-1" "kiosk-2 0 kiosk:kiosk-2"
  "counter-1 0 counter:1" "counter-2 0 counter:2" "counter-3 0 counter:3"
  "$VAULT 0 board:board-1,vault:vault-1" "board-2 0 board:board-2"
)
CARD_MB=16
VAULT_CARD_MB=160 # a vault keeps 64 MiB free
HUB_DISK_MB=256
ENDED_MAX_S=20

need_compiler() { command -v gcc >/dev/null || PACKAGES+=(gcc libc6-dev); }

# Making a hall takes half a minute: it is made again only for another build, or when this file has changed.
make_template() {
  local runs=$DATA
  DATA=$runs/template
  if [ ! -e "$DATA/made" ] || [ "$HOUSE/target/run.stamp" -nt "$DATA/made" ] ||
    [ "${BASH_SOURCE[0]}" -nt "$DATA/made" ]; then
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

# The hub's folder is on a disk that it can be lost with: server/hub. Mosquitto may become nobody else here: in a
# namespace there may be nobody else.
copy_hall() {
  rm -rf "$DATA/hall"
  mkdir -p "$DATA/hall/server"
  cp -a "$DATA/template/." "$DATA/hall"
  mv "$DATA/hall/hub" "$DATA/hall/server/hub"
  sed -i "s|$DATA/template/|$DATA/hall/server/|g; s/^user .*/user root/" "$DATA/hall/server/hub/mosquitto.conf"
}

# Everything that runs below is in a process namespace of its own: when its first process is gone, all are, and with them
# go the mounts. Without namespaces it is a process group of its own.
run_inside() {
  local spaces=(unshare --mount --pid --fork --kill-child=KILL --mount-proc) code=0
  export CHAOS_NAMESPACES=yes
  if ! "${spaces[@]}" --time --boottime 60 true 2>/dev/null; then
    spaces+=(--user --map-root-user)
    if ! "${spaces[@]}" --time --boottime 60 true 2>/dev/null; then
      say "Namespaces are not allowed here; as root they are. Faults that need them are left out."
      CHAOS_NAMESPACES=no
      spaces=(setsid)
    fi
  fi
  local interrupted='' child=''
  trap 'interrupted=130; end_inside "$child"' INT
  trap 'interrupted=143; end_inside "$child"' TERM HUP
  "${spaces[@]}" "$0" --inside "$DATA" "$@" &
  child=$!
  [ -z "$interrupted" ] || end_inside "$child"
  wait "$child" || code=$?
  end_inside "$child"
  [ -z "$interrupted" ] || say "Interrupted: everything that was started is ended."
  exit "${interrupted:-$code}"
}

# Ends all that is inside, and waits until it is gone: unshare ends only after the first process inside, and that one
# after all others. Without namespaces the group's first process ends, and then the rest of the group.
end_inside() { # PROCESS
  [ -n "$1" ] || return 0
  local until=$((SECONDS + ENDED_MAX_S)) first
  while lives "$1"; do
    [ $SECONDS -lt $until ] || die "What was started is not gone after $ENDED_MAX_S s: see ps -g $1"
    if [ "$CHAOS_NAMESPACES" = yes ]; then
      first=''
      read -r first _ 2>/dev/null <"/proc/$1/task/$1/children" || true
      [ -z "$first" ] || kill -TERM "$first" 2>/dev/null || true
    else
      kill -TERM "$1" 2>/dev/null || kill -KILL -- "-$1" 2>/dev/null || true
    fi
    sleep 0.1
  done
}

lives() { # PROCESS
  if [ "$CHAOS_NAMESPACES" = yes ]; then kill -0 "$1" 2>/dev/null; else group_lives "$1"; fi
}

# A dead process whose parent does not ask for it stays in its group.
group_lives() {
  { cat /proc/[0-9]*/stat 2>/dev/null || true; } | sed 's/^.*) //' |
    awk -v group="$1" '$1 != "Z" && $3 == group { lives = 1 } END { exit !lives }'
}

inside() { # DATA PROGRAM MINUTES|CUTS SEED [ONLY]
  DATA=$1
  local program=$2
  shift 2
  if [ "$CHAOS_NAMESPACES" = yes ] && [ "$program" = Chaos ]; then
    disk "$DATA/hall/server" "$HUB_DISK_MB"
    local terminal id card_mb
    for terminal in "${TERMINALS[@]}"; do
      read -r id _ <<<"$terminal"
      mkdir -p "$DATA/hall/terminals/$id/data"
      card_mb=$CARD_MB
      [ "$id" != "$VAULT" ] || card_mb=$VAULT_CARD_MB
      disk "$DATA/hall/terminals/$id/data" "$card_mb"
    done
  fi
  export CHAOS_SHIM=$DATA/clock.so CHAOS_POWER_SHIM=$DATA/power.so
  local code=0
  trap 'exit 143' TERM # with the first process of a namespace all others end
  "$JAVA_HOME/bin/java" -XX:+UseSerialGC -Xmx256m -XX:TieredStopAtLevel=1 --enable-native-access=ALL-UNNAMED \
    -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 -Dorg.slf4j.simpleLogger.defaultLogLevel=error \
    -Dchaos.launch="$HOUSE/scripts/lib/chaos/launch" -cp "$HOUSE/hub/target/lib/*" \
    "$HOUSE/scripts/lib/chaos/$program.java" "$DATA/hall" "$1" "$2" "$CHAOS_NAMESPACES" "${3:-}" &
  wait $! || code=$?
  [ $code = 0 ] || keep_evidence
  exit $code
}

# A file system of so many megabytes, with what stands in the folder.
disk() {
  local aside=$DATA/hall/aside
  mkdir "$aside"
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
  cp -a "$DATA/hall/server" "$kept/server" || true
  local card
  for card in "$DATA"/hall/terminals/*/data; do
    mkdir -p "$kept/$(basename "$(dirname "$card")")"
    cp -a "$card/." "$kept/$(basename "$(dirname "$card")")" || true
  done
  say "The hall as it ended: $kept; its logs: $DATA/hall/logs; what people were told: $DATA/hall/witness"
}
