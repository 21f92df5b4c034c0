import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { invoke, noContainers, openTestWorker, type TestWorker } from './worker-for-tests.io.ts'

/** Leaves a word wherever it can, or tells where it finds it. */
const program = `
import ctypes, glob, os, socket, subprocess
libc = ctypes.CDLL(None, use_errno=True)
libc.shmat.restype = ctypes.c_void_p
word = b"SECRET-OF-" + b"ANOTHER"
places = ["/tmp", "/var/tmp", "/dev", "/dev/shm", "/dev/mqueue", "/run", "/var/task", "/opt", "/home", "/root", "/etc", "/"]

def leave():
    left = []
    for place in places:
        try:
            with open(place + "/left", "wb") as file:
                file.write(word)
            left.append(place)
        except OSError:
            pass
    memory = libc.shmat(libc.shmget(4711, 4096, 0o1666), None, 0)
    ctypes.memmove(ctypes.c_void_p(memory), word, len(word))
    queue = libc.mq_open(b"/left", os.O_CREAT | os.O_RDWR, 0o666, None)
    libc.mq_send(queue, word, len(word), 0)
    global listening
    listening = socket.socket(socket.AF_UNIX)
    listening.bind("\\0left")
    listening.listen()
    if os.fork() == 0:
        os.execve("/bin/sleep", ["sleep", "600"], {"WORD": word.decode()})
    return left

def holds(path):
    try:
        with open(path, "rb") as file:
            return word in file.read(1 << 20)
    except OSError:
        return False

def find():
    found = [place for place in places if holds(place + "/left")]
    found += [path for path in glob.glob("/proc/[0-9]*/environ") if holds(path)]
    found += [path for path in glob.glob("/tmp/**", recursive=True) if os.path.isfile(path) and holds(path)]
    if libc.shmget(4711, 4096, 0o666) >= 0:
        found.append("shared memory")
    if libc.mq_open(b"/left", os.O_RDWR) >= 0:
        found.append("a queue")
    try:
        socket.socket(socket.AF_UNIX).connect("\\0left")
        found.append("a socket")
    except OSError:
        pass
    return found

def handler(event, context):
    return leave() if event == "leave" else find()
`

describe('what one environment leaves, in containers', { skip: noContainers }, () => {
  let roost: TestWorker
  before(async () => {
    roost = await openTestWorker({ driver: 'oci', readyMax: 0 })
  })
  after(() => roost.close())

  const make = (more = {}) =>
    roost.make({ 'index.py': program }, { runtime: 'python3.11', handler: 'index.handler', timeoutMs: 20_000, ...more })

  test('is found by itself, by nobody beside it and by nobody after it', async () => {
    const first = await make()
    assert.deepEqual((await invoke(first, 'leave')).answer, ['/tmp'])
    const own = (await invoke(first, 'find')).answer as string[]
    assert.ok(
      ['/tmp', 'shared memory', 'a queue', 'a socket'].every((place) => own.includes(place)),
      own.join(),
    )
    const nextVersion = await make({ version: '2' })
    assert.deepEqual((await invoke(nextVersion, 'find')).answer, [])
    await first.close('spindown')
    for (const more of [{}, { functionName: 'another', key: 'another' }, { account: '111111111111', key: 'third' }])
      assert.deepEqual((await invoke(await make(more), 'find')).answer, [])
  })
})
