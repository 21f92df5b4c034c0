"""The least that can be adopted: waits, loads the module that a line names, and calls its handler with the line's event."""
import importlib
import json
import os
import sys

print("ready", flush=True)
for line in sys.stdin:
    order = json.loads(line)
    folder, file = os.path.split(order["path"])
    sys.path.insert(0, folder)
    handler = importlib.import_module(os.path.splitext(file)[0]).handler
    print(json.dumps(handler(order["event"], None)), flush=True)
