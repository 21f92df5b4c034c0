import { responseTooLarge } from '../outcomes.ts'
import {
  invalidInvocationId,
  invalidRequestId,
  invalidTransition,
  type RuntimeRefusal,
} from '../runtime-api/runtime-refusals.ts'
import { mayFollow, type RuntimeState, type RuntimeStep } from '../runtime-api/runtime-state.ts'
import type { Adoption, InvokeHead } from './lane.ts'
import type { LaneListener, RuntimeLane } from './runtime-lane.ts'

/** A runtime that waits for its next invocation. */
export interface Poll {
  deliver(head: InvokeHead, invocationId: string, event: Uint8Array): void
  refuse(refusal: RuntimeRefusal): void
}

/** By which a runtime says what it answers. */
export interface Claim {
  requestId: string
  /** Lambda-Runtime-Invocation-Id, where the runtime sends it back. */
  invocationId?: string
}

/** A streamed answer on its way. */
export interface Upload {
  pause(): void
  resume(): void
}

/** A runtime that speaks the Runtime API: what it may do when, and what its environment hears of it. */
export class HttpLane implements RuntimeLane {
  #nextInvocationId: () => string
  #listener: LaneListener | undefined
  #state: RuntimeState = 'Started'
  #adopted = false
  /** Said by a runtime that was quicker than its adoption. */
  #beforeAdoption: ((listener: LaneListener) => void) | undefined
  #poll: Poll | undefined
  #work: { head: InvokeHead; event: Uint8Array } | undefined
  #current = { requestId: '', invocationId: '' }
  #upload: Upload | undefined

  constructor(nextInvocationId: () => string) {
    this.#nextInvocationId = nextInvocationId
  }

  listen(listener: LaneListener): void {
    this.#listener = listener
  }

  adopt(_adoption: Adoption): void {
    this.#adopted = true
    if (this.#listener) this.#beforeAdoption?.(this.#listener)
    this.#beforeAdoption = undefined
  }

  invoke(head: InvokeHead, event: Uint8Array): void {
    // Nobody waits any more for an answer that is still on its way.
    this.#upload?.resume()
    this.#upload = undefined
    this.#work = { head, event }
    this.#deliver()
  }

  pause(): void {
    this.#upload?.pause()
  }

  resume(): void {
    this.#upload?.resume()
  }

  close(): void {
    this.#listener = undefined
    this.#poll = undefined
    this.#work = undefined
    this.#upload = undefined
  }

  /** GET …/runtime/invocation/next */
  ask(poll: Poll): void {
    const first = this.#state === 'Started'
    const refusal = this.#follow('Ready')
    if (refusal) return poll.refuse(refusal)
    this.#poll?.refuse(invalidTransition('Ready', 'Ready'))
    this.#poll = poll
    if (first) this.#say((listener) => listener.initialised())
    this.#deliver()
  }

  /** The connection broke before there was work. */
  forget(poll: Poll): void {
    if (this.#poll === poll) this.#poll = undefined
  }

  /** POST …/runtime/invocation/{id}/response begins. */
  respond(claim: Claim): RuntimeRefusal | undefined {
    return this.#check(claim, 'InvocationResponse') ?? this.#follow('Responding')
  }

  answer(payload: Uint8Array): void {
    this.#follow('InvocationResponse')
    this.#listener?.result(payload)
  }

  /** The answer has more bytes than Lambda takes. */
  answerTooLarge(): void {
    const { payload, errorType } = responseTooLarge()
    this.#follow('InvocationErrorResponse')
    this.#listener?.error(payload, errorType)
  }

  /** The answer broke off. */
  answerFailed(error: Uint8Array, errorType: string): void {
    this.#follow('InvocationErrorResponse')
    this.#listener?.error(error, errorType)
  }

  stream(upload: Upload, contentType: string): void {
    this.#upload = upload
    this.#listener?.streamStart(contentType)
  }

  streamChunk(upload: Upload, chunk: Uint8Array): void {
    if (this.#upload === upload) this.#listener?.streamChunk(chunk)
  }

  streamEnd(upload: Upload, error?: Uint8Array): void {
    this.#follow(error ? 'InvocationErrorResponse' : 'InvocationResponse')
    if (this.#upload !== upload) return
    this.#upload = undefined
    this.#listener?.streamEnd(error)
  }

  /** POST …/runtime/invocation/{id}/error: may it be read? */
  mayFail(claim: Claim): RuntimeRefusal | undefined {
    return this.#check(claim, 'InvocationErrorResponse')
  }

  fail(claim: Claim, error: Uint8Array, errorType: string): RuntimeRefusal | undefined {
    const refusal = this.#check(claim, 'InvocationErrorResponse') ?? this.#follow('InvocationErrorResponse')
    if (!refusal) this.#listener?.error(error, errorType)
    return refusal
  }

  /** POST …/runtime/init/error */
  failInit(error: Uint8Array, errorType: string): RuntimeRefusal | undefined {
    const refusal = this.#follow('InitError')
    if (!refusal) this.#say((listener) => listener.initFailed(error, errorType))
    return refusal
  }

  #deliver(): void {
    const [poll, work] = [this.#poll, this.#work]
    if (!poll || !work) return
    this.#poll = this.#work = undefined
    this.#follow('Running')
    this.#current = { requestId: work.head.requestId, invocationId: this.#nextInvocationId() }
    poll.deliver(work.head, this.#current.invocationId, work.event)
  }

  /** While an answer is on its way, only that request may end it. */
  #check({ requestId, invocationId }: Claim, step: RuntimeStep): RuntimeRefusal | undefined {
    if (requestId !== this.#current.requestId) return invalidRequestId
    if (invocationId !== undefined && invocationId !== this.#current.invocationId) return invalidInvocationId
    return this.#state === 'Running' ? undefined : invalidTransition(this.#state, step)
  }

  #follow(step: RuntimeStep): RuntimeRefusal | undefined {
    if (!mayFollow(this.#state, step)) return invalidTransition(this.#state, step)
    this.#state = step
    return undefined
  }

  #say(word: (listener: LaneListener) => void): void {
    if (!this.#adopted) this.#beforeAdoption = word
    else if (this.#listener) word(this.#listener)
  }
}
