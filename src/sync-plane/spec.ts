import type { Digest } from '../base/digest.ts'
import { functionArn } from '../lambda/arn.ts'
import { type Egress, egressTag, parseEgress } from '../lambda/egress.ts'
import { versionKey } from '../lambda/keys.ts'
import { tmpMbDefault } from '../lambda/quotas.ts'
import type { VersionRecord } from '../lambda/resources.ts'
import type { EnvironmentSpec, LoggingSettings } from '../worker/worker.ts'
import type { FolderStamps } from './sync-plane.ts'

/** What runs of a version: while an update is in progress or has failed, what served before it. */
export type Effective = Pick<VersionRecord, 'configuration' | 'code' | 'layers'>

export const effectiveOf = (version: VersionRecord): Effective => version.serving ?? version

/** How an environment is to be had: on demand, or kept ready for an alias or version; for one tenant alone, or for all. */
export interface Use {
  provisionedFor?: string
  tenant?: string
}

/** What was made of a version, and of which state of what is not in it. */
interface Built {
  arn: string
  folder: string
  egress: string
  base: string
  plain: EnvironmentSpec
}

export interface SpecSources {
  digest: Digest
  folders: FolderStamps
  /** Of a function, by its ARN without a version. */
  tagsOf: (arn: string) => Readonly<Record<string, string>> | undefined
}

/**
 * Builds what an environment must know of a version. The key begins with the version's name and a digest of all that an
 * environment is made of, so that old and new never mix; the time of the last update is part of it, because an update
 * gives new environments even when it changes nothing.
 */
export class Specs {
  readonly #digest: Digest
  readonly #folders: FolderStamps
  readonly #tagsOf: SpecSources['tagsOf']
  readonly #outdated: (base: string) => void
  readonly #built = new WeakMap<Effective, Built>()

  /** `outdated` is told the beginning of the keys of a folder's former content. */
  constructor({ digest, folders, tagsOf }: SpecSources, outdated: (base: string) => void) {
    this.#digest = digest
    this.#tagsOf = tagsOf
    this.#folders = folders
    this.#outdated = outdated
  }

  build(version: VersionRecord, use: Use = {}): EnvironmentSpec {
    const { base, plain } = this.#prepare(version)
    if (use.provisionedFor === undefined && use.tenant === undefined) return plain
    return {
      ...plain,
      // A tenant's name may hold any of the marks used here; so it comes last.
      key: `${base}ready=${use.provisionedFor ?? ''}|tenant=${use.tenant ?? ''}`,
      initialization: use.provisionedFor === undefined ? 'on-demand' : 'provisioned-concurrency',
      tenant: use.tenant,
    }
  }

  /** What the keys of all environments begin with that may serve this version now. */
  base(version: VersionRecord): string {
    return this.#prepare(version).base
  }

  #prepare(version: VersionRecord): Built {
    const effective = effectiveOf(version)
    let built = this.#built.get(effective)
    const arn = built?.arn ?? functionArn(version, version.name)
    const egress = this.#tagsOf(arn)?.[egressTag] ?? ''
    const folder = effective.code.kind === 'folder' ? this.#folders.stamp(effective.code.path) : ''
    if (built?.folder !== folder || built.egress !== egress) {
      if (built) this.#outdated(built.base)
      const content = { ...contentOf(version, effective), egress: egressOf(egress) }
      const digest = this.#digest.sha256Hex(JSON.stringify([content, effective.configuration.LastModified, folder]))
      const base = `${versionKey(version, version.name, version.version)}@${digest}|`
      built = { arn, folder, egress, base, plain: { ...content, key: base } }
      this.#built.set(effective, built)
    }
    return built
  }
}

function contentOf(version: VersionRecord, { configuration, code, layers }: Effective): Omit<EnvironmentSpec, 'key'> {
  return {
    account: version.account,
    region: version.region,
    functionName: version.name,
    version: version.version,
    runtime: configuration.Runtime ?? '',
    handler: configuration.Handler ?? '',
    memoryMb: configuration.MemorySize ?? 128,
    timeoutMs: (configuration.Timeout ?? 3) * 1000,
    tmpMb: configuration.EphemeralStorage?.Size ?? tmpMbDefault,
    variables: configuration.Environment?.Variables ?? {},
    code: runnable(code, configuration),
    layers: layers.map((layer) => layer.blob),
    logging: loggingOf(version.name, configuration.LoggingConfig),
    initialization: 'on-demand',
    role: configuration.Role ?? '',
  }
}

/** A value that is no list of networks was refused when it was set; should one be there all the same, nothing is open. */
function egressOf(tag: string): Egress | undefined {
  const parsed = parseEgress(tag === '' ? undefined : tag)
  return 'wrong' in parsed ? 'none' : parsed.egress
}

/** What a worker has to lay out, and to start. */
export function runnable(
  code: VersionRecord['code'],
  { ImageConfigResponse }: Pick<VersionRecord['configuration'], 'ImageConfigResponse'>,
): EnvironmentSpec['code'] {
  if (code.kind === 'zip') return { kind: 'zip', blob: code.blob }
  if (code.kind === 'folder') return { kind: 'folder', path: code.path }
  const overrides = ImageConfigResponse?.ImageConfig
  return { kind: 'image', uri: code.resolved ?? code.uri, ...(overrides && { overrides }) }
}

function loggingOf(name: string, config: Effective['configuration']['LoggingConfig']): LoggingSettings {
  return {
    format: config?.LogFormat ?? 'Text',
    group: config?.LogGroup ?? `/aws/lambda/${name}`,
    applicationLevel: config?.ApplicationLogLevel ?? 'INFO',
    systemLevel: config?.SystemLogLevel ?? 'INFO',
  }
}
