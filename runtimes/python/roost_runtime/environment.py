"""The life of an environment: adopted once, then one invocation after the other."""

import atexit
import json
import os
import struct
import sys
import time

from . import lane
from .context import LambdaContext
from .errors import describe, log_error, to_payload
from .load_handler import load_handler
from .logs import configure, set_request
from .marshal import RESULT_BYTES_MAX, read_event, write_result
from .output import capture_output, end_lines

_head_length = struct.Struct("<I")


def serve():
    lane.open_lane()
    capture_output()
    atexit.register(end_lines)
    handler = function = None
    lane.send(lane.READY)
    for kind, payload in lane.frames():
        if kind == lane.ADOPT:
            function = json.loads(payload)
            handler = _adopt(function)
        elif kind == lane.INVOKE:
            _invoke(handler, function, payload)


def _adopt(function):
    _become(function)
    try:
        handler = load_handler(function["handler"])
    except Exception as error:
        description = describe(error, "")
        end_lines()
        log_error(description)
        lane.send(lane.INIT_FAILED, to_payload(description))
        os._exit(1)
    end_lines()
    lane.send(lane.INITIALISED)
    return handler


def _become(function):
    if not function.get("startedWithVariables"):
        os.environ.clear()
        os.environ.update(function["variables"])
    time.tzset()
    # Other environments run from the same code: nobody changes it, not even by a cache.
    sys.dont_write_bytecode = True
    task_root = function["taskRoot"]
    os.chdir(task_root)
    _extend_path(task_root, function["awsSdk"].get("root"))
    configure(function["logFormat"], function["logLevel"])


def _extend_path(task_root, aws_sdk):
    """The function's own code, its layers, then boto3: as PYTHONPATH has them, and where the function set another, too."""
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    layers = [f"/opt/python/lib/{version}/site-packages", "/opt/python"]
    wanted = [task_root, *os.environ.get("PYTHONPATH", "").split(":"), *layers]
    own = list(dict.fromkeys(path for path in wanted if path))
    rest = [path for path in sys.path if path not in own]
    installed = [path for path in rest if path.endswith(("/site-packages", "/dist-packages"))]
    carried = [aws_sdk] if aws_sdk and aws_sdk not in own else []
    sys.path[:] = own + [path for path in rest if path not in installed] + carried + installed


def _invoke(handler, function, payload):
    (length,) = _head_length.unpack_from(payload)
    head = json.loads(payload[4 : 4 + length])
    request_id = head["requestId"]
    set_request(request_id, head.get("tenantId"))
    if head.get("traceId"):
        os.environ["_X_AMZN_TRACE_ID"] = head["traceId"]
    try:
        event = read_event(payload[4 + length :])
        result = write_result(handler(event, LambdaContext(head, function)))
    except Exception as error:
        description = describe(error, request_id)
        end_lines()
        log_error(description)
        answer = lane.ERROR, to_payload(description)
    else:
        end_lines()
        answer = (lane.RESULT, result) if len(result) <= RESULT_BYTES_MAX else (lane.ERROR, _TOO_LARGE)
    set_request("")
    lane.send(*answer)


_TOO_LARGE = json.dumps(
    {
        "errorMessage": f"Response payload size exceeded maximum allowed payload size ({RESULT_BYTES_MAX} bytes).",
        "errorType": "Function.ResponseSizeTooLarge",
    }
).encode()
