import type { Clock } from '../base/clock.ts'
import type { Journey } from '../telemetry/telemetry.ts'
import type { Created, EnvironmentSpec, Worker } from '../worker/worker.ts'
import { chooseWorker, type Host } from './choose-worker.ts'
import type { Placement } from './placement.ts'
import { WorkerHealth } from './worker-health.ts'

/** Memory is promised from the choice on, before the worker itself has noted it; so two choices never share it. */
class PlacedHost implements Host {
  readonly name: string
  readonly worker: Worker
  readonly health: WorkerHealth
  #promisedMb = 0

  constructor(name: string, worker: Worker, clock: Clock) {
    this.name = name
    this.worker = worker
    this.health = new WorkerHealth(clock)
  }

  get totalMb(): number {
    return this.worker.capacity.totalMb
  }

  get reservedMb(): number {
    return Math.max(this.#promisedMb, this.worker.capacity.reservedMb())
  }

  get healthy(): boolean {
    return this.health.healthy
  }

  async create(spec: EnvironmentSpec, journey?: Journey): Promise<Created> {
    this.#promisedMb += spec.memoryMb
    const giveBack = () => void (this.#promisedMb -= spec.memoryMb)
    try {
      const created = await this.worker.create(spec, journey)
      this.health.succeeded()
      if (created.created) created.environment.onGone(giveBack)
      else giveBack()
      return created
    } catch (error) {
      giveBack()
      this.health.failed()
      const message = `${this.name} could not make an environment: ${String(error)}`
      return { created: false, because: { exception: 'ServiceException', message } }
    }
  }
}

export class Placer implements Placement {
  readonly #hosts: readonly PlacedHost[]

  constructor(clock: Clock, workers: Readonly<Record<string, Worker>>) {
    this.#hosts = Object.entries(workers).map(([name, worker]) => new PlacedHost(name, worker, clock))
  }

  async place(spec: EnvironmentSpec, journey?: Journey): Promise<Created | 'full'> {
    const host = chooseWorker(this.#hosts, spec.memoryMb)
    if (!host) return 'full'
    journey?.hop('placed', host.name)
    return await host.create(spec, journey)
  }
}
