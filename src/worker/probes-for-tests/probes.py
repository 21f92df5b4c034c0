"""What a hostile function would try. Each probe returns when it has got what it wanted, and raises when it was denied."""

import ctypes
import os
import signal
import socket
import struct
import subprocess
import tempfile

libc = ctypes.CDLL(None, use_errno=True)
ARM = os.uname().machine == "aarch64"


def syscall(x86, arm, *arguments):
    whole = [ctypes.c_long(each) if isinstance(each, int) else each for each in arguments]
    result = libc.syscall(ctypes.c_long(arm if ARM else x86), *whole)
    if result < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return result


def read(path):
    with open(path, "rb") as file:
        if not file.read(1):
            raise OSError(61, "nothing in it")


def open_for_writing(path):
    os.close(os.open(path, os.O_WRONLY))


def run(*command):
    done = subprocess.run(command, capture_output=True)
    if done.returncode != 0:
        raise OSError(done.returncode, done.stderr.decode()[:100])


def connect(family, address):
    with socket.socket(family) as client:
        client.settimeout(1)
        client.connect(address)


def in_a_child(action):
    """For what would change the prober itself."""
    child = os.fork()
    if child == 0:
        try:
            action()
            os._exit(0)
        except BaseException:
            os._exit(1)
    if os.waitpid(child, 0)[1] != 0:
        raise OSError(1, "denied in the child")


def make_device():
    path = os.path.join(tempfile.mkdtemp(), "device")
    os.mknod(path, 0o20600, os.makedev(1, 9))
    read(path)


def see_other_processes():
    if len([name for name in os.listdir("/proc") if name.isdigit()]) < 10:
        raise OSError(3, "no others")


def join_namespace(pid):
    with open(f"/proc/{pid}/ns/uts") as file:
        if libc.setns(file.fileno(), 0) != 0:
            raise OSError(ctypes.get_errno(), "setns")


def become_root():
    os.setuid(0)
    if os.getuid() != 0 or not os.access("/root", os.W_OK):
        raise OSError(1, "root of nothing")


def map_of_bpf():
    syscall(321, 280, 0, struct.pack("IIII", 2, 4, 4, 1) + bytes(56), 72)


def watch_events():
    syscall(298, 241, struct.pack("IIQQQQQ", 1, 112, 0, 0, 0, 0, 1) + bytes(64), 0, -1, -1, 0)


def read_memory(pid):
    buffer = ctypes.create_string_buffer(8)
    with open(f"/proc/{pid}/maps") as maps:
        start = int(maps.readline().split("-")[0], 16)
    local = struct.pack("QQ", ctypes.addressof(buffer), 8)
    remote = struct.pack("QQ", start, 8)
    syscall(310, 270, pid, local, 1, remote, 1, 0)


def watch_files():
    watchers = []
    try:
        while len(watchers) < 20:
            watcher = libc.inotify_init()
            if watcher < 0:
                raise OSError(ctypes.get_errno(), "no more watchers")
            watchers.append(watcher)
    finally:
        for watcher in watchers:
            os.close(watcher)


def probes(target):
    """Of the test's making: a process, ports, a socket, files of others."""
    victim = target["victim"]
    return {
        "read another function's code": lambda: read(target["code"]),
        "change its own code": lambda: open_for_writing(__file__),
        "read files of other users": lambda: read("/etc/shadow"),
        "read what another left in /tmp": lambda: read(target["leftBehind"]),
        "write where the host keeps things": lambda: open_for_writing(target["leftBehind"]),
        "link to a file of another": lambda: os.link(target["leftBehind"], target["leftBehind"] + ".link"),
        "see other processes": see_other_processes,
        "read the environment of another process": lambda: read(f"/proc/{victim}/environ"),
        "signal another process": lambda: os.kill(victim, 0),
        "trace another process": lambda: in_a_child(lambda: syscall(101, 117, 0x4206, victim, 0, 0)),
        "read the memory of another process": lambda: read_memory(victim),
        "walk into the root of another process": lambda: os.listdir(f"/proc/{victim}/root/"),
        "reach a port of the host": lambda: connect(socket.AF_INET, ("127.0.0.1", target["port"])),
        "reach it in other words": lambda: connect(socket.AF_INET6, ("::ffff:127.0.0.1", target["port"])),
        "reach an address of the host": lambda: connect(socket.AF_INET, (target["address"], target["port"])),
        "reach an abstract socket of the host": lambda: connect(socket.AF_UNIX, "\0" + target["abstract"]),
        "listen to the network": lambda: socket.socket(socket.AF_PACKET, socket.SOCK_RAW, 0x300).close(),
        "talk to parts of the kernel": lambda: socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 15).close(),
        "make packets of its own": lambda: socket.socket(socket.AF_INET, socket.SOCK_RAW, 1).close(),
        "mount": lambda: run("unshare", "-m", "mount", "-t", "tmpfs", "none", "/mnt"),
        "have a user namespace": lambda: run("unshare", "-U", "true"),
        "have a network namespace": lambda: run("unshare", "-n", "true"),
        "join a namespace": lambda: in_a_child(lambda: join_namespace(victim)),
        "change its root": lambda: in_a_child(lambda: os.chroot("/usr")),
        "become root": become_root,
        "read through a device of its own": make_device,
        "read the kernel's log": lambda: os.close(os.open("/dev/kmsg", os.O_RDONLY)),
        "read the kernel's memory": lambda: read("/proc/kcore"),
        "read the kernel's addresses": lambda: read("/proc/kallsyms"),
        "read how the host was started": lambda: read("/proc/cmdline"),
        "read when the host is busy": lambda: read("/proc/interrupts"),
        "press system request keys": lambda: open_for_writing("/proc/sysrq-trigger"),
        "set parameters of the kernel": lambda: open_for_writing("/proc/sys/kernel/core_pattern"),
        "leave its control group": lambda: open_for_writing(target["group"]),
        "name the host": lambda: socket.sethostname(socket.gethostname()),
        "go before others": lambda: in_a_child(lambda: os.nice(-5)),
        "load a program into the kernel": map_of_bpf,
        "watch the processors": watch_events,
        "keep a key in the kernel": lambda: syscall(248, 217, b"user", b"roost", b"x", 1, -2),
        "take the watchers of files that all share": watch_files,
        "take input and output that all share": lambda: syscall(206, 0, 8, ctypes.byref(ctypes.c_ulong())),
        "ask for memory faults": lambda: os.close(syscall(323, 282, 0)),
        "find files by their handles": lambda: syscall(
            303, 264, -100, b"/", struct.pack("Ii", 128, 0) + bytes(128), ctypes.byref(ctypes.c_int()), 0
        ),
    }


def handler(target, context):
    signal.signal(signal.SIGALRM, signal.SIG_IGN)
    outcomes = {}
    for name, probe in probes(target).items():
        try:
            probe()
            outcomes[name] = "done"
        except (OSError, PermissionError) as error:
            outcomes[name] = str(error)[:120]
    return outcomes
