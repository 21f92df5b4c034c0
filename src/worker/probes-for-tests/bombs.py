"""What a function would use up. Each bomb goes on until it is stopped, and returns how far it came."""

import ctypes
import os
import socket
import threading
import time

libc = ctypes.CDLL(None, use_errno=True)


def until_refused(take, most):
    taken = 0
    while taken < most:
        try:
            take(taken)
        except (OSError, RuntimeError):
            return taken
        taken += 1
    return taken


def fork():
    if os.fork() == 0:
        time.sleep(600)
        os._exit(0)


def start_thread(_):
    threading.Thread(target=time.sleep, args=(600,), daemon=True).start()


def make_file(number):
    os.close(os.open(f"/tmp/{number}", os.O_CREAT | os.O_WRONLY))


def talk_to_itself():
    """Sockets full of what nobody reads: the pages of it that the kernel holds."""
    server = socket.create_server(("127.0.0.1", 0), backlog=1000)
    held = []

    def full_pair(_):
        caller = socket.create_connection(server.getsockname())
        held.extend((caller, server.accept()[0]))
        caller.setblocking(False)
        until_refused(lambda _: caller.send(b"x" * 2**20), 1000)

    until_refused(full_pair, 300)
    with open("/proc/net/sockstat") as figures:
        tcp = next(line for line in figures if line.startswith("TCP:")).split()
    return int(tcp[tcp.index("mem") + 1])


def share_memory(_):
    libc.shmat.restype = ctypes.c_void_p
    place = libc.shmat(libc.shmget(0, 2**24, 0o1600), None, 0)
    ctypes.memset(place, 1, 2**24)
    libc.shmdt(ctypes.c_void_p(place))


def remember(held):
    held.append(bytearray(2**20))


def spin():
    for _ in range(8):
        if os.fork() == 0:
            while True:
                pass
    time.sleep(1)
    return 8


def be_called(name):
    libc.prctl(15, name, 0, 0, 0)
    if os.fork() == 0:
        os.execv("/usr/bin/python3", ["x\n1 (" * 20_000, "-c", "import time; time.sleep(600)"])
    return 1


held = []
bombs = {
    "processes": lambda: until_refused(lambda _: fork(), 10_000),
    "threads": lambda: until_refused(start_thread, 100_000),
    "descriptors": lambda: until_refused(lambda _: held.append(os.open("/dev/null", os.O_RDONLY)), 100_000),
    "bytes in /tmp": lambda: until_refused(lambda n: open(f"/tmp/{n}", "wb", 0).write(b"x" * 2**20), 1000),
    "files in /tmp": lambda: until_refused(make_file, 10_000_000),
    "memory": lambda: until_refused(lambda _: remember(held), 100_000),
    "files in memory": lambda: until_refused(lambda n: os.write(os.memfd_create(str(n)), b"x" * 2**24), 1000),
    "shared memory": lambda: until_refused(share_memory, 1000),
    "memory of sockets": talk_to_itself,
    "output": lambda: until_refused(lambda _: os.write(1, b"x" * 65536), 10_000),
    "lines of output": lambda: until_refused(lambda _: os.write(1, b"\n" * 65536), 300),
    "words to its worker": lambda: until_refused(lambda _: os.write(4, b"\xff" * 65536), 100_000),
    "processors": spin,
    "names": lambda: be_called(b") Z 1 1\n1 ("),
}


def handler(name, context):
    return bombs[name]()
