import type { EventAcceptor } from '../async-plane/async-plane.ts'
import { empty, toBase64, utf8 } from '../base/bytes.ts'
import type { Clock } from '../base/clock.ts'
import type { RequestId } from '../base/identity.ts'
import type { Random } from '../base/random.ts'
import { type Catalog, resolveFunction } from '../catalog/catalog.ts'
import { functionArn, parseFunctionReference, type Scope } from '../lambda/arn.ts'
import { refuseSize } from '../lambda/payload-refusals.ts'
import { eventPayloadBytesMax, syncPayloadBytesMax } from '../lambda/quotas.ts'
import type { Refusal } from '../lambda/refusals.ts'
import { newTraceHeader } from '../lambda/trace-header.ts'
import type { Invocation, InvocationResult, Invoker } from '../sync-plane/sync-plane.ts'
import type { Journey, Journeys } from '../telemetry/telemetry.ts'
import type { Credential, Identity } from './authenticate.ts'
import type { Authorizer, Origin } from './authorize.ts'
import { ClientGone, type HttpAnswer, type HttpRequest } from './exchange.ts'
import { asyncMissing, serviceFault } from './front-refusals.ts'
import type { Headers } from './headers.ts'
import { decodeClientContext, type InvokeInput, type InvokeOperation, readInvokeInput } from './invoke-input.ts'
import { actedFunction } from './resource-of.ts'
import { StreamedAnswer } from './streamed-answer.ts'

export interface InvokeParts {
  catalog: Catalog
  clock: Clock
  random: Random
  journeys: Journeys
  authorizer: Authorizer
  invoker: Invoker
  events?: EventAcceptor
}

/** One request to invoke; its signature has been read, not yet proven. */
export interface InvokeRequest {
  operation: InvokeOperation
  functionName: string
  query: string
  headers: Headers
  credential: Credential
  origin: Origin
  requestId: RequestId
  http: HttpRequest
  answer: HttpAnswer
}

/** What has become of a request so far, for its journey. */
interface Attempt {
  request: InvokeRequest
  journey: Journey
  outcome: string
}

/** Lambda API: Invoke, InvokeAsync, InvokeWithResponseStream. A refusal is returned, everything else is answered here. */
export class Invokes {
  readonly #parts: InvokeParts

  constructor(parts: InvokeParts) {
    this.#parts = parts
  }

  async answer(request: InvokeRequest): Promise<Refusal | undefined> {
    const { journeys } = this.#parts
    const { credential, functionName, operation, requestId, query, headers } = request
    const input = readInvokeInput(operation, functionName, { query, headers })
    const way = 'InvocationType' in input && input.InvocationType === 'Event' ? 'event' : 'sync'
    const { name, qualifier } = parseFunctionReference(functionName)
    const arn = functionArn(
      credential.identity,
      name,
      qualifier ?? ('Qualifier' in input ? input.Qualifier : undefined),
    )
    const attempt: Attempt = { request, journey: journeys.begin(requestId, way, arn), outcome: 'fault' }
    try {
      const refusal = await this.#attempt(attempt, input)
      if (refusal) attempt.outcome = refusal.exception
      return refusal
    } catch (error) {
      if (error instanceof ClientGone) attempt.outcome = 'caller gone'
      throw error
    } finally {
      journeys.end(attempt.journey, attempt.outcome)
    }
  }

  async #attempt(attempt: Attempt, input: InvokeInput | Refusal): Promise<Refusal | undefined> {
    const { request, journey } = attempt
    journey.hop('received')
    const type = 'InvocationType' in input && input.InvocationType === 'Event' ? 'Event' : 'RequestResponse'
    const body = await request.http.readBody(type === 'Event' ? eventPayloadBytesMax : syncPayloadBytesMax)
    // Nobody holds what is too large for a signature over it to be checked; the answer tells nothing of the function.
    if ('tooLarge' in body) return refuseSize({ length: body.tooLarge }, type)
    const proof = request.credential.prove(body)
    if ('exception' in proof) return proof
    journey.hop('authenticated')
    if ('exception' in input) return input
    const invocation = this.#read(request, input, proof.body)
    if ('exception' in invocation) return invocation
    invocation.journey = journey
    if (input.InvocationType === 'DryRun') return this.#dryRun(attempt, invocation)
    if (input.InvocationType === 'Event') return await this.#accept(attempt, invocation)
    return request.operation === 'InvokeWithResponseStream'
      ? await this.#stream(attempt, invocation)
      : await this.#invoke(attempt, invocation)
  }

  #read(request: InvokeRequest, input: InvokeInput, payload: Uint8Array): Invocation | Refusal {
    const { credential, headers, origin, requestId } = request
    const { identity } = credential
    const target = targetOf(input, identity)
    if ('exception' in target) return target
    const on = actedFunction(input.FunctionName, input.Qualifier, identity)
    const denied = this.#parts.authorizer.refuse({ identity, origin, action: 'lambda:InvokeFunction', on, input })
    if (denied) return denied
    const clientContext = input.ClientContext === undefined ? undefined : decodeClientContext(input.ClientContext)
    if (typeof clientContext === 'object') return clientContext
    return {
      requestId,
      account: target.account,
      region: target.region,
      functionName: target.name,
      qualifier: target.qualifier,
      payload,
      way: input.InvocationType === 'Event' ? 'event' : 'sync',
      tail: input.LogType === 'Tail',
      clientContext,
      traceId: headers.get('x-amzn-trace-id') ?? newTraceHeader(this.#parts.clock, this.#parts.random),
      tenantId: input.TenantId,
    }
  }

  async #invoke(attempt: Attempt, invocation: Invocation): Promise<Refusal | undefined> {
    const { http, answer } = attempt.request
    const result = await this.#parts.invoker.invoke(invocation, http.signal)
    if (!result.ran) return result.because
    attempt.outcome = outcomeOf(result)
    const head = [...headOf(invocation, 'application/json'), 'X-Amz-Executed-Version', result.executedVersion]
    if (result.functionError !== undefined) head.push('X-Amz-Function-Error', result.functionError)
    if (result.logTail) head.push('X-Amz-Log-Result', toBase64(result.logTail))
    answer.send(200, head, result.payload)
    return undefined
  }

  async #stream(attempt: Attempt, invocation: Invocation): Promise<Refusal | undefined> {
    const { http, answer } = attempt.request
    const head = headOf(invocation, 'application/vnd.amazon.eventstream')
    const version = this.#versionBehind(invocation)
    if (version !== undefined) head.push('X-Amz-Executed-Version', version)
    const streamed = new StreamedAnswer(answer, head)
    invocation.sink = streamed
    try {
      const result = await this.#parts.invoker.invoke(invocation, http.signal)
      if (!result.ran) return result.because
      attempt.outcome = outcomeOf(result)
      await streamed.complete(result)
    } catch (error) {
      if (!answer.started) throw error
      await streamed.fail('ServiceException', serviceFault.message!)
      throw error
    }
    return undefined
  }

  /** The head of a stream goes before the sync plane tells what ran; an alias that draws its version leaves it open. */
  #versionBehind({ account, region, functionName, qualifier }: Invocation): string | undefined {
    const target = { account, region, name: functionName, qualifier }
    const found = resolveFunction(this.#parts.catalog, target, this.#parts.random)
    if (!found.found || found.alias?.configuration.RoutingConfig?.AdditionalVersionWeights) return undefined
    return found.executedVersion
  }

  async #accept(attempt: Attempt, invocation: Invocation): Promise<Refusal | undefined> {
    const { events } = this.#parts
    if (!events) return asyncMissing
    const acceptance = await events.accept(invocation)
    if (!acceptance.accepted) return acceptance.because
    attempt.journey.hop('accepted')
    attempt.outcome = 'accepted'
    const { answer, operation } = attempt.request
    const body = operation === 'InvokeAsync' ? utf8('{"Status":202}') : empty
    answer.send(202, headOf(invocation, operation === 'InvokeAsync' ? 'application/json' : undefined), body)
    return undefined
  }

  #dryRun(attempt: Attempt, invocation: Invocation): Refusal | undefined {
    const { account, region, functionName, qualifier } = invocation
    const target = { account, region, name: functionName, qualifier }
    const found = resolveFunction(this.#parts.catalog, target, this.#parts.random)
    if (!found.found) return found.because
    attempt.outcome = 'dry run'
    attempt.request.answer.send(204, headOf(invocation), empty)
    return undefined
  }
}

function targetOf(input: InvokeInput, identity: Identity): Refusal | (Scope & { name: string; qualifier?: string }) {
  const {
    account = identity.account,
    region = identity.region,
    name,
    qualifier,
  } = parseFunctionReference(input.FunctionName)
  if (region !== identity.region)
    return {
      exception: 'ResourceNotFoundException',
      message: `Functions from '${region}' are not reachable in this region ('${identity.region}')`,
    }
  if (qualifier !== undefined && input.Qualifier !== undefined && qualifier !== input.Qualifier)
    return {
      exception: 'InvalidParameterValueException',
      message: 'The derived qualifier from the function name does not match the specified qualifier.',
    }
  return { account, region, name, qualifier: qualifier ?? input.Qualifier }
}

const outcomeOf = ({ errorType, functionError }: Extract<InvocationResult, { ran: true }>): string =>
  errorType ?? functionError ?? 'success'

function headOf({ requestId, traceId }: Invocation, contentType?: string): string[] {
  const head = ['x-amzn-RequestId', requestId, 'X-Amzn-Trace-Id', traceId!]
  if (contentType !== undefined) head.push('Content-Type', contentType)
  return head
}
