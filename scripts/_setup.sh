# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# Shared by the commands in this folder, which source it. Everything made here stands under build/.
set -euo pipefail
repository=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
build=$repository/build
venv=$build/venv
tree=$build/package
cd "$repository"
mkdir -p "$build"

say() { printf '\n==> %s\n' "$*"; }

# step <title> <command...>: runs it and prints its time; a failure ends the script.
step() {
    local title=$1 begin=$SECONDS status
    shift
    say "$title"
    set +e      # "|| status=$?" would switch off the inner -e as well
    (set -e; "$@")
    status=$?
    set -e
    if [ $status -ne 0 ]; then
        printf '\nFAILED: %s (after %d s)\n' "$title" $((SECONDS - begin)) >&2
        exit $status
    fi
    printf '    %d s\n' $((SECONDS - begin))
}

find_python() {
    local candidate
    for candidate in python3 python3.14 python3.13 python3.12 python3.11; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$candidate"
            return
        fi
    done
    echo "Python 3.11 or newer is needed; none was found on the PATH" >&2
    return 1
}

# A virtual environment in build/venv. Debian keeps the part of Python that puts pip into one in a package of its own;
# where that is missing, scripts/dependencies brings its wheel.
make_venv() {
    if [ -x "$venv/bin/pip" ]; then return; fi
    local python prefix wheel
    python=$(find_python)
    rm -rf "$venv"
    if "$python" -c 'import ensurepip' 2>/dev/null; then
        "$python" -m venv "$venv"
    else
        prefix=$(PYTHON=$python scripts/dependencies | tail -n 1)
        wheel=$(ls "$prefix"/share/python-wheels/pip-*.whl)
        "$python" -m venv --without-pip "$venv"
        "$venv/bin/python" "$wheel/pip" install --quiet --no-index "$wheel"
    fi
}

# require <requirements file>: pinned packages from PyPI into build/venv, skipped when that very file is in there
# already.
require() {
    make_venv
    local have=$venv/$(basename "$1")
    if cat scripts/requirements*.txt | cmp -s - "$have"; then echo "    present in $venv"; return; fi
    echo "    into $venv, from PyPI: $(sed -n 's/==/ /p' "$1" | paste -sd, - | sed 's/,/, /g')"
    "$venv/bin/pip" install --quiet --disable-pip-version-check -r "$1"
    cat scripts/requirements*.txt > "$have"
}

# Builds the package in build/package and installs it into build/venv. Arguments: more -D definitions for CMake.
# Definitions given once stay in that tree, so the demonstration after a test run builds nothing again.
install_package() {
    local settings=() definition
    for definition in "$@"; do settings+=("--config-settings=cmake.define.$definition"); done
    echo "    builds in $tree (a few minutes the first time) and installs into $venv"
    "$venv/bin/pip" install --quiet --disable-pip-version-check --no-build-isolation --no-deps \
        "--config-settings=build-dir=$tree" ${settings[@]+"${settings[@]}"} "$repository"
}
