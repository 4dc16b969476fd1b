# shellcheck shell=bash
# What the scripts beside this directory share. Sourced, not run.

say() { printf '%s: %s\n' "${0##*/}" "$*" >&2; }

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

# run_command COMMAND…: runs a command with this script's own input and output and returns its exit status. A Ctrl-C at
# the terminal reaches the command by itself; a TERM or HUP sent to this script alone is passed on to it.
run_command() {
  local child interrupted status
  # A job in the background would ignore Ctrl-C and read nothing, hence `env --default-signal` and `<&0`.
  env --default-signal=INT,QUIT "$BASH" -c 'exec -- "$@"' "${0##*/}" "$@" <&0 &
  child=$!
  trap 'interrupted=1' INT
  trap 'interrupted=1; kill -TERM "$child" 2>/dev/null || true' TERM HUP
  while :; do
    interrupted=
    status=0
    wait "$child" 2>/dev/null || status=$? # without the shell's own "Killed"
    [[ $interrupted ]] || return "$status"
  done
}
