import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { openAssignment } from '../../src/assignment/assignment.ts'
import { ToyWorker } from '../../src/assignment/toy-worker.ts'
import { empty, text, utf8 } from '../../src/base/bytes.ts'
import { systemClock } from '../../src/base/clock.io.ts'
import { systemDigest } from '../../src/base/digest.io.ts'
import type { AccountId, BlobId, Region, RequestId } from '../../src/base/identity.ts'
import { SeededRandom } from '../../src/base/random.ts'
import { VirtualClock } from '../../src/base/virtual-clock.ts'
import { openCatalog } from '../../src/catalog/catalog.ts'
import { openCounting } from '../../src/counting/counting.ts'
import type { Kind, Kinds, VersionRecord } from '../../src/lambda/resources.ts'
import { connectLink } from '../../src/link/link-client.io.ts'
import { serveLink } from '../../src/link/link-server.io.ts'
import { openPlacement } from '../../src/placement/placement.ts'
import { connectInvoker } from '../../src/sync-plane/invoker-client.io.ts'
import { serveInvoker } from '../../src/sync-plane/invoker-server.io.ts'
import {
  type Invocation,
  type InvocationResult,
  openReservations,
  openSyncPlane,
  type ProvisionedProgress,
} from '../../src/sync-plane/sync-plane.ts'
import type { Journey, Journeys } from '../../src/telemetry/telemetry.ts'
import type { Work } from '../../src/worker/worker.ts'

const scope = { account: '111111111111' as AccountId, region: 'us-east-1' as Region }
const owner = '111111111111/us-east-1/f'

/** The synchronous plane with a worker that is a toy: everything real but the processes. */
function plane(totalMb = 1024) {
  const clock = new VirtualClock()
  const catalog = openCatalog()
  const worker = new ToyWorker(clock, totalMb)
  const works: Work[] = []
  worker.outcome = (work) => (works.push(work), {})
  const journeys = new ListedJourneys()
  const progress: ProvisionedProgress[] = []
  const reservations = openReservations(catalog)
  const assignment = openAssignment({
    clock,
    random: new SeededRandom(1),
    placement: openPlacement(clock, { here: worker }),
    startsMax: 4,
    complain: (error) => assert.fail(String(error)),
  })
  const invoker = openSyncPlane({
    catalog,
    counting: openCounting(clock, reservations),
    reservations,
    assignment,
    clock,
    random: new SeededRandom(2),
    digest: systemDigest,
    journeys,
    folders: { stamp: () => '' },
    onProvisioned: (one) => progress.push(one),
  })
  let revision = 0
  const put = <K extends Kind>(kind: K, key: string, value?: Partial<Kinds[K]>) =>
    catalog.apply([{ kind, key, revision: ++revision, value: value as Kinds[K] }])
  const deploy = (
    version = '$LATEST',
    configuration: VersionRecord['configuration'] = {},
    more: Partial<VersionRecord> = {},
  ) =>
    put('version', `${owner}/${version}`, {
      ...scope,
      name: 'f',
      version,
      configuration: { State: 'Active', Runtime: 'nodejs24.x', ...configuration },
      code: { kind: 'zip', blob: 'b' as BlobId, sizeBytes: 1, unzippedBytes: 1 },
      layers: [],
      ...more,
    })
  const define = (more: Partial<Kinds['function']> = {}) =>
    put('function', owner, { ...scope, name: 'f', lastVersion: 0, recursiveLoop: 'Terminate', ...more })
  define()
  deploy()
  /** What an invocation came to, after so much time. */
  const invoke = async (more: Partial<Invocation> = {}, waitMs = 100) => {
    const seen: { result?: InvocationResult; error?: Error } = {}
    invoker.invoke(invocation(more)).then(
      (result) => (seen.result = result),
      (error: Error) => (seen.error = error),
    )
    await clock.advance(waitMs)
    return seen.result
  }
  return { clock, worker, works, journeys, progress, assignment, invoker, put, deploy, define, invoke }
}

class ListedJourneys implements Journeys {
  readonly ended: { hops: string[]; outcome: string }[] = []
  #open = new Map<Journey, string[]>()

  begin(requestId: RequestId): Journey {
    const hops: string[] = []
    const journey = { requestId, hop: (hop: string) => void hops.push(hop) }
    this.#open.set(journey, hops)
    return journey
  }

  end(journey: Journey, outcome: string): void {
    this.ended.push({ hops: this.#open.get(journey)!, outcome })
  }

  find(): undefined {}

  recent(): [] {
    return []
  }
}

const invocation = (more: Partial<Invocation> = {}): Invocation => ({
  ...scope,
  requestId: 'request' as RequestId,
  functionName: 'f',
  payload: utf8('{"hello":"world"}'),
  way: 'sync',
  ...more,
})

function refusal(result: InvocationResult | undefined): [string, string | null, unknown?] {
  assert.ok(result && !result.ran, JSON.stringify(result))
  const { exception, message, members } = result.because
  return members ? [exception, message, members.Reason] : [exception, message]
}

test('an invocation runs, and its journey tells how', async () => {
  const { invoke, journeys, works } = plane()
  const result = await invoke()
  assert.ok(result?.ran)
  assert.deepEqual([text(result.payload), result.executedVersion], ['{"hello":"world"}', '$LATEST'])
  assert.equal(works[0]!.invokedArn, 'arn:aws:lambda:us-east-1:111111111111:function:f')
  assert.match(
    works[0]!.traceId,
    /^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0;Lineage=[0-9a-f]{8}:1$/,
  )
  assert.deepEqual(journeys.ended, [
    { hops: ['counted', 'placed', 'assigned', 'invoked', 'answered'], outcome: 'success' },
  ])
})

test('without a payload the function gets an empty event', async () => {
  const { invoke, works } = plane()
  await invoke({ payload: empty })
  assert.equal(text(works[0]!.payload), '{}')
})

test('the second invocation takes the environment of the first', async () => {
  const { invoke, worker } = plane()
  await invoke()
  await invoke()
  assert.deepEqual(
    worker.made.map((environment) => environment.ran),
    [2],
  )
})

test('an unknown function is refused before anything else is looked at', async () => {
  const { invoke } = plane()
  assert.deepEqual(refusal(await invoke({ functionName: 'g', payload: utf8('no json') })), [
    'ResourceNotFoundException',
    'Function not found: arn:aws:lambda:us-east-1:111111111111:function:g:$LATEST',
  ])
})

test('size is looked at before content, content before state', async () => {
  const { invoke, deploy } = plane()
  deploy('$LATEST', { State: 'Pending' })
  assert.equal(refusal(await invoke({ payload: new Uint8Array(6_291_457) }))[0], 'RequestTooLargeException')
  assert.equal(refusal(await invoke({ payload: utf8('{') }))[0], 'InvalidRequestContentException')
  assert.deepEqual(refusal(await invoke()), [
    'ResourceConflictException',
    'The operation cannot be performed at this time. The function is currently in the following state: Pending',
  ])
})

test('a function of tenants wants a tenant, any other none; tenants never share an environment', async () => {
  const { invoke, deploy, worker } = plane()
  assert.equal(refusal(await invoke({ tenantId: 'a' }))[0], 'InvalidParameterValueException')
  deploy('$LATEST', { TenancyConfig: { TenantIsolationMode: 'PER_TENANT' } })
  assert.equal(refusal(await invoke())[0], 'InvalidParameterValueException')
  for (const tenantId of ['a', 'b', 'a']) assert.ok((await invoke({ tenantId }))?.ran)
  assert.deepEqual(
    worker.made.map((environment) => [environment.spec.tenant, environment.ran]),
    [
      ['a', 2],
      ['b', 1],
    ],
  )
})

test('a durable function is refused, as nothing here would keep its steps', async () => {
  const { invoke, deploy, worker } = plane()
  deploy('$LATEST', { DurableConfig: { ExecutionTimeout: 60 } })
  assert.equal(refusal(await invoke())[0], 'InvalidRuntimeException')
  assert.deepEqual(worker.made, [])
})

test('a reservation throttles with its own reason, and the place is free again afterwards', async () => {
  const { invoke, define, worker, invoker, clock } = plane()
  define({ reservedConcurrency: 1 })
  worker.runMs = () => 1000
  const first = invoker.invoke(invocation())
  assert.deepEqual(refusal(await invoke()), [
    'TooManyRequestsException',
    'Rate Exceeded.',
    'ReservedFunctionConcurrentInvocationLimitExceeded',
  ])
  await clock.advance(1000)
  assert.ok((await first).ran)
  assert.ok((await invoke({}, 1100))?.ran)
  define({ reservedConcurrency: 0 })
  assert.equal(refusal(await invoke())[2], 'ReservedFunctionConcurrentInvocationLimitExceeded')
})

test('an environment whose extensions still work after the answer counts, and is not used again before', async () => {
  const { invoke, define, worker, clock } = plane()
  define({ reservedConcurrency: 1 })
  worker.outcome = () => ({ reusable: false, settled: clock.sleep(1000).then(() => true) })
  assert.ok((await invoke())?.ran)
  assert.equal(refusal(await invoke())[2], 'ReservedFunctionConcurrentInvocationLimitExceeded')
  await clock.advance(1000)
  assert.ok((await invoke())?.ran)
  assert.deepEqual(
    worker.made.map((environment) => environment.ran),
    [2],
  )
})

test('a host that stays full throttles as an account would that has no more', async () => {
  const { invoke, worker, invoker, clock } = plane(128)
  worker.runMs = () => 10_000
  const first = invoker.invoke(invocation())
  assert.equal(refusal(await invoke({}, 3000))[2], 'ConcurrentInvocationLimitExceeded')
  await clock.advance(10_000)
  await first
})

test('a function error is an answer, and its environment is not used again when it is broken', async () => {
  const { invoke, worker, journeys } = plane()
  worker.outcome = () => ({ functionError: 'Unhandled', errorType: 'Runtime.ExitError', reusable: false })
  const result = await invoke()
  assert.ok(result?.ran)
  assert.deepEqual([result.functionError, result.errorType], ['Unhandled', 'Runtime.ExitError'])
  await invoke()
  assert.deepEqual(
    worker.made.map((environment) => environment.ran),
    [1, 1],
  )
  assert.equal(journeys.ended[0]!.outcome, 'Runtime.ExitError')
})

test('a fault of ours gives everything back', async () => {
  const { invoke, worker, define, journeys, invoker, clock } = plane()
  define({ reservedConcurrency: 1 })
  worker.runMs = () => {
    throw new Error('a bug')
  }
  const failed = invoker.invoke(invocation()).catch((error: Error) => error.message)
  await clock.advance(100)
  assert.equal(await failed, 'a bug')
  worker.runMs = () => 5
  assert.ok((await invoke())?.ran)
  assert.equal(journeys.ended[0]!.outcome, 'fault')
})

test('while an update is in progress the old code runs; afterwards the new, and nothing old is left', async () => {
  const { invoke, deploy, worker } = plane()
  const old = {
    configuration: { State: 'Active' as const, Runtime: 'nodejs24.x' as const },
    code: { kind: 'zip' as const, blob: 'b' as BlobId, sizeBytes: 1, unzippedBytes: 1 },
    layers: [],
  }
  await invoke()
  const code = { kind: 'zip' as const, blob: 'new' as BlobId, sizeBytes: 1, unzippedBytes: 1 }
  deploy('$LATEST', { LastUpdateStatus: 'InProgress', LastModified: 'now' }, { code, serving: old })
  await invoke()
  assert.equal(worker.made.length, 1)
  deploy('$LATEST', { LastUpdateStatus: 'Successful', LastModified: 'now' }, { code })
  await invoke()
  assert.deepEqual(
    worker.made.map((environment) => environment.phase),
    ['gone', 'idle'],
  )
  assert.deepEqual(worker.made[1]!.spec.code, { kind: 'zip', blob: 'new' })
})

test('a function that calls itself round and round is stopped, unless somebody allows it', async () => {
  const { invoke, define, works } = plane()
  await invoke()
  const round = () => invoke({ traceId: works.at(-1)!.traceId })
  for (let run = 2; run <= 16; run++) assert.equal((await round())?.ran, true, `run ${run}`)
  assert.equal(refusal(await round())[0], 'RecursiveInvocationException')
  define({ recursiveLoop: 'Allow' })
  assert.equal((await round())?.ran, true)
})

test('a deleted function keeps no environment', async () => {
  const { invoke, put, worker, clock } = plane()
  await invoke()
  put('version', `${owner}/$LATEST`)
  put('function', owner)
  await clock.advance(10)
  assert.equal(worker.alive().length, 0)
})

test('provisioned concurrency is ready before the first call, serves it, and spills over', async () => {
  const { invoke, deploy, put, worker, progress, clock, invoker } = plane()
  deploy('1')
  put('alias', `${owner}/live`, { ...scope, name: 'f', configuration: { Name: 'live', FunctionVersion: '1' } })
  put('provisioned-concurrency', `${owner}/live`, {
    ...scope,
    name: 'f',
    qualifier: 'live',
    requested: 1,
    status: 'IN_PROGRESS',
  })
  await clock.advance(20)
  assert.deepEqual(progress, [
    { key: `${owner}/live`, requested: 1, available: 1, allocated: 1, status: 'READY', statusReason: undefined },
  ])
  worker.runMs = () => 500
  const both = [invoker.invoke(invocation({ qualifier: 'live' })), invoker.invoke(invocation({ qualifier: 'live' }))]
  await clock.advance(1000)
  assert.ok((await Promise.all(both)).every((result) => result.ran && result.executedVersion === '1'))
  assert.deepEqual(
    worker.made.map((environment) => [environment.spec.initialization, environment.ran]),
    [
      ['provisioned-concurrency', 1],
      ['on-demand', 1],
    ],
  )
  put('provisioned-concurrency', `${owner}/live`)
  await clock.advance(10)
  assert.deepEqual(
    worker.made.map((environment) => environment.phase),
    ['gone', 'idle'],
  )
  assert.ok((await invoke({ qualifier: 'live' }, 600))?.ran)
})

test('a caller that leaves while it waits leaves no trace; one that leaves later does not stop the function', async () => {
  const { worker, clock, invoker, invoke, define } = plane()
  define({ reservedConcurrency: 1 })
  worker.createMs = 500
  const patience = new AbortController()
  const left = invoker.invoke(invocation(), patience.signal).catch((error: Error) => error.message)
  await clock.advance(10)
  patience.abort(new Error('gone'))
  assert.equal(await left, 'gone')
  await clock.advance(500)
  assert.ok((await invoke())?.ran)
  const later = new AbortController()
  worker.runMs = () => 100
  const running = invoker.invoke(invocation(), later.signal)
  await clock.advance(50)
  later.abort(new Error('gone'))
  await clock.advance(50)
  assert.ok((await running).ran)
})

test('another process invokes over a link as if it were here', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'roost-invoker-'))
  const answers: InvocationResult[] = [
    { ran: true, payload: utf8('"answer"'), executedVersion: '3', logTail: utf8('START'), functionError: 'Unhandled' },
    {
      ran: false,
      because: { exception: 'TooManyRequestsException', message: 'Rate Exceeded.', members: { Reason: 'x' } },
    },
    { ran: true, payload: empty, executedVersion: '3' },
  ]
  const asked: Invocation[] = []
  const invoker = { invoke: (one: Invocation) => (asked.push(one), Promise.resolve(answers[asked.length - 1]!)) }
  const path = join(directory, 'data.sock')
  const server = await serveLink(path, { calls: serveInvoker(invoker), topics: {} }, systemClock)
  const up = Promise.withResolvers<void>()
  const link = connectLink(path, { clock: systemClock, random: new SeededRandom(1), onConnected: () => up.resolve() })
  await up.promise
  const remote = connectInvoker(link)
  const sent = invocation({ way: 'event', mapping: { id: 'm', maximum: 2 } })
  const [first, second, third] = [await remote.invoke(sent), await remote.invoke(sent), await remote.invoke(sent)]
  assert.deepEqual({ ...asked[0]!, payload: text(asked[0]!.payload) }, { ...sent, payload: text(sent.payload) })
  assert.ok(first.ran && third.ran)
  assert.deepEqual([text(first.payload), text(first.logTail!), first.functionError], ['"answer"', 'START', 'Unhandled'])
  assert.deepEqual([second, third.payload.length, third.logTail], [answers[1], 0, undefined])
  link.close()
  await server.close()
  rmSync(directory, { recursive: true })
})
