"""
Runs a function under Python: boots, says that it is ready, becomes one function's environment when told so, and then
runs one invocation after the other. Behaves as Lambda's managed Python runtimes do (Lambda Developer Guide: Python).
"""

import os
import sys

if __name__ == "__main__":
    home = os.path.dirname(os.path.abspath(__file__))
    if home not in sys.path:
        sys.path.insert(0, home)
    from roost_runtime.environment import serve

    # The function finds its own modules, never ours under the same name.
    sys.path.remove(home)
    serve()
