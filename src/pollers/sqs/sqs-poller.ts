import { utf8 } from '../../base/bytes.ts'
import type { Clock } from '../../base/clock.ts'
import type { RequestId } from '../../base/identity.ts'
import type { Random } from '../../base/random.ts'
import { parseFunctionReference } from '../../lambda/arn.ts'
import { syncPayloadBytesMax } from '../../lambda/quotas.ts'
import type { MappingRecord } from '../../lambda/resources.ts'
import { newTraceHeader } from '../../lambda/trace-header.ts'
import { backoffMs } from '../../stability/backoff.ts'
import type { InvocationResult, Invoker } from '../../sync-plane/sync-plane.ts'
import type { MappingCounts, MappingPoller, TellBatch } from '../mappings/mapping-poller.ts'
import { batchOutcome } from './batch-outcome.ts'
import { PollerScale, scaleLimits } from './poller-scale.ts'
import { compileSqsFilter, type SqsMessage, sqsRecord } from './sqs-message.ts'

/** One queue. */
export interface QueueConnector {
  /** Ten at most; waits so long for the first one. */
  receive(max: number, waitSeconds: number, signal: AbortSignal): Promise<SqsMessage[]>
  remove(messages: readonly SqsMessage[]): Promise<void>
  visibilityTimeoutSeconds(): Promise<number>
}

export interface SqsPollerParts {
  clock: Clock
  random: Random
  invoker: Invoker
  mapping: MappingRecord
  connector: QueueConnector
  counts: MappingCounts
  onBatch?: TellBatch
  complain: (error: unknown) => void
}

const receiveMax = 10
const longPollSeconds = 20
const receiversMax = 8
const backoff = { msMin: 100, msMax: 20_000 }
/** Of the visibility timeout: later, the queue may have given the messages to somebody else. */
const safeShare = 0.8

/** Reads one queue for one function: long polls, filters, batches, invokes, deletes what is done. */
export class SqsPoller implements MappingPoller {
  readonly #parts: SqsPollerParts
  readonly #scale: PollerScale
  readonly #filter: (message: SqsMessage) => boolean
  readonly #stop = new AbortController()
  readonly #loops = new Set<Promise<void>>()
  readonly #batches = new Set<Promise<void>>()
  #gathering = 0
  #visibilityMs = 30_000
  #failures = 0
  #freed: (() => void)[] = []

  constructor(parts: SqsPollerParts) {
    this.#parts = parts
    const { FilterCriteria } = parts.mapping.configuration
    this.#filter = compileSqsFilter((FilterCriteria?.Filters ?? []).map(({ Pattern = '{}' }) => Pattern))
    this.#scale = new PollerScale(parts.clock, scaleLimits(parts.mapping.configuration))
    this.#startLoop(true)
  }

  async close(): Promise<void> {
    this.#stop.abort()
    this.#free()
    await Promise.all(this.#loops)
    await Promise.all(this.#batches)
  }

  #startLoop(lasting: boolean): void {
    const loop = this.#run(lasting).catch((error: unknown) => {
      if (!this.#stop.signal.aborted) this.#parts.complain(error)
    })
    this.#loops.add(loop)
    void loop.finally(() => this.#loops.delete(loop))
  }

  /** One loop lasts; further ones come with a backlog, and end with it. */
  async #run(lasting: boolean): Promise<void> {
    const { signal } = this.#stop
    while (!signal.aborted) {
      // Nothing is received that could not be run at once: it would be hidden for nothing.
      while (this.#batches.size + this.#gathering >= this.#scale.size && !signal.aborted) await this.#room()
      if (signal.aborted) return
      this.#gathering++
      const messages = await this.#gather()
      this.#gathering--
      if (messages.length === 0) {
        this.#free()
        if (!lasting) return
        this.#scale.sawNothing()
        continue
      }
      const batch = this.#process(messages).catch(this.#parts.complain)
      this.#batches.add(batch)
      void batch.finally(() => {
        this.#batches.delete(batch)
        this.#free()
      })
      if (messages.length < Math.min(receiveMax, this.#batchSize)) continue
      this.#scale.sawBacklog()
      if (this.#loops.size < Math.min(receiversMax, this.#scale.size)) this.#startLoop(false)
    }
  }

  get #batchSize(): number {
    return this.#parts.mapping.configuration.BatchSize ?? receiveMax
  }

  /** As many as a batch takes, or what comes within the batching window. */
  async #gather(): Promise<SqsMessage[]> {
    const { clock, mapping } = this.#parts
    const windowMs = (mapping.configuration.MaximumBatchingWindowInSeconds ?? 0) * 1000
    const messages = await this.#receive(Math.min(receiveMax, this.#batchSize), longPollSeconds)
    const until = clock.tick() + windowMs
    while (messages.length > 0 && messages.length < this.#batchSize && clock.tick() < until) {
      const waitSeconds = Math.min(longPollSeconds, Math.ceil((until - clock.tick()) / 1000))
      messages.push(...(await this.#receive(Math.min(receiveMax, this.#batchSize - messages.length), waitSeconds)))
      if (this.#stop.signal.aborted) break
    }
    this.#parts.counts.polled += messages.length
    return messages
  }

  /** A queue that does not answer is asked again later and later. */
  async #receive(max: number, waitSeconds: number): Promise<SqsMessage[]> {
    const { clock, complain, connector, random } = this.#parts
    const { signal } = this.#stop
    try {
      if (this.#failures > 0 || this.#parts.counts.polled === 0)
        this.#visibilityMs = (await connector.visibilityTimeoutSeconds()) * 1000
      const messages = await connector.receive(max, waitSeconds, signal)
      this.#failures = 0
      return messages
    } catch (error) {
      if (signal.aborted) return []
      const arn = this.#parts.mapping.configuration.EventSourceArn
      if (this.#failures++ === 0) complain(new Error(`${arn} cannot be read: ${wordsOf(error)}`))
      await clock.sleep(backoffMs(this.#failures, backoff, random), signal).catch(() => {})
      return []
    }
  }

  async #process(messages: readonly SqsMessage[]): Promise<void> {
    const { connector, counts } = this.#parts
    const wanted = messages.filter(this.#filter)
    if (wanted.length < messages.length) {
      const unwanted = messages.filter((message) => !wanted.includes(message))
      counts.filteredOut += unwanted.length
      await connector.remove(unwanted)
    }
    for (const batch of this.#cut(wanted)) await this.#invoke(batch)
  }

  /** What fits into one event. */
  #cut(messages: readonly SqsMessage[]): { messages: SqsMessage[]; records: string[] }[] {
    const { EventSourceArn: arn = '' } = this.#parts.mapping.configuration
    const { region } = this.#parts.mapping
    const batches: { messages: SqsMessage[]; records: string[] }[] = []
    let bytes = Number.POSITIVE_INFINITY
    for (const message of messages) {
      const record = JSON.stringify(sqsRecord(message, { arn, region }))
      const size = utf8(record).length + 1
      if (bytes + size > syncPayloadBytesMax) {
        batches.push({ messages: [], records: [] })
        bytes = '{"Records":[]}'.length
      }
      bytes += size
      batches.at(-1)!.messages.push(message)
      batches.at(-1)!.records.push(record)
    }
    return batches
  }

  async #invoke({ messages, records }: { messages: readonly SqsMessage[]; records: readonly string[] }): Promise<void> {
    const { clock, connector, counts, mapping, random } = this.#parts
    const payload = utf8(`{"Records":[${records.join(',')}]}`)
    const reports = mapping.configuration.FunctionResponseTypes?.includes('ReportBatchItemFailures') ?? false
    const ids = messages.map(({ MessageId }) => MessageId)
    const until = clock.tick() + this.#visibilityMs * safeShare
    for (let refusals = 1; ; refusals++) {
      const outcome = batchOutcome(await this.#tryOnce(payload, messages), ids, reports)
      if (outcome.is === 'run') {
        counts.invoked += messages.length
        if (outcome.failed) counts.failed += messages.length - outcome.done.length
        const done = messages.filter(({ MessageId }) => outcome.done.includes(MessageId))
        counts.deleted += done.length
        if (done.length > 0) await connector.remove(done)
        return
      }
      counts.failed += messages.length
      this.#scale.throttled()
      const ms = backoffMs(refusals, backoff, random)
      // Their receive count grows, as it does at AWS.
      if (this.#stop.signal.aborted || clock.tick() + ms > until) return
      await clock.sleep(ms, this.#stop.signal).catch(() => {})
    }
  }

  async #tryOnce(payload: Uint8Array, messages: readonly SqsMessage[]): Promise<InvocationResult> {
    const { clock, invoker, mapping, onBatch, random } = this.#parts
    const { FunctionArn = '', ScalingConfig, UUID = '' } = mapping.configuration
    const { name, qualifier } = parseFunctionReference(FunctionArn)
    const maximum = ScalingConfig?.MaximumConcurrency
    const requestId = random.uuid() as RequestId
    onBatch?.({ requestId, records: messages.map(({ MessageId }) => MessageId) })
    try {
      return await invoker.invoke({
        account: mapping.account,
        region: mapping.region,
        requestId,
        functionName: name,
        qualifier,
        payload,
        way: 'mapping',
        traceId: traceOf(messages) ?? newTraceHeader(clock, random),
        ...(maximum !== undefined && { mapping: { id: UUID, maximum } }),
      })
    } catch (error) {
      return { ran: false, because: { exception: 'ServiceException', message: wordsOf(error) } }
    }
  }

  #room(): Promise<void> {
    return new Promise((resolve) => this.#freed.push(resolve))
  }

  #free(): void {
    for (const resolve of this.#freed.splice(0)) resolve()
  }
}

/** That of the message which has come the farthest round: a loop has to show. */
function traceOf(messages: readonly SqsMessage[]): string | undefined {
  const traces = messages.map(({ Attributes }) => Attributes.AWSTraceHeader).filter((trace) => trace !== undefined)
  return traces.toSorted((a, b) => b.length - a.length)[0]
}

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
