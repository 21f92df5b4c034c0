"""What the function prints goes the lane's way: in order with everything else, and there after a crash."""

import io
import os
import sys
import threading

from . import lane


class _LaneOutput(io.RawIOBase):
    def __init__(self, stream):
        self._stream = stream
        # What each thread has begun: so the lines of several stay whole.
        self._begun = {}

    def writable(self):
        return True

    def fileno(self):
        """For child processes that are given this stream: their output comes from the descriptor itself."""
        return self._stream

    def write(self, data):
        thread = threading.get_ident()
        text = self._begun.pop(thread, b"") + bytes(data)
        start = 0
        while (end := text.find(b"\n", start)) >= 0:
            lane.send_log(self._stream, text[start:end])
            start = end + 1
        rest = text[start:]
        if len(rest) >= lane.LOG_BYTES_MAX:
            lane.send_log(self._stream, rest)
        elif rest:
            self._begun[thread] = rest
        return len(data)

    def end_lines(self):
        """What was printed without an end of line is an event, too."""
        for thread in list(self._begun):
            lane.send_log(self._stream, self._begun.pop(thread, b""))

    def forget(self):
        """In a forked child: what its parent had begun, its parent will end."""
        self._begun.clear()


_outputs = []


def capture_output():
    for stream, name in ((1, "stdout"), (2, "stderr")):
        output = _LaneOutput(stream)
        _outputs.append(output)
        os.register_at_fork(after_in_child=output.forget)
        text = io.TextIOWrapper(output, encoding="utf-8", errors="surrogateescape", newline="\n", write_through=True)
        setattr(sys, name, text)
        setattr(sys, f"__{name}__", text)


def end_lines():
    for output in _outputs:
        output.end_lines()
