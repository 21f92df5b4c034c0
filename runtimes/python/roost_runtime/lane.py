"""Frames over descriptors 3 and 4: a 32-bit little-endian length of what follows, one byte of type, the payload."""

import os
import select
import struct
import threading

ADOPT = 1
INVOKE = 2

READY = 16
INITIALISED = 17
INIT_FAILED = 18
RESULT = 19
ERROR = 20
LOG = 21

# The longest event that CloudWatch Logs takes.
LOG_BYTES_MAX = 256 * 1024

_IN = 3
_OUT = 4
_READ_BYTES = 64 * 1024
_header = struct.Struct("<IB")
_lock = threading.Lock()


def open_lane():
    """What the function starts must not hold the lane: it ends with this process."""
    os.set_inheritable(_IN, False)
    os.set_inheritable(_OUT, False)
    os.register_at_fork(after_in_child=_forget_lock)


def _forget_lock():
    # Another thread of the parent may have held it, and will not be there to let go.
    global _lock
    _lock = threading.Lock()


def send(kind, payload=b""):
    """Written before it returns, so that a crash right after loses nothing."""
    frame = _header.pack(len(payload) + 1, kind) + payload
    with _lock:
        sent = _write(frame)
        while sent < len(frame):
            sent += _write(memoryview(frame)[sent:])


def send_log(stream, text):
    """One log event of stream 1 (stdout) or 2 (stderr), as bytes."""
    mark = bytes((stream,))
    if len(text) <= LOG_BYTES_MAX:
        return send(LOG, mark + text)
    for at in range(0, len(text), LOG_BYTES_MAX):
        send(LOG, mark + text[at : at + LOG_BYTES_MAX])


def frames():
    """What the worker says, until it has gone: pairs of type and payload."""
    held = bytearray()
    while True:
        while len(held) < _header.size:
            if not _read(held):
                return
        length, kind = _header.unpack_from(held)
        end = 4 + length
        while len(held) < end:
            if not _read(held):
                return
        payload = bytes(memoryview(held)[_header.size : end])
        del held[:end]
        yield kind, payload


def _read(held):
    try:
        chunk = os.read(_IN, _READ_BYTES)
    except BlockingIOError:
        select.select([_IN], [], [])
        return True
    held += chunk
    return bool(chunk)


def _write(data):
    try:
        return os.write(_OUT, data)
    except BlockingIOError:
        select.select([], [_OUT], [])
        return 0
    except OSError:
        # Nobody hears us any more: the worker has gone, or the function has closed the descriptor.
        os._exit(1)
