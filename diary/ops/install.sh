#!/usr/bin/env bash
# Make .venv hold what a requirements file names, hashes checked. Does nothing when it already does.
# Usage, from the top folder: bash diary/ops/install.sh requirements.txt
set -euo pipefail

wanted=$1
installed=.venv/installed/$wanted # a copy of the file as it was when it was installed
unfinished=.venv/unfinished       # there while an install runs; found at the start, the last one was cut off
log=.venv/install.log

main() {
  if usable && cmp -s "$wanted" "$installed"; then return; fi
  local python
  python=$(find_python) || { say_what_is_missing >&2; exit 1; }
  if ! usable; then make_environment "$python"; fi
  install
}

usable() {
  [ ! -e "$unfinished" ] && .venv/bin/python -c 'import pip' 2>/dev/null
}

find_python() {
  local name
  for name in python3 python3.14 python3.13 python3.12 python3.11; do
    if "$name" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      echo "$name"
      return
    fi
  done
  return 1
}

say_what_is_missing() {
  local package=python3-venv
  if python3 -c 'import sys; sys.exit(sys.version_info >= (3, 11))' 2>/dev/null; then
    package=$(apt-cache search --names-only '^python3\.1[1-9]-venv$' 2>/dev/null | cut -d ' ' -f 1 | sort -V | tail -n 1)
  fi
  if [ -z "$package" ]; then
    echo "The diary needs Python 3.11 or newer, which this release does not offer: use Debian 12, Ubuntu 24.04 or a later one."
  else
    echo "The diary needs Python 3.11 or newer and its venv module. Run this line, then the same make again:"
    echo "  $([ "$(id -u)" = 0 ] || echo 'sudo ')apt-get install -y git make $package"
  fi
}

make_environment() {
  echo "Making .venv with $("$1" --version)."
  rm -rf .venv
  mkdir .venv
  touch "$unfinished"
  "$1" -m venv .venv
}

install() {
  echo "Installing $(grep -c '==' "$wanted") packages; the first time this takes a minute."
  touch "$unfinished"
  if ! .venv/bin/python -m pip install --disable-pip-version-check --no-input --require-hashes -r "$wanted" 2>&1 | tee "$log" | show_progress; then
    tail -n 15 "$log" >&2
    echo "The packages could not be installed; the lines above say why. Run the same make again to go on." >&2
    exit 1
  fi
  mkdir -p "$(dirname "$installed")"
  cp "$wanted" "$installed"
  rm "$unfinished"
}

show_progress() {
  awk '
    /^Collecting / { printf "  %2d %s\n", ++n, $2; fflush() }
    /^Installing collected/ { print "  unpacking"; fflush() }
  '
}

main
