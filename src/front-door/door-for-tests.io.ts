import { utf8 } from '../base/bytes.ts'
import { systemClock } from '../base/clock.io.ts'
import { systemDigest } from '../base/digest.io.ts'
import type { AccountId, Region } from '../base/identity.ts'
import { systemRandom } from '../base/random.io.ts'
import { type Catalog, type Change, openCatalog } from '../catalog/catalog.ts'
import { latest, type Scope } from '../lambda/arn.ts'
import { aliasKey, functionKey, versionKey } from '../lambda/keys.ts'
import type { AccessKeyRecord, Kind, Kinds, PolicyStatement } from '../lambda/resources.ts'
import type { Invocation, InvocationResult } from '../sync-plane/sync-plane.ts'
import { openJourneys } from '../telemetry/telemetry.ts'
import { credentialsIn, type FrontDoorParts, openFrontDoor, openManagement } from './front-door.ts'
import { type Listener, type ListenerOptions, openListener } from './listener.io.ts'

export const scope: Scope = { account: '111111111111' as AccountId, region: 'us-east-1' as Region }

export const rootKey: AccessKeyRecord = {
  accessKeyId: 'AKIAROOT',
  secretAccessKey: 'root-secret',
  account: scope.account,
  principal: `arn:aws:iam::${scope.account}:root`,
  createdAt: '2025-01-01T00:00:00Z',
}

type Put = <K extends Kind>(kind: K, key: string, value: Kinds[K]) => void

/** A front door on a port, before an invoker and a control plane that do what the test says. */
export interface TestDoor extends Listener {
  catalog: Catalog
  put: Put
  parts: FrontDoorParts
  invocations: Invocation[]
  managed: { operation: string; input: Record<string, unknown> }[]
  faults: unknown[]
  /** A key of its own, with a policy or without. */
  addKey(id: string, more?: Partial<AccessKeyRecord>): AccessKeyRecord
  /** A function that exists. */
  addFunction(name: string, aliases?: Record<string, string>): void
  allow(name: string, statements: PolicyStatement[], qualifier?: string): void
}

export interface Acts {
  invoke?: (invocation: Invocation, signal?: AbortSignal) => Promise<InvocationResult> | InvocationResult
  execute?: (operation: string, input: Record<string, unknown>) => Record<string, unknown>
  parts?: Partial<FrontDoorParts>
  listener?: Partial<ListenerOptions>
}

export const echo = (invocation: Invocation): InvocationResult => ({
  ran: true,
  payload: invocation.payload,
  executedVersion: latest,
})

export async function openTestDoor(acts: Acts = {}): Promise<TestDoor> {
  const catalog = openCatalog()
  const invocations: Invocation[] = []
  const managed: TestDoor['managed'] = []
  const faults: unknown[] = []
  const put: Put = (kind, key, value) =>
    catalog.apply([{ kind, key, value, revision: catalog.revision + 1 }] as Change<Kind>[])
  put('access-key', rootKey.accessKeyId, rootKey)
  const onFault = (error: unknown) => void faults.push(error)
  const controlPlane = {
    async execute(operation: string, input: Record<string, unknown>) {
      managed.push({ operation, input })
      return acts.execute?.(operation, input) ?? {}
    },
  }
  const parts: FrontDoorParts = {
    catalog,
    clock: systemClock,
    random: systemRandom,
    digest: systemDigest,
    journeys: openJourneys(systemClock, 100),
    credentials: credentialsIn(catalog),
    invoker: {
      async invoke(invocation, signal) {
        invocations.push(invocation)
        return await (acts.invoke ?? echo)(invocation, signal)
      },
    },
    management: openManagement({ controlPlane, catalog, clock: systemClock, onFault }),
    status: {
      report: () => Promise.resolve({ version: 'test' }),
      queues: () => Promise.resolve({}),
      journey: () => Promise.resolve(null),
      clock: { read: () => ({}) },
    },
    services: {},
    region: scope.region,
    anyCredentials: false,
    onFault,
    ...acts.parts,
  }
  const listener = await openListener(openFrontDoor(parts), { host: '127.0.0.1', port: 0, ...acts.listener })
  return {
    ...listener,
    catalog,
    put,
    parts,
    invocations,
    managed,
    faults,
    addKey(id, more) {
      const record = { ...rootKey, accessKeyId: id, principal: `arn:aws:iam::${scope.account}:user/${id}`, ...more }
      put('access-key', id, record)
      return record
    },
    addFunction: (name, aliases = {}) => addFunction(put, name, aliases),
    allow: (name, statements, qualifier) =>
      put('policy', [functionKey(scope, name), qualifier].filter(Boolean).join('/'), { revisionId: 'r', statements }),
  }
}

function addFunction(put: Put, name: string, aliases: Record<string, string>): void {
  put('function', functionKey(scope, name), { ...scope, name, lastVersion: 1, recursiveLoop: 'Terminate' })
  for (const version of [latest, '1'])
    put('version', versionKey(scope, name, version), {
      ...scope,
      name,
      version,
      configuration: { FunctionName: name, State: 'Active' },
      code: { kind: 'image', uri: '' },
      layers: [],
    })
  for (const [alias, FunctionVersion] of Object.entries(aliases))
    put('alias', aliasKey(scope, name, alias), { ...scope, name, configuration: { Name: alias, FunctionVersion } })
}

export const json = (value: unknown): Uint8Array => utf8(JSON.stringify(value))
