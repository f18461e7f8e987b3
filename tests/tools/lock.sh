#!/usr/bin/env bash
# Write requirements.txt and tests/requirements.txt anew from pyproject.toml: the newest versions, with the hash of every file.
# No address of a package index gets in, and the same lock comes out on every Python from 3.11 on.
set -euo pipefail

export PIP_CONFIG_FILE=/dev/null # this machine's own pip settings stay out of the lock
unset PIP_FIND_LINKS PIP_EXTRA_INDEX_URL

tool=$(mktemp -d)
trap 'rm -rf "$tool"' EXIT
.venv/bin/python -m venv "$tool"
"$tool/bin/python" -m pip install --quiet --disable-pip-version-check pip-tools==7.6.2

compile() {
  local output=$1
  shift
  "$tool/bin/python" -m piptools compile --quiet --upgrade --generate-hashes --strip-extras --no-annotate --no-header \
    --no-emit-index-url --no-emit-find-links --no-emit-options --output-file "$tool/lock" "$@" pyproject.toml
  { echo "# Made by 'make lock' from pyproject.toml: change that file, not this one."; cat "$tool/lock"; } > "$output"
}

compile requirements.txt
compile tests/requirements.txt --extra test --constraint requirements.txt
