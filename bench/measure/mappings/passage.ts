import { setTimeout as sleep } from 'node:timers/promises'
import type { MeasuredRoost } from '../../measured-roost.ts'

interface Polling {
  uuid: string
  counts: Record<string, number>
}

/** Records a second between the first tenth and the last: what starting takes is no part of it. */
export class Passage {
  readonly #total: number
  #from: { count: number; at: number } | undefined
  #to: { count: number; at: number } | undefined

  constructor(total: number) {
    this.#total = total
  }

  /** So many are through. Whether that is all. */
  saw(count: number): boolean {
    const at = performance.now()
    if (!this.#from && count >= this.#total / 10) this.#from = { count, at }
    if (count < this.#total) return false
    this.#to ??= { count, at }
    return true
  }

  get perSecond(): number {
    const [from, to] = [this.#from!, this.#to!]
    if (to.count === from.count) throw new Error('all came at once: nothing to measure')
    return ((to.count - from.count) * 1000) / (to.at - from.at)
  }
}

export interface MappingRun {
  settings: object
  /** Which of the mapping's counts says how many are through. */
  count: 'deleted' | 'invoked'
  total: number
}

/** Maps the source, waits until so many are through, and takes the mapping away again. */
export async function passageThrough(roost: MeasuredRoost, { count, settings, total }: MappingRun): Promise<number> {
  const path = '/2015-03-31/event-source-mappings'
  const { UUID } = await roost.call<{ UUID: string }>({ method: 'POST', path, body: JSON.stringify(settings) })
  const countNow = async () => {
    const { mappings } = await roost.call<{ mappings: Polling[] }>({ method: 'GET', path: '/_roost/queues' })
    return mappings.find(({ uuid }) => uuid === UUID)?.counts[count]
  }
  const passage = new Passage(total)
  while (!passage.saw((await countNow()) ?? 0)) await sleep(5)
  await roost.call({ method: 'DELETE', path: `${path}/${UUID}` })
  // Until then it reads on.
  while ((await countNow()) !== undefined) await sleep(20)
  return passage.perSecond
}
