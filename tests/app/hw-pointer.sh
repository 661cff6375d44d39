#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Drives the pointer of an X display for tests: moves, clicks, drags, wheel.
#
# GTK follows the pointer by events and starts a drag only when the button is down and
# the pointer has passed a threshold, so every gesture here pauses where a hand would:
# before the press, after the press, past the threshold, and before the release.
# Halving these pauses makes drags fail now and then.
set -eu
export LC_ALL=C

name=${0##*/}

usage ()
{
  cat <<END
Usage: $name [OPTION...] move  X Y
       $name [OPTION...] click X Y [COUNT]
       $name [OPTION...] drag  X Y X Y...      (through all points, in order)
       $name [OPTION...] wheel X Y NOTCHES     (below zero: up)
       $name [OPTION...] where                 (prints X Y WIDTH HEIGHT of the window)

Coordinates are pixels of the screen, or of a window:
  --window ID        the X window with this number
  --title PATTERN    the largest window whose title matches; waited for
  --wait SECONDS     how long to wait for it                     (10)

  --button N         mouse button, 1 to 5                        (1)
  --keys KEYS        keys held meanwhile: ctrl, shift+alt, ...
  --steps N          moves between two points                    (12)
  --delay MS         pause after each move                       (15)
  --settle MS        pause around press and release              (80)
  --screenshot FILE  picture of the screen before the release
  --escape           press Escape before the release

Exit status: 0 done, 1 something failed, 2 wrong usage.
END
}

fail ()
{
  echo "$name: $*" >&2
  exit 1
}

wrong ()
{
  echo "$name: $*" >&2
  usage >&2
  exit 2
}

number ()
{
  case ${1#-} in
    '' | *[!0-9]*) wrong "not a whole number: '$1'" ;;
  esac
}

# A time in milliseconds as the seconds that xdotool and sleep want.
seconds ()
{
  printf '%d.%03d' "$(($1 / 1000))" "$(($1 % 1000))"
}

window='' title='' wait=10 button=1 keys='' steps=12 delay=15 settle=80 screenshot='' escape=no

while [ $# -gt 0 ]; do
  case $1 in
    --escape) escape=yes; shift; continue ;;
    --help) usage; exit 0 ;;
    --window | --title | --wait | --button | --keys | --steps | --delay | --settle | --screenshot)
      [ $# -ge 2 ] || wrong "$1 needs a value" ;;
    --*) wrong "unknown option $1" ;;
    *) break ;;
  esac
  case $1 in
    --window) window=$2 ;;
    --title) title=$2 ;;
    --wait) number "$2"; wait=$2 ;;
    --button) number "$2"; button=$2 ;;
    --keys) keys=$(printf '%s' "$2" | tr + ' ') ;;
    --steps) number "$2"; steps=$2 ;;
    --delay) number "$2"; delay=$2 ;;
    --settle) number "$2"; settle=$2 ;;
    --screenshot) screenshot=$2 ;;
  esac
  shift 2
done

[ $# -ge 1 ] || wrong 'a command is missing'
command=$1
shift
case $command:$# in
  move:2 | click:2 | click:3 | wheel:3 | where:0) ;;
  drag:*) [ $# -ge 4 ] && [ $(($# % 2)) -eq 0 ] || wrong 'drag needs two points or more' ;;
  *) wrong "cannot understand '$command' with $# values" ;;
esac
for value in "$@"; do
  number "$value"
done
[ "$steps" -ge 1 ] || wrong '--steps is at least 1'

[ -n "${DISPLAY:-}" ] || fail 'DISPLAY is not set'
command -v xdotool >/dev/null || fail 'xdotool is not installed'
xdotool getdisplaygeometry >/dev/null 2>&1 || fail "display $DISPLAY cannot be opened"

# ---------------------------------------------------------------- the window

# Sets left, top, width and height. xdotool gets them wrong under some window managers.
measure ()
{
  geometry=$(xwininfo -id "$1" 2>/dev/null |
    awk '/Absolute upper-left X:/ { x = $4 } /Absolute upper-left Y:/ { y = $4 }
         /^ *Width:/ { w = $2 } /^ *Height:/ { h = $2 } /Map State: IsViewable/ { seen = 1 }
         END { if (!seen) exit 1; print x, y, w, h }') || return 1
  left=${geometry%% *}
  geometry=${geometry#* }
  top=${geometry%% *}
  geometry=${geometry#* }
  width=${geometry%% *}
  height=${geometry#* }
}

# After a drag GTK keeps a window of one pixel that has the title of the program, and
# the icon of a drag may have it too: the largest one is meant.
find_window ()
{
  largest=1
  for candidate in $(xdotool search --onlyvisible --name "$title" 2>/dev/null || true); do
    if measure "$candidate" && [ $((width * height)) -gt $largest ]; then
      largest=$((width * height))
      window=$candidate
    fi
  done
  [ -n "$window" ]
}

left=0 top=0 width=0 height=0
if [ -n "$title" ]; then
  tries=$((wait * 10 + 1))
  until find_window; do
    tries=$((tries - 1))
    [ $tries -gt 0 ] || fail "no window with a title like '$title' after $wait s"
    sleep 0.1
  done
fi
if [ -n "$window" ]; then
  measure "$window" || fail "window $window is not there or not visible"
elif [ "$command" = where ]; then
  wrong 'where needs --window or --title'
fi

if [ "$command" = where ]; then
  echo "$left $top $width $height"
  exit 0
fi

# ---------------------------------------------------------------- the gesture

pressed=no held=''

# A failure must leave neither a button nor a key down for the tests that follow.
let_go ()
{
  [ $pressed = no ] || xdotool mouseup "$button" 2>/dev/null || true
  for key in $held; do
    xdotool keyup "$key" 2>/dev/null || true
  done
  pressed=no held=''
}
trap let_go EXIT
trap 'exit 1' HUP INT TERM

do_it ()
{
  xdotool "$@" || fail "xdotool $* failed"
}

pause ()
{
  sleep "$(seconds "$settle")"
}

# Two moves, so that one is seen even if the pointer was there already.
arrive ()
{
  x=$(($1 + left)) y=$(($2 + top))
  do_it mousemove $((x + 1)) $((y + 1)) mousemove $x $y
  pause
}

hold_keys ()
{
  for key in $keys; do
    held="$held $key"
    do_it keydown "$key"
  done
}

press ()
{
  pressed=yes
  do_it mousedown "$button"
  pause
}

release ()
{
  if [ -n "$screenshot" ]; then
    import -window root "$screenshot" || fail "cannot write $screenshot"
  fi
  if [ $escape = yes ]; then
    do_it key Escape
    pause
  fi
  do_it mouseup "$button"
  pressed=no
  pause
}

# From where the pointer is, in equal steps; ends with a second move to the same place,
# so that what lies under it has seen it enter and move there.
walk_to ()
{
  to_x=$(($1 + left)) to_y=$(($2 + top)) step=1
  while [ $step -le "$steps" ]; do
    do_it mousemove $((x + (to_x - x) * step / steps)) $((y + (to_y - y) * step / steps))
    sleep "$(seconds "$delay")"
    step=$((step + 1))
  done
  x=$to_x y=$to_y
  do_it mousemove $x $y
  pause
}

# Small moves towards the first point, past the 8 pixels at which GTK begins a drag,
# where it then takes the pointer over. Not for drags that are hardly longer.
pass_threshold ()
{
  by_x=$(($1 + left - x)) by_y=$(($2 + top - y))
  longer=${by_x#-}
  [ "${by_y#-}" -le "$longer" ] || longer=${by_y#-}
  [ "$longer" -ge 24 ] || return 0
  for distance in 4 8 12; do
    do_it mousemove $((x + by_x * distance / longer)) $((y + by_y * distance / longer))
    sleep "$(seconds "$delay")"
  done
  pause
}

arrive "$1" "$2"
hold_keys
case $command in
  move) [ -z "$screenshot" ] || import -window root "$screenshot" ;;
  click)
    count=${3:-1}
    while [ "$count" -gt 1 ]; do
      do_it click "$button"
      sleep 0.05
      count=$((count - 1))
    done
    press
    release
    ;;
  drag)
    shift 2
    press
    pass_threshold "$1" "$2"
    while [ $# -gt 0 ]; do
      walk_to "$1" "$2"
      shift 2
    done
    release
    ;;
  wheel)
    notches=$3 wheel_button=5
    if [ "$notches" -lt 0 ]; then
      notches=$((-notches)) wheel_button=4
    fi
    while [ "$notches" -gt 0 ]; do
      do_it click $wheel_button
      sleep "$(seconds "$delay")"
      notches=$((notches - 1))
    done
    pause
    ;;
esac
