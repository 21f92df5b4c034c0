import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import { systemClock } from '../base/clock.io.ts'
import type { Clock } from '../base/clock.ts'
import { StandingClock } from '../base/standing-clock.io.ts'
import type { Standing, TimeTraveller } from './advance.ts'
import type { NodeOptions } from './roles.ts'
import { UnderWay } from './under-way.ts'

/** The clocks of a process. On real time all of them are the machine's. */
export interface Clocks {
  /** Of what a caller waits for: execution, network, signatures. Always the machine's. */
  machine: Clock
  /** Of what nobody waits for: retries, ages, windows, polls, leases, idleness. */
  platform: Clock
  /** Stamps of the platform's time, waits of the machine's: for what is written down. */
  stamps: Clock
  /** The machine's, for what is done together a moment later; a step through time waits for that. */
  batching: Clock
  /** What a step through time waits for: the same thing, counted. */
  watched: <T extends object>(thing: T) => T
  /** On virtual time alone. */
  virtual?: VirtualTime
}

export interface VirtualTime extends TimeTraveller {
  clock: StandingClock
  /** Told before time moves: whoever looks now and then looks now. Returns how to stop. */
  onLook(look: () => void): () => void
}

/** Between the end of one thing and the beginning of the next one may lie a few turns of the event loop. */
const restfulTurns = 4

export function openClocks({
  dataDirectory,
  virtualClock,
}: Pick<NodeOptions, 'dataDirectory' | 'virtualClock'>): Clocks {
  const machine = systemClock
  if (!virtualClock)
    return { machine, platform: machine, stamps: machine, batching: machine, watched: (thing) => thing }
  const platform = new StandingClock(readVirtualTime(dataDirectory) ?? machine.now())
  const underWay = new UnderWay()
  return {
    machine,
    platform,
    stamps: { ...machine, now: () => platform.now() },
    batching: underWay.counting(machine),
    watched: (thing) => underWay.watched(thing),
    virtual: openVirtualTime(platform, underWay),
  }
}

function openVirtualTime(clock: StandingClock, underWay: UnderWay): VirtualTime {
  const looks = new Set<() => void>()
  const rest = async (patienceMs: number): Promise<Standing> => {
    await comeToRest(underWay, patienceMs)
    return { at: clock.at, nextAt: clock.nextAt, underWay: underWay.count }
  }
  return {
    clock,
    onLook(look) {
      looks.add(look)
      return () => looks.delete(look)
    },
    look(patienceMs) {
      for (const look of looks) look()
      return rest(patienceMs)
    },
    async move(to, { paceMs, patienceMs }) {
      clock.paceMs = paceMs
      clock.moveTo(to)
      return await rest(patienceMs).finally(() => (clock.paceMs = 0))
    },
  }
}

async function comeToRest(underWay: UnderWay, patienceMs: number): Promise<void> {
  const patience = Promise.withResolvers<void>()
  const timer = systemClock.after(patienceMs, patience.resolve)
  const until = systemClock.tick() + patienceMs
  for (let rested = 0; rested < restfulTurns && systemClock.tick() < until; ) {
    await Promise.race([underWay.pause(), patience.promise])
    await turn()
    rested = underWay.count === 0 ? rested + 1 : 0
  }
  timer.cancel()
}

const fileOf = (dataDirectory: string): string => join(dataDirectory, 'virtual-clock.json')

/** Where the virtual clock of a data directory stands; undefined: it never had one. */
export function readVirtualTime(dataDirectory: string): number | undefined {
  try {
    return (JSON.parse(readFileSync(fileOf(dataDirectory), 'utf8')) as { at: number }).at
  } catch {
    return undefined
  }
}

/** A process that starts anew goes on from there. */
export function writeVirtualTime(dataDirectory: string, at: number): void {
  const path = fileOf(dataDirectory)
  writeFileSync(`${path}.new`, JSON.stringify({ at }), { mode: 0o600 })
  renameSync(`${path}.new`, path)
}
