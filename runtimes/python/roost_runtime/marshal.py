"""Between JSON and Python's values."""

import json
from decimal import Decimal

from .errors import Fault

# Most that an answer may have: 6 MB and a hundred bytes.
RESULT_BYTES_MAX = 6 * 1024 * 1024 + 100


def read_event(payload):
    if not payload:
        return {}
    try:
        return json.loads(payload)
    except ValueError as error:
        raise Fault("Runtime.UnmarshalError", f"Unable to unmarshal input: {error}") from error


def write_result(result):
    try:
        payload = json.dumps(result, default=_encode, ensure_ascii=False).encode()
    except Exception as error:
        raise Fault("Runtime.MarshalError", f"Unable to marshal response: {error}") from error
    return payload


def _encode(value):
    if isinstance(value, Decimal):
        return int(value) if value.is_finite() and value == value.to_integral_value() else float(value)
    raise TypeError(f"Object of type {type(value).__name__} is not JSON serializable")
