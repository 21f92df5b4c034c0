import assert from 'node:assert/strict'
import { buffer } from 'node:stream/consumers'
import { after, before, describe, test } from 'node:test'
import {
  CreateFunctionCommand,
  DeleteFunctionCommand,
  InvokeCommand,
  LambdaClient,
  PublishLayerVersionCommand,
  waitUntilFunctionActiveV2,
} from '@aws-sdk/client-lambda'
import { ZipFile } from 'yazl'
import { pythonExtension } from '../../src/worker/extensions/extensions-for-tests.io.ts'
import { type StartedRoost, startRoost } from './harness/start-roost.ts'

/** Counts lines of the function, and says at the end how many there were. */
const counter = pythonExtension(
  '["INVOKE", "SHUTDOWN"]',
  `
import http.server, threading
lines = []
class Receiver(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        events = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        lines.extend(event for event in events if event["type"] == "function")
        self.send_response(200)
        self.end_headers()
    def log_message(self, *words):
        pass
server = http.server.HTTPServer(("127.0.0.1", 8080), Receiver)
threading.Thread(target=server.serve_forever, daemon=True).start()
register()
api("PUT", "/2022-07-01/telemetry", json.dumps({
    "schemaVersion": "2022-12-13", "types": ["function"], "buffering": {"timeoutMs": 25},
    "destination": {"protocol": "HTTP", "URI": "http://sandbox.localdomain:8080"}}))
while True:
    event = next_event()
    if event["eventType"] == "SHUTDOWN":
        say("counted", len(lines), event["shutdownReason"])
        break
    say("heard of", event["requestId"])
`,
)

describe('a layer with an extension', () => {
  let roost: StartedRoost
  let lambda: LambdaClient

  before(async () => {
    roost = await startRoost()
    const { AWS_ACCESS_KEY_ID: accessKeyId = '', AWS_SECRET_ACCESS_KEY: secretAccessKey = '' } = roost.environment
    lambda = new LambdaClient({
      endpoint: roost.endpoint,
      region: 'us-east-1',
      credentials: { accessKeyId, secretAccessKey },
    })
  })
  after(async () => {
    lambda?.destroy()
    await roost?.remove()
  })

  test('hears of each invocation, of what the function logs, and of the end', async () => {
    const ZipFile = await zipOf({ 'extensions/counter': counter })
    const layer = await lambda.send(new PublishLayerVersionCommand({ LayerName: 'counter', Content: { ZipFile } }))
    const source = 'export const handler = async () => { console.log("one line") }'
    await lambda.send(
      new CreateFunctionCommand({
        FunctionName: 'counted',
        Runtime: 'nodejs24.x',
        Role: 'arn:aws:iam::000000000000:role/works',
        Handler: 'index.handler',
        Timeout: 30,
        MemorySize: 256,
        Layers: [layer.LayerVersionArn!],
        Code: { ZipFile: await zipOf({ 'index.mjs': source }) },
      }),
    )
    await waitUntilFunctionActiveV2(
      { client: lambda, maxWaitTime: 60, minDelay: 1, maxDelay: 1 },
      { FunctionName: 'counted' },
    )
    for (let time = 0; time < 3; time++) {
      const outcome = await lambda.send(new InvokeCommand({ FunctionName: 'counted', LogType: 'Tail' }))
      assert.equal(outcome.FunctionError, undefined, outcome.Payload?.transformToString() ?? '')
      assert.match(Buffer.from(outcome.LogResult ?? '', 'base64').toString(), /REPORT RequestId/)
      await logged(`counter heard of ${outcome.$metadata.requestId}`)
    }
    await logged('EXTENSION\tName: counter\tState: Ready\tEvents: [INVOKE, SHUTDOWN]')
    await logged('TELEMETRY\tName: counter\tState: Subscribed\tTypes: [Function]')
    await lambda.send(new DeleteFunctionCommand({ FunctionName: 'counted' }))
    await logged('counter counted 3 spindown')
  })

  async function logged(line: string): Promise<void> {
    for (;;) {
      const { stdout } = await roost.roost('logs', 'counted')
      if (stdout.includes(line)) return
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
})

function zipOf(files: Record<string, string>): Promise<Buffer> {
  const zip = new ZipFile()
  for (const [name, content] of Object.entries(files)) {
    zip.addBuffer(Buffer.from(content), name, { mode: content.startsWith('#!') ? 0o100755 : 0o100644 })
  }
  zip.end()
  return buffer(zip.outputStream)
}
