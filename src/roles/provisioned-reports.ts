import { empty } from '../base/bytes.ts'
import type { LinkClient } from '../link/link.ts'
import type { ProvisionedProgress } from '../sync-plane/sync-plane.ts'

/** Tells the control plane what has come of provisioned concurrency: the last word of each setting, until it is heard. */
export class ProvisionedReports {
  readonly #link: () => LinkClient
  readonly #complain: (error: unknown) => void
  readonly #unheard = new Map<string, ProvisionedProgress>()

  constructor(link: () => LinkClient, complain: (error: unknown) => void) {
    this.#link = link
    this.#complain = complain
  }

  report(progress: ProvisionedProgress): void {
    this.#unheard.set(progress.key, progress)
    if (this.#link().connected) void this.#tell(progress)
  }

  /** What was not heard while the other side was away. */
  repeat(): void {
    for (const progress of this.#unheard.values()) void this.#tell(progress)
  }

  async #tell(progress: ProvisionedProgress): Promise<void> {
    try {
      await this.#link().call('report-provisioned', { head: progress, body: empty })
      if (this.#unheard.get(progress.key) === progress) this.#unheard.delete(progress.key)
    } catch (error) {
      if ((error as Error).name !== 'LinkLost') this.#complain(error)
    }
  }
}
