import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import {
  InvokeCommand,
  InvokeWithResponseStreamCommand,
  type InvokeWithResponseStreamCompleteEvent,
  type InvokeWithResponseStreamRequest,
  type LambdaClient,
} from '@aws-sdk/client-lambda'
import { createFunction, lambdaClient } from './harness/lambda-client.ts'
import { onThisDisk, type StartedRoost, startRoost } from './harness/start-roost.ts'
import { until } from './harness/until.ts'

/** Does as its event says, in the midst of its answer. */
const streams = `const { existsSync } = require('node:fs')
exports.handler = awslambda.streamifyResponse(async (event, stream) => {
  console.log('begun')
  stream.write('first;')
  while (event.until && !existsSync(event.until)) await new Promise((resolve) => setTimeout(resolve, 10))
  if (event.exit) process.exit(event.exit)
  if (event.fail) throw new TypeError(event.fail)
  for (let sent = 0; sent < (event.megabytes ?? 0); sent++)
    if (!stream.write(Buffer.alloc(1 << 20, 120))) await new Promise((resolve) => stream.once('drain', resolve))
  stream.write('second')
  stream.end()
})`

describe('an answer as a stream, through the SDK', () => {
  let roost: StartedRoost
  let folder: string
  let lambda: LambdaClient

  before(async () => {
    roost = await startRoost({ words: onThisDisk })
    folder = mkdtempSync('/var/tmp/roost-streams-')
    lambda = lambdaClient(roost)
    await createFunction(lambda, 'streams', { 'index.js': streams })
    await createFunction(lambda, 'whole', { 'index.js': 'exports.handler = async (event) => ({ got: event })' })
  })
  after(async () => {
    lambda?.destroy()
    await roost?.remove()
    rmSync(folder, { recursive: true, force: true })
  })

  const start = (FunctionName: string, event: object, more: Partial<InvokeWithResponseStreamRequest> = {}) =>
    lambda.send(
      new InvokeWithResponseStreamCommand({ FunctionName, Payload: Buffer.from(JSON.stringify(event)), ...more }),
    )

  /** Everything that comes, and how it ended; the end is the last event. */
  async function whole(...said: Parameters<typeof start>) {
    const { EventStream, ...head } = await start(...said)
    let text = ''
    let end: InvokeWithResponseStreamCompleteEvent | undefined
    for await (const { PayloadChunk, InvokeComplete } of EventStream!) {
      assert.equal(end, undefined, 'nothing comes after the end')
      text += Buffer.from(PayloadChunk?.Payload ?? []).toString()
      end = InvokeComplete
    }
    assert.ok(end, 'it has an end')
    return { head, text, end }
  }

  test('its first part is there before the function has said the second', async () => {
    const gate = join(folder, 'gate')
    const { EventStream, ResponseStreamContentType } = await start('streams', { until: gate })
    assert.equal(ResponseStreamContentType, 'application/vnd.amazon.eventstream')
    const parts: string[] = []
    for await (const { PayloadChunk, InvokeComplete } of EventStream!) {
      parts.push(InvokeComplete ? 'end' : Buffer.from(PayloadChunk!.Payload!).toString())
      if (parts.length === 1) writeFileSync(gate, '')
    }
    assert.deepEqual(parts, ['first;', 'second', 'end'])
  })

  test('an answer that is whole comes as a stream of it', async () => {
    const { head, text, end } = await whole('whole', { a: 1 }, { LogType: 'Tail' })
    assert.deepEqual([head.StatusCode, head.ExecutedVersion, text], [200, '$LATEST', '{"got":{"a":1}}'])
    assert.match(Buffer.from(end.LogResult!, 'base64').toString(), /^START RequestId: .*\nEND .*\nREPORT .*\n$/)
    assert.deepEqual([end.ErrorCode, end.ErrorDetails], [undefined, undefined])
  })

  test('and a stream comes whole to who asks for that', async () => {
    const { Payload } = await lambda.send(new InvokeCommand({ FunctionName: 'streams', Payload: '{}' }))
    assert.equal(Buffer.from(Payload!).toString(), 'first;second')
  })

  test('an error in the midst is told at the end, with the log', async () => {
    const { text, end } = await whole('streams', { fail: 'half way' }, { LogType: 'Tail' })
    assert.equal(text, 'first;')
    assert.equal(end.ErrorCode, 'Unhandled')
    assert.partialDeepStrictEqual(JSON.parse(end.ErrorDetails!), { errorType: 'TypeError', errorMessage: 'half way' })
    assert.match(Buffer.from(end.LogResult!, 'base64').toString(), /INFO\tbegun/)
  })

  test('so is an exit', async () => {
    const { text, end } = await whole('streams', { exit: 3 })
    assert.equal(text, 'first;')
    assert.equal(end.ErrorCode, 'Runtime.ExitError')
    assert.match(end.ErrorDetails!, /Runtime exited with error: exit status 3/)
  })

  test('more than six megabytes come through', async () => {
    const { text } = await whole('streams', { megabytes: 8 })
    assert.equal(text.length, 'first;second'.length + (8 << 20))
  })

  test('a client that leaves in the midst leaves nothing busy', async () => {
    const gate = join(folder, 'left')
    const leave = new AbortController()
    const command = new InvokeWithResponseStreamCommand({
      FunctionName: 'streams',
      Payload: Buffer.from(JSON.stringify({ until: gate })),
    })
    const { EventStream } = await lambda.send(command, { abortSignal: leave.signal })
    await assert.rejects(async () => {
      for await (const { PayloadChunk } of EventStream!) if (PayloadChunk) leave.abort()
    })
    writeFileSync(gate, '')
    await until('nothing is busy', async () => {
      const { environments } = JSON.parse((await roost.roost('status', '--json')).stdout) as {
        environments: { busy: number }
      }
      return environments.busy === 0
    })
    assert.equal((await whole('streams', {})).text, 'first;second')
  })

  test('a refusal is an ordinary one', async () => {
    await assert.rejects(start('nobody', {}), { name: 'ResourceNotFoundException' })
    await assert.rejects(start('streams', {}, { Payload: Buffer.from('{') }), {
      name: 'InvalidRequestContentException',
    })
  })
})
