#!/bin/sh
# test-secret-service.sh
#
# Copyright 2026 The Tradewind Authors
#
# SPDX-License-Identifier: GPL-3.0-or-later

# Runs a test program on a session bus of its own, with the real keyring daemon in the situation given.
# use: test-secret-service.sh PROGRAM open|locked|no-keyring|no-service|no-bus
program=$1
situation=$2

skip () {
  echo "1..0 # SKIP $1"
  exit 0
}

command -v dbus-run-session >/dev/null || skip "dbus-run-session is not installed"
command -v gdbus >/dev/null || skip "gdbus is not installed"
command -v gnome-keyring-daemon >/dev/null || skip "gnome-keyring-daemon is not installed"

home=$(mktemp -d)

# A daemon that has lost its bus very early may stay. Only those of this run have this home.
clean_up () {
  for process in /proc/[0-9]*; do
    if tr '\0' '\n' < "$process/environ" 2>/dev/null | grep -qx "HOME=$home"; then
      kill "${process#/proc/}" 2>/dev/null
    fi
  done
  rm -rf "$home"
}
trap clean_up EXIT
mkdir -m 700 "$home/data" "$home/run" "$home/services"
export HOME="$home" XDG_DATA_HOME="$home/data" XDG_RUNTIME_DIR="$home/run"
unset SECRET_BACKEND DISPLAY WAYLAND_DISPLAY GNOME_KEYRING_CONTROL

# A bus that starts nothing but the keyring, and not even that unless there is its file.
cat > "$home/bus.conf" <<CONFIG
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=$home</listen>
  <servicedir>$home/services</servicedir>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
CONFIG

on_bus () {
  dbus-run-session --config-file="$home/bus.conf" -- "$@"
}

# Start the daemon, wait until it answers, and run the rest. Its own warnings (that it can show no prompt) must
# not end it.
with_keyring='printf %s "$1" | env -u G_DEBUG gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1
  shift; gdbus wait --session --timeout 10 org.freedesktop.secrets; "$@"'
with_daemon='env -u G_DEBUG gnome-keyring-daemon --start --components=secrets >/dev/null 2>&1
  gdbus wait --session --timeout 10 org.freedesktop.secrets; "$@"'

case "$situation" in
  open)
    on_bus sh -c "$with_keyring" sh right "$program" "$situation"
    ;;
  locked)
    # The keyring is made with one password; the next daemon is given another.
    on_bus sh -c "$with_keyring" sh right true
    on_bus sh -c "$with_keyring" sh wrong "$program" "$situation"
    ;;
  no-keyring)
    on_bus sh -c "$with_daemon" sh "$program" "$situation"
    ;;
  no-service)
    on_bus "$program" "$situation"
    ;;
  no-bus)
    DBUS_SESSION_BUS_ADDRESS=disabled: "$program" "$situation"
    ;;
esac
