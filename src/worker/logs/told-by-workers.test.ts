import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { systemClock } from '../../base/clock.io.ts'
import { type EnvironmentSpec, logsInto } from '../worker.ts'
import { invoke, openTestWorker, requestId, type TestWorker } from '../worker-for-tests.io.ts'

let roost: TestWorker
let told: string[] = []
before(async () => {
  const sink = {
    append: (_group: string, _stream: string, events: readonly { message: string }[]) =>
      void told.push(...events.map(({ message }) => message)),
  }
  roost = await openTestWorker({ openLog: logsInto(sink, systemClock) })
})
after(() => roost.close())
beforeEach(() => {
  told = []
})

const shell = (loop: string) => `#!/bin/bash
api="http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime"
echo starting
while true; do
  id=$(curl -sS -D - -o /dev/null "$api/invocation/next" | grep -Fi aws-request-id | tr -d '[:space:]' | cut -d: -f2)
  ${loop}
  curl -sS "$api/invocation/$id/response" -d '{}' > /dev/null
done
`
const custom: Partial<EnvironmentSpec> = { runtime: 'provided.al2023', timeoutMs: 1000 }
const figures = /Duration: \d+\.\d\d ms\tBilled Duration: \d+ ms\tMemory Size: 128 MB\tMax Memory Used: \d+ MB\t/

/** The lines, with what differs from run to run taken out. */
const shape = () => told.map((line) => line.replace(figures, '<figures>').replace(/Init Duration: \d+\.\d\d/, '<init>'))

test('a first and a second invocation are told as Lambda tells them', async () => {
  const environment = await roost.make({ 'index.mjs': 'export const handler = async () => console.log("hello")' })
  const { logTail } = await invoke(environment, {}, { tail: true })
  await invoke(environment, {})
  const [initStart, ...lines] = shape()
  assert.match(initStart!, /^INIT_START Runtime Version: nodejs:\d+\tRuntime Version ARN: arn:aws:lambda:\S+\n$/)
  const hello = /^\S+Z\tc0ffee00-\S+\tINFO\thello\n$/
  assert.match(lines[1]!, hello)
  assert.match(lines[5]!, hello)
  const start = `START RequestId: ${requestId} Version: $LATEST\n`
  const end = `END RequestId: ${requestId}\n`
  const report = `REPORT RequestId: ${requestId}\t<figures>`
  assert.deepEqual(
    lines.filter((line) => !hello.test(line)),
    [start, end, `${report}<init> ms\t\n`, start, end, `${report}\n`],
  )
  assert.equal(Buffer.from(logTail!).toString(), told.slice(1, 5).join(''))
  await environment.close('spindown')
})

test('a timeout is told after what the function said', async () => {
  const environment = await roost.make({ bootstrap: shell('echo before; sleep 30') }, custom)
  await invoke(environment, {})
  const [start, before, timeout, end, report] = shape().slice(-5)
  assert.match(start!, /^START/)
  assert.equal(before, 'before\n')
  assert.match(timeout!, /^\d{4}-\S+Z c0ffee00-\S+ Task timed out after 1\.00 seconds\n\n$/)
  assert.equal(end, `END RequestId: ${requestId}\n`)
  assert.equal(report, `REPORT RequestId: ${requestId}\t<figures><init> ms\tStatus: timeout\n`)
})

test('an end of the runtime is told with its status', async () => {
  const environment = await roost.make({ bootstrap: shell('echo before; exit 7') }, custom)
  await invoke(environment, {})
  assert.deepEqual(shape().slice(-4), [
    'before\n',
    `RequestId: ${requestId} Error: Runtime exited with error: exit status 7\nRuntime.ExitError\n`,
    `END RequestId: ${requestId}\n`,
    `REPORT RequestId: ${requestId}\t<figures><init> ms\tStatus: error\tError Type: Runtime.ExitError\n`,
  ])
})

test('a failed init phase is told, and told again within the invocation that repeats it', async () => {
  const environment = await roost.make({ bootstrap: '#!/bin/bash\necho no\nexit 1\n' }, custom)
  await invoke(environment, {})
  const failed = 'Status: error\tError Type: Runtime.ExitError\n'
  assert.deepEqual(shape().slice(1), [
    'no\n',
    `INIT_REPORT <init> ms\tPhase: init\t${failed}`,
    `START RequestId: ${requestId} Version: $LATEST\n`,
    'no\n',
    `INIT_REPORT <init> ms\tPhase: invoke\t${failed}`,
    `RequestId: ${requestId} Error: Runtime exited with error: exit status 1\nRuntime.ExitError\n`,
    `END RequestId: ${requestId}\n`,
    `REPORT RequestId: ${requestId}\t<figures>${failed}`,
  ])
})
