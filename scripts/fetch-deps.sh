#!/usr/bin/env bash
# fetch-deps.sh - fetch the pinned third-party sources of a list into a folder and unpack them.
# usage: scripts/fetch-deps.sh [FOLDER [LIST]]   (default build/deps, scripts/deps.list; nothing else is modified)
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
mkdir -p "${1:-$root/build/deps}"
dest=$(cd "${1:-$root/build/deps}" && pwd)
list=${2:-$root/scripts/deps.list}
exec 9>"$dest/.lock"
flock 9  # several build folders may be configured at once

# A source is complete when its folder carries a stamp with the very line of deps.list.
missing=0
while read -r name version tarball sum; do
    [ -n "$name" ] && [ "${name#\#}" = "$name" ] || continue
    [ "$(cat "$dest/$name/.stamp" 2>/dev/null)" = "$name $version $tarball $sum" ] || missing=1
done <"$list"
[ $missing = 1 ] || exit 0

# apt with lists, cache and sources of its own: the machine's configuration is only read, for the
# address of its mirror and its keys.
apt=$dest/.apt
mkdir -p "$apt/lists/partial" "$apt/cache/archives/partial" "$apt/src"
mirrors=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 2>/dev/null)
mirror=$(grep -E '/debian/?$' <<<"$mirrors" | head -n 1 || head -n 1 <<<"$mirrors")
if [ -z "$mirror" ]; then
    echo "fetch-deps: apt has no package source; add the deb line of a Debian mirror" >&2
    exit 1
fi
suite=$(. /etc/os-release && echo "${VERSION_CODENAME:-bookworm}")
key=/usr/share/keyrings/debian-archive-keyring.gpg
echo "deb-src [signed-by=$key] $mirror $suite main" >"$apt/sources.list"
opts=(-o "Dir::Etc::sourcelist=$apt/sources.list" -o Dir::Etc::sourceparts=/dev/null
    -o "Dir::State::lists=$apt/lists" -o "Dir::Cache=$apt/cache" -o APT::Sandbox::User=root
    -o Acquire::Retries=3)
echo "fetching third-party sources from $mirror $suite"
apt-get "${opts[@]}" -qq update

while read -r name version tarball sum; do
    [ -n "$name" ] && [ "${name#\#}" = "$name" ] || continue
    [ "$(cat "$dest/$name/.stamp" 2>/dev/null)" != "$name $version $tarball $sum" ] || continue
    (cd "$apt/src" && apt-get "${opts[@]}" -qq source --download-only "$name=$version")
    have=$(sha256sum "$apt/src/$tarball" | cut -d' ' -f1)
    if [ "$have" != "$sum" ]; then
        echo "fetch-deps: $tarball has SHA-256 $have, deps.list says $sum" >&2
        exit 1
    fi
    rm -rf "$dest/$name" "$dest/$name.new"
    mkdir "$dest/$name.new"
    top=$(tar -tf "$apt/src/$tarball" | cut -d/ -f1 | sort -u | wc -l)   # 1: all is in one folder
    tar -xf "$apt/src/$tarball" -C "$dest/$name.new" "--strip-components=$((top == 1))"
    echo "$name $version $tarball $sum" >"$dest/$name.new/.stamp"
    mv "$dest/$name.new" "$dest/$name"
    echo "unpacked $name $version"
done <"$list"
rm -rf "$apt"
