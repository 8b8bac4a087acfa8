# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
#
# What app/run and tests/run have in common: install what is missing, then configure and build a
# preset when something changed. To be sourced. Everything it says goes to stderr, so that the
# output of the program stays clean in a pipe.

root=$(dirname -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")")
cache_root=${XDG_CACHE_HOME:-~/.cache}
cache_root=$(readlink --canonicalize-missing -- "$cache_root")/sockstep

# shellcheck disable=SC2034 # for the scripts that source this
build_packages=(cmake ninja-build g++ pkg-config qt6-base-dev qt6-tools-dev qt6-l10n-tools
    libfmt-dev libsimdjson-dev libtomlplusplus-dev libmnl-dev libpcap-dev nettle-dev libunistring-dev libcli11-dev
    fontconfig
    libfontconfig-dev qt6-svg-dev qt6-translations-l10n) # the icon and exports, and the texts that Qt itself shows
# shellcheck disable=SC2034
test_packages=(mold strace tshark xvfb xdotool iproute2 desktop-file-utils appstream libxml2-utils poppler-utils
    gcc python3)
# shellcheck disable=SC2034
clang_packages=(clang libclang-rt-dev) # what the sanitizers and libFuzzer need is in the latter
hangul_font=fonts-wqy-microhei # the smallest good one of Debian: 5 MB

say() { printf '%s\n' "$*" >&2; }

# run_quietly LOG COMMAND...: the output goes to LOG, and is shown only if the command fails.
run_quietly() {
    local log=$1
    shift
    "$@" >"$log" 2>&1 </dev/null || {
        cat -- "$log" >&2
        return 1
    }
}

# --- Packages -------------------------------------------------------------------------------------

missing_packages() {
    local installed package
    installed=$(dpkg-query --show --showformat='${db:Status-Status} ${Package}\n' "$@" 2>/dev/null) || true
    installed=$'\n'$installed$'\n'
    for package; do
        [[ $installed == *$'\n'"installed $package"$'\n'* ]] || printf '%s\n' "$package"
    done
}

needs_hangul_font() { ! command -v fc-list >/dev/null || [[ -z $(fc-list :lang=ko family) ]]; }

apt_get() {
    DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get --quiet \
        --option Dpkg::Use-Pty=0 --option DPkg::Lock::Timeout=300 "$@"
}

update_and_install() {
    # One broken source on a stranger's machine need not be ours: the install decides.
    apt_get update || true
    apt_get install --yes --no-remove --no-install-recommends "$@"
}

try_to_install() {
    local as_root=() log status=0
    if ((EUID != 0)); then
        command -v sudo >/dev/null || return 1
        as_root=(sudo --preserve-env=DEBIAN_FRONTEND)
    fi
    say "Installing: $*"
    if ((EUID != 0)); then
        sudo --validate || return 1 # asks for the password while the question can still be seen
    fi
    log=$(mktemp)
    run_quietly "$log" update_and_install "$@" || status=1
    rm -f -- "$log"
    return "$status"
}

install_packages() {
    try_to_install "$@" || {
        say "Sockstep could not install what it needs here. As root, run:"
        say "  apt-get update && apt-get install --no-install-recommends $*"
        return 1
    }
}

# ensure_packages PACKAGE...: everything is there when it returns, or the script ends.
ensure_packages() {
    if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
        local tool missing=()
        for tool in cmake ninja c++ pkg-config; do
            command -v "$tool" >/dev/null || missing+=("$tool")
        done
        ((${#missing[@]} == 0)) && return
        say "Not found here: ${missing[*]}. This is no Debian system, so please install what"
        say "these Debian packages hold, then try again:"
        say "  $*"
        exit 1
    fi
    local missing tried=$cache_root/hangul-font-tried
    mapfile -t missing < <(missing_packages "$@")
    if ((${#missing[@]} > 0)); then
        if needs_hangul_font; then missing+=("$hangul_font"); fi
        install_packages "${missing[@]}" || exit 1
    elif needs_hangul_font && [[ ! -e $tried ]]; then
        # Sockstep works without it, so a failure is told once and stops nothing.
        install_packages "$hangul_font" || {
            say "Going on without: Korean text will show as empty boxes."
            mkdir -p -- "$cache_root" && : >"$tried"
        }
    fi
}

# --- Building -------------------------------------------------------------------------------------

configured() {
    # A tree that was moved or copied has its old place in the cache; a changed preset counts too.
    [[ -e $1/build.ninja && ! $root/CMakePresets.json -nt $1/build.ninja ]] &&
        grep -qsxF "CMAKE_HOME_DIRECTORY:INTERNAL=$root" "$1/CMakeCache.txt"
}

up_to_date() {
    configured "$1" && [[ $(cmake --build "$1" -- -n 2>/dev/null) == *'no work to do'* ]]
}

# can_write DIR: it exists, or can be made, and is ours to write in.
can_write() { mkdir -p -- "$1" 2>/dev/null && [[ -w $1 ]]; }

configure_and_build() {
    local preset=$1 log=$build_dir/last-build.log
    # Somebody else may have finished it while this script waited for the lock.
    if up_to_date "$build_dir"; then return; fi
    if ! configured "$build_dir"; then
        say "Building Sockstep ($preset). The first time takes a few minutes."
        run_quietly "$log" cmake -S "$root" --preset "$preset" -B "$build_dir" --fresh || {
            say "Sockstep ($preset) could not be configured; the reason is above."
            say "It needs what Debian 12 has, or newer: CMake 3.25, GCC 12, Qt 6.4."
            return 1
        }
    else
        say "Building Sockstep ($preset): the sources changed."
    fi
    local jobs=${CMAKE_BUILD_PARALLEL_LEVEL:-$(nproc)}
    run_quietly "$log" cmake --build "$build_dir" --parallel "$jobs" || {
        say "Sockstep ($preset) could not be built; the reason is above."
        return 1
    }
}

# build PRESET: sets build_dir to an up-to-date build of it, or ends the script.
build() {
    local preset=$1
    build_dir=$root/build/$preset
    if ! can_write "$build_dir"; then
        # A tree that belongs to somebody else, who built it for a whole class perhaps: start
        # theirs, or build in the own cache, one folder for each tree.
        if [[ $preset == release ]] && up_to_date "$build_dir"; then return; fi
        build_dir=$cache_root/$(cksum <<<"$root" | cut -d ' ' -f 1)/$preset
        can_write "$build_dir" || {
            say "No folder to build in: neither $root/build nor $cache_root can be written."
            exit 1
        }
    fi
    # Two at once wait for each other. The lock must not reach the program: hence the subshell.
    (
        flock 9
        configure_and_build "$preset"
    ) 9>"$build_dir.lock" || exit 1
}
