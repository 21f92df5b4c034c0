import type { Clock } from '../base/clock.ts'
import type { AccountId, BlobId, EnvironmentId, Region, RequestId } from '../base/identity.ts'
import type { Random } from '../base/random.ts'
import type { Egress } from '../lambda/egress.ts'
import type { ImageOverrides } from '../lambda/images.ts'
import type { Refusal } from '../lambda/refusals.ts'
import type { Journey, LogSink } from '../telemetry/telemetry.ts'
import type { AwsSdk } from './aws-sdk/aws-sdk.ts'
import type { CodeCache } from './code/code-cache.ts'
import type { EnvironmentLog } from './environment-log.ts'
import type { ImageFault } from './images/bad-image.ts'
import type { Images } from './images/images.ts'
import type { RuntimeApi } from './lanes/runtime-lane.ts'
import { LocalWorker } from './local-worker.ts'
import { InvocationLog } from './logs/invocation-log.ts'
import type { RuntimeResolver } from './runtimes.ts'
import type { SandboxDriver } from './sandbox/sandbox.ts'

export type { Images } from './images/images.ts'
export type { SandboxDriver } from './sandbox/sandbox.ts'

/** One host: makes execution environments and runs one invocation at a time in each. */
export interface Worker {
  /**
   * Adopts a pooled sandbox or makes one, loads the code and runs the init phase. Resolves also when init failed or ran
   * out of its ten seconds: the first invoke then repeats it under the function's own timeout, as Lambda does.
   */
  create(spec: EnvironmentSpec, journey?: Journey): Promise<Created>
  /**
   * Ahead of need: fetches what environments of this function will be made of. Resolves also where that fails; with why,
   * where its image cannot be had or is none.
   */
  prepare(code: PreparedFunction): Promise<Unprepared | undefined>
  readonly capacity: Capacity
  /** Ready sandboxes for a runtime, so many at the least. */
  keepReady(runtime: string, memoryMb: number, count: number): void
  /** How many sandboxes are ready for whatever function comes. */
  pooled(): number
  environments(): readonly Environment[]
  /** Ends all environments, pools included; leaves no process and no file. */
  close(): Promise<void>
}

export type Created = { created: true; environment: Environment } | { created: false; because: Refusal }

/** In megabytes of the functions' MemorySize. */
export interface Capacity {
  totalMb: number
  reservedMb(): number
}

/** Everything an environment needs to know of a function version; equal keys may serve the same invocations. */
export interface EnvironmentSpec {
  /** Changes with every change of code, configuration or tenant: an environment never outlives its key. */
  key: string
  account: AccountId
  region: Region
  functionName: string
  /** `$LATEST` or a number. */
  version: string
  runtime: string
  handler: string
  memoryMb: number
  timeoutMs: number
  tmpMb: number
  /** The user's own variables. */
  variables: Readonly<Record<string, string>>
  code:
    | { kind: 'zip'; blob: BlobId }
    | { kind: 'folder'; path: string }
    | { kind: 'image'; uri: string; overrides?: ImageOverrides }
  /** In order of Layers: later ones win. */
  layers: readonly BlobId[]
  logging: LoggingSettings
  initialization: 'on-demand' | 'provisioned-concurrency'
  tenant?: string
  role: string
  /** Absent: no limit. */
  egress?: Egress
}

export type PreparedFunction = Pick<EnvironmentSpec, 'runtime' | 'code' | 'layers'>

export interface Unprepared {
  code: ImageFault
  reason: string
}

export interface LoggingSettings {
  format: 'Text' | 'JSON'
  group: string
  applicationLevel: 'TRACE' | 'DEBUG' | 'INFO' | 'WARN' | 'ERROR' | 'FATAL'
  systemLevel: 'DEBUG' | 'INFO' | 'WARN'
}

export type Phase = 'starting' | 'idle' | 'frozen' | 'busy' | 'gone'

export interface Environment {
  readonly id: EnvironmentId
  readonly spec: EnvironmentSpec
  readonly phase: Phase
  /** Monotonic milliseconds of its making. */
  readonly createdAt: number
  /** Error type of an init phase that failed; the first invoke repeats it. */
  readonly initFailure?: string
  /** Never rejects: whatever happens to the function is an outcome. Thaws first when frozen. */
  invoke(work: Work): Promise<WorkOutcome>
  /** Stops its processes until the next invoke. */
  freeze(): void
  /** Resolves once its processes are gone and its files removed. */
  close(reason: 'spindown' | 'timeout' | 'failure'): Promise<void>
  /** Called once, when the environment has ended for whatever reason. */
  onGone(listener: () => void): void
}

export interface Work {
  requestId: RequestId
  /** As the caller addressed it: alias or version kept. */
  invokedArn: string
  payload: Uint8Array
  /** Decoded JSON text of X-Amz-Client-Context. */
  clientContext?: string
  traceId: string
  /** Wants the last 4 KB of the log. */
  tail: boolean
  /** Present: the caller takes the answer as a stream. A buffered answer comes as one write. */
  sink?: ResponseSink
  journey?: Journey
}

/** Where a streamed answer goes. */
export interface ResponseSink {
  /** Once, before the first write: the content type that the function named. */
  start(contentType: string): void
  /** Resolves when more may be written: back-pressure reaches the function. Never rejects; a gone caller swallows. */
  write(chunk: Uint8Array): Promise<void>
}

export interface WorkOutcome {
  /** Empty when the answer went to the sink. */
  payload: Uint8Array
  functionError?: 'Unhandled'
  /** As in the error's payload, for logs and InvokeComplete. */
  errorType?: string
  /** Last 4 KB of this request's log lines, START to REPORT. */
  logTail?: Uint8Array
  durationMs: number
  /** Only on the environment's first invocation. */
  initDurationMs?: number
  /** False: the environment is gone or must go (timeout, exit, failed init), or is not `settled` yet. */
  reusable: boolean
  /** Present while extensions still work for the answered invocation: resolves with whether it is reusable then. */
  settled?: Promise<boolean>
}

export interface WorkerParts {
  clock: Clock
  random: Random
  sandboxes: SandboxDriver
  code: CodeCache
  /** Absent where nothing can run them: they need containers. */
  images?: Images
  runtimes: RuntimeResolver
  awsSdk: AwsSdk
  /** For custom runtimes. */
  runtimeApi: RuntimeApi
  /** `version` is the runtime's, for INIT_START. */
  openLog(spec: EnvironmentSpec, stream: string, version: string): EnvironmentLog
  isExecutable(path: string): boolean
  /** The directory with our bootstraps, one folder a language. */
  bootstraps: string
  /** Directories that every sandbox reads and none may change: bootstraps and unpacked code. */
  visible: readonly string[]
  /** Megabytes of MemorySize that this host offers. */
  capacityMb: number
  /** Most runtimes that wait in the pool, of all kinds together. */
  readyMax?: number
  /** AWS_ACCESS_KEY_ID and its companions for a function's role. */
  credentialsFor(spec: EnvironmentSpec): Readonly<Record<string, string>>
  /** Variables for all functions, such as AWS_ENDPOINT_URL. */
  platformVariables: Readonly<Record<string, string>>
}

export const openWorker = (parts: WorkerParts): Worker => new LocalWorker(parts)

/** Logs in Lambda's words, into a sink. */
export const logsInto =
  (sink: LogSink, clock: Clock): WorkerParts['openLog'] =>
  (spec, stream, runtimeVersion) =>
    new InvocationLog({ sink, clock, spec, stream, runtimeVersion })
