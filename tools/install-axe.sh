#!/bin/sh
# Fetch axe-core, which looks for accessibility faults in the report (tests only), into .tools/axe-core.
# Without npm the one test that needs it says so and is skipped.
set -eu
cd "$(dirname "$0")/.."

version=4.14.1
seal=29348999450cdf2849a8e70b7912fc2da85a849da39c0d0d5394f51d4a9ed95c
target=.tools/axe-core/axe.min.js

sealed() { [ -f "$1" ] && echo "$seal  $1" | sha256sum --check --status; }

sealed "$target" && exit 0
if ! command -v npm >/dev/null 2>&1; then
    echo "npm is not installed, so the accessibility test of the report will be skipped." >&2
    exit 0
fi

echo "Installing axe-core $version into .tools"
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
(cd "$place" && npm pack --silent "axe-core@$version" >/dev/null && tar -xzf "axe-core-$version.tgz" package/axe.min.js)
if ! sealed "$place/package/axe.min.js"; then
    echo "axe-core $version is not the file that we reviewed; nothing was installed." >&2
    exit 1
fi
mkdir -p "$(dirname "$target")"
mv "$place/package/axe.min.js" "$target"
