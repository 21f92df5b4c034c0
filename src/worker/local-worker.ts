import type { EnvironmentId } from '../base/identity.ts'
import { egressTag } from '../lambda/egress.ts'
import { type Refusal, Refused } from '../lambda/refusals.ts'
import type { Journey } from '../telemetry/telemetry.ts'
import { ExecutionEnvironment } from './environment.ts'
import { BadImage } from './images/bad-image.ts'
import { layOutImage } from './images/lay-out-image.ts'
import { type Launch, Launcher } from './launcher.ts'
import { nameLogStream } from './log-stream-name.ts'
import { Rounds } from './rounds.ts'
import { memoryClassOf } from './runtimes.ts'
import type {
  Capacity,
  Created,
  Environment,
  EnvironmentSpec,
  PreparedFunction,
  Unprepared,
  Worker,
  WorkerParts,
} from './worker.ts'

const closing: Refusal = { exception: 'ServiceUnavailableException', message: 'This worker is closing.' }

const unlimited: Refusal = {
  exception: 'ServiceException',
  message: `The tag ${egressTag} limits where this function connects to; only containers can do that: roost up --sandbox oci.`,
}

const unprepared = (error: unknown): Refusal => ({
  exception: error instanceof BadImage ? 'InvalidRuntimeException' : 'ServiceException',
  message: `The function's code could not be laid out: ${String(error)}`,
})

/** A worker of this host. */
export class LocalWorker implements Worker {
  readonly capacity: Capacity
  #parts: WorkerParts
  #launcher: Launcher
  #rounds: Rounds
  #environments = new Set<ExecutionEnvironment>()
  #creating = new Set<Promise<Created>>()
  #closed = false

  constructor(parts: WorkerParts) {
    this.#parts = parts
    this.#launcher = new Launcher(parts)
    this.#rounds = new Rounds(parts.clock)
    this.capacity = { totalMb: parts.capacityMb, reservedMb: () => this.#reservedMb() }
  }

  async create(spec: EnvironmentSpec, journey?: Journey): Promise<Created> {
    if (this.#closed) return { created: false, because: closing }
    const creation = this.#create(spec)
    this.#creating.add(creation)
    try {
      const created = await creation
      if (created.created) journey?.hop('initialised', created.environment.id)
      return created
    } finally {
      this.#creating.delete(creation)
    }
  }

  async prepare(wanted: PreparedFunction): Promise<Unprepared | undefined> {
    const laid = await this.#layOut(wanted).catch((error: unknown) => error)
    if (laid instanceof BadImage) return { code: laid.fault, reason: laid.message }
    if (laid instanceof Object && 'code' in laid) (laid as Launch).code.release()
    return undefined
  }

  keepReady(runtime: string, memoryMb: number, count: number): void {
    this.#launcher.pool.keepReady({ runtime, memoryClassMb: memoryClassOf(memoryMb) }, count)
  }

  pooled(): number {
    return this.#launcher.pool.size
  }

  environments(): readonly Environment[] {
    return [...this.#environments]
  }

  async close(): Promise<void> {
    this.#closed = true
    await this.#launcher.pool.close()
    await Promise.all([...this.#environments].map((environment) => environment.close('spindown')))
    await Promise.allSettled(this.#creating)
    await Promise.all([...this.#environments].map((environment) => environment.close('spindown')))
    await this.#parts.sandboxes.close()
    await this.#parts.code.close()
  }

  async #create(spec: EnvironmentSpec): Promise<Created> {
    const prepared = await this.#prepare(spec).catch(unprepared)
    if ('exception' in prepared) return { created: false, because: prepared }
    const environment = this.#open(prepared)
    try {
      await environment.start()
      return { created: true, environment }
    } catch (error) {
      await environment.close('failure')
      const message = `No process could be started for ${spec.runtime}: ${String(error)}`
      return { created: false, because: { exception: 'ServiceException', message } }
    }
  }

  async #prepare(spec: EnvironmentSpec): Promise<Launch | Refusal> {
    if (spec.egress && !this.#parts.sandboxes.limitsEgress) return unlimited
    const laid = await this.#layOut(spec, spec.key)
    if ('exception' in laid) return laid
    const { clock, random } = this.#parts
    const log = this.#parts.openLog(spec, nameLogStream(spec, clock.now(), random), laid.resolved.version)
    return { spec, ...laid, log }
  }

  /** Runtime, code, and what of the AWS SDK the code needs. */
  async #layOut(wanted: PreparedFunction, key = ''): Promise<Omit<Launch, 'spec' | 'log'> | Refusal> {
    const { runtimes, code, awsSdk } = this.#parts
    if (wanted.code.kind === 'image') return layOutImage(wanted.code, this.#parts.images)
    const leasing = code.lease(wanted.code, wanted.layers).catch((error: unknown) => {
      if (error instanceof Refused) return error.refusal
      throw error
    })
    const [resolved, lease] = await Promise.all([runtimes.resolve(wanted.runtime), leasing])
    if ('exception' in lease) return lease
    if ('refusal' in resolved) {
      lease.release()
      return resolved.refusal
    }
    const content = wanted.code.kind === 'zip' ? wanted.code.blob : key
    const place = await awsSdk.prepare(resolved, { ...lease, key: content && [content, ...wanted.layers].join() })
    return { resolved, awsSdk: place, code: lease }
  }

  #open(launch: Launch): ExecutionEnvironment {
    const environment = new ExecutionEnvironment({
      id: this.#parts.random.uuid() as EnvironmentId,
      spec: launch.spec,
      clock: this.#parts.clock,
      log: launch.log,
      boot: () => this.#launcher.launch(launch),
      onPhase: (changed) => this.#rounds.watch(changed),
    })
    this.#environments.add(environment)
    environment.onGone(() => {
      this.#environments.delete(environment)
      launch.code.release()
    })
    return environment
  }

  #reservedMb(): number {
    let reserved = 0
    for (const environment of this.#environments) reserved += environment.spec.memoryMb
    return reserved
  }
}
