# Shared by the scripts of this directory, which all work from the top of the checkout. Not run by itself.
#
# What the scripts install stays outside the checkout, so that a second clone finds it:
# $BIFURQUE_CACHE, else $XDG_CACHE_HOME/bifurque, else ~/.cache/bifurque.

set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"
cache=${BIFURQUE_CACHE:-${XDG_CACHE_HOME:-${HOME:?HOME is not set}/.cache}/bifurque}

# The PATH of native builds: our own tools first, nothing else changed. `tools/wasm-env` adds to it, `tools/native-env` comes back to it.
export BIFURQUE_NATIVE_PATH=${BIFURQUE_NATIVE_PATH:-$cache/tools/bin:$PATH}
PATH=$BIFURQUE_NATIVE_PATH

say() { printf '  %s\n' "$*"; }
die() {
  printf '\nbifurque: %s\n' "$*" >&2
  exit 1
}
have() { command -v "$1" >/dev/null 2>&1; }

# The first thing that looks like a version in what a command prints: `version_of rustc --version` → 1.95.0
version_of() { "$@" 2>/dev/null | grep -Eo '[0-9]+(\.[0-9]+)+' | head -n 1 || true; }

# at_least 1.85 1.95.0 → true
at_least() {
  awk -v want="$1" -v got="$2" 'BEGIN {
    split(want, w, "."); split(got, g, ".")
    for (i = 1; i <= 3; i++) { if (g[i] + 0 > w[i] + 0) exit 0; if (g[i] + 0 < w[i] + 0) exit 1 }
    exit 0
  }'
}

duration() {
  if [ "$1" -lt 60 ]; then printf '%d s' "$1"; else printf '%d min %02d s' $(($1 / 60)) $(($1 % 60)); fi
}

# run_logged NAME COMMAND…: a long command whose output goes to a log. A sign of life every 30 seconds, the log's end if it fails.
run_logged() {
  local name=$1 log=$cache/log/$1.log pid started=$SECONDS told=0
  shift
  mkdir -p "$cache/log"
  "$@" >"$log" 2>&1 </dev/null &
  pid=$!
  trap 'kill "$pid" 2>/dev/null; exit 130' INT TERM
  while kill -0 "$pid" 2>/dev/null; do
    sleep 0.2
    if [ $((SECONDS - started)) -ge $((told + 30)) ]; then
      told=$((SECONDS - started))
      say "… $name: at work for $(duration "$told")"
    fi
  done
  trap - INT TERM
  if ! wait "$pid"; then
    tail -n 25 "$log" >&2
    printf '\nThe whole log: %s\n' "$log" >&2
    return 1
  fi
}

# How WebAssembly can be built here: "target" (the Rust in use has the wasm32 standard library), "debian" (Debian's Rust, which builds
# that library from its source package), or nothing.
wasm_route() {
  local sysroot
  sysroot=$(rustc --print sysroot 2>/dev/null) || sysroot=
  if [ -n "$sysroot" ] && [ -d "$sysroot/lib/rustlib/src/rust/library/std" ] &&
    ls "$sysroot"/lib/rustlib/wasm32-unknown-unknown/lib/libstd-*.rlib >/dev/null 2>&1; then
    echo target
  elif debian_rust_is_complete; then
    echo debian
  fi
}

debian_rust_is_complete() {
  at_least 1.85 "$(version_of /usr/bin/rustc --version)" &&
    [ -x /usr/bin/cargo ] && [ -d /usr/lib/rustlib/src/rust/library/std ] && [ -e /usr/bin/rust-lld ]
}

# The Chromium of the tests and its driver: what CHROMIUM and CHROMEDRIVER say, else what is installed.
find_chromium() { find_program "${CHROMIUM:-}" chromium chromium-browser google-chrome; }
find_chromedriver() { find_program "${CHROMEDRIVER:-}" chromedriver; }
find_program() { # find_program CHOSEN NAME…
  local name
  if [ -n "$1" ]; then
    command -v "$1"
    return
  fi
  shift
  for name; do
    command -v "$name" && return
  done
  return 1
}
