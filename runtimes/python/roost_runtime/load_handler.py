"""From `package.module.function` to the function."""

import importlib
import sys

from .errors import Fault


def load_handler(handler):
    module_name, dot, function_name = handler.rpartition(".")
    if not dot:
        words = f"Bad handler '{handler}': not enough values to unpack (expected 2, got 1)"
        raise Fault("Runtime.MalformedHandlerName", words)
    if module_name.split(".")[0] in sys.builtin_module_names:
        words = f"Cannot use built-in module {module_name} as a handler module"
        raise Fault("Runtime.BuiltInModuleConflict", words)
    module = _load_module(module_name)
    try:
        return getattr(module, function_name)
    except AttributeError:
        words = f"Handler '{function_name}' missing on module '{module_name}'"
        raise Fault("Runtime.HandlerNotFound", words) from None


def _load_module(name):
    try:
        return importlib.import_module(name.replace("/", "."))
    except ImportError as error:
        words = f"Unable to import module '{name}': {error}{_advice(error)}"
        raise Fault("Runtime.ImportModuleError", words) from error
    except SyntaxError as error:
        trace = [f'  File "{error.filename}" Line {error.lineno}\n    {error.text}']
        raise Fault("Runtime.UserCodeSyntaxError", f"Syntax error in module '{name}': {error}", trace) from error


def _advice(error):
    """Lambda has boto3; here it is fetched when a function's files import it."""
    if not isinstance(error, ModuleNotFoundError) or (error.name or "").partition(".")[0] not in _carried:
        return ""
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    again = f"fetch it with a network: roost runtimes add {version}"
    return f" (boto3 is not on this host. Put it into the package, or {again})"


_carried = ("boto3", "botocore", "s3transfer", "jmespath", "dateutil", "urllib3", "six")
