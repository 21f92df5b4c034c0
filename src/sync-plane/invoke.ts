import { utf8 } from '../base/bytes.ts'
import { type Resolution, resolveFunction } from '../catalog/catalog.ts'
import type { Ticket } from '../counting/counting.ts'
import { functionArn } from '../lambda/arn.ts'
import { type Refusal, throttled } from '../lambda/refusals.ts'
import { newTraceHeader } from '../lambda/trace-header.ts'
import { extendLineage, recursionMax } from '../lambda/trace-lineage.ts'
import type { Journey } from '../telemetry/telemetry.ts'
import type { Environment, Work, WorkOutcome } from '../worker/worker.ts'
import type { Provisioner } from './provisioner.ts'
import { refuseInvocation } from './refuse-invocation.ts'
import type { Specs } from './spec.ts'
import type { Invocation, InvocationResult, Invoker, SyncPlaneParts } from './sync-plane.ts'

interface InvocationsParts extends SyncPlaneParts {
  specs: Specs
  provisioner: Provisioner
}

/** One invocation of a version that exists and may run. */
interface Run {
  invocation: Invocation
  found: Extract<Resolution, { found: true }>
  /** With this run in its lineage. */
  traceId: string
  journey: Journey
  /** Resolves when extensions, which go on after the answer, have left the environment. */
  settled?: Promise<unknown>
}

/** Lambda API: RecursiveInvocationException. */
const recursionRefusal: Refusal = {
  exception: 'RecursiveInvocationException',
  message:
    'Lambda has detected that this function is invoked in a recursive loop with itself or with other resources, and has stopped it.',
}

/** What a function gets where its caller sent nothing. */
const noEvent = utf8('{}')

/** One invocation, once: resolve, check, count, assign, dispatch, answer. Nothing on this path touches a disk. */
export class Invocations implements Invoker {
  readonly #parts: InvocationsParts

  constructor(parts: InvocationsParts) {
    this.#parts = parts
  }

  async invoke(invocation: Invocation, signal?: AbortSignal): Promise<InvocationResult> {
    const { catalog, random, journeys } = this.#parts
    const { account, region, functionName: name, qualifier } = invocation
    const found = resolveFunction(catalog, { account, region, name, qualifier }, random)
    if (!found.found) return { ran: false, because: found.because }
    const because = refuseInvocation(invocation, found.version)
    if (because) return { ran: false, because }
    const lineage = this.#lineageOf(invocation, found)
    if (lineage.runs > recursionMax && found.function.recursiveLoop === 'Terminate')
      return { ran: false, because: recursionRefusal }
    const { header: traceId } = lineage
    if (invocation.journey)
      return await this.#count({ invocation, found, traceId, journey: invocation.journey }, signal)
    const journey = journeys.begin(invocation.requestId, invocation.way, found.invokedArn)
    let outcome = 'fault'
    try {
      const result = await this.#count({ invocation, found, traceId, journey }, signal)
      outcome = result.ran ? (result.errorType ?? result.functionError ?? 'success') : result.because.exception
      return result
    } finally {
      journeys.end(journey, outcome)
    }
  }

  /** Versions and aliases of a function are one in a loop. */
  #lineageOf(invocation: Invocation, { version }: Run['found']): ReturnType<typeof extendLineage> {
    const { clock, random } = this.#parts
    return extendLineage(invocation.traceId ?? newTraceHeader(clock, random), functionArn(version, version.name))
  }

  /** Whatever comes of it, the ticket is given back, once. */
  async #count(run: Run, signal?: AbortSignal): Promise<InvocationResult> {
    const { counting, provisioner, reservations } = this.#parts
    const { invocation, found } = run
    const reserved = found.function.reservedConcurrency
    const admission = counting.admit({
      account: invocation.account,
      region: invocation.region,
      functionName: invocation.functionName,
      synchronous: invocation.way === 'sync' || invocation.way === 'url',
      reserved,
      provisioned: provisioner.readyFor(found),
      provisionedOfFunction:
        reserved === undefined ? undefined : reservations.provisionedOf(invocation, invocation.functionName),
      mapping: invocation.mapping,
    })
    if (!admission.admitted) return { ran: false, because: throttled(admission.because) }
    try {
      run.journey.hop('counted')
      return await this.#assign(run, admission.ticket, signal)
    } finally {
      if (run.settled) void run.settled.then(() => counting.release(admission.ticket))
      else counting.release(admission.ticket)
    }
  }

  async #assign(run: Run, ticket: Ticket, signal?: AbortSignal): Promise<InvocationResult> {
    const { assignment, specs } = this.#parts
    const { invocation, found, journey } = run
    const spec = specs.build(found.version, {
      provisionedFor: ticket.provisioned ? ticket.candidate.provisioned!.key : undefined,
      tenant: invocation.tenantId,
    })
    const assigned = await assignment.assign(spec, journey, signal)
    if (!assigned.assigned) {
      if (assigned.because !== 'full') return { ran: false, because: assigned.because }
      const reserved = ticket.candidate.reserved !== undefined
      return {
        ran: false,
        because: throttled(
          reserved ? 'ReservedFunctionConcurrentInvocationLimitExceeded' : 'ConcurrentInvocationLimitExceeded',
        ),
      }
    }
    const { environment } = assigned
    journey.hop('assigned', environment.id)
    const outcome = await this.#dispatch(run, environment)
    journey.hop('answered')
    return {
      ran: true,
      payload: outcome.payload,
      functionError: outcome.functionError,
      errorType: outcome.errorType,
      executedVersion: found.executedVersion,
      logTail: outcome.logTail,
    }
  }

  /** The environment goes back whatever happens; after a fault of ours nobody gets it again. */
  async #dispatch(run: Run, environment: Environment): Promise<WorkOutcome> {
    const { assignment } = this.#parts
    let reusable = false
    try {
      run.journey.hop('invoked')
      const outcome = await environment.invoke(this.#workOf(run))
      reusable = outcome.reusable
      run.settled = outcome.settled?.then((whether) => assignment.release(environment, whether))
      return outcome
    } finally {
      if (!run.settled) assignment.release(environment, reusable)
    }
  }

  #workOf({ invocation, found, journey, traceId }: Run): Work {
    return {
      requestId: invocation.requestId,
      invokedArn: found.invokedArn,
      payload: invocation.payload.length > 0 ? invocation.payload : noEvent,
      clientContext: invocation.clientContext,
      traceId,
      tail: invocation.tail ?? false,
      sink: invocation.sink,
      journey,
    }
  }
}
