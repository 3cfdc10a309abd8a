# shellcheck shell=bash
# What every script shares: words to the person who started it. Sourced, never started.

# shellcheck disable=SC2034  # read by the scripts and by the other files of lib/
HOUSE=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)

say() { printf '%s\n' "$*" >&2; }

die() {
  say "$*"
  exit 1
}

# The comment at a script's head is its help: one text, read in the file and on the screen alike.
help_of() { sed -n '2,/^[^#]/{s/^# \{0,1\}//p}' "$1"; }

# Prints the first free TCP port on loopback at or above $1; looks at most PORTS_TRIED further.
PORTS_TRIED=200
free_port() {
  local port
  for ((port = $1; port < $1 + PORTS_TRIED; port++)); do
    if ! (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
      printf '%s\n' "$port"
      return
    fi
  done
  die "No free port from $1 to $((port - 1)) on 127.0.0.1: end what listens there (see: ss -ltnp) and start again."
}

# shellcheck source=install.sh
source "$HOUSE/scripts/lib/install.sh"
# shellcheck source=java.sh
source "$HOUSE/scripts/lib/java.sh"
