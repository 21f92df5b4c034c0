"""A function's error as its caller gets it, and as its log shows it."""

import json
import traceback

from . import lane
from .logs import log_error_record


class Fault(Exception):
    """What the runtime itself finds wrong; `kind` is what the caller sees as errorType."""

    def __init__(self, kind, message, trace=()):
        super().__init__(message)
        self.kind = kind
        self.trace = list(trace)


def describe(error, request_id):
    """The error's JSON, its keys in Lambda's order."""
    known = isinstance(error, Fault)
    return {
        "errorMessage": _text_of(error),
        "errorType": error.kind if known else type(error).__name__,
        "requestId": request_id,
        "stackTrace": error.trace if known else trace_of(error),
    }


def to_payload(description):
    return json.dumps(description).encode()


def trace_of(error):
    """The function's own frames: ours come before them."""
    frames = traceback.extract_tb(error.__traceback__)
    package = __file__.rpartition("/")[0]
    while frames and frames[0].filename.startswith(package):
        frames.pop(0)
    return [f'  File "{each.filename}", line {each.lineno}, in {each.name}\n    {each.line}\n' for each in frames]


def log_error(description):
    """In a text log, indentation is of no-break spaces: consoles collapse the others."""
    if log_error_record(description):
        return
    lines = [f"[ERROR] {description['errorType']}: {description['errorMessage']}", "Traceback (most recent call last):"]
    for entry in description["stackTrace"]:
        lines += [_indent(line) for line in entry.splitlines()]
    lane.send_log(1, "\n".join(lines).encode("utf-8", "surrogateescape"))


def _indent(line):
    bare = line.lstrip(" ")
    return "\u00a0" * (len(line) - len(bare)) + bare


def _text_of(error):
    try:
        return str(error)
    except Exception:
        return f"<unprintable {type(error).__name__} object>"
