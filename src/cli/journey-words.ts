/** As the API tells it; which members there are depends on the hop. */
export interface Step {
  hop: string
  atMs: number
  queue?: string
  why?: string
  depths?: Record<string, number>
  owner?: string
  fence?: number
  outcome?: string
  waitMs?: number
  to?: string
  failure?: string
  mapping?: string
  source?: string
  shard?: string
  records?: number
  first?: string
  last?: string
}

/** What is said of a step: its name, and the rest. */
export function wordsOfStep(step: Omit<Step, 'atMs'>): [string, string] {
  switch (step.hop) {
    case 'accepted':
      return ['accepted', `into ${step.queue}${choiceOf(step)}`]
    case 'attempted':
      return ['attempted', `from ${step.queue}, leased by ${step.owner}, fence ${step.fence}`]
    case 'ended':
      return ['ended', step.waitMs === undefined ? step.outcome! : `${step.outcome}; again in ${waitOf(step.waitMs)}`]
    case 'told':
      return step.failure === undefined ? ['told', step.to!] : ['not told', `${step.to}: ${step.failure}`]
    case 'batched':
      return ['batched', batchOf(step)]
    default:
      return [step.hop, step.outcome ?? '']
  }
}

function choiceOf({ depths = {}, queue, why }: Omit<Step, 'atMs'>): string {
  const other = Object.keys(depths).find((name) => name !== queue)
  if (other === undefined) return `: ${why}`
  return `, where ${depths[queue!]} waited, and ${depths[other]} in ${other}`
}

function batchOf({ first, last, mapping, records, shard, source }: Omit<Step, 'atMs'>): string {
  const ids = records === 1 ? first : `${first} to ${last}`
  const from = shard === undefined ? source : `${shard} of ${source}`
  const count = records === 1 ? '1 record' : `${records} records`
  return records === 0
    ? `the end of a window of ${from}, mapping ${mapping}`
    : `${count} (${ids}) from ${from}, mapping ${mapping}`
}

const waitOf = (ms: number): string => (ms < 1000 ? `${Math.round(ms)} ms` : `${Number((ms / 1000).toFixed(1))} s`)
