# shellcheck shell=bash
# What the scripts beside this directory share. Sourced, not run.

say() { printf '%s: %s\n' "${0##*/}" "$*" >&2; }

# For what takes longer than a second, when a person is watching.
progress() { [[ ! -t 2 ]] || say "$@"; }

# fail STATUS MESSAGE…
fail() {
  local status=$1
  shift
  say "$@"
  exit "$status"
}

wrong_usage() { fail 64 "$* (see ${0##*/} --help)"; }

# The comment at the head of a script is its help.
print_help() { sed -n '2,/^$/s/^# \{0,1\}//p' "$0"; }

# need_number OPTION VALUE LOWEST HIGHEST
need_number() {
  if ! [[ $2 =~ ^[0-9]{1,6}$ ]] || ((10#$2 < $3 || 10#$2 > $4)); then
    wrong_usage "$1 needs a number from $3 to $4, not '$2'"
  fi
}

# need_commands PROFILE COMMAND…: installs the packages of a profile if one of its commands is missing.
need_commands() {
  local profile=$1 name
  shift
  for name; do
    command -v "$name" >/dev/null && continue
    "${BASH_SOURCE[0]%/*}/../install-packages" "$profile" || exit
    return
  done
}

# run_at_end STOP: at the end of this script, STOP is run, what runs in the background is killed, and the directory $work,
# if there is one, is removed. From now on, a signal that would end the script only sets $ended, to the exit status for it,
# and runs `interrupt`: a handler that exits while the shell waits for a command may keep it from cleaning up.
run_at_end() {
  ended=
  # shellcheck disable=SC2064 # the name as it is now
  trap "clean_up $1" EXIT
  trap 'ended=130; interrupt' INT
  trap 'ended=143; interrupt' TERM HUP
}
# shellcheck disable=SC2317 # called by the trap
clean_up() {
  trap '' INT TERM HUP USR1
  set +e
  "$1"
  # shellcheck disable=SC2046 # several processes
  kill -KILL $(jobs -p) 2>/dev/null
  wait 2>/dev/null
  rm -rf "${work-}"
  exit_if_ended
}

# What else a signal does. Others replace it.
interrupt() { :; }

exit_if_ended() { [[ -z $ended ]] || exit "$ended"; }

# run_command COMMAND…: after run_at_end, runs a command with this script's own input and output and returns its exit
# status. A Ctrl-C at the terminal is the command's business only; a TERM or HUP sent to this script is passed on to it.
run_command() {
  local child='' status=0
  interrupt() { [[ -z $child ]] || kill -TERM "$child" 2>/dev/null || true; }
  trap '' INT
  exit_if_ended
  # A job in the background would ignore Ctrl-C and read nothing, hence `env --default-signal` and `<&0`.
  env --default-signal=INT,QUIT "$BASH" -c 'exec -- "$@"' "${0##*/}" "$@" <&0 &
  child=$!
  [[ -z $ended ]] || interrupt
  wait "$child" 2>/dev/null || status=$? # without the shell's own "Killed"
  [[ $ended ]] || return "$status"
  # Interrupted in a wait, the shell may not notice any more that the child has ended.
  while kill -0 "$child" 2>/dev/null; do sleep 0.05; done
  return "$ended"
}
