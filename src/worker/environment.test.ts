import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { text, utf8 } from '../base/bytes.ts'
import type { EnvironmentId, RequestId } from '../base/identity.ts'
import { InvariantViolation } from '../base/invariant.ts'
import { VirtualClock } from '../base/virtual-clock.ts'
import { ExecutionEnvironment } from './environment.ts'
import type { InitReport, InvocationReport } from './environment-log.ts'
import type { LaneListener, RuntimeLane } from './lanes/runtime-lane.ts'
import { follow, type Signal } from './phases.ts'
import type { Exit, Sandbox } from './sandbox/sandbox.ts'
import type { EnvironmentSpec, Phase, Work } from './worker.ts'

/** A runtime that does what its script says, on the test's own clock. */
interface Script {
  init: (runtime: LaneListener) => void
  invoke: (runtime: LaneListener) => void
}
const serves: Script = { init: (runtime) => runtime.initialised(), invoke: (runtime) => runtime.result(utf8('"done"')) }
const hangs: Script = { init: () => {}, invoke: () => {} }

function openEnvironment(scripts: Script[], more: Partial<EnvironmentSpec> = {}) {
  const clock = new VirtualClock()
  const inits: InitReport[] = []
  const reports: InvocationReport[] = []
  const sandboxes: FakeSandbox[] = []
  const spec = { timeoutMs: 3_000, memoryMb: 128, initialization: 'on-demand', ...more } as EnvironmentSpec
  const environment = new ExecutionEnvironment({
    id: 'e' as EnvironmentId,
    spec,
    clock,
    log: {
      group: 'g',
      stream: 's',
      line: () => {},
      output: () => {},
      started: () => {},
      close: () => {},
      noted: () => {},
      initEnded: (report) => void inits.push(report),
      ended: (report) => void reports.push(report),
    },
    async boot() {
      const sandbox = new FakeSandbox()
      sandboxes.push(sandbox)
      const lane = new FakeLane(scripts[Math.min(sandboxes.length, scripts.length) - 1]!)
      return { booted: true, process: { sandbox: sandbox as unknown as Sandbox, lane }, adoption: {} as never }
    },
    onPhase: () => {},
  })
  return { clock, environment, inits, reports, sandboxes }
}

class FakeLane implements RuntimeLane {
  #listener: LaneListener | undefined
  #script: Script
  constructor(script: Script) {
    this.#script = script
  }
  listen(listener: LaneListener) {
    this.#listener = listener
  }
  adopt() {
    queueMicrotask(() => this.#script.init(this.#listener!))
  }
  invoke() {
    queueMicrotask(() => this.#script.invoke(this.#listener!))
  }
  pause() {}
  resume() {}
  close() {}
}

class FakeSandbox {
  killed = false
  frozen = false
  privateBytes = 50 << 20
  #onExit: ((exit: Exit) => void)[] = []
  onOutput() {}
  onExit(listener: (exit: Exit) => void) {
    this.#onExit.push(listener)
  }
  kill() {
    this.killed = true
  }
  exit(exit: Exit) {
    for (const listener of this.#onExit.splice(0)) listener(exit)
  }
  freeze() {
    this.frozen = true
  }
  thaw() {
    this.frozen = false
  }
  usage() {
    return { privateBytes: this.privateBytes, residentBytes: 60 << 20, processes: 1 }
  }
  async dispose() {
    this.kill()
    this.exit({ signal: 'SIGKILL' })
  }
}

const work: Work = { requestId: 'r' as RequestId, invokedArn: 'arn', payload: utf8('{}'), traceId: 't', tail: false }

test('an init that overruns ten seconds is repeated by the first invoke', async () => {
  const { clock, environment, inits, sandboxes } = openEnvironment([hangs, serves])
  const started = environment.start()
  await clock.advance(9_999)
  assert.equal(environment.phase, 'starting')
  await clock.advance(1)
  await started
  assert.deepEqual(inits[0], { phase: 'init', durationMs: 10_000, status: 'timeout', errorType: 'Sandbox.Timedout' })
  assert.ok(sandboxes[0]!.killed)
  const outcome = await environment.invoke(work)
  assert.equal(text(outcome.payload), '"done"')
  assert.equal(inits[1]!.phase, 'invoke')
})

test('a repeated init has the time of the function, and so has what follows it', async () => {
  const late: Script = { init: () => {}, invoke: () => {} }
  const { clock, environment } = openEnvironment([hangs, late])
  const started = environment.start()
  await clock.advance(10_000)
  await started
  const invoked = environment.invoke(work)
  await clock.advance(3_000)
  const outcome = await invoked
  assert.equal(
    text(outcome.payload),
    '{"errorType":"Sandbox.Timedout","errorMessage":"RequestId: r Error: Task timed out after 3.00 seconds"}',
  )
  assert.ok(!outcome.reusable)
})

test('with provisioned concurrency an init may take longer', async () => {
  const { clock, environment } = openEnvironment([hangs], { initialization: 'provisioned-concurrency' })
  void environment.start()
  await clock.advance(129_999)
  assert.equal(environment.phase, 'starting')
  await clock.advance(1)
  assert.equal(environment.phase, 'idle')
  assert.equal(environment.initFailure, 'Sandbox.Timedout')
})

test('only the first invocation reports the init', async () => {
  const { environment } = openEnvironment([serves])
  await environment.start()
  assert.equal((await environment.invoke(work)).initDurationMs, 0)
  assert.equal((await environment.invoke(work)).initDurationMs, undefined)
})

test('memory beyond its size ends a busy environment at once', async () => {
  const { environment, sandboxes, reports } = openEnvironment([{ ...serves, invoke: () => {} }])
  await environment.start()
  const invoked = environment.invoke(work)
  environment.inspect()
  sandboxes[0]!.privateBytes = 129 << 20
  environment.inspect()
  const outcome = await invoked
  assert.equal(outcome.errorType, 'Runtime.OutOfMemory')
  assert.equal(reports[0]!.maxMemoryMb, 128)
  assert.ok(sandboxes[0]!.killed)
})

test('two invocations at a time are our mistake', async () => {
  const { environment } = openEnvironment([{ ...serves, invoke: () => {} }])
  await environment.start()
  void environment.invoke(work)
  await assert.rejects(environment.invoke(work), InvariantViolation)
})

test('a frozen environment thaws for its next invocation', async () => {
  const { environment, sandboxes } = openEnvironment([serves])
  await environment.start()
  environment.freeze()
  assert.ok(sandboxes[0]!.frozen)
  assert.equal(text((await environment.invoke(work)).payload), '"done"')
  assert.ok(!sandboxes[0]!.frozen)
})

test('closing while busy answers the caller, and tells once', async () => {
  const { environment } = openEnvironment([{ ...serves, invoke: () => {} }])
  await environment.start()
  let told = 0
  environment.onGone(() => told++)
  const invoked = environment.invoke(work)
  await Promise.all([environment.close('spindown'), environment.close('failure')])
  assert.equal((await invoked).errorType, 'Runtime.ExitError')
  assert.equal(told, 1)
})

test('no order of signals brings an environment back from the dead, or makes it busy twice', () => {
  const signals = fc.constantFrom<Signal>('initialised', 'assign', 'respond', 'freeze', 'thaw', 'died')
  fc.assert(
    fc.property(fc.array(signals, { maxLength: 30 }), (sequence) => {
      let phase: Phase = 'starting'
      for (const signal of sequence) {
        let next: Phase
        try {
          next = follow(phase, signal)
        } catch {
          continue
        }
        if (phase === 'gone') assert.equal(next, 'gone')
        if (next === 'busy') assert.equal(phase, 'idle')
        phase = next
      }
    }),
  )
})
