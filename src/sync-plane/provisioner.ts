import type { Assignment } from '../assignment/assignment.ts'
import type { Catalog, Change, Resolution } from '../catalog/catalog.ts'
import type { Candidate } from '../counting/counting.ts'
import { latest, type Scope } from '../lambda/arn.ts'
import { aliasKey, versionKey } from '../lambda/keys.ts'
import type { AliasRecord, ProvisionedRecord } from '../lambda/resources.ts'
import type { EnvironmentSpec } from '../worker/worker.ts'
import type { Specs } from './spec.ts'
import type { ProvisionedProgress } from './sync-plane.ts'

interface Part {
  spec: EnvironmentSpec
  wanted: number
  ready: number
  failure?: string
}

export interface ProvisionerParts {
  catalog: Catalog
  assignment: Assignment
  specs: Specs
  onProvisioned: (progress: ProvisionedProgress) => void
}

/** Keeps the environments of each setting of provisioned concurrency ready, by what the catalog says of it. */
export class Provisioner {
  readonly #parts: ProvisionerParts
  /** By the setting's key, then by version: a weighted alias shares its environments out. */
  readonly #settings = new Map<string, Map<string, Part>>()

  constructor(parts: ProvisionerParts) {
    this.#parts = parts
    for (const [key] of parts.catalog.list('provisioned-concurrency', '')) this.#follow(key)
    parts.catalog.subscribe((changes) => this.#hear(changes))
  }

  /** The environments that are ready for this invocation, if any were asked for. */
  readyFor(found: Extract<Resolution, { found: true }>): Candidate['provisioned'] {
    const { executedVersion, alias, version } = found
    if (this.#settings.size === 0 || executedVersion === latest) return undefined
    const byAlias = alias && aliasKey(version, version.name, alias.configuration.Name!)
    for (const key of [byAlias, versionKey(version, version.name, executedVersion)]) {
      const part = key === undefined ? undefined : this.#settings.get(key)?.get(executedVersion)
      if (part) return { key: key!, environments: part.ready }
    }
    return undefined
  }

  #hear(changes: readonly Change[]): void {
    const affected = new Set<string>()
    for (const { kind, key } of changes) {
      if (kind === 'provisioned-concurrency') affected.add(key)
      if (kind !== 'version' && kind !== 'alias') continue
      const owner = key.slice(0, key.lastIndexOf('/') + 1)
      for (const setting of this.#settings.keys()) if (setting.startsWith(owner)) affected.add(setting)
    }
    for (const key of affected) this.#follow(key)
  }

  #follow(key: string): void {
    const record = this.#parts.catalog.get('provisioned-concurrency', key)
    const before = this.#settings.get(key) ?? new Map<string, Part>()
    const now = new Map<string, Part>()
    if (record) {
      this.#settings.set(key, now)
      for (const [version, wanted] of this.#shareOut(record)) {
        const part = this.#prepare(key, record, { version, wanted })
        if (part) now.set(version, carryOver(before.get(version), part))
      }
    } else this.#settings.delete(key)
    for (const [version, part] of before)
      if (now.get(version)?.spec.key !== part.spec.key) void this.#parts.assignment.provision(part.spec, 0)
    for (const [version, part] of now) if (part !== before.get(version)) this.#make(key, part)
  }

  /** A version has all; an alias with weights gives each of its two versions its share, rounded up. */
  #shareOut(record: ProvisionedRecord): Map<string, number> {
    if (/^\d+$/.test(record.qualifier)) return new Map([[record.qualifier, record.requested]])
    const alias = this.#parts.catalog.get('alias', aliasKey(record, record.name, record.qualifier))
    return alias ? sharesOf(alias, record.requested) : new Map<string, number>()
  }

  #prepare(key: string, scope: Scope & { name: string }, share: { version: string; wanted: number }): Part | undefined {
    const { catalog, specs } = this.#parts
    const version = catalog.get('version', versionKey(scope, scope.name, share.version))
    if (!version || version.configuration.State === 'Pending') return undefined
    return { spec: specs.build(version, { provisionedFor: key }), wanted: share.wanted, ready: 0 }
  }

  #make(key: string, part: Part): void {
    void this.#parts.assignment.provision(part.spec, part.wanted).then(({ ready, failure }) => {
      Object.assign(part, { ready, failure })
      this.#tell(key)
    })
  }

  #tell(key: string): void {
    const parts = [...(this.#settings.get(key)?.values() ?? [])]
    if (parts.length === 0) return
    const sum = (of: (part: Part) => number) => parts.reduce((total, part) => total + of(part), 0)
    const [requested, ready] = [sum((part) => part.wanted), sum((part) => part.ready)]
    const statusReason = parts.find((part) => part.failure !== undefined)?.failure
    const status = statusReason !== undefined ? 'FAILED' : ready >= requested ? 'READY' : 'IN_PROGRESS'
    this.#parts.onProvisioned({ key, requested, available: ready, allocated: ready, status, statusReason })
  }
}

/** A record changes also when its progress is noted: nothing is made anew for that. What is ready stays so meanwhile. */
function carryOver(before: Part | undefined, now: Part): Part {
  if (before?.spec.key !== now.spec.key) return now
  if (before.wanted === now.wanted) return before
  return { ...now, ready: Math.min(before.ready, now.wanted) }
}

function sharesOf({ configuration }: AliasRecord, requested: number): Map<string, number> {
  const shares = new Map<string, number>()
  let left = requested
  for (const [version, weight] of Object.entries(configuration.RoutingConfig?.AdditionalVersionWeights ?? {})) {
    const share = Math.min(left, Math.ceil(requested * weight))
    left -= share
    if (share > 0) shares.set(version, share)
  }
  if (left > 0) shares.set(configuration.FunctionVersion!, left)
  return shares
}
