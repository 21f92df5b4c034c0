import type { RequestId } from '../base/identity.ts'
import type { Refusal } from '../lambda/refusals.ts'
import type { Identity } from './authenticate.ts'
import type { Origin } from './authorize.ts'
import type { HeaderList } from './exchange.ts'
import type { Headers } from './headers.ts'

/** An authenticated request that is not Lambda's own API. */
export interface ServiceRequest {
  method: string
  path: string
  query: string
  headers: Headers
  body: Uint8Array
  identity: Identity
  origin: Origin
  requestId: RequestId
}

export interface ServiceReply {
  status: number
  headers: HeaderList
  body: Uint8Array
}

/** Another API on the same port; whoever signs for a service's name is sent to it. */
export interface Service {
  bodyBytesMax: number
  handle(request: ServiceRequest): Promise<ServiceReply>
  /** A refusal in the words of its protocol. */
  refuse(refusal: Refusal, requestId: RequestId): ServiceReply
}
