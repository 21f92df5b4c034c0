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
const listener = (request: string) =>
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
            if event["type"] == "platform.runtimeDone":
                done.release()
        self.send_response(200)
        self.end_headers()
    def log_message(self, *words):
        pass
server = http.server.ThreadingHTTPServer((where, 0), Receiver)
threading.Thread(target=server.serve_forever, daemon=True).start()
port = server.server_port
register()
status, _, answer = api("PUT", "/2022-07-01/telemetry", json.dumps(${request}))
say("SUBSCRIBED", json.dumps([status, answer]))
while next_event()["eventType"] != "SHUTDOWN":
    done.acquire()
late, _, refusal = api("PUT", "/2022-07-01/telemetry", "{}")
say("LATE", json.dumps([late, refusal]))
`,
  )
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
      assert.ok(roost.lines.includes('listener SUBSCRIBED [200, "OK"]'), roost.lines.join('\n'))
      const late = roost.lines.find((line) => line.startsWith('listener LATE')) ?? ''
      assert.match(late, /403.*Telemetry\.SubscriptionClosed/)
    })
  })
}
