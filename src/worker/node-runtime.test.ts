import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Environment } from './worker.ts'
import { invoke, openTestWorker, requestId, type TestWorker } from './worker-for-tests.io.ts'

let roost: TestWorker
before(async () => {
  roost = await openTestWorker()
  roost.worker.keepReady('nodejs26.x', 128, 2)
})
after(() => roost.close())

/** Answer of a function made of these lines. */
async function run(source: string, event: unknown = {}, more: Parameters<TestWorker['make']>[1] = {}) {
  const environment = await roost.make({ 'index.js': source }, more)
  try {
    return await invoke(environment, event)
  } finally {
    await environment.close('spindown')
  }
}

async function answerOf(files: Record<string, string>, handler: string) {
  const environment = await roost.make(files, { handler })
  const { answer } = await invoke(environment)
  await environment.close('spindown')
  return answer as { errorType?: string; errorMessage?: string; trace?: string[] }
}

const returns = (value: string) => `exports.handler = async () => (${value})`

test('the event comes as sent, and the answer goes as JSON', async () => {
  const event = { text: 'ünï \u2028', nested: [1, null, { deep: true }] }
  assert.deepEqual((await run('exports.handler = async (event) => event', event)).answer, event)
  assert.equal((await run(returns('undefined'))).answer, null)
  assert.equal((await run(returns('"text"'))).answer, 'text')
})

test('an empty payload is an empty event', async () => {
  const environment = await roost.make({ 'index.js': 'exports.handler = async (event) => event' })
  assert.deepEqual((await invoke(environment)).answer, {})
  await environment.close('spindown')
})

test('handlers are found in modules of every kind and at every depth', async () => {
  const cases: [Record<string, string>, string][] = [
    [{ 'index.mjs': 'export const handler = async () => "found"' }, 'index.handler'],
    [{ 'index.cjs': 'exports.handler = async () => "found"' }, 'index.handler'],
    [{ 'src/app/main.js': 'exports.run = async () => "found"' }, 'src/app/main.run'],
    [{ 'main.js': 'exports.api = { v1: { get: async () => "found" } }' }, 'main.api.v1.get'],
    [
      { 'package.json': '{"type":"module"}', 'index.js': 'export const handler = async () => "found"' },
      'index.handler',
    ],
    [
      { 'index.mjs': 'const word = await Promise.resolve("found"); export const handler = () => word' },
      'index.handler',
    ],
    [{ 'index/index.js': 'exports.handler = async () => "found"' }, 'index.handler'],
    [{ 'node_modules/pkg/index.js': 'exports.handler = async () => "found"' }, 'pkg.handler'],
  ]
  for (const [files, handler] of cases) assert.equal(await answerOf(files, handler), 'found', Object.keys(files).join())
})

test('what cannot be loaded says why', async () => {
  const missing = await answerOf({ 'other.js': '' }, 'index.handler')
  assert.equal(missing.errorType, 'Runtime.ImportModuleError')
  assert.equal(missing.errorMessage, "Error: Cannot find module 'index'\nRequire stack:\n- /var/runtime/index.mjs")
  assert.equal(missing.trace![0], "Runtime.ImportModuleError: Error: Cannot find module 'index'")
  const required = await answerOf({ 'index.js': 'require("nowhere")' }, 'index.handler')
  assert.match(required.errorMessage!, /^Error: Cannot find module 'nowhere'\nRequire stack:\n- .*index\.js/)
  const unexported = await answerOf({ 'index.js': 'exports.other = 1' }, 'index.handler')
  assert.deepEqual(
    [unexported.errorType, unexported.errorMessage],
    ['Runtime.HandlerNotFound', 'index.handler is undefined or not exported'],
  )
  const value = await answerOf({ 'index.js': 'exports.handler = 42' }, 'index.handler')
  assert.deepEqual(
    [value.errorType, value.errorMessage],
    ['Runtime.HandlerNotFound', 'index.handler is not a function'],
  )
  const syntax = await answerOf({ 'index.js': 'exports.handler = (' }, 'index.handler')
  assert.equal(syntax.errorType, 'Runtime.UserCodeSyntaxError')
  const dots = await answerOf({ 'index.js': '' }, '../index.handler')
  assert.equal(
    dots.errorMessage,
    "'../index.handler' is not a valid handler name. Use absolute paths when specifying root directories in handler names.",
  )
  const bare = await answerOf({ 'index.js': '' }, 'index')
  assert.deepEqual([bare.errorType, bare.errorMessage], ['Runtime.MalformedHandlerName', 'Bad handler'])
  const thrown = await answerOf({ 'index.js': 'throw new TypeError("at load")' }, 'index.handler')
  assert.deepEqual([thrown.errorType, thrown.errorMessage], ['TypeError', 'at load'])
})

test('an error keeps its name, message and trace', async () => {
  const outcome = await run(
    'class Mine extends Error { constructor() { super("mine"); this.name = "Mine" } }\nexports.handler = async () => { throw new Mine() }',
  )
  const answer = outcome.answer as { errorType: string; errorMessage: string; trace: string[] }
  assert.equal(outcome.functionError, 'Unhandled')
  assert.equal(outcome.errorType, 'Mine')
  assert.deepEqual([answer.errorType, answer.errorMessage, answer.trace[0]], ['Mine', 'mine', 'Mine: mine'])
  assert.match(answer.trace[1]!, /^ {4}at .*index\.js:2/)
  assert.ok(outcome.reusable)
})

test('thrown things that are no errors are described by their type', async () => {
  const described = async (thrown: string) => (await run(`exports.handler = async () => { throw ${thrown} }`)).answer
  assert.deepEqual(await described('"text"'), { errorType: 'string', errorMessage: 'text', trace: [] })
  assert.deepEqual(await described('7'), { errorType: 'number', errorMessage: '7', trace: [] })
  assert.deepEqual(await described('null'), { errorType: 'string', errorMessage: 'handled', trace: [] })
  assert.deepEqual(await described('({ a: 1 })'), { errorType: 'object', errorMessage: '[object Object]', trace: [] })
})

test('an answer that has no JSON is an error', async () => {
  for (const value of ['10n', '(() => { const a = {}; a.a = a; return a })()']) {
    const { answer } = await run(returns(value))
    assert.equal((answer as { errorMessage: string }).errorMessage, 'Unable to stringify response body')
  }
})

test('exceptions and rejections that nobody caught end the environment', async () => {
  const uncaught = await run(
    'exports.handler = () => new Promise(() => setTimeout(() => { throw new RangeError("later") }, 1))',
  )
  assert.equal(uncaught.errorType, 'RangeError')
  assert.ok(!uncaught.reusable)
  const rejected = await run('exports.handler = () => new Promise(() => { Promise.reject(new Error("lost")) })')
  assert.equal(rejected.errorType, 'Runtime.UnhandledPromiseRejection')
  assert.equal((rejected.answer as { errorMessage: string }).errorMessage, 'Error: lost')
  assert.ok(!rejected.reusable)
})

test('a promise that never settles is noticed once nothing else runs', async () => {
  const { errorType } = await run('exports.handler = () => new Promise(() => {})')
  assert.equal(errorType, 'Runtime.NodeJsExit')
})

test('from Node.js 24 on, a handler that takes a callback is refused', async () => {
  const { errorType } = await run('exports.handler = (event, context, callback) => callback(null, 1)')
  assert.equal(errorType, 'Runtime.CallbackHandlerDeprecated')
})

test('the context tells what Lambda tells', async () => {
  const source = `exports.handler = async (event, context) => ({ ...context, keys: Object.keys(context), left: context.getRemainingTimeInMillis() })`
  const environment = await roost.make({ 'index.js': source }, { tenant: 'blue', memoryMb: 128, timeoutMs: 3000 })
  const { answer } = await invoke(environment, {}, { invokedArn: 'arn:live', clientContext: '{"custom":{"a":1}}' })
  const { left, keys, logStreamName, ...rest } = answer as Record<string, unknown>
  assert.ok((left as number) > 2_000 && (left as number) <= 3_000)
  assert.match(String(logStreamName), /^\d{4}\/\d\d\/\d\d\/\[\$LATEST\][0-9a-f]{32}$/)
  assert.deepEqual(rest, {
    callbackWaitsForEmptyEventLoop: true,
    functionVersion: '$LATEST',
    functionName: 'test',
    memoryLimitInMB: '128',
    logGroupName: '/aws/lambda/test',
    clientContext: { custom: { a: 1 } },
    invokedFunctionArn: 'arn:live',
    awsRequestId: requestId,
    tenantId: 'blue',
  })
  assert.ok((keys as string[]).includes('identity'))
  await environment.close('spindown')
})

test("a function sees its own variables and Lambda's, and nothing of ours", async () => {
  const { answer } = await run(
    'exports.handler = async () => ({ ...process.env, cwd: process.cwd() })',
    {},
    { variables: { MINE: 'yes', TZ: 'Asia/Tokyo' } },
  )
  const variables = answer as Record<string, string>
  assert.equal(variables.MINE, 'yes')
  assert.equal(variables.TZ, 'Asia/Tokyo')
  assert.equal(variables._HANDLER, 'index.handler')
  assert.equal(variables.AWS_EXECUTION_ENV, 'AWS_Lambda_nodejs26.x')
  assert.equal(variables.AWS_ACCESS_KEY_ID, 'AKIATEST')
  assert.equal(variables._X_AMZN_TRACE_ID, 'Root=1-0-0')
  assert.equal(variables.LAMBDA_TASK_ROOT, variables.cwd)
  for (const name of Object.keys(process.env)) {
    if (['PATH', 'LANG', 'TZ', 'TMPDIR', 'PWD', 'NODE_PATH'].includes(name)) continue
    assert.ok(!(name in variables), `${name} has leaked`)
  }
})

test('variables that count at process start are there at process start', async () => {
  const { answer } = await run(
    'exports.handler = async () => process.execArgv.concat(process.env.NODE_OPTIONS, String(process.report?.reportOnSignal))',
    {},
    { variables: { NODE_OPTIONS: '--report-on-signal' } },
  )
  assert.deepEqual((answer as string[]).slice(-2), ['--report-on-signal', 'true'])
})

const texts = () => roost.lines.splice(0).map((line) => line.replace(/^\S+Z/, 'TIME'))

test('console lines carry time, request and level, and keep their order among other writes', async () => {
  texts()
  const source = `exports.handler = async () => {
    console.log('one', { a: 1 }); process.stdout.write('two\\nthr'); process.stdout.write('ee\\n')
    console.warn('four\\nlines'); process.stderr.write('five'); console.debug('six')
  }`
  await run(source)
  const said = `TIME\t${requestId}\t`
  assert.deepEqual(texts(), [
    `${said}INFO\tone { a: 1 }`,
    'two',
    'three',
    `${said}WARN\tfour\nlines`,
    'five',
    `${said}DEBUG\tsix`,
  ])
})

test('JSON logging writes objects, at the level asked for', async () => {
  texts()
  const source = `exports.handler = async () => { console.debug('no'); console.log({ a: 1 }); console.error('bad', new TypeError('x')) }`
  const logging = { format: 'JSON', group: '/aws/lambda/test', applicationLevel: 'INFO', systemLevel: 'INFO' } as const
  await run(source, {}, { logging })
  const [first, second, ...none] = roost.lines.splice(0).map((line) => JSON.parse(line) as Record<string, unknown>)
  assert.deepEqual(none, [])
  assert.deepEqual({ ...first, timestamp: 0 }, { timestamp: 0, level: 'INFO', requestId, message: { a: 1 } })
  assert.deepEqual([second!.level, second!.errorType, second!.errorMessage], ['ERROR', 'TypeError', 'x'])
})

test('an error is logged as Lambda logs it', async () => {
  texts()
  await run('exports.handler = async () => { throw new Error("boom") }')
  assert.match(
    texts()[0]!,
    new RegExp(
      `^TIME\\t${requestId}\\tERROR\\tInvoke Error \\t\\{"errorType":"Error","errorMessage":"boom","stack":\\["Error: boom",`,
    ),
  )
})

async function stream(environment: Environment) {
  const chunks: Uint8Array[] = []
  let contentType = ''
  const sink = {
    start: (type: string) => void (contentType = type),
    write: async (chunk: Uint8Array) => void chunks.push(Uint8Array.from(chunk)),
  }
  const outcome = await invoke(environment, {}, { sink })
  return { outcome, contentType, body: Buffer.concat(chunks).toString(), chunks }
}

test('a streaming handler streams, with its content type and its prelude', async () => {
  const source = `exports.handler = awslambda.streamifyResponse(async (event, out) => {
    out = awslambda.HttpResponseStream.from(out, { statusCode: 201, headers: { a: 'b' } })
    out.write('hello '); await new Promise((r) => setTimeout(r, 5)); out.end('world')
  })`
  const environment = await roost.make({ 'index.js': source })
  const { outcome, contentType, body } = await stream(environment)
  assert.equal(contentType, 'application/vnd.awslambda.http-integration-response')
  assert.equal(body, `{"statusCode":201,"headers":{"a":"b"}}${'\0'.repeat(8)}hello world`)
  assert.equal(outcome.functionError, undefined)
  assert.equal(outcome.payload.length, 0)
  const whole = await environment.invoke({
    requestId,
    invokedArn: 'arn',
    payload: new Uint8Array(0),
    traceId: '',
    tail: false,
  })
  assert.ok(Buffer.from(whole.payload).toString().endsWith('hello world'), 'whole for callers who want it whole')
  await environment.close('spindown')
})

test('an error in the midst of a stream comes beside what was streamed', async () => {
  const source = `exports.handler = awslambda.streamifyResponse(async (event, out) => { out.write('half'); throw new Error('midway') })`
  const environment = await roost.make({ 'index.js': source })
  const { outcome, body } = await stream(environment)
  assert.equal(body, 'half')
  assert.equal(outcome.functionError, 'Unhandled')
  assert.equal((outcome.answer as { errorMessage: string }).errorMessage, 'midway')
  await environment.close('spindown')
})

test('a buffered handler may be called by a streaming caller', async () => {
  const environment = await roost.make({ 'index.js': returns('{ a: 1 }') })
  const { contentType, body, outcome } = await stream(environment)
  assert.deepEqual([contentType, body, outcome.payload.length], ['application/json', '{"a":1}', 0])
  await environment.close('spindown')
})

test('a slow reader slows the function down', async () => {
  const source = `exports.handler = awslambda.streamifyResponse(async (event, out) => {
    for (let i = 0; i < 64; i++) if (!out.write(Buffer.alloc(65536))) await new Promise((r) => out.once('drain', r))
    out.end()
  })`
  const environment = await roost.make({ 'index.js': source })
  let waiting = 0
  let most = 0
  let bytes = 0
  const sink = {
    start: () => {},
    async write(chunk: Uint8Array) {
      most = Math.max(most, ++waiting)
      bytes += chunk.length
      await new Promise((resolve) => setTimeout(resolve, 1))
      waiting--
    },
  }
  await invoke(environment, {}, { sink })
  assert.equal(bytes, 64 * 65536)
  assert.equal(most, 1)
  await environment.close('spindown')
})
