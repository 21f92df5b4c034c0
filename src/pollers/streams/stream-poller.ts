import type { Clock } from '../../base/clock.ts'
import type { RequestId } from '../../base/identity.ts'
import type { Random } from '../../base/random.ts'
import { parseFunctionReference } from '../../lambda/arn.ts'
import type { MappingRecord } from '../../lambda/resources.ts'
import { newTraceHeader } from '../../lambda/trace-header.ts'
import type { Checkpoints } from '../../store/checkpoints.ts'
import { FenceRefused } from '../../store/event-queues.ts'
import type { InvocationResult, Invoker } from '../../sync-plane/sync-plane.ts'
import { compilePatterns } from '../filter/pattern-set.ts'
import type { MappingCounts, MappingPoller, ReportResult, TellBatch } from '../mappings/mapping-poller.ts'
import type { HeldRecord } from './read-ahead.ts'
import type { Answered, Discarded } from './run-batch.ts'
import { ShardReader, type ShardReaderParts } from './shard-reader.ts'
import type { Shard, Start, StreamConnector } from './stream-connector.ts'

export interface StreamPollerParts {
  clock: Clock
  /** That of the streams themselves; absent: the same. */
  machine?: Clock
  random: Random
  invoker: Invoker
  mapping: MappingRecord
  fence: number
  /** Asked before each batch. */
  confirm: () => boolean
  connector: StreamConnector
  checkpoints: Checkpoints
  counts: MappingCounts
  onBatch?: TellBatch
  report: ReportResult
  /** Tells the destination of failures; false where there is none, or it cannot be told. */
  tell: (shard: string, records: readonly HeldRecord[], why: Discarded & { requestId: string }) => Promise<boolean>
  complain: (error: unknown) => void
}

const listMs = 5_000

/** Reads the shards of a stream, each by a reader of its own; children once their parents are read. */
export class StreamPoller implements MappingPoller {
  readonly #parts: StreamPollerParts
  readonly #stop = new AbortController()
  readonly #readers = new Map<string, Promise<void>>()
  readonly #listing: Promise<void>
  #wake: (() => void) | undefined

  constructor(parts: StreamPollerParts) {
    this.#parts = parts
    this.#listing = this.#list()
  }

  async close(): Promise<void> {
    this.#stop.abort()
    this.#wake?.()
    await this.#listing
    await Promise.all(this.#readers.values())
  }

  async #list(): Promise<void> {
    const { clock, complain, connector } = this.#parts
    const { signal } = this.#stop
    for (let failures = 0; !signal.aborted; ) {
      try {
        this.#start(await connector.shards())
        failures = 0
      } catch (error) {
        if (failures++ === 0) complain(new Error(`${this.#arn} cannot be read`, { cause: error }))
        this.#parts.report(`PROBLEM: ${error instanceof Error ? error.message : String(error)}`)
      }
      const woken = new Promise<void>((resolve) => (this.#wake = resolve))
      await Promise.race([clock.sleep(listMs, signal).catch(() => {}), woken])
    }
  }

  get #arn(): string {
    return this.#parts.mapping.configuration.EventSourceArn ?? ''
  }

  #workOf(shard: string): string {
    const { account, configuration, region, replay } = this.#parts.mapping
    // A replay begins with no checkpoints.
    return `${account}/${region}/${configuration.UUID}/${replay ? `${replay.id}/` : ''}${shard}`
  }

  #ended(shard: string): boolean {
    const checkpoint = this.#parts.checkpoints.get(this.#workOf(shard))
    return checkpoint !== undefined && 'end' in checkpoint
  }

  #start(shards: readonly Shard[]): void {
    const known = new Set(shards.map(({ id }) => id))
    for (const { id, parents } of shards) {
      const before = parents.filter((parent) => known.has(parent))
      if (this.#readers.has(id) || this.#ended(id) || !before.every((parent) => this.#ended(parent))) continue
      const reader = this.#read(id)
        // Its children may begin.
        .then(() => this.#wake?.())
        .catch((error: unknown) => this.#broken(error))
        .finally(() => this.#readers.delete(id))
      this.#readers.set(id, reader)
    }
  }

  /** Somebody else owns the mapping: this one stops. Anything else is tried again with the next listing. */
  #broken(error: unknown): void {
    if (error instanceof FenceRefused) this.#stop.abort()
    else if (!this.#stop.signal.aborted) this.#parts.complain(error)
  }

  async #read(shard: string): Promise<void> {
    const { checkpoints, fence, mapping, tell } = this.#parts
    const { configuration: config } = mapping
    const filters = (config.FilterCriteria?.Filters ?? []).map(
      ({ Pattern = '{}' }) => JSON.parse(Pattern) as Record<string, unknown>,
    )
    const tumbling = this.#tumblingOf(shard)
    const reader = new ShardReader({
      ...this.#parts,
      shard,
      start: this.#startOf(shard),
      tumbling,
      rules: {
        batchSize: config.BatchSize ?? 100,
        lanes: config.ParallelizationFactor ?? 1,
        windowMs: (config.MaximumBatchingWindowInSeconds ?? 0) * 1000,
        retriesMax: config.MaximumRetryAttempts ?? -1,
        ageMsMax: (config.MaximumRecordAgeInSeconds ?? -1) * 1000,
        bisects: config.BisectBatchOnFunctionError ?? false,
        wantsState: tumbling !== undefined,
        reportsFailures: config.FunctionResponseTypes?.includes('ReportBatchItemFailures') ?? false,
      },
      passes: filters.length === 0 ? () => true : compilePatterns(filters),
      invoke: (payload, records) => this.#invoke(payload, { shard, records }),
      discard: (records, why) =>
        tell(shard, records, { ...why, requestId: why.last?.requestId ?? this.#parts.random.uuid() }),
      keep: (checkpoint) => checkpoints.put(this.#workOf(shard), fence, checkpoint),
      signal: this.#stop.signal,
    })
    await reader.run()
  }

  /** Where a shard is read from: behind what was read, else where its mapping began, whenever the shard came to be. */
  #startOf(shard: string): Start {
    const { checkpoints, mapping } = this.#parts
    const checkpoint = checkpoints.get(this.#workOf(shard))
    if (checkpoint && 'after' in checkpoint) return { at: 'AFTER', sequenceNumber: checkpoint.after }
    if (mapping.replay) return replayStart(mapping.replay)
    const { StartingPosition = 'TRIM_HORIZON', StartingPositionTimestamp = 0 } = mapping.configuration
    if (StartingPosition === 'TRIM_HORIZON') return { at: 'TRIM_HORIZON' }
    const seconds = StartingPosition === 'AT_TIMESTAMP' ? StartingPositionTimestamp : this.#beganAt()
    return { at: 'AT_TIMESTAMP', seconds }
  }

  #tumblingOf(shard: string): ShardReaderParts['tumbling'] {
    const { checkpoints, mapping } = this.#parts
    const sizeMs = (mapping.configuration.TumblingWindowInSeconds ?? 0) * 1000
    if (sizeMs === 0) return undefined
    const checkpoint = checkpoints.get(this.#workOf(shard))
    return { sizeMs, streamArn: this.#arn, ...(checkpoint && 'after' in checkpoint && { open: checkpoint.window }) }
  }

  /** LATEST is the moment at which the mapping was first read: nothing since is lost, however often reading begins anew. */
  #beganAt(): number {
    const { checkpoints, clock, fence, machine = clock } = this.#parts
    const work = this.#workOf('')
    const began = checkpoints.get(work)
    if (began && 'since' in began) return began.since
    const since = Math.floor(machine.now() / 1000)
    checkpoints.put(work, fence, { since })
    return since
  }

  async #invoke(payload: Uint8Array, batch: { shard: string; records: readonly string[] }): Promise<Answered> {
    const { onBatch, random } = this.#parts
    if (!this.#parts.confirm()) throw new FenceRefused(`${this.#arn} is read by somebody else`)
    const requestId = random.uuid()
    onBatch?.({ requestId, ...batch })
    return { requestId, result: await this.#ask(requestId, payload) }
  }

  async #ask(requestId: string, payload: Uint8Array): Promise<InvocationResult> {
    const { clock, invoker, mapping, random } = this.#parts
    const { name, qualifier } = parseFunctionReference(mapping.configuration.FunctionArn ?? '')
    try {
      return await invoker.invoke({
        account: mapping.account,
        region: mapping.region,
        requestId: requestId as RequestId,
        functionName: name,
        qualifier,
        payload,
        way: 'mapping',
        traceId: newTraceHeader(clock, random),
      })
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error)
      return { ran: false, because: { exception: 'ServiceException', message } }
    }
  }
}

const replayStart = ({ since }: { since?: number }): Start =>
  since === undefined ? { at: 'TRIM_HORIZON' } : { at: 'AT_TIMESTAMP', seconds: since }
