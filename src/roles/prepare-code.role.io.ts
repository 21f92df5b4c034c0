import { empty } from '../base/bytes.ts'
import type { Clock } from '../base/clock.ts'
import type { VersionRecord } from '../lambda/resources.ts'
import type { CallHandler, LinkClient } from '../link/link.ts'
import type { PreparedFunction, Worker } from '../worker/worker.ts'

/** A function becomes active after so long at the latest; its first environment then waits for what is still missing. */
const prepareMsMax = 120_000

/** The call `prepare` of the process with the worker. */
export const servePreparation = (worker: Worker): Record<'prepare', CallHandler> => ({
  async prepare({ head }) {
    await worker.prepare(head as PreparedFunction)
    return { head: null, body: empty }
  },
})

/** Has a version's code unpacked, and its runtime and what it names of the AWS SDK fetched, where it will run. */
export function askForPreparation(data: LinkClient, clock: Clock): (version: VersionRecord) => Promise<void> {
  return async ({ code, configuration, layers }) => {
    if (code.kind === 'image') return
    const head: PreparedFunction = {
      runtime: configuration.Runtime ?? '',
      code: code.kind === 'zip' ? { kind: 'zip', blob: code.blob } : { kind: 'folder', path: code.path },
      layers: layers.map(({ blob }) => blob),
    }
    const patience = new AbortController()
    const asked = data.call('prepare', { head, body: empty }, patience.signal).catch(() => undefined)
    const timer = clock.after(prepareMsMax, () => patience.abort())
    await asked
    timer.cancel()
  }
}
