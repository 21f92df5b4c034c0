import type { AccountId, BlobId, Region } from '../../base/identity.ts'
import { SeededRandom } from '../../base/random.ts'
import { VirtualClock } from '../../base/virtual-clock.ts'
import { type Catalog, type Change, openCatalog } from '../../catalog/catalog.ts'
import { functionArn, latest, type Scope } from '../../lambda/arn.ts'
import { aliasKey, functionKey, versionKey } from '../../lambda/keys.ts'
import { type Exception, Refused } from '../../lambda/refusals.ts'
import type { FunctionRecord, Kind, VersionRecord } from '../../lambda/resources.ts'
import { validateInput } from '../../lambda/validate.ts'
import { operations } from '../execute.ts'
import { endChangesUnderWay } from '../lifecycle/changes-under-way.ts'
import type { OperationContext, Write } from './operation-context.ts'

export const scope: Scope = { account: '111111111111' as AccountId, region: 'us-east-1' as Region }
export const arnOf = (name: string, qualifier?: string): string => functionArn(scope, name, qualifier)

/** What an operation answered; `refused` when it did not do what was asked. */
export type Said = Record<string, unknown> & { refused?: [Exception, string | null] }

/** An account with a catalog, in which operations are called one after the other. */
export class Bench {
  readonly clock = new VirtualClock()
  readonly catalog: Catalog = openCatalog()
  readonly #random = new SeededRandom('bench')
  #revision = 0

  readonly #more: Partial<OperationContext>

  constructor(more: Partial<OperationContext> = {}) {
    this.#more = more
    endChangesUnderWay({
      catalog: this.catalog,
      clock: this.clock,
      random: this.#random,
      commit: (writes) => this.commit(writes),
    })
  }

  async say(operation: string, input: object = {}): Promise<Said> {
    const run = operations[operation] as unknown as (
      input: object,
      context: OperationContext,
    ) => object | Promise<object>
    const refusal = operation.startsWith('roost:')
      ? undefined
      : validateInput(operation, input as Record<string, unknown>)
    if (refusal) return { refused: [refusal.exception, refusal.message] }
    try {
      return JSON.parse(JSON.stringify(await run(input, this.#context(operation)))) as Said
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      return { refused: [error.refusal.exception, error.refusal.message] }
    }
  }

  /** A function with `$LATEST`, so many published versions, and aliases by the version that they point at. */
  addFunction(name: string, { versions = 0, aliases = {}, ...more }: FunctionStory = {}): void {
    const { configuration, record } = more
    this.commit([
      {
        kind: 'function',
        key: functionKey(scope, name),
        value: { ...scope, name, lastVersion: versions, recursiveLoop: 'Terminate', ...record },
      },
    ])
    for (const version of [latest, ...Array.from({ length: versions }, (_, at) => String(at + 1))])
      this.commit([
        {
          kind: 'version',
          key: versionKey(scope, name, version),
          value: {
            ...scope,
            name,
            version,
            configuration: { FunctionName: name, Version: version, State: 'Active', Timeout: 3, ...configuration },
            code: { kind: 'zip', blob: 'b' as BlobId, sizeBytes: 1, unzippedBytes: 1 },
            layers: [],
          },
        },
      ])
    for (const [alias, FunctionVersion] of Object.entries(aliases))
      this.commit([
        {
          kind: 'alias',
          key: aliasKey(scope, name, alias),
          value: { ...scope, name, configuration: { Name: alias, FunctionVersion } },
        },
      ])
  }

  commit(writes: readonly Write[]): void {
    for (const { kind, key, expected } of writes)
      if (expected !== undefined && this.catalog.revisionOf(kind, key) !== expected)
        throw new Error(`${kind} ${key} has changed`)
    const changes = writes.map(({ kind, key, value }) => ({ kind, key, value, revision: ++this.#revision }))
    this.catalog.apply(changes as Change<Kind>[])
  }

  #context(operation: string): OperationContext {
    return {
      operation,
      caller: { ...scope, principal: 'arn:aws:iam::111111111111:root', accessKeyId: 'k', requestId: 'r' },
      catalog: this.catalog,
      commit: (writes) => this.commit(writes),
      clock: this.clock,
      random: this.#random,
      urlOf: (id, region) => `http://${id}.lambda-url.${region}.localhost:9001/`,
      storePackage: () =>
        Promise.resolve({ blob: 'b' as BlobId, sizeBytes: 169, unzippedBytes: 200, codeSha256: 'hash' }),
      resolveImage: async (uri) => ({ unknown: uri }),
      locationOf: (blob) => `http://localhost/${blob}`,
      folderExists: () => true,
      hash: (text) => `hash of ${text}`,
      runtimeVersionArn: (runtime) => `arn:aws:lambda:us-east-1::runtime:${runtime}`,
      ...this.#more,
    }
  }
}

interface FunctionStory {
  versions?: number
  aliases?: Record<string, string>
  configuration?: Partial<VersionRecord['configuration']>
  record?: Partial<FunctionRecord>
}
