#!/usr/bin/env bash
# What the tests need of Debian beside Python: installs it when it may, else says the one line to run and fails.
# Usage, from the top folder: bash tests/tools/debian.sh [engines]; with that word also the browsers beside Chromium.
set -euo pipefail

with=${1:-}

main() {
  local missing
  missing=$(missing_packages)
  if [ -z "$missing" ]; then return; fi
  local as_root
  as_root=$(how_to_be_root) || { say_the_line "$missing" >&2; exit 1; }
  echo "Installing for the tests:" $missing
  $as_root apt-get update -qq
  DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends $missing
  missing=$(missing_packages)
  if [ -n "$missing" ]; then say_the_line "$missing" >&2; exit 1; fi
}

missing_packages() {
  command -v chromium >/dev/null || echo chromium
  command -v chromium-headless-shell >/dev/null || echo chromium-headless-shell
  command -v redis-server >/dev/null || echo redis-server
  compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || echo postgresql
  command -v node >/dev/null || echo nodejs
  command -v npm >/dev/null || echo npm
  command -v fc-list >/dev/null || echo fontconfig
  has_font 'DejaVu Sans' || echo fonts-dejavu-core
  has_font 'Noto Sans' || echo fonts-noto-core
  if [ "$with" = engines ]; then
    command -v firefox-esr >/dev/null || echo firefox-esr
    command -v WebKitWebDriver >/dev/null || echo webkit2gtk-driver
    command -v Xvfb >/dev/null || echo xvfb
  fi
}

has_font() {
  [ -n "$(fc-list "$1" 2>/dev/null)" ]
}

how_to_be_root() {
  if [ "$(id -u)" = 0 ]; then return; fi
  sudo -n true 2>/dev/null && echo sudo
}

say_the_line() {
  echo "The tests need more of Debian. Run this line, then the same make again:"
  echo "  sudo apt-get install -y --no-install-recommends" $1
}

main
