import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import {
  DeleteFunctionCommand,
  InvokeCommand,
  type LambdaClient,
  ListFunctionsCommand,
  PutFunctionConcurrencyCommand,
  type TooManyRequestsException,
} from '@aws-sdk/client-lambda'
import { type Holdings, holdingsOf } from './harness/holdings.ts'
import { createFunction, lambdaClient } from './harness/lambda-client.ts'
import { runProgram } from './harness/run-program.ts'
import { type StartedRoost, startRoost } from './harness/start-roost.ts'
import { until } from './harness/until.ts'

const handler = (body: string) => `exports.handler = async (event) => { ${body} }`

/** Sandboxes have a file system of their own where root makes them. */
const limitsTmp = process.getuid!() === 0

/** Function by function: its code, and how its first invocation ends. */
const hostile: Record<string, [string, RegExp, number?]> = {
  'missing-handler': ['exports.other = 1', /Runtime\.HandlerNotFound/],
  'syntax-error': ['exports.handler = (', /Runtime\.UserCodeSyntaxError/],
  'endless-handler': [handler('for (;;);'), /Sandbox\.Timedout|timed out/, 1],
  'waits-for-ever': [handler('await new Promise((r) => setTimeout(r, 1e6))'), /timed out after 1\.00 seconds/, 1],
  exits: [handler('process.exit(7)'), /exit status 7/],
  segfaults: [
    handler('process.kill(process.pid, "SIGSEGV"); await new Promise((r) => setTimeout(r, 1e5))'),
    /signal: segmentation fault/,
  ],
  'fills-memory': [
    handler('const a = []; for (;;) { a.push(Buffer.alloc(1 << 24, 1)); await new Promise(setImmediate) }'),
    /signal: killed|OutOfMemory/,
    20,
  ],
  forks: [
    handler(
      'for (let i = 0; i < 30; i++) require("child_process").spawn("sleep", ["300.0625"], { detached: true, stdio: "ignore" }).on("error", () => {}); return "forked"',
    ),
    /^"forked"$/,
    10,
  ],
  'prints-a-gigabyte': [
    handler(
      'const lines = ("x".repeat(1023) + "\\n").repeat(1024); for (let i = 0; i < 1024; i++) await new Promise((r) => process.stdout.write(lines, r)); return "printed"',
    ),
    /^"printed"$/,
    60,
  ],
  'prints-without-newline': [
    handler('for (let i = 0; i < 50; i++) process.stdout.write("x".repeat(1 << 20)); return "printed"'),
    /^"printed"$/,
    20,
  ],
  'closed-pipes': [
    handler('for (const fd of [1, 2]) require("fs").closeSync(fd); console.log("to nobody"); return "went on"'),
    /^"went on"$|Runtime\.|signal|exit status/,
  ],
  'fills-tmp': [
    handler(
      'const { openSync, writeSync } = require("fs"); const file = openSync(require("os").tmpdir() + "/big", "w"); const part = Buffer.alloc(1 << 20, 1); for (let i = 0; i < 600; i++) writeSync(file, part); return "more than there is"',
    ),
    limitsTmp ? /ENOSPC|EDQUOT|signal: killed|OutOfMemory/ : /^"more than there is"$/,
    30,
  ],
  'endless-init': ['for (;;);', /Sandbox\.Timedout|timed out|Init/, 1],
  'no-newline': [handler('process.stdout.write("no newline"); return 1'), /^1$/],
  circular: [handler('const a = {}; a.a = a; return a'), /Unable to stringify response body/],
  'seven-megabytes': [
    handler('return "x".repeat(7 << 20)'),
    /exceeded maximum allowed payload size \(6291556 bytes\)/,
    10,
  ],
  bigint: [handler('return 1n'), /Unable to stringify response body/],
  'throws-null': [handler('throw null'), /"errorType":"string","errorMessage":"handled"/],
}

describe('hostile functions, through the product', () => {
  let roost: StartedRoost
  let lambda: LambdaClient
  /** With one well-behaved function that has run. */
  let baseline: Holdings

  before(async () => {
    roost = await startRoost()
    lambda = lambdaClient(roost, {
      requestHandler: { httpAgent: { maxSockets: 1100 }, socketAcquisitionWarningTimeout: 60_000 },
    })
    await create('well', handler('return event'))
    await invoke('well')
    lambda.destroy()
    await until('the pool is full again, and nothing on its way', async () => {
      baseline = await holdingsOf(roost)
      return (
        baseline.environments > 1 &&
        baseline.busy === 0 &&
        baseline.sandboxes === baseline.environments &&
        baseline.helpers < 2
      )
    })
  })
  after(async () => {
    lambda?.destroy()
    await roost?.remove()
  })

  const create = (name: string, code: string, Timeout = 3) =>
    createFunction(lambda, name, { 'index.js': code }, { Timeout })
  const invoke = async (FunctionName: string, event: unknown = {}) => {
    const answer = await lambda.send(new InvokeCommand({ FunctionName, Payload: JSON.stringify(event) }))
    return { error: answer.FunctionError, payload: Buffer.from(answer.Payload!).toString() }
  }
  const sleepers = async () => (await runProgram('pgrep', ['-fc', '^sleep 300\\.0625$'])).stdout.trim()

  for (const [name, [code, ends, timeout]] of Object.entries(hostile))
    test(`a function: ${name}`, async () => {
      await create(name, code, timeout)
      const { payload } = await invoke(name)
      assert.match(payload.slice(0, 2000), ends)
    })

  test('meanwhile and afterwards others are served', async () => {
    assert.deepEqual(await invoke('well', { a: 1 }), { error: undefined, payload: '{"a":1}' })
    for (let round = 0; round < 5; round++) for (const name of ['exits', 'segfaults', 'circular']) await invoke(name)
    assert.deepEqual(await invoke('well', 1), { error: undefined, payload: '1' })
  })

  test('a thousand at once, to one function and to many: every one has its answer, or is throttled', async () => {
    await create('slow', handler('await new Promise((r) => setTimeout(r, 20)); return event.n'), 30)
    await lambda.send(new PutFunctionConcurrencyCommand({ FunctionName: 'slow', ReservedConcurrentExecutions: 20 }))
    const names = Array.from({ length: 10 }, (_, at) => `many-${at}`)
    for (const name of names) await create(name, handler('return event.n'), 30)
    const counts = { answered: 0, throttled: 0 }
    const one = async (name: string, n: number) => {
      try {
        assert.equal((await invoke(name, { n })).payload, String(n))
        counts.answered++
      } catch (error) {
        const { name: exception, Reason } = error as TooManyRequestsException
        assert.equal(exception, 'TooManyRequestsException')
        assert.match(Reason!, name === 'slow' ? /^ReservedFunctionConcurrent/ : /^ConcurrentInvocationLimitExceeded$/)
        counts.throttled++
      }
    }
    await Promise.all(Array.from({ length: 1000 }, (_, n) => one(n % 2 ? 'slow' : names[n % 10]!, n)))
    assert.equal(counts.answered + counts.throttled, 1000)
    assert.ok(counts.answered >= 20, JSON.stringify(counts))
    await until('nothing is counted as running', async () => (await holdingsOf(roost)).busy === 0)
    assert.equal((await invoke('well', 2)).payload, '2')
  })

  test('once they are deleted, nothing of them is left', async () => {
    const { Functions } = await lambda.send(new ListFunctionsCommand())
    for (const { FunctionName } of Functions!)
      if (FunctionName !== 'well') await lambda.send(new DeleteFunctionCommand({ FunctionName }))
    lambda.destroy()
    const processesOfEach = baseline.sandboxed / baseline.environments
    let now = baseline
    const isAsBefore = async () => {
      now = await holdingsOf(roost)
      const more = now.environments - baseline.environments
      return (
        now.busy === 0 &&
        now.own.join() === baseline.own.join() &&
        now.helpers === baseline.helpers &&
        now.sandboxed === now.environments * processesOfEach &&
        now.sandboxes === now.environments &&
        now.sockets <= baseline.sockets + Math.max(0, more) * 3 &&
        now.descriptors <= baseline.descriptors + Math.max(0, more) * 3 &&
        now.files.join() === baseline.files.join()
      )
    }
    await until('processes, descriptors and files are as before', isAsBefore).catch((error: Error) => {
      throw new Error(`${error.message}\n${JSON.stringify({ baseline, now })}`)
    })
    assert.equal(await sleepers(), '0')
    assert.deepEqual(await invoke('well', 2), { error: undefined, payload: '2' })
  })

  test('what functions forked is gone when Roost is', async () => {
    await roost.stop()
    assert.equal(await sleepers(), '0')
  })
})
