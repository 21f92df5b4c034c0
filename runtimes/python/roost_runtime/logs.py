"""The logging module as Lambda sets it up: lines with level, time and request id, or records of JSON."""

import json
import logging
import time

from . import lane

# So does Node.js: what is finer than DEBUG, what is worse than ERROR.
_LEVELS = {"TRACE": "NOTSET", "FATAL": "CRITICAL"}

# What every record has; anything else was given by the function as `extra`.
_OWN = frozenset(logging.makeLogRecord({}).__dict__) | {"message", "asctime", "aws_request_id", "tenant_id"}


class _Request:
    id = ""
    tenant = None


class _State:
    json = False


def set_request(request_id, tenant=None):
    """Whose lines the next ones are."""
    _Request.id = request_id
    _Request.tenant = tenant


def configure(log_format, level):
    """Before the function's code is loaded: it may add handlers and choose levels of its own."""
    _State.json = log_format == "JSON"
    handler = _LaneHandler()
    handler.setFormatter(_JsonFormatter() if _State.json else _text_formatter())
    handler.addFilter(_name_request)
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(_LEVELS.get(level, level) if _State.json else logging.WARNING)


def log_error_record(description):
    """Told as a record where the log is of JSON; says whether it was."""
    if not _State.json:
        return False
    request_id = description["requestId"]
    record = {"timestamp": _instant(time.time()), "level": "ERROR", **description, "requestId": request_id}
    lane.send_log(1, _dump(record))
    return True


class _LaneHandler(logging.Handler):
    def emit(self, record):
        try:
            lane.send_log(1, self.format(record).encode("utf-8", "surrogateescape"))
        except Exception:
            self.handleError(record)


def _name_request(record):
    record.aws_request_id = _Request.id
    record.tenant_id = _Request.tenant
    return True


def _text_formatter():
    formatter = logging.Formatter(
        "[%(levelname)s]\t%(asctime)s.%(msecs)03dZ\t%(aws_request_id)s\t%(message)s\n", "%Y-%m-%dT%H:%M:%S"
    )
    formatter.converter = time.gmtime
    return formatter


class _JsonFormatter(logging.Formatter):
    def format(self, record):
        line = {
            "timestamp": _instant(record.created),
            "level": record.levelname,
            "message": record.getMessage(),
            "logger": record.name,
        }
        line.update((name, value) for name, value in record.__dict__.items() if name not in _OWN)
        if record.exc_info and record.exc_info[1]:
            error = record.exc_info[1]
            line["errorType"] = type(error).__name__
            line["errorMessage"] = str(error)
            line["stackTrace"] = self.formatException(record.exc_info).splitlines()
            line["location"] = f"{record.pathname}:{record.funcName}:{record.lineno}"
        if record.aws_request_id:
            line["requestId"] = record.aws_request_id
        if record.tenant_id:
            line["tenantId"] = record.tenant_id
        return _dump(line).decode()


def _instant(seconds):
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(seconds)) + f".{int(seconds * 1000) % 1000:03d}Z"


def _dump(line):
    return json.dumps(line, default=str, ensure_ascii=False).encode("utf-8", "replace")
