import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import {
  CreateFunctionCommand,
  InvokeCommand,
  LambdaClient,
  PutFunctionConcurrencyCommand,
  waitUntilFunctionActiveV2,
} from '@aws-sdk/client-lambda'
import { runProgram } from './harness/run-program.ts'
import { type StartedRoost, startRoost } from './harness/start-roost.ts'
import { until } from './harness/until.ts'

const handler = (body: string) => `exports.handler = async (event) => { ${body} }`

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
  'prints-a-lot': [
    handler('for (let i = 0; i < 50; i++) process.stdout.write("x".repeat(1 << 20)); return "printed"'),
    /^"printed"$/,
    20,
  ],
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
  let folder: string
  let lambda: LambdaClient

  before(async () => {
    roost = await startRoost()
    folder = mkdtempSync('/var/tmp/roost-hostile-')
    const { AWS_ACCESS_KEY_ID: accessKeyId = '', AWS_SECRET_ACCESS_KEY: secretAccessKey = '' } = roost.environment
    lambda = new LambdaClient({
      endpoint: roost.endpoint,
      region: 'us-east-1',
      credentials: { accessKeyId, secretAccessKey },
      maxAttempts: 1,
      requestHandler: { httpAgent: { maxSockets: 1100 }, socketAcquisitionWarningTimeout: 60_000 },
    })
  })
  after(async () => {
    lambda?.destroy()
    await roost?.remove()
    rmSync(folder, { recursive: true, force: true })
  })

  async function create(FunctionName: string, code: string, Timeout = 3): Promise<void> {
    const directory = join(folder, FunctionName)
    mkdirSync(directory)
    writeFileSync(join(directory, 'index.js'), code)
    await runProgram('python3', ['-m', 'zipfile', '-c', `${directory}.zip`, join(directory, 'index.js')])
    const Role = 'arn:aws:iam::000000000000:role/r'
    const Code = { ZipFile: readFileSync(`${directory}.zip`) }
    const settings = { Runtime: 'nodejs24.x', Handler: 'index.handler', Role, Code, Timeout } as const
    await lambda.send(new CreateFunctionCommand({ FunctionName, ...settings }))
    await waitUntilFunctionActiveV2({ client: lambda, maxWaitTime: 20, minDelay: 0.05 }, { FunctionName })
  }
  const invoke = async (FunctionName: string, event: unknown = {}) => {
    const answer = await lambda.send(new InvokeCommand({ FunctionName, Payload: JSON.stringify(event) }))
    return { error: answer.FunctionError, payload: Buffer.from(answer.Payload!).toString() }
  }

  /** What Roost's own processes hold, of which hostile functions may leave nothing. */
  async function holdings() {
    const { processes, environments } = JSON.parse((await roost.roost('status', '--json')).stdout) as {
      processes: { pid: number; name: string }[]
      environments: { busy: number }
    }
    const data = processes.find(({ name }) => name === 'data')!.pid
    const descriptors = readdirSync(`/proc/${data}/fd`).filter((fd) => {
      try {
        return !readlinkSync(`/proc/${data}/fd/${fd}`).startsWith('socket:')
      } catch {
        return false
      }
    }).length
    return { data, descriptors, busy: environments.busy }
  }
  const sleepers = async () => (await runProgram('pgrep', ['-fc', '^sleep 300\\.0625$'])).stdout.trim()

  for (const [name, [code, ends, timeout]] of Object.entries(hostile))
    test(`a function: ${name}`, async () => {
      await create(name, code, timeout)
      const { payload } = await invoke(name)
      assert.match(payload.slice(0, 2000), ends)
    })

  test('afterwards others are served, and nothing is left', async () => {
    await create('well', handler('return event'))
    assert.deepEqual(await invoke('well', { a: 1 }), { error: undefined, payload: '{"a":1}' })
    const before = await holdings()
    for (let round = 0; round < 5; round++) for (const name of ['exits', 'segfaults', 'circular']) await invoke(name)
    await until('descriptors are as before', async () => (await holdings()).descriptors <= before.descriptors + 4)
    assert.equal((await holdings()).data, before.data, 'the data process is the same')
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
        assert.equal((error as Error).name, 'TooManyRequestsException')
        counts.throttled++
      }
    }
    await Promise.all(Array.from({ length: 1000 }, (_, n) => one(n % 2 ? 'slow' : names[n % 10]!, n)))
    assert.equal(counts.answered + counts.throttled, 1000)
    assert.ok(counts.answered >= 20, JSON.stringify(counts))
    await until('nothing is counted as running', async () => (await holdings()).busy === 0)
    assert.equal((await invoke('well', 2)).payload, '2')
  })

  test('what functions forked is gone when Roost is', async () => {
    await roost.stop()
    assert.equal(await sleepers(), '0')
  })
})
