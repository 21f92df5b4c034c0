import type {
  AliasConfiguration,
  CapacityProvider,
  CodeSigningConfig,
  EventSourceMappingConfiguration,
  FunctionConfiguration,
  FunctionEventInvokeConfig,
  FunctionUrlConfig,
  LayerVersionsListItem,
} from '@aws-sdk/client-lambda'
import type { BlobId } from '../base/identity.ts'
import type { Scope } from './arn.ts'

/**
 * The resources of the catalog. What AWS answers is kept as AWS shapes it (`configuration`), so that a read is a copy;
 * what only Roost needs stands beside it. Keys are given with each kind; `scope` is `account/region`.
 */
export interface Kinds {
  function: FunctionRecord
  version: VersionRecord
  alias: AliasRecord
  policy: PolicyRecord
  'event-invoke-config': Owned<FunctionEventInvokeConfig>
  'function-url': UrlRecord
  'provisioned-concurrency': ProvisionedRecord
  'layer-version': LayerVersionRecord
  layer: LayerRecord
  'code-signing-config': Owned<CodeSigningConfig>
  'event-source-mapping': MappingRecord
  'capacity-provider': Owned<CapacityProvider>
  tags: { tags: Record<string, string> }
  'access-key': AccessKeyRecord
  'account-settings': { concurrentExecutions: number }
}
export type Kind = keyof Kinds

interface Owned<T> extends Scope {
  configuration: Kept<T>
}

/** An API shape as rows and answers hold it: JSON, in which a moment is seconds since the epoch. */
export type Kept<T> = T extends Date
  ? number
  : T extends readonly (infer Member)[]
    ? Kept<Member>[]
    : T extends object
      ? { [Key in keyof T]: Kept<T[Key]> }
      : T

/** Key `scope/name`. What all versions of a function share. */
export interface FunctionRecord extends Scope {
  name: string
  /** Highest version number ever published: numbers are never reused. */
  lastVersion: number
  reservedConcurrency?: number
  recursiveLoop: 'Allow' | 'Terminate'
  codeSigningConfigArn?: string
  /** By version. */
  runtimeUpdates?: Record<string, { UpdateRuntimeOn: 'Auto' | 'Manual' | 'FunctionUpdate'; RuntimeVersionArn?: string }>
  scaling?: Record<string, { MinExecutionEnvironments?: number; MaxExecutionEnvironments?: number }>
}

/** Key `scope/name/version`, version `$LATEST` or a number. */
export interface VersionRecord extends Scope {
  name: string
  version: string
  /** As GetFunctionConfiguration answers; FunctionArn is written for each answer, by how it was asked for. */
  configuration: FunctionConfiguration
  code: CodeReference
  layers: readonly LayerReference[]
  /** The code and configuration that serve while an update is in progress or has failed; absent when those above do. */
  serving?: Pick<VersionRecord, 'configuration' | 'code' | 'layers'>
}

export type CodeReference =
  | { kind: 'zip'; blob: BlobId; sizeBytes: number; unzippedBytes: number }
  /** Code from a local folder, read anew when it changes (bucket `hot-reload`). */
  | { kind: 'folder'; path: string }
  /** `resolved` names the image that `uri` meant when it was given, and no other; absent while that was not known. */
  | { kind: 'image'; uri: string; resolved?: string }

export interface LayerReference {
  arn: string
  blob: BlobId
  sizeBytes: number
}

/** Key `scope/name/alias`. */
export interface AliasRecord extends Scope {
  name: string
  configuration: AliasConfiguration
}

/** Key `scope/name` or `scope/name/qualifier`; for layers `scope/layer/version`. */
export interface PolicyRecord {
  revisionId: string
  statements: readonly PolicyStatement[]
}

export interface PolicyStatement {
  Sid?: string
  Effect: 'Allow' | 'Deny'
  Principal?: unknown
  NotPrincipal?: unknown
  Action?: string | readonly string[]
  NotAction?: string | readonly string[]
  Resource?: string | readonly string[]
  NotResource?: string | readonly string[]
  Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>
}

/** Key `scope/name` or `scope/name/alias`. */
export interface UrlRecord extends Owned<FunctionUrlConfig> {
  /** The host label: 32 lower-case letters and digits. */
  urlId: string
  name: string
  qualifier?: string
}

/** Key: `scope/uuid`. */
export interface MappingRecord extends Owned<EventSourceMappingConfiguration> {
  /** What its owner wants; the configuration's State says how far that is. */
  enabled: boolean
  functionName: string
  /** Read again, whatever had been read by then: from a moment on (seconds since the epoch), or all that there is. */
  replay?: { id: string; since?: number }
}

/** Key `scope/name/qualifier`. Progress is the worker's; the configuration holds what was last seen of it. */
export interface ProvisionedRecord extends Scope {
  name: string
  qualifier: string
  requested: number
  available: number
  allocated: number
  status: 'IN_PROGRESS' | 'READY' | 'FAILED'
  statusReason?: string
  lastModified: string
}

/** Key `scope/layer/version`, the version padded to ten digits, so that keys sort as numbers do. */
export interface LayerVersionRecord extends Scope {
  layer: string
  version: number
  item: LayerVersionsListItem
  blob: BlobId
  sizeBytes: number
  unzippedBytes: number
  codeSha256: string
}

/** Key `scope/layer`. */
export interface LayerRecord extends Scope {
  layer: string
  lastVersion: number
}

/** Key: the access key id. */
export interface AccessKeyRecord {
  accessKeyId: string
  secretAccessKey: string
  /** Present on temporary credentials only. */
  sessionToken?: string
  account: Scope['account']
  /** `arn:aws:iam::000000000000:root`, `…:user/name` or `arn:aws:sts::…:assumed-role/role/session`. */
  principal: string
  /** Allows everything in its account when absent (the root key). */
  policy?: readonly PolicyStatement[]
  createdAt: string
  /** Milliseconds since the epoch. */
  expiresAt?: number
}
