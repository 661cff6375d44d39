#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# assemble-runtime.sh DIRECTORY NAME
#
# Makes NAME.Platform and NAME.Sdk out of Debian's packages and installs them into the
# Flatpak installation DIRECTORY: a stand-in for GNOME's runtime where that cannot be had.
# What is there already and came from this script as it is now stays.

set -euo pipefail

[[ $# -eq 2 ]] || { echo 'Usage: assemble-runtime.sh DIRECTORY NAME' >&2; exit 2; }
directory=$(readlink -m "$1")
name=$2
branch=stable
suite=trixie

# What GNOME's runtime holds and the program uses, with the libraries that are modules of
# the manifest because it holds them not, ...
platform_packages=(
  libgtk-4-1 libxml2 libjson-glib-1.0-0 libamd3 libldl3 librsvg2-common gsettings-desktop-schemas
  adwaita-icon-theme fonts-cantarell fonts-dejavu-core shared-mime-info ca-certificates
)
# ... and what its SDK adds to that. Flatpak-builder looks for the one or the other of the
# two composers of metainfo, by its age.
sdk_packages=(
  gcc libc6-dev pkg-config meson ninja-build gettext
  libgtk-4-dev libxml2-dev libjson-glib-dev libsuitesparse-dev
  libglib2.0-dev-bin libgtk-4-bin desktop-file-utils appstream appstream-compose appstream-util
)

stamp=$directory/assembled-runtime
wanted="$name $(sha256sum <"${BASH_SOURCE[0]}")"
[[ ! -f $stamp || $(<"$stamp") != "$wanted" ]] || exit 0

rm -rf "$directory"
mkdir -p "$directory"
work=$(mktemp -d "$directory.XXXXXX")
trap 'rm -rf "$work"' EXIT
mkdir "$work/platform" "$work/sdk"

# One system: copied out once with what programs need, and again with what builds them.
mmdebstrap --variant=minbase --format=null \
  --include="$(IFS=,; echo "${platform_packages[*]}")" \
  --aptopt='Acquire::Languages "none"' \
  --dpkgopt='path-exclude=/usr/share/doc/*' \
  --dpkgopt='path-exclude=/usr/share/man/*' \
  --customize-hook="copy-out /usr /etc '$work/platform'" \
  --customize-hook="chroot \"\$1\" apt-get -q install -y --no-install-recommends ${sdk_packages[*]}" \
  --customize-hook="copy-out /usr /etc '$work/sdk'" \
  "$suite" /dev/null

# export KIND SUFFIX: commits one of the two trees.
export_runtime ()
{
  local tree=$work/$1
  mv "$tree/etc" "$tree/usr/etc"
  cat >"$tree/metadata" <<METADATA
[Runtime]
name=$name.$2
runtime=$name.Platform/$(flatpak --default-arch)/$branch
sdk=$name.Sdk/$(flatpak --default-arch)/$branch
METADATA
  flatpak build-export --runtime --files=usr --no-update-summary \
    "$work/repository" "$tree" "$branch"
  rm -rf "$tree"
}

export_runtime platform Platform
export_runtime sdk Sdk
flatpak build-update-repo "$work/repository"

# The repository stays: what is installed wants to know where it came from.
export FLATPAK_USER_DIR=$directory
mv "$work/repository" "$directory/assembled"
flatpak --user remote-add --no-gpg-verify assembled "$directory/assembled"
flatpak --user install -y --noninteractive assembled "$name.Platform//$branch" "$name.Sdk//$branch"
printf '%s\n' "$wanted" >"$stamp"
