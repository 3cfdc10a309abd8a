# shellcheck shell=bash
# A JDK 25, the build that a run needs, and the start of a program.

JDK_OLDEST=25
JDK_PACKAGE=openjdk-25-jdk-headless

# Finds a JDK and says where in JAVA_HOME; else puts Debian's on the list of packages, or says what to do where there is
# none.
need_jdk() {
  find_jdk && return
  local where="set JAVA_HOME to one, or unpack one below /usr/lib/jvm"
  where+=" (Eclipse Temurin has one for every Linux: https://adoptium.net)"
  case $(debian_codename) in
    bullseye | bookworm)
      die "Yizhan needs a JDK $JDK_OLDEST, and Debian $(debian_codename) has none: $where," \
        "or use Debian 13 (trixie), which has; then start again." ;;
  esac
  is_debian || die "Yizhan needs a JDK $JDK_OLDEST or newer and found none: $where; then start again."
  PACKAGES+=("$JDK_PACKAGE")
}

find_jdk() {
  local home
  for home in "${JAVA_HOME:-}" "$(jdk_on_path)" /usr/lib/jvm/*; do
    if [ -n "$home" ] && [ "$(jdk_version "$home")" -ge "$JDK_OLDEST" ]; then
      export JAVA_HOME=$home
      return
    fi
  done
  return 1
}

jdk_on_path() {
  local javac
  javac=$(command -v javac) || return 0
  dirname "$(dirname "$(readlink -f "$javac")")"
}

# A JDK's feature release as its own "release" file tells it; 0 for what is no JDK. No JVM is started for it.
jdk_version() {
  local version=0
  if [ -x "$1/bin/javac" ]; then
    version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null) || version=0
  fi
  printf '%s\n' "${version:-0}"
}

# After install_missing: the JDK that is there now.
use_jdk() {
  find_jdk || die "The JDK $JDK_OLDEST that was installed is not below /usr/lib/jvm: set JAVA_HOME to it and start again."
}

maven() {
  MAVEN_OPTS="${MAVEN_OPTS:-} --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow" \
    mvn -B --no-transfer-progress -f "$HOUSE/pom.xml" "$@"
}

# Brings what a run needs up to date: the programs' classes and their run-time libraries, and nothing that only tests
# need. It builds when a source is newer than the last build; a folder's own time tells of files that were added or taken
# away. From here on this process, and the program that it becomes, hold the build: nobody replaces it below them.
build_for_running() {
  need_jdk
  is_built || need_maven
  install_missing
  use_jdk
  mkdir -p "$HOUSE/target"
  exec {run_lock}>"$HOUSE/target/run.lock"
  flock --shared "$run_lock"
  is_built && return
  flock --unlock "$run_lock"
  exec {build_lock}>"$HOUSE/target/build.lock"
  flock "$build_lock" # who waited here finds it built
  is_built || build
  flock --shared "$run_lock"
  exec {build_lock}>&-
}

is_built() {
  local stamp=$HOUSE/target/run.stamp module
  [ -e "$stamp" ] || return
  for module in protocol hardware terminal hub; do [ -d "$HOUSE/$module/target/lib" ] || return; done
  [ -z "$(find "$HOUSE/pom.xml" "$HOUSE"/*/pom.xml "$HOUSE"/*/src/main -newer "$stamp" -print -quit)" ]
}

build() {
  local begun=$HOUSE/target/run.begun # what changes while Maven works is newer than the stamp, and built the next time
  nothing_runs
  say "Building Yizhan with Maven (a minute or two where its libraries must be fetched first) …"
  touch "$begun" "$HOUSE/target/unchecked"
  rm -rf "$HOUSE"/*/target/lib
  # Maven resets the colours of what is no terminal, too
  maven -q -Drun-only -Dmaven.test.skip=true package 2>&1 | sed $'s/\e\\[0m//g' >&2 ||
    die "Yizhan could not be built: see Maven's lines above."
  mv "$begun" "$HOUSE/target/run.stamp"
}

# Maven compiles again only what changed, and does not see that a class was compiled without the checks.
forget_unchecked_classes() {
  mkdir -p "$HOUSE/target"
  exec {run_lock}>"$HOUSE/target/run.lock"
  nothing_runs
  [ ! -e "$HOUSE/target/unchecked" ] || rm -rf "$HOUSE"/*/target/classes "$HOUSE/target/unchecked"
  exec {run_lock}>&-
}

# A JVM whose class files are replaced below it fails in strange ways, much later.
nothing_runs() {
  flock --exclusive --nonblock "$run_lock" ||
    die "A program that was started here (scripts/demo, hub, terminal, simulate) still runs, and what it runs from" \
      "must be rebuilt: end it first."
}

# run_java MODULE HEAP_MB MAIN [ARGUMENT …]: becomes that program. The flags were measured for a small machine: 70–90 MB
# resident. An error of memory ends the process, so that whoever watches it starts it again. YIZHAN_JVM_FLAGS is put
# behind ours.
run_java() {
  local module=$HOUSE/$1 heap_mb=$2
  shift 2
  local flags=(
    --enable-native-access=ALL-UNNAMED
    -XX:+UseSerialGC -Xms16m "-Xmx${heap_mb}m" -Xss512k
    -XX:TieredStopAtLevel=1 -XX:ReservedCodeCacheSize=24m -XX:MaxMetaspaceSize=96m
    -XX:+UseCompactObjectHeaders -XX:+ExitOnOutOfMemoryError
    -Dfile.encoding=UTF-8 -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8
  )
  local more=()
  read -ra more <<<"${YIZHAN_JVM_FLAGS:-}"
  export MALLOC_ARENA_MAX=2
  exec "$JAVA_HOME/bin/java" "${flags[@]}" ${more[@]+"${more[@]}"} \
    -cp "$module/target/classes:$module/target/lib/*" "$@"
}
