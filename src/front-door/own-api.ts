import { utf8 } from '../base/bytes.ts'
import type { RequestId } from '../base/identity.ts'
import { isoInstant } from '../base/instant.ts'
import type { Refusal } from '../lambda/refusals.ts'
import type { EventJourneyView, Journeys } from '../telemetry/telemetry.ts'
import { advanceClock, type PlatformTime } from './advance-clock.ts'
import type { Identity } from './authenticate.ts'
import type { Authorizer, Origin } from './authorize.ts'
import type { OwnOperation } from './own-operations.ts'
import type { ServiceReply } from './service.ts'

/** What runs in this Roost, for `roost status`. */
export interface Status {
  report(): Promise<object>
  /** What waits to be run, for `roost queues`. */
  queues(): Promise<object>
  /** Of an event, or of the batch that a record was in, from the side that nobody waits for. */
  journey(id: string): Promise<EventJourneyView | null | undefined>
  clock: PlatformTime
}

export const ownBodyBytesMax = 64 * 1024
const journeysListed = 50

/** `/_roost/…`: what Roost tells and does that AWS does not. */
export type OwnRoute =
  | { asks: 'status' | 'journeys' | 'queues' | 'clock' | 'advance' }
  | { asks: 'journey'; id: string }
  | { asks: 'management'; operation: OwnOperation; labels: Record<string, string> }

/** Undefined: no such thing. */
export function routeOwn(method: string, path: string): OwnRoute | undefined {
  const [, what, id, ...more] = path.slice(1).split('/')
  if (more.length > 0) return undefined
  switch (`${method} ${what}${id === undefined ? '' : '/id'}`) {
    case 'GET status':
      return { asks: 'status' }
    case 'GET queues':
      return { asks: 'queues' }
    case 'GET clock':
      return { asks: 'clock' }
    case 'POST clock':
      return { asks: 'advance' }
    case 'GET journeys':
      return { asks: 'journeys' }
    case 'GET journeys/id':
      return { asks: 'journey', id: id! }
    case 'GET keys':
      return { asks: 'management', operation: 'roost:ListKeys', labels: {} }
    case 'POST keys':
      return { asks: 'management', operation: 'roost:CreateKey', labels: {} }
    case 'DELETE keys/id':
      return { asks: 'management', operation: 'roost:RevokeKey', labels: { AccessKeyId: id! } }
    case 'POST replays/id':
      return { asks: 'management', operation: 'roost:ReplayMapping', labels: { UUID: id! } }
    case 'POST reset':
      return { asks: 'management', operation: 'roost:Reset', labels: {} }
    default:
      return undefined
  }
}

/** Whoever asks whether this answers needs no key. LocalStack's tools ask at an address of their own. */
export const isHealthPath = (path: string): boolean => path === '/_roost/health' || path === '/_localstack/health'

export const health = (requestId: RequestId): ServiceReply =>
  json({ status: 'running', services: { lambda: 'running', logs: 'running' } }, requestId)

const actions = {
  status: 'roost:GetStatus',
  queues: 'roost:ListQueues',
  journeys: 'roost:ListJourneys',
  journey: 'roost:GetJourney',
  clock: 'roost:GetClock',
  advance: 'roost:AdvanceClock',
}

/** What this process knows by itself. */
export class OwnApi {
  readonly #parts: { status: Status; journeys: Journeys; authorizer: Authorizer }

  constructor(parts: { status: Status; journeys: Journeys; authorizer: Authorizer }) {
    this.#parts = parts
  }

  async answer(
    route: Exclude<OwnRoute, { asks: 'management' }>,
    asker: { identity: Identity; origin: Origin; requestId: RequestId; body: Uint8Array },
  ): Promise<ServiceReply | Refusal> {
    const { status, journeys, authorizer } = this.#parts
    const on = { arn: '*', account: asker.identity.account }
    const denied = authorizer.refuse({ ...asker, action: actions[route.asks], on })
    if (denied) return denied
    switch (route.asks) {
      case 'status':
        return json(await status.report(), asker.requestId)
      case 'queues':
        return json(await status.queues(), asker.requestId)
      case 'clock':
        return json(status.clock.read(), asker.requestId)
      case 'advance':
        return await this.#advance(asker)
      case 'journeys':
        return json({ journeys: journeys.recent(journeysListed) }, asker.requestId)
      case 'journey': {
        const view = joinJourneys(journeys, route.id, await status.journey(route.id))
        return view
          ? json(view, asker.requestId)
          : { exception: 'ResourceNotFoundException', message: `Journey not found: ${route.id}` }
      }
    }
  }

  async #advance({ body, requestId }: { body: Uint8Array; requestId: RequestId }): Promise<ServiceReply | Refusal> {
    const answer = await advanceClock(this.#parts.status.clock, body)
    return 'exception' in answer ? answer : json(answer.advanced, requestId)
  }
}

/** The hops of the last attempt are the sync plane's; `steps` are what came before it, and after. */
function joinJourneys(journeys: Journeys, id: string, event: EventJourneyView | null | undefined): object | undefined {
  const last = journeys.find(event?.requestId ?? id)
  if (!event) return last
  const { functionArn, hops: steps, leftOut, outcome, requestId } = event
  const way = steps.some(({ hop }) => hop === 'batched') ? 'mapping' : 'event'
  return {
    requestId,
    way,
    functionArn,
    startedAt: isoInstant(event.startedAt),
    outcome: outcome || (way === 'mapping' ? (last?.outcome ?? '') : 'waiting'),
    steps,
    leftOut,
    hops: last?.hops ?? [],
  }
}

const json = (value: unknown, requestId: RequestId): ServiceReply => ({
  status: 200,
  headers: ['Content-Type', 'application/json', 'x-amzn-RequestId', requestId],
  body: utf8(JSON.stringify(value)),
})
