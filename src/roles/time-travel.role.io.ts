import { empty } from '../base/bytes.ts'
import { isoInstant } from '../base/instant.ts'
import type { AdvanceWish, Status } from '../front-door/front-door.ts'
import { refuse } from '../lambda/refusals.ts'
import { type CallHandler, type LinkClient, LinkLost } from '../link/link.ts'
import { advance, type Standing, type TimeTraveller } from './advance.ts'
import { type Clocks, writeVirtualTime } from './clocks.io.ts'

/** The calls by which another process moves this one's clock. */
export function serveTimeTravel({ virtual }: Clocks): Record<string, CallHandler> {
  if (!virtual) return {}
  return {
    'look-around': async ({ head }) => ({ head: await virtual.look(head as number), body: empty }),
    'move-clock': async ({ head }) => {
      const { to, ...how } = head as { to: number; paceMs: number; patienceMs: number }
      return { head: await virtual.move(to, how), body: empty }
    },
  }
}

/** Another process; rejects while it is away. */
function travellerBehind(link: LinkClient): TimeTraveller {
  const call = async (method: string, head: unknown) => {
    try {
      return (await link.call(method, { head, body: empty })).head as Standing
    } catch (error) {
      if (!(error instanceof LinkLost)) throw error
      return refuse(
        'ServiceException',
        'The events process is away, and time stands where it was. Try again in a moment.',
      )
    }
  }
  return {
    look: (patienceMs) => call('look-around', patienceMs),
    move: (to, how) => call('move-clock', { to, ...how }),
  }
}

export interface PlatformTimeParts {
  clocks: Clocks
  /** To the process that everything waits in. */
  link: LinkClient
  dataDirectory: string
}

/** What `roost clock` reads and moves: one journey through time after the other. */
export function openPlatformTime({ clocks, link, dataDirectory }: PlatformTimeParts): Status['clock'] {
  const { platform, virtual } = clocks
  const read = () => ({ virtual: virtual !== undefined, now: isoInstant(platform.now()), nowMs: platform.now() })
  if (!virtual) return { read }
  const travellers = [virtual, travellerBehind(link)]
  let last: Promise<unknown> = Promise.resolve()
  const travel = async (wish: AdvanceWish) => {
    const { at: _, ...advanced } = await advance(wish, travellers, (at) => writeVirtualTime(dataDirectory, at))
    return { ...read(), ...advanced }
  }
  return {
    read,
    advance(wish) {
      const travelled = last.then(() => travel(wish))
      last = travelled.catch(() => {})
      return travelled
    },
  }
}
