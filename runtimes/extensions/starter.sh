#!/bin/bash
# Starts a function's external extensions, and the runtime when it is told to; passes signals on, tells who has ended.
# Usage: starter.sh RUNTIME-DIRECTORY COUNT EXTENSION… COMMAND…
# Speaks HTTP with its worker at AWS_LAMBDA_RUNTIME_API by the shell's own means: a sandbox need not have any program.

host=${AWS_LAMBDA_RUNTIME_API%:*} port=${AWS_LAMBDA_RUNTIME_API##*:}
directory=$1 count=$2
shift 2
extensions=("${@:1:count}")
shift "$count"

# What extensions do not get (Lambda Developer Guide: Extensions API, environment variables).
runtimes_own=(AWS_EXECUTION_ENV AWS_LAMBDA_LOG_GROUP_NAME AWS_LAMBDA_LOG_STREAM_NAME AWS_XRAY_CONTEXT_MISSING
  AWS_XRAY_DAEMON_ADDRESS LAMBDA_RUNTIME_DIR LAMBDA_TASK_ROOT _AWS_XRAY_DAEMON_ADDRESS _AWS_XRAY_DAEMON_PORT _HANDLER)

# Extensions listen at the name that Lambda gives a sandbox. Only where the mounts are our own: our parent is process 1.
name_sandbox() {
  [ "$EUID" = 0 ] && [ "$PPID" = 1 ] && ! /bin/grep -q sandbox.localdomain /etc/hosts || return
  { /bin/cat /etc/hosts; echo '127.0.0.1 sandbox.localdomain sandbox'; } >/tmp/hosts
  /bin/mount --bind /tmp/hosts /etc/hosts
  /bin/rm /tmp/hosts
}

tell() {
  exec 8<>"/dev/tcp/$host/$port" || return
  printf 'POST /roost/%s HTTP/1.1\r\nConnection: close\r\n\r\n' "$1" >&8
  read -r _ <&8
}

# await NAME: passes signals on to $child; tells its end.
await() {
  local status
  exec 1>&- 2>&-
  trap 'kill -TERM "$child"' TERM
  trap 'kill -KILL "$child"' USR1
  while wait "$child"; status=$?; kill -0 "$child"; do :; done
  tell "exited/$1/$status"
}

run_extension() {
  exec 3<&- 4>&- 7<>"/dev/tcp/$host/$port"
  printf 'POST /roost/output/%s HTTP/1.1\r\nContent-Length: 999999999999999\r\n\r\n' "$1" >&7
  unset "${runtimes_own[@]}"
  cd /
  "${extensions[$1]}" > >(exec /bin/cat >&7) 2>&1 7>&- &
  child=$!
  exec 7>&-
  await "$1"
}

run_runtime() {
  exec 9>&-
  cd "$directory"
  "$@" &
  child=$!
  exec 3<&- 4>&-
  await runtime
}

# carry NUMBER PORT PROTOCOL: brings what the worker has to a port of ours; tells the status of the answer.
carry() {
  local line='' status=0
  exec 9>&- 1>&- 2>&- 3>&- 4>&-
  if exec 6<>"/dev/tcp/127.0.0.1/$2"; then
    exec 7<>"/dev/tcp/$host/$port"
    printf 'GET /roost/parcel/%s HTTP/1.1\r\nConnection: close\r\n\r\n' "$1" >&7
    while read -r line <&7 && [ -n "${line%$'\r'}" ]; do :; done
    /bin/cat <&7 >&6 && status=200
    if [ "$3" = HTTP ]; then
      read -r _ status _ <&6
    fi
  fi
  [[ $status =~ ^[0-9]{3}$ ]] || status=0
  tell "delivered/$1/$status"
  # Who is not heard out complains.
  [ "$3" = HTTP ] && read -r -d '' -t 1 _ <&6
}

name_sandbox
for ((at = 0; at < count; at++)); do
  run_extension "$at" &
  supervisors[at]=$!
done
exec 9<>"/dev/tcp/$host/$port"
while :; do
  printf 'GET /roost/next HTTP/1.1\r\n\r\n' >&9
  command=
  while read -r line <&9 || exit; line=${line%$'\r'}; [ -n "$line" ]; do
    [[ $line == Roost-Command:* ]] && command=${line#*: }
  done
  case $command in
    start)
      run_runtime "$@" &
      runtime=$!
      exec 1>&- 2>&- 3<&- 4>&-
      ;;
    terminate) kill -TERM "$runtime" ;;
    'kill runtime') kill -USR1 "$runtime" ;;
    'carry '*) carry ${command#carry } & ;;
    'kill '*) kill -USR1 "${supervisors[${command#kill }]}" ;;
  esac
done
