import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openRuntimeResolver } from './runtimes.io.ts'
import { invoke, openTestWorker, type TestWorker } from './worker-for-tests.io.ts'

// Handlers with callbacks ended with Node.js 24; an older Node.js is used where this host has one, never fetched for a test.
const older = await findOlder()
const skip = older ? false : 'needs Node.js 20 or 22 on PATH'

async function findOlder(): Promise<string | undefined> {
  const resolver = openRuntimeResolver({ fetch: false })
  for (const runtime of ['nodejs20.x', 'nodejs22.x'])
    if (!('refusal' in (await resolver.resolve(runtime)))) return runtime
  return undefined
}

let roost: TestWorker
before(async () => {
  roost = await openTestWorker()
})
after(() => roost.close())

async function run(source: string) {
  const environment = await roost.make({ 'index.js': source }, { runtime: older! })
  const outcome = await invoke(environment, {})
  await environment.close('spindown')
  return outcome
}

test('a callback answers', { skip }, async () => {
  assert.equal(
    (await run('exports.handler = (event, context, callback) => callback(null, "called back")')).answer,
    'called back',
  )
})

test('a callback waits until nothing else runs, unless told not to', { skip }, async () => {
  const waits = await run(
    `exports.handler = (event, context, callback) => { setTimeout(() => {}, 300); callback(null, 1) }`,
  )
  assert.ok(waits.durationMs >= 295, String(waits.durationMs))
  const hurries = await run(
    `exports.handler = (event, context, callback) => { context.callbackWaitsForEmptyEventLoop = false; setTimeout(() => {}, 60_000); callback(null, 1) }`,
  )
  assert.equal(hurries.answer, 1)
})

test('an error by callback is a function error', { skip }, async () => {
  const { errorType, answer } = await run(
    'exports.handler = (event, context, callback) => callback(new RangeError("out"))',
  )
  assert.equal(errorType, 'RangeError')
  assert.equal((answer as { errorMessage: string }).errorMessage, 'out')
})

test('a handler that never calls back answers null once nothing runs', { skip }, async () => {
  const { answer, functionError } = await run('exports.handler = () => {}')
  assert.deepEqual([answer, functionError], [null, undefined])
})

test("the context's old methods still answer", { skip }, async () => {
  assert.equal((await run('exports.handler = (event, context) => context.succeed("fine")')).answer, 'fine')
  assert.equal((await run('exports.handler = (event, context) => context.fail(new Error("no"))')).errorType, 'Error')
  assert.equal((await run('exports.handler = (event, context) => context.done(null, 5)')).answer, 5)
})
