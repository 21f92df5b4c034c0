import { empty } from '../base/bytes.ts'
import type { Clock } from '../base/clock.ts'
import type { AccountId, EnvironmentId, Region } from '../base/identity.ts'
import { invariant } from '../base/invariant.ts'
import type { Refusal } from '../lambda/refusals.ts'
import type { Created, Environment, EnvironmentSpec, Phase, Work, Worker, WorkOutcome } from '../worker/worker.ts'

/** For tests: a host without processes, whose times and failures are told to it. */
export class ToyWorker implements Worker {
  readonly capacity
  readonly made: ToyEnvironment[] = []
  createMs = 10
  closeMs = 1
  runMs: (work: Work) => number = () => 5
  outcome: (work: Work) => Partial<WorkOutcome> = () => ({})
  refuse: (spec: EnvironmentSpec) => Refusal | undefined = () => undefined
  initFailure: (spec: EnvironmentSpec) => string | undefined = () => undefined
  readonly clock: Clock

  constructor(clock: Clock, totalMb: number) {
    this.clock = clock
    this.capacity = { totalMb, reservedMb: () => this.alive().reduce((sum, one) => sum + one.spec.memoryMb, 0) }
  }

  prepare = () => Promise.resolve(undefined)

  async create(spec: EnvironmentSpec): Promise<Created> {
    if (this.createMs > 0) await this.clock.sleep(this.createMs)
    const because = this.refuse(spec)
    if (because) return { created: false, because }
    const environment = new ToyEnvironment(this, spec, this.made.length)
    this.made.push(environment)
    invariant(this.capacity.reservedMb() <= this.capacity.totalMb, 'a host holds no more than its memory')
    return { created: true, environment }
  }

  alive(): ToyEnvironment[] {
    return this.made.filter((environment) => environment.phase !== 'gone')
  }

  pooled(): number {
    return 0
  }

  environments(): readonly Environment[] {
    return this.alive()
  }

  keepReady(): void {}

  async close(): Promise<void> {
    await Promise.all(this.alive().map((environment) => environment.close()))
  }
}

export class ToyEnvironment implements Environment {
  readonly id: EnvironmentId
  readonly spec: EnvironmentSpec
  readonly createdAt: number
  readonly initFailure: string | undefined
  phase: Phase = 'idle'
  ran = 0
  readonly #worker: ToyWorker
  #gone: (() => void)[] = []

  constructor(worker: ToyWorker, spec: EnvironmentSpec, number: number) {
    this.#worker = worker
    this.spec = spec
    this.id = `toy-${number}` as EnvironmentId
    this.createdAt = worker.clock.tick()
    this.initFailure = worker.initFailure(spec)
  }

  async invoke(work: Work): Promise<WorkOutcome> {
    if (this.#isGone()) return { payload: empty, durationMs: 0, reusable: false, functionError: 'Unhandled' }
    invariant(this.phase === 'idle', `an environment runs one invocation at a time, and this one is ${this.phase}`)
    this.phase = 'busy'
    const durationMs = this.#worker.runMs(work)
    if (durationMs > 0) await this.#worker.clock.sleep(durationMs)
    this.ran++
    if (this.#isGone()) return { payload: empty, durationMs, reusable: false, functionError: 'Unhandled' }
    this.phase = 'idle'
    return { payload: work.payload, durationMs, reusable: true, ...this.#worker.outcome(work) }
  }

  freeze(): void {}

  async close(): Promise<void> {
    if (this.#isGone()) return
    if (this.#worker.closeMs > 0) await this.#worker.clock.sleep(this.#worker.closeMs)
    this.die()
  }

  /** As when its process is killed. */
  die(): void {
    if (this.#isGone()) return
    this.phase = 'gone'
    for (const listener of this.#gone) listener()
  }

  onGone(listener: () => void): void {
    this.#gone.push(listener)
  }

  #isGone(): boolean {
    return this.phase === 'gone'
  }
}

export function toySpec(key: string, more: Partial<EnvironmentSpec> = {}): EnvironmentSpec {
  return {
    key,
    account: '111111111111' as AccountId,
    region: 'us-east-1' as Region,
    functionName: key,
    version: '$LATEST',
    runtime: 'nodejs24.x',
    handler: 'index.handler',
    memoryMb: 128,
    timeoutMs: 3000,
    tmpMb: 512,
    variables: {},
    code: { kind: 'folder', path: '/nowhere' },
    layers: [],
    logging: { format: 'Text', group: `/aws/lambda/${key}`, applicationLevel: 'INFO', systemLevel: 'INFO' },
    initialization: 'on-demand',
    role: 'arn:aws:iam::111111111111:role/r',
    ...more,
  }
}
