"""The context object of one invocation (Lambda Developer Guide: Python context object)."""

import json
import time

from . import lane


class LambdaContext:
    def __init__(self, head, function):
        self.aws_request_id = head["requestId"]
        self.log_group_name = function["logGroup"]
        self.log_stream_name = function["logStream"]
        self.function_name = function["functionName"]
        self.memory_limit_in_mb = str(function["memoryMb"])
        self.function_version = function["functionVersion"]
        self.invoked_function_arn = head["invokedArn"]
        self.tenant_id = head.get("tenantId")
        self.client_context = _client_context(head.get("clientContext"))
        self.identity = CognitoIdentity(head.get("identity"))
        self._epoch_deadline_time_in_ms = int(head["deadlineMs"])

    def get_remaining_time_in_millis(self):
        return max(self._epoch_deadline_time_in_ms - int(time.time() * 1000), 0)

    def log(self, message):
        lane.send_log(1, str(message).encode("utf-8", "surrogateescape"))

    def __repr__(self):
        shown = ("aws_request_id", "log_group_name", "log_stream_name", "function_name", "memory_limit_in_mb")
        shown += ("function_version", "invoked_function_arn", "client_context", "identity", "tenant_id")
        return f"LambdaContext([{','.join(f'{name}={getattr(self, name)}' for name in shown)}])"


class CognitoIdentity:
    def __init__(self, text):
        told = json.loads(text) if text else {}
        self.cognito_identity_id = told.get("cognitoIdentityId")
        self.cognito_identity_pool_id = told.get("cognitoIdentityPoolId")

    def __repr__(self):
        return f"CognitoIdentity([cognito_identity_id={self.cognito_identity_id},cognito_identity_pool_id={self.cognito_identity_pool_id}])"


class ClientContext:
    def __init__(self, told):
        self.custom = told.get("custom")
        self.env = told.get("env")
        self.client = Client(told["client"]) if isinstance(told.get("client"), dict) else None

    def __repr__(self):
        return f"ClientContext([custom={self.custom},env={self.env},client={self.client}])"


class Client:
    def __init__(self, told):
        for name in ("installation_id", "app_title", "app_version_name", "app_version_code", "app_package_name"):
            setattr(self, name, told.get(name))

    def __repr__(self):
        return f"Client([{','.join(f'{name}={value}' for name, value in vars(self).items())}])"


def _client_context(text):
    told = json.loads(text) if text else None
    return ClientContext(told) if isinstance(told, dict) else None
