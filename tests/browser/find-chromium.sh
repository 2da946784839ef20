#!/bin/sh
# Finds a Chromium for the browser tests, or installs one: find-chromium.sh <the venv's bin folder>
# In this order: $CHROMIUM, a headless shell on the PATH, Debian's (three times as quick as a whole browser),
# another on the PATH, Playwright's own, Playwright's download.
# Prints what was found. Ends well even where none could be had: the tests then skip and say why.
bin=${1:-.venv/bin}

found() {
    echo "browser: $1"
    exit 0
}

on_path() {
    for name in "$@"; do
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
path=$(on_path chromium-headless-shell) && found "$path"

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "browser: installing Debian's chromium-headless-shell"
    (apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends chromium-headless-shell) >/dev/null 2>&1
    path=$(on_path chromium-headless-shell) && found "$path"
fi

path=$(on_path chromium chromium-browser google-chrome) && found "$path"
path=$(playwrights_own) && found "$path"

echo "browser: none found, installing Playwright's chromium"
if [ "$(id -u)" = 0 ]; then
    "$bin/python" -m playwright install --with-deps chromium >/dev/null 2>&1
else
    "$bin/python" -m playwright install chromium >/dev/null 2>&1
fi
path=$(playwrights_own) && found "$path"

echo "browser: warning: no Chromium could be found or installed; the browser tests will be skipped" >&2
exit 0
