import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { invoke, noContainers, openTestWorker, type TestWorker } from '../../worker-for-tests.io.ts'
import { openLayers, pythonExtension } from '../extensions-for-tests.io.ts'

interface Told {
  time: string
  type: string
  record: unknown
}

const layers = openLayers()
after(() => layers.remove())

/** Whoever is not root keeps the machine's own names. */
const named = process.getuid?.() === 0

/** Listens, subscribes, and prints what it is told; waits for the runtime's part of an invocation before the next. */
const listener = (request: string, path = '/2022-07-01/telemetry', awaited = 'platform.runtimeDone') =>
  pythonExtension(
    '["INVOKE", "SHUTDOWN"]',
    `
import http.server, threading
done = threading.Semaphore(0)
where = "sandbox.localdomain" if ${named ? 'True' : 'False'} else "127.0.0.1"
class Receiver(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        events = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        for event in events:
            if event["type"] != "extension":
                say("TOLD", self.path, json.dumps(event))
            if event["type"] == "${awaited}":
                done.release()
        self.send_response(200)
        self.end_headers()
    def log_message(self, *words):
        pass
server = http.server.ThreadingHTTPServer((where, 0), Receiver)
threading.Thread(target=server.serve_forever, daemon=True).start()
port = server.server_port
register()
status, _, answer = api("PUT", "${path}", json.dumps(${request}))
say("SUBSCRIBED", json.dumps([status, answer]))
while next_event()["eventType"] != "SHUTDOWN":
    done.acquire()
late, _, refusal = api("PUT", "${path}", "{}")
say("LATE", json.dumps([late, refusal]))
`,
  )
const logs = `{
    "schemaVersion": "2020-08-15", "types": ["platform", "function"], "buffering": {"timeoutMs": 25},
    "destination": {"protocol": "HTTP", "URI": "http://sandbox:%d" % port}}`
const everything = `{
    "schemaVersion": "2022-12-13", "types": ["platform", "function", "extension"], "buffering": {"timeoutMs": 25},
    "destination": {"protocol": "HTTP", "URI": "http://sandbox.localdomain:%d/here" % port}}`

for (const driver of ['process', 'oci'] as const) {
  describe(`telemetry (${driver})`, { skip: driver === 'oci' && noContainers }, () => {
    let roost: TestWorker
    before(async () => {
      roost = await openTestWorker({ driver, blobs: layers.blobs })
    })
    after(() => roost.close())

    async function make(extension: string, index = 'exports.handler = async () => { console.log("hello"); return 1 }') {
      roost.lines.length = 0
      const layer = await layers.layer({ 'extensions/listener': extension })
      return roost.make({ 'index.js': index }, { layers: [layer] })
    }
    const told = () =>
      roost.lines
        .filter((line) => line.startsWith('listener TOLD'))
        .map((line) => JSON.parse(line.slice(line.indexOf('{'))) as Told)
    /** What the listener printed after this word, once it has. */
    async function said(word: string): Promise<string> {
      for (;;) {
        const line = roost.lines.find((each) => each.startsWith(`listener ${word} `))
        if (line) return line.slice(`listener ${word} `.length)
        await new Promise((resolve) => setTimeout(resolve, 5))
      }
    }
    const ofType = (type: string) => JSON.stringify(told().find((event) => event.type === type)?.record)

    test('tells of the start, the invocation, its log and its report', async () => {
      const environment = await make(listener(everything))
      assert.equal(environment.initFailure, undefined, roost.lines.join('\n'))
      const outcome = await invoke(environment)
      assert.equal(await outcome.settled, true)
      await environment.close('spindown')
      const types = told().map(({ type }) => type)
      assert.deepEqual(types, [
        'platform.initStart',
        'platform.telemetrySubscription',
        'platform.initRuntimeDone',
        'platform.extension',
        'platform.initReport',
        'platform.start',
        'function',
        'platform.runtimeDone',
        'platform.report',
      ])
      assert.match(told()[0]!.time, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
      assert.match(ofType('function'), /\\tINFO\\thello"$/)
      assert.match(ofType('platform.report'), /"status":"success"/)
      assert.ok(roost.lines.some((line) => line.startsWith('listener TOLD /here ')))
      assert.equal(await said('SUBSCRIBED'), '[200, "OK"]')
      assert.match(await said('LATE'), /403.*Telemetry\.SubscriptionClosed/)
    })

    test('tells it in the words of the Logs API to those who still use that', async () => {
      const environment = await make(listener(logs, '/2020-08-15/logs', 'function'))
      const outcome = await invoke(environment)
      assert.equal(await outcome.settled, true)
      await environment.close('spindown')
      assert.deepEqual(
        told().map(({ type }) => type),
        [
          'platform.logsSubscription',
          'platform.extension',
          'platform.start',
          'function',
          'platform.end',
          'platform.report',
        ],
      )
      const requestId = 'c0ffee00-0000-4000-8000-000000000001'
      assert.equal(ofType('platform.end'), JSON.stringify({ requestId }))
      assert.match(await said('LATE'), /403.*Logs\.SubscriptionClosed/)
    })

    test('refuses a destination elsewhere, and says why', async () => {
      await make(
        listener(
          '{"schemaVersion": "2022-12-13", "types": ["platform"], "destination": {"protocol": "HTTP", "URI": "http://169.254.169.254:80"}}',
        ),
      )
      const refusal = { errorMessage: 'URI host should be sandbox.localdomain', errorType: 'ValidationError' }
      assert.deepEqual(JSON.parse(await said('SUBSCRIBED')), [400, refusal])
    })

    test('reaches a listener that speaks TCP alone, event by event', async () => {
      const environment = await make(
        pythonExtension(
          '["INVOKE"]',
          `
import socket, threading
listener = socket.create_server(("127.0.0.1", 0))
done = threading.Semaphore(0)
def take():
    while True:
        for line in listener.accept()[0].makefile():
            event = json.loads(line)
            say("TOLD", json.dumps(event))
            if event["type"] == "platform.runtimeDone":
                done.release()
threading.Thread(target=take, daemon=True).start()
register()
api("PUT", "/2022-07-01/telemetry", json.dumps({
    "schemaVersion": "2022-12-13", "types": ["platform"], "buffering": {"timeoutMs": 25},
    "destination": {"protocol": "TCP", "port": listener.getsockname()[1]}}))
while next_event():
    done.acquire()
`,
        ),
      )
      const outcome = await invoke(environment)
      assert.equal(await outcome.settled, true)
    })
  })
}
