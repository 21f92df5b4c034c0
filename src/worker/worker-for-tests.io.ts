import { accessSync, constants, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { systemClock } from '../base/clock.io.ts'
import type { AccountId, Region, RequestId } from '../base/identity.ts'
import { systemRandom } from '../base/random.io.ts'
import { type AwsSdk, noAwsSdk } from './aws-sdk/aws-sdk.ts'
import { openCodeCache } from './code/code-cache.io.ts'
import type { EnvironmentLog, InvocationReport } from './environment-log.ts'
import { openImages } from './images/image-store.io.ts'
import { openRuntimeApi } from './runtime-api/runtime-api.io.ts'
import { openRuntimeResolver } from './runtimes.io.ts'
import { openOciDriver } from './sandbox/oci/oci-driver.io.ts'
import { openProcessDriver } from './sandbox/process/process-driver.io.ts'
import type { Abilities } from './sandbox/process/spawn-plan.ts'
import {
  type Environment,
  type EnvironmentSpec,
  openWorker,
  type Work,
  type Worker,
  type WorkerParts,
  type WorkOutcome,
} from './worker.ts'

/** A worker with real processes, and functions written in a test's own lines. */
export interface TestWorker {
  worker: Worker
  directory: string
  lines: string[]
  reports: InvocationReport[]
  /** The specification of a function with these files. */
  write(files: Record<string, string>, more?: Partial<EnvironmentSpec>): EnvironmentSpec
  /** An environment of it; fails the test when it is refused. */
  make(files: Record<string, string>, more?: Partial<EnvironmentSpec>): Promise<Environment>
  close(): Promise<void>
}

export interface TestWorkerOptions {
  /** Default: process. */
  driver?: 'process' | 'oci'
  abilities?: Partial<Abilities>
  blobs?: Record<string, string>
  readyMax?: number
  tmpRoot?: string
  awsSdk?: AwsSdk
  /** Directories that functions read beside their own. */
  visible?: readonly string[]
  /** Instead of `lines` and `reports`. */
  openLog?: WorkerParts['openLog']
}

export async function openTestWorker(options: TestWorkerOptions = {}): Promise<TestWorker> {
  const directory = mkdtempSync(join(options.tmpRoot ?? tmpdir(), 'roost-worker-'))
  const bootstraps = join(import.meta.dirname, '..', '..', 'runtimes')
  const lines: string[] = []
  const reports: InvocationReport[] = []
  const code = join(directory, 'code')
  const functions = join(directory, 'functions')
  const worker = openWorker({
    clock: systemClock,
    random: systemRandom,
    sandboxes: await openDriver(join(directory, 'sandboxes'), options),
    code: openCodeCache({ directory: code, fetchBlob: async (id) => options.blobs?.[id] ?? id }),
    ...(options.driver === 'oci' && { images: openImages({ directory: join(directory, 'images') }) }),
    runtimes: openRuntimeResolver({ visible: options.visible ?? [] }),
    awsSdk: options.awsSdk ?? noAwsSdk,
    runtimeApi: openRuntimeApi(systemRandom),
    openLog: options.openLog ?? ((spec, stream) => gatherLines({ group: spec.logging.group, stream }, lines, reports)),
    isExecutable,
    bootstraps,
    visible: [bootstraps, code, functions, ...(options.visible ?? [])],
    capacityMb: 8192,
    readyMax: options.readyMax ?? 2,
    credentialsFor: () => ({ AWS_ACCESS_KEY_ID: 'AKIATEST' }),
    platformVariables: {},
  })
  let made = 0
  const write: TestWorker['write'] = (files, more = {}) => {
    const folder = join(functions, String(made++))
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true })
      // Who writes a program's first line means it to run.
      writeFileSync(join(folder, name), content, { mode: content.startsWith('#!') ? 0o755 : 0o644 })
    }
    return { ...defaults, code: { kind: 'folder', path: folder }, ...more }
  }
  const make: TestWorker['make'] = async (files, more) => {
    const created = await worker.create(write(files, more))
    if (!created.created) throw new Error(`refused: ${created.because.exception} ${created.because.message}`)
    return created.environment
  }
  const close = async () => {
    await worker.close()
    rmSync(directory, { recursive: true, force: true })
  }
  return { worker, directory, lines, reports, write, make, close }
}

const openDriver = (directory: string, { driver, abilities }: TestWorkerOptions) =>
  driver === 'oci' ? openOciDriver({ program: 'runc', copies: directory }) : openProcessDriver(directory, abilities)

/** What is missing for containers on this host, if anything; in CI that is a failure. */
export const noContainers = missingForContainers()

function missingForContainers(): string | false {
  if (process.getuid?.() !== 0) return 'containers need root'
  const missing = ['/usr/sbin/runc', '/usr/sbin/nft', '/usr/sbin/ip'].filter((path) => !existsSync(path))
  if (missing.length > 0 && process.env.CI === 'true') throw new Error(`missing for containers: ${missing.join(', ')}`)
  return missing.length > 0 && `missing for containers (Debian: runc, nftables, iproute2): ${missing.join(', ')}`
}

const defaults: EnvironmentSpec = {
  key: 'test',
  account: '000000000000' as AccountId,
  region: 'us-east-1' as Region,
  functionName: 'test',
  version: '$LATEST',
  runtime: `nodejs${process.versions.node.split('.')[0]}.x`,
  handler: 'index.handler',
  memoryMb: 128,
  timeoutMs: 3000,
  tmpMb: 512,
  variables: {},
  code: { kind: 'folder', path: '/' },
  layers: [],
  logging: { format: 'Text', group: '/aws/lambda/test', applicationLevel: 'INFO', systemLevel: 'INFO' },
  initialization: 'on-demand',
  role: 'arn:aws:iam::000000000000:role/test',
}

export const requestId = 'c0ffee00-0000-4000-8000-000000000001' as RequestId

/** One invocation with an event as a value; the answer parsed. */
export async function invoke(
  environment: Environment,
  event?: unknown,
  more: Partial<Work> = {},
): Promise<WorkOutcome & { answer: unknown }> {
  const payload = event === undefined ? new Uint8Array(0) : new TextEncoder().encode(JSON.stringify(event))
  const work: Work = { requestId, invokedArn: 'arn:test', payload, traceId: 'Root=1-0-0', tail: false, ...more }
  const outcome = await environment.invoke(work)
  const text = new TextDecoder().decode(outcome.payload)
  return { ...outcome, answer: text === '' ? undefined : JSON.parse(text) }
}

function gatherLines(
  names: { group: string; stream: string },
  lines: string[],
  reports: InvocationReport[],
): EnvironmentLog {
  return {
    ...names,
    line: (_stream, text) => void lines.push(text),
    output: (_stream, chunk) => void lines.push(...new TextDecoder().decode(chunk).split('\n')),
    noted: () => {},
    initEnded: () => {},
    started: () => {},
    ended(report) {
      reports.push(report)
      return undefined
    },
    close: () => {},
  }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
