#!/bin/sh
# Install what the tests need from the system: a browser, PostgreSQL, Java for Spark, letters to draw.
# Debian and its relatives only; anywhere else, or without the right to install, say what is missing.
set -eu

wanted=""
command -v chromium >/dev/null 2>&1 || wanted="$wanted chromium"
command -v chromedriver >/dev/null 2>&1 || wanted="$wanted chromium-driver"
command -v java >/dev/null 2>&1 || wanted="$wanted openjdk-17-jre-headless"
# Debian keeps the server's programs out of the path, one folder for each version.
command -v initdb >/dev/null 2>&1 || [ -n "$(find /usr/lib/postgresql -name initdb 2>/dev/null)" ] || wanted="$wanted postgresql"
# Without a font the browser draws empty boxes, and a picture of the report shows nothing.
[ -n "$(find /usr/share/fonts -name 'DejaVuSans.ttf' 2>/dev/null)" ] || wanted="$wanted fonts-dejavu-core"
[ -n "$wanted" ] || exit 0

if ! command -v apt-get >/dev/null 2>&1; then
    echo "The slow tests need these Debian packages or what your system calls them:$wanted." >&2
    exit 1
fi
if [ "$(id -u)" = 0 ]; then
    root=""
elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
    root="sudo -n"
else
    echo "The slow tests need more packages; ask someone who may install to run: apt-get install$wanted." >&2
    exit 1
fi

echo "Installing$wanted"
log=$(mktemp)
export DEBIAN_FRONTEND=noninteractive
if ! { $root apt-get update && $root apt-get install --yes --no-install-recommends $wanted; } >"$log" 2>&1; then
    tail -n 20 "$log" >&2
    echo "apt-get could not install$wanted; the reason stands above." >&2
    exit 1
fi
rm -f "$log"
