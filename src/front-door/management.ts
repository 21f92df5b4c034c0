import { utf8 } from '../base/bytes.ts'
import type { Clock } from '../base/clock.ts'
import type { RequestId } from '../base/identity.ts'
import type { Catalog } from '../catalog/catalog.ts'
import type { Caller, ControlPlane } from '../control-plane/control-plane.ts'
import { type Refusal, Refused } from '../lambda/refusals.ts'
import type { Identity } from './authenticate.ts'
import { Authorizer, type Origin } from './authorize.ts'
import { serviceFault } from './front-refusals.ts'
import { decodeOwnInput } from './own-operations.ts'
import { decodeInput } from './wire/decode-input.ts'
import { encodeOutput } from './wire/encode-output.ts'
import { encodeRefusal } from './wire/encode-refusal.ts'

/** Management operations, in whichever process the control plane is. Always answers; never rejects. */
export interface Management {
  manage(request: ManagementRequest): Promise<ManagementReply>
}

/** An authenticated request, not yet read: `roost:` operations are Roost's own. */
export interface ManagementRequest {
  operation: string
  requestId: RequestId
  identity: Identity
  origin: Origin
  raw: RawManagement
}

/** No management operation has members in headers. */
export interface RawManagement {
  labels: Readonly<Record<string, string>>
  /** Without the question mark. */
  query: string
  body: Uint8Array
}

export interface ManagementReply {
  status: number
  headers: Readonly<Record<string, string>>
  body: Uint8Array
  /** The catalog's when it was answered: who has reached it sees what was changed. */
  revision?: number
}

export interface ManagementParts {
  controlPlane: ControlPlane
  catalog: Catalog
  clock: Clock
  /** Told of faults of ours; the caller gets a ServiceException. */
  onFault(error: unknown, request: ManagementRequest): void
}

/** The control plane's end: reads, authorizes, executes, and writes what came of it. */
export class ManagementDesk implements Management {
  readonly #parts: ManagementParts
  readonly #authorizer: Authorizer

  constructor(parts: ManagementParts) {
    this.#parts = parts
    this.#authorizer = new Authorizer(parts.catalog, parts.clock)
  }

  async manage(request: ManagementRequest): Promise<ManagementReply> {
    const { status, headers, body } = await this.#answer(request)
    const revision = this.#parts.catalog.revision
    return { status, headers: { ...headers, 'x-amzn-RequestId': request.requestId }, body, revision }
  }

  async #answer(request: ManagementRequest): Promise<ManagementReply> {
    try {
      const own = request.operation.startsWith('roost:')
      return own ? await this.#executeOwn(request) : await this.#execute(request)
    } catch (error) {
      if (error instanceof Refused) return encodeRefusal(error.refusal, request.requestId)
      this.#parts.onFault(error, request)
      return encodeRefusal(serviceFault, request.requestId)
    }
  }

  async #execute(request: ManagementRequest): Promise<ManagementReply> {
    const { operation, raw } = request
    const input = decodeInput(operation, { ...raw, query: new URLSearchParams(raw.query), headers: noHeaders })
    demand(this.#authorizer.refuseOperation(operation, input, request))
    const output = await this.#parts.controlPlane.execute(operation, input, callerOf(request))
    return encodeOutput(operation, output)
  }

  async #executeOwn(request: ManagementRequest): Promise<ManagementReply> {
    const { operation, identity, origin } = request
    const on = { arn: '*', account: identity.account }
    demand(this.#authorizer.refuse({ identity, origin, action: operation, on }))
    const input = decodeOwnInput(request)
    const output = await this.#parts.controlPlane.execute(operation, input, callerOf(request))
    return { status: 200, headers: { 'Content-Type': 'application/json' }, body: utf8(JSON.stringify(output)) }
  }
}

const noHeaders: ReadonlyMap<string, string> = new Map()

function demand(refusal: Refusal | undefined): void {
  if (refusal) throw new Refused(refusal)
}

const callerOf = ({ identity, requestId }: ManagementRequest): Caller => ({
  account: identity.account,
  region: identity.region,
  principal: identity.principal,
  accessKeyId: identity.accessKeyId,
  requestId,
})
