#!/bin/sh
# Finds a Chromium for the browser tests, or installs one: find-chromium.sh <the venv's bin folder>
# In this order: $CHROMIUM, the PATH, Playwright's own, Debian's package, Playwright's download.
# Prints what was found. Ends well even where none could be had: the tests then skip and say why.
bin=${1:-.venv/bin}

found() {
    echo "browser: $1"
    exit 0
}

on_path() {
    for name in chromium chromium-browser google-chrome; do
        command -v "$name" 2>/dev/null && return 0
    done
    return 1
}

playwrights_own() {
    "$bin/python" - 2>/dev/null <<'PYTHON'
import os, sys
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    path = playwright.chromium.executable_path
print(path) if os.path.exists(path) else sys.exit(1)
PYTHON
}

[ -n "$CHROMIUM" ] && [ -x "$CHROMIUM" ] && found "$CHROMIUM"
[ -n "$CHROMIUM" ] && echo "browser: CHROMIUM is set to $CHROMIUM, which cannot be run; looking elsewhere" >&2
path=$(on_path) && found "$path"
path=$(playwrights_own) && found "$path"

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "browser: none found, installing Debian's chromium"
    (apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends chromium) >/dev/null 2>&1
    path=$(on_path) && found "$path"
fi

echo "browser: none found, installing Playwright's chromium"
if [ "$(id -u)" = 0 ]; then
    "$bin/python" -m playwright install --with-deps chromium >/dev/null 2>&1
else
    "$bin/python" -m playwright install chromium >/dev/null 2>&1
fi
path=$(playwrights_own) && found "$path"

echo "browser: warning: no Chromium could be found or installed; the browser tests will be skipped" >&2
exit 0
