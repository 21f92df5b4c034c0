import type { AccountId, Region } from '../base/identity.ts'
import { functionArn } from '../lambda/arn.ts'
import type { RunningPollers } from '../pollers/pollers.ts'
import type { QueueView } from '../store/event-queues.ts'
import type { EventRates, Flow } from '../telemetry/telemetry.ts'

type LaneView = ReturnType<RunningPollers['views']>[number]

export interface QueueReport {
  /** Milliseconds since the epoch, of the platform's time: ages are measured by it. */
  now: number
  queues: (QueueView & Flow)[]
  /** What is in memory: others wait in their queues. No window: nothing is there. */
  functions: ({ functionArn: string } & Omit<LaneView, 'key' | 'window'> & Partial<Pick<LaneView, 'window'>> & Flow)[]
}

export interface QueueReportParts {
  queues: readonly QueueView[]
  lanes: readonly LaneView[]
  rates: EventRates
  now: number
}

const still: Flow = { arrived: 0, completed: 0 }
const nothingWaits = { waiting: 0, running: 0 }

/** What waits and what moves, by queue and by function; flows are those of the last minute. */
export function queueReport({ lanes, now, queues, rates }: QueueReportParts): QueueReport {
  const flows = rates.functions()
  const byArn = new Map(lanes.map(({ key, ...lane }) => [arnOf(key), lane]))
  const arns = new Set([...byArn.keys(), ...flows.keys()])
  return {
    now,
    queues: queues.map((view) => ({ ...view, ...rates.queue(view.queue) })),
    functions: [...arns].toSorted().map((arn) => ({
      functionArn: arn,
      ...(byArn.get(arn) ?? nothingWaits),
      ...(flows.get(arn) ?? still),
    })),
  }
}

/** A lane's key is account, region, name and qualifier. */
function arnOf(key: string): string {
  const [account, region, name = '', qualifier] = key.split('/') as [AccountId, Region, string?, string?]
  return functionArn({ account, region }, name, qualifier || undefined)
}
