import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { EnvironmentSpec } from '../worker.ts'
import { invoke, noContainers, openTestWorker, requestId, type TestWorker } from '../worker-for-tests.io.ts'
import { openLayers, pythonExtension } from './extensions-for-tests.io.ts'

const layers = openLayers()
after(() => layers.remove())

const echo = { 'index.js': 'exports.handler = async (event) => ({ event, at: Date.now() })' }
const loyal = pythonExtension(
  '["INVOKE", "SHUTDOWN"]',
  `
status, _, answer = register(**{"Lambda-Extension-Accept-Feature": "accountId"})
say("registered", status, json.dumps(answer))
say("lacks", json.dumps([each for each in ("_HANDLER", "LAMBDA_TASK_ROOT") if each not in os.environ]))
while True:
    event = next_event()
    say(json.dumps(event))
    if event["eventType"] == "SHUTDOWN":
        break
`,
)

for (const driver of ['process', 'oci'] as const) {
  describe(`an external extension (${driver})`, { skip: driver === 'oci' && noContainers }, () => {
    let roost: TestWorker
    before(async () => {
      roost = await openTestWorker({ driver, blobs: layers.blobs })
    })
    after(() => roost.close())

    async function make(extensions: Record<string, string>, more: Partial<EnvironmentSpec> = {}, files = echo) {
      const files_ = Object.entries(extensions).map(([name, content]) => [`extensions/${name}`, content] as const)
      const layer = await layers.layer(Object.fromEntries(files_))
      roost.lines.length = roost.reports.length = 0
      return roost.make(files, { layers: [layer], ...more })
    }
    /** The JSON in the first line with this word, once it is there. */
    async function said(word: string): Promise<Record<string, unknown>> {
      for (;;) {
        const line = roost.lines.find((each) => each.includes(word))
        if (line) return JSON.parse(line.slice(line.search(/[{[]/))) as Record<string, unknown>
        await new Promise((resolve) => setTimeout(resolve, 5))
      }
    }

    test('is there before the function, hears of invocations, and of the end', async () => {
      const environment = await make({ 'loyal.py': loyal })
      assert.equal(environment.initFailure, undefined, roost.lines.join('\n'))
      const registered = { functionName: 'test', functionVersion: '$LATEST', handler: 'index.handler' }
      assert.deepEqual(await said('registered'), { ...registered, accountId: '000000000000' })
      assert.deepEqual(await said('lacks'), ['_HANDLER', 'LAMBDA_TASK_ROOT'])
      const outcome = await invoke(environment, { n: 1 })
      assert.deepEqual((outcome.answer as { event: unknown }).event, { n: 1 })
      assert.equal(await outcome.settled, true)
      const { deadlineMs, ...event } = await said('INVOKE')
      assert.ok(Number.isInteger(deadlineMs) && Number(deadlineMs) > Date.now() - 10_000)
      const tracing = { type: 'X-Amzn-Trace-Id', value: 'Root=1-0-0' }
      assert.deepEqual(event, { eventType: 'INVOKE', requestId, invokedFunctionArn: 'arn:test', tracing })
      const before = Date.now()
      await environment.close('spindown')
      const { deadlineMs: lastMs, ...last } = await said('SHUTDOWN')
      assert.deepEqual(last, { eventType: 'SHUTDOWN', shutdownReason: 'spindown' })
      assert.ok(Number(lastMs) >= before + 2000)
    })

    test('changes nothing of the variables that the function has', async () => {
      const variables = { port: '8080', status: 'red', at: 'home', line: 'x', host: 'me', BASH_ENV: '/opt/mine.sh' }
      const source = `exports.handler = async (names) => names.map((name) => process.env[name])`
      const layer = await layers.layer({ 'extensions/loyal.py': loyal, 'mine.sh': 'exit 1' })
      const environment = await roost.make({ 'index.js': source }, { layers: [layer], variables })
      const outcome = await invoke(environment, Object.keys(variables))
      assert.deepEqual(outcome.answer, Object.values(variables))
      await outcome.settled
    })

    test('has its time when the caller has his answer, and is awaited by the environment', async () => {
      const body = `
register()
go = os.path.join(os.environ.get("TMPDIR", "/tmp"), "go")
while next_event():
    while not os.path.exists(go):
        time.sleep(0.01)
`
      const source = `const go = require('node:path').join(require('node:os').tmpdir(), 'go')
exports.handler = async () => {
  setTimeout(() => require('node:fs').writeFileSync(go, ''), 200)
  return 'answered'
}`
      const environment = await make({ 'slow.py': pythonExtension('["INVOKE"]', body) }, {}, { 'index.js': source })
      const outcome = await invoke(environment)
      assert.equal(outcome.answer, 'answered')
      assert.deepEqual([environment.phase, roost.reports.length], ['busy', 0])
      assert.equal(await outcome.settled, true)
      assert.deepEqual([environment.phase, roost.reports.length], ['idle', 1])
    })

    test('that ends fails the init phase, and says how', async () => {
      for (const [ending, words] of [
        ['sys.stdout.write("last words")\nsys.exit(3)', 'exit status 3'],
        ['sys.exit(0)', 'exit code 0'],
        ['os.kill(os.getpid(), signal.SIGKILL)', 'signal: killed'],
      ] as const) {
        const environment = await make({ 'ends.py': pythonExtension('["INVOKE"]', `register()\n${ending}`) })
        assert.equal(environment.initFailure, 'Extension.Crash')
        const { answer } = await invoke(environment)
        const errorMessage = `RequestId: ${requestId} Error: ${words}`
        assert.deepEqual(answer, { errorType: 'Extension.Crash', errorMessage })
        if (ending.includes('words')) assert.ok(roost.lines.includes('last words'), roost.lines.join('\n'))
      }
    })

    test('that reports a failed start fails the init phase', async () => {
      const body = `
register()
say("error", json.dumps(api("POST", "/2020-01-01/extension/init/error", "{}", {"Lambda-Extension-Function-Error-Type": "Extension.NoConfig"})[2]))
sys.exit(1)
`
      const environment = await make({ 'fails.py': pythonExtension('["INVOKE"]', body) })
      assert.equal(environment.initFailure, 'Extension.InitError')
      assert.deepEqual(await said('error'), { status: 'OK' })
    })

    test('that is no program cannot be launched', async () => {
      const environment = await make({ notes: 'not a program' })
      const { answer } = await invoke(environment)
      const errorMessage = `RequestId: ${requestId} Error: fork/exec /opt/extensions/notes: permission denied`
      assert.deepEqual(answer, { errorType: 'Extension.LaunchError', errorMessage })
    })

    test('that ends in the middle of an invocation fails it', async () => {
      const body = 'register()\nnext_event()\nsys.exit(1)'
      const source = 'exports.handler = () => new Promise(() => setInterval(() => {}, 1000))'
      const environment = await make({ 'dies.py': pythonExtension('["INVOKE"]', body) }, {}, { 'index.js': source })
      const outcome = await invoke(environment)
      const errorMessage = `RequestId: ${requestId} Error: exit status 1`
      assert.deepEqual(outcome.answer, { errorType: 'Extension.Crash', errorMessage })
      assert.equal(outcome.reusable, false)
    })

    test('hears that its function ran out of time', async () => {
      const source = 'exports.handler = () => new Promise(() => setInterval(() => {}, 1000))'
      const environment = await make({ 'loyal.py': loyal }, { timeoutMs: 300 }, { 'index.js': source })
      const { answer } = await invoke(environment)
      assert.equal((answer as { errorType: string }).errorType, 'Sandbox.Timedout')
      assert.equal((await said('SHUTDOWN')).shutdownReason, 'timeout')
    })

    test('that never asks for the next event costs its environment when the time is over, not the answer', async () => {
      const body = 'register()\nnext_event()\ntime.sleep(60)'
      const environment = await make({ 'hangs.py': pythonExtension('["INVOKE"]', body) }, { timeoutMs: 300 })
      const outcome = await invoke(environment, { n: 2 })
      assert.deepEqual((outcome.answer as { event: unknown }).event, { n: 2 })
      assert.equal(await outcome.settled, false)
      assert.equal(roost.reports.at(-1)?.status, 'timeout')
    })

    test('may be the runtime itself, where a wrapper starts something else', async () => {
      const body = `
import threading
register()
threading.Thread(target=next_event, daemon=True).start()
while True:
    connection = http.client.HTTPConnection(host)
    connection.request("GET", "/2018-06-01/runtime/invocation/next")
    event = connection.getresponse()
    answer = json.dumps({"adapted": json.loads(event.read())})
    where = "/2018-06-01/runtime/invocation/%s/response" % event.headers["Lambda-Runtime-Aws-Request-Id"]
    api("POST", where, answer)
`
      const layer = await layers.layer({
        'extensions/adapter': pythonExtension('[]', body),
        wrap: '#!/bin/sh\nexec sleep 1000\n',
      })
      const variables = { AWS_LAMBDA_EXEC_WRAPPER: '/opt/wrap' }
      const environment = await roost.make(echo, { layers: [layer], variables })
      for (const n of [1, 2]) assert.deepEqual((await invoke(environment, { n })).answer, { adapted: { n } })
    })

    test('may be lied about by its function, which hurts itself alone', async () => {
      const source = `const base = 'http://' + process.env.AWS_LAMBDA_RUNTIME_API + '/roost/'
exports.handler = async (paths) => {
  const said = []
  for (const path of paths) said.push((await fetch(base + path, { method: 'POST', signal: AbortSignal.timeout(200) }).catch(() => ({}))).status)
  return said
}`
      const [liar, other] = [
        await make({ 'loyal.py': loyal }, {}, { 'index.js': source }),
        await make({ 'loyal.py': loyal }),
      ]
      const lies = ['exited/99999/0', 'output/99999', 'delivered/5/200', 'parcel/5', 'next', 'exited/0/9']
      const gone = new Promise<void>((resolve) => liar.onGone(resolve))
      await invoke(liar, lies)
      await gone
      const outcome = await invoke(other, { n: 3 })
      assert.deepEqual((outcome.answer as { event: unknown }).event, { n: 3 })
      assert.equal(await outcome.settled, true)
    })

    test('lets a frozen runtime end by its own will, before it is told', async () => {
      const source = `process.on('SIGTERM', () => { console.log('goodbye {}'); process.exit(0) })
exports.handler = async () => 1`
      const environment = await make({ 'loyal.py': loyal }, {}, { 'index.js': source })
      await (await invoke(environment)).settled
      while (environment.phase !== 'frozen') await new Promise((resolve) => setTimeout(resolve, 10))
      await environment.close('spindown')
      await said('SHUTDOWN')
      const at = (word: string) => roost.lines.findIndex((line) => line.includes(word))
      assert.ok(at('goodbye') >= 0 && at('goodbye') < at('SHUTDOWN'), roost.lines.join('\n'))
    })
  })
}

test('an extension on a host without namespaces runs, hears of the end, and leaves no process', async () => {
  const roost = await openTestWorker({ blobs: layers.blobs, abilities: { namespaces: false } })
  const body = `
say("started", os.getpid())
register()
while next_event()["eventType"] == "INVOKE":
    pass
say("ended")
`
  const layer = await layers.layer({ 'extensions/parent': pythonExtension('["INVOKE", "SHUTDOWN"]', body) })
  const environment = await roost.make(echo, { layers: [layer] })
  assert.equal(environment.initFailure, undefined, roost.lines.join('\n'))
  assert.equal(await (await invoke(environment)).settled, true)
  await environment.close('spindown')
  assert.ok(roost.lines.includes('parent ended'))
  const started = roost.lines.find((line) => line.startsWith('parent started')) ?? ''
  const [own = 0] = started.split(' ').slice(2).map(Number)
  assert.throws(() => process.kill(own, 0), /ESRCH/)
  await roost.close()
})
