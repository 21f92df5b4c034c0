#!/bin/bash
# Starts a function's external extensions, and the runtime when it is told to; passes signals on, tells who has ended.
# Usage: starter.sh RUNTIME-DIRECTORY COUNT EXTENSION… COMMAND…
# Speaks HTTP with its worker at AWS_LAMBDA_RUNTIME_API by the shell's own means: a sandbox need not have any program.

# Names begin with an underscore: no variable of a function's does, and what is exported stays so when it is set.
_runtime='' _child='' _cat=(/bin/cat)
# Over an image lies what it may lack.
[ -e /.roost/cat ] && _cat=(/.roost/loader --library-path /.roost /.roost/cat)
_host=${AWS_LAMBDA_RUNTIME_API%:*} _port=${AWS_LAMBDA_RUNTIME_API##*:}
_directory=$1 _count=$2
shift 2
_extensions=("${@:1:_count}")
shift "$_count"

# What extensions do not get (Lambda Developer Guide: Extensions API, environment variables).
_runtimes_own=(AWS_EXECUTION_ENV AWS_LAMBDA_LOG_GROUP_NAME AWS_LAMBDA_LOG_STREAM_NAME AWS_XRAY_CONTEXT_MISSING
  AWS_XRAY_DAEMON_ADDRESS LAMBDA_RUNTIME_DIR LAMBDA_TASK_ROOT _AWS_XRAY_DAEMON_ADDRESS _AWS_XRAY_DAEMON_PORT _HANDLER)

# Extensions listen at the name that Lambda gives a sandbox. Only where the mounts are our own: our parent is process 1.
name_sandbox() {
  [ "$EUID" = 0 ] && [ "$PPID" = 1 ] && ! /bin/grep -q sandbox.localdomain /etc/hosts || return
  { /bin/cat /etc/hosts; echo '127.0.0.1 sandbox.localdomain sandbox'; } >/tmp/hosts
  /bin/mount --bind /tmp/hosts /etc/hosts
  /bin/rm /tmp/hosts
}

tell() {
  exec 8<>"/dev/tcp/$_host/$_port" || return
  printf 'POST /roost/%s HTTP/1.1\r\nConnection: close\r\n\r\n' "$1" >&8
  read -r _ <&8
}

# await NAME: passes signals on to $_child; tells its end.
await() {
  local _status
  exec 1>&- 2>&-
  trap 'kill -TERM "$_child"' TERM
  trap 'kill -KILL "$_child"' USR1
  while wait "$_child"; _status=$?; kill -0 "$_child"; do :; done
  tell "exited/$1/$_status"
}

run_extension() {
  exec 3<&- 4>&- 7<>"/dev/tcp/$_host/$_port"
  printf 'POST /roost/output/%s HTTP/1.1\r\nContent-Length: 999999999999999\r\n\r\n' "$1" >&7
  unset "${_runtimes_own[@]}"
  cd /
  "${_extensions[$1]}" > >(exec "${_cat[@]}" >&7) 2>&1 7>&- &
  _child=$!
  exec 7>&-
  await "$1"
}

run_runtime() {
  exec 9>&-
  cd "$_directory"
  "$@" &
  _child=$!
  exec 3<&- 4>&-
  await runtime
}

# carry NUMBER PORT PROTOCOL: brings what the worker has to a port of ours; tells the status of the answer.
carry() {
  local _line='' _status=0
  exec 9>&- 1>&- 2>&- 3>&- 4>&-
  if exec 6<>"/dev/tcp/127.0.0.1/$2"; then
    exec 7<>"/dev/tcp/$_host/$_port"
    printf 'GET /roost/parcel/%s HTTP/1.1\r\nConnection: close\r\n\r\n' "$1" >&7
    while read -r _line <&7 && [ -n "${_line%$'\r'}" ]; do :; done
    "${_cat[@]}" <&7 >&6 && _status=200
    if [ "$3" = HTTP ]; then
      read -r _ _status _ <&6
    fi
  fi
  [[ $_status =~ ^[0-9]{3}$ ]] || _status=0
  tell "delivered/$1/$_status"
  # Who is not heard out complains.
  [ "$3" = HTTP ] && read -r -d '' -t 1 _ <&6
}

name_sandbox
for ((_at = 0; _at < _count; _at++)); do
  run_extension "$_at" &
  _supervisors[_at]=$!
done
exec 9<>"/dev/tcp/$_host/$_port"
while :; do
  printf 'GET /roost/next HTTP/1.1\r\n\r\n' >&9
  _command=
  while read -r _line <&9 || exit; _line=${_line%$'\r'}; [ -n "$_line" ]; do
    [[ $_line == Roost-Command:* ]] && _command=${_line#*: }
  done
  case $_command in
    start)
      run_runtime "$@" &
      _runtime=$!
      exec 1>&- 2>&- 3<&- 4>&-
      ;;
    terminate) [ "$_runtime" ] && kill -TERM "$_runtime" ;;
    'kill runtime') [ "$_runtime" ] && kill -USR1 "$_runtime" ;;
    'carry '*) carry ${_command#carry } & ;;
    'kill '*) kill -USR1 "${_supervisors[${_command#kill }]}" ;;
  esac
done
