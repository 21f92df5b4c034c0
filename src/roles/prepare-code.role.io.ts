import { empty } from '../base/bytes.ts'
import type { Clock } from '../base/clock.ts'
import type { ImageResolution } from '../lambda/images.ts'
import type { VersionRecord } from '../lambda/resources.ts'
import { type CallHandler, type LinkClient, LinkLost } from '../link/link.ts'
import { runnable } from '../sync-plane/sync-plane.ts'
import type { Images, PreparedFunction, Unprepared, Worker } from '../worker/worker.ts'

/** A function becomes active after so long at the latest; its first environment then waits for what is still missing. */
const prepareMsMax = 120_000

/** The calls of the process with the worker that changes of functions need. */
export const servePreparation = (
  worker: Worker,
  images: Images | undefined,
): Record<'prepare' | 'resolve-image', CallHandler> => ({
  async prepare({ head }) {
    return { head: (await worker.prepare(head as PreparedFunction)) ?? null, body: empty }
  },
  async 'resolve-image'({ head }) {
    const found = await images?.resolve(head as string)
    return { head: found ?? { unknown: 'images are not looked for where none can run' }, body: empty }
  },
})

/** Has a version's code unpacked, and its runtime and what it names of the AWS SDK fetched, where it will run. */
export function askForPreparation(data: LinkClient, clock: Clock) {
  return async ({ code, configuration, layers }: VersionRecord): Promise<Unprepared | undefined> => {
    const head: PreparedFunction = {
      runtime: configuration.Runtime ?? '',
      code: runnable(code, configuration),
      layers: layers.map(({ blob }) => blob),
    }
    const patience = new AbortController()
    const asked = data.call('prepare', { head, body: empty }, patience.signal).catch(() => undefined)
    const timer = clock.after(prepareMsMax, () => patience.abort())
    const answer = await asked
    timer.cancel()
    return (answer?.head as Unprepared | null | undefined) ?? undefined
  }
}

/** Asks the process with the worker, which sees the same files and registries as when it runs the image. */
export const askForImages =
  (data: LinkClient) =>
  async (uri: string): Promise<ImageResolution> => {
    try {
      return (await data.call('resolve-image', { head: uri, body: empty })).head as ImageResolution
    } catch (error) {
      if (error instanceof LinkLost) return { unknown: 'who would run it is away' }
      throw error
    }
  }
