# shellcheck shell=bash
# packages.sh
#
# Copyright 2026 The Tradewind Authors
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# What has to be installed, for each kind of distribution and each purpose, and how. Sourced by the scripts beside it
# and by .ci/run; does nothing by itself.

# Purposes: build (compile and run), test (what the tests need besides), headless (show the application where there
# is no display), ci (other compilers, coverage).
declare -A debian fedora arch

debian[build]='gcc libc6-dev pkg-config meson ninja-build gettext python3 desktop-file-utils appstream iso-codes libxml2-utils
  libglib2.0-dev libglib2.0-dev-bin libgtk-4-dev libgtk-4-bin libadwaita-1-dev libsoup-3.0-dev libjson-glib-dev
  libsecret-1-dev libsqlite3-dev libarchive-dev
  glib-networking ca-certificates adwaita-icon-theme librsvg2-common fonts-cantarell'
debian[headless]='xvfb xauth xdotool dbus at-spi2-core python3-gi gir1.2-atspi-2.0 imagemagick fonts-dejavu-core
  libgl1-mesa-dri libegl1'
debian[test]="${debian[headless]} python3-yaml python3-jsonschema openssl gnome-keyring libsecret-tools"
debian[ci]='clang llvm libclang-rt-dev gcovr shellcheck'

fedora[build]='gcc pkgconf-pkg-config meson ninja-build gettext python3 desktop-file-utils appstream iso-codes-devel
  glib2-devel gtk4-devel libadwaita-devel libsoup3-devel json-glib-devel
  libsecret-devel sqlite-devel libxml2 libarchive-devel
  glib-networking ca-certificates adwaita-icon-theme librsvg2 abattis-cantarell-fonts'
fedora[headless]='xorg-x11-server-Xvfb xorg-x11-xauth xdotool dbus-daemon at-spi2-core python3-gobject ImageMagick
  dejavu-sans-fonts mesa-dri-drivers'
fedora[test]="${fedora[headless]} python3-pyyaml python3-jsonschema openssl gnome-keyring libsecret"
fedora[ci]='clang llvm compiler-rt gcovr ShellCheck'

arch[build]='gcc pkgconf meson ninja gettext python desktop-file-utils appstream iso-codes
  glib2-devel gtk4 libadwaita libsoup3 json-glib libsecret sqlite libxml2 libarchive
  glib-networking ca-certificates adwaita-icon-theme librsvg cantarell-fonts'
arch[headless]='xorg-server-xvfb xorg-xauth xdotool dbus at-spi2-core python-gobject imagemagick ttf-dejavu mesa'
arch[test]="${arch[headless]} python-yaml python-jsonschema openssl gnome-keyring libsecret"
arch[ci]='clang llvm compiler-rt gcovr shellcheck'

say ()
{
  printf '%s\n' "$*" >&2
}

as_root ()
{
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    say "Not root, and there is no sudo. Please run: $*"
    return 1
  fi
}

# The names given that are not installed, one a line.
missing_debian ()
{
  # The query fails when one name is unknown, and tells of the others all the same.
  comm -23 <(printf '%s\n' "$@" | sort -u) \
    <(dpkg-query --show --showformat '${db:Status-Status} ${Package}\n' "$@" 2>/dev/null |
      sed -n 's/^installed //p' | sort -u)
}

missing_fedora ()
{
  local package

  for package; do
    rpm --query --whatprovides "$package" >/dev/null 2>&1 || echo "$package"
  done
}

missing_arch ()
{
  pacman --deptest "$@" || true
}

install_debian ()
{
  as_root apt-get update -qq
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"
}

install_fedora ()
{
  as_root dnf install -y --setopt=install_weak_deps=False "$@"
}

install_arch ()
{
  as_root pacman -S --noconfirm --needed "$@"
}

# install_packages PURPOSE…: installs what these purposes lack; where the distribution is none of the three, says
# what is needed and goes on.
install_packages ()
{
  local kind purpose
  local -a packages missing

  if command -v apt-get >/dev/null; then
    kind=debian
  elif command -v dnf >/dev/null; then
    kind=fedora
  elif command -v pacman >/dev/null; then
    kind=arch
  else
    say "Unknown distribution: make sure that the counterparts of these Debian packages are installed:"
    for purpose; do
      say "${debian[$purpose]}"
    done
    return 0
  fi

  local -n lists=$kind
  for purpose; do
    read -r -d '' -a packages <<< "${packages[*]} ${lists[$purpose]}" || true
  done

  mapfile -t missing < <("missing_$kind" "${packages[@]}")
  if [ "${#missing[@]}" -eq 0 ]; then
    return 0
  fi

  say "Installing ${missing[*]}"
  "install_$kind" "${missing[@]}" >&2 </dev/null
}
