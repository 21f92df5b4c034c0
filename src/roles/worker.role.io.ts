import { accessSync, constants } from 'node:fs'
import { isIPv4 } from 'node:net'
import { totalmem } from 'node:os'
import { join } from 'node:path'
import { systemClock } from '../base/clock.io.ts'
import { systemRandom } from '../base/random.io.ts'
import { readFileBlobs } from '../engines/files/blobs.io.ts'
import type { LogSink } from '../telemetry/telemetry.ts'
import { openAwsSdk } from '../worker/aws-sdk/aws-sdk.io.ts'
import { openCodeCache } from '../worker/code/code-cache.io.ts'
import { openImages } from '../worker/images/image-store.io.ts'
import { openRuntimeApi } from '../worker/runtime-api/runtime-api.io.ts'
import { openRuntimeResolver } from '../worker/runtimes.io.ts'
import {
  type EnvironmentSpec,
  type Images,
  logsInto,
  openWorker,
  type SandboxDriver,
  type Worker,
} from '../worker/worker.ts'
import type { NodeOptions } from './roles.ts'
import { openSandboxes } from './sandboxes.role.io.ts'

const bootstraps = join(import.meta.dirname, '../../runtimes')
/** The rest is for the system, Roost itself and the page cache. */
const memoryShare = 0.8

export interface WorkerRole {
  dataDirectory: string
  sandbox: NodeOptions['sandbox']
  logs: LogSink
  credentialsFor(spec: EnvironmentSpec): Readonly<Record<string, string>>
  platformVariables: Readonly<Record<string, string>>
  say(words: string): void
}

export interface HostWorker {
  worker: Worker
  /** Absent where none can run. */
  images: Images | undefined
  sandbox: { name: string; says: string }
  /** Lets functions reach this address of ours; the same as they see it. */
  letIn: (endpoint: string) => Promise<string>
}

/** This host as a worker. */
export async function openWorkerRole(role: WorkerRole): Promise<HostWorker> {
  const directory = join(role.dataDirectory, 'worker')
  const code = join(directory, 'code')
  const awsSdk = openAwsSdk({ onProgress: (words) => role.say(words) })
  const blobs = readFileBlobs(join(role.dataDirectory, 'blobs'))
  const { driver, says } = await openSandboxes(role.sandbox, join(directory, 'sandboxes'))
  const images = driver.name === 'oci' ? openImages({ directory: join(directory, 'images') }) : undefined
  const worker = openWorker({
    clock: systemClock,
    random: systemRandom,
    sandboxes: driver,
    code: openCodeCache({ directory: code, fetchBlob: async (id) => blobs.path(id) ?? missing(id) }),
    runtimes: openRuntimeResolver({ onProgress: (words) => role.say(words), visible: [awsSdk.directory] }),
    awsSdk,
    images,
    runtimeApi: openRuntimeApi(systemRandom),
    openLog: logsInto(role.logs, systemClock),
    isExecutable,
    bootstraps,
    visible: [bootstraps, code, awsSdk.directory],
    capacityMb: Math.floor((totalmem() / 2 ** 20) * memoryShare),
    credentialsFor: (spec) => role.credentialsFor(spec),
    platformVariables: role.platformVariables,
  })
  return { worker, images, sandbox: { name: driver.name, says }, letIn: (endpoint) => letInto(driver, endpoint) }
}

async function letInto(driver: SandboxDriver, endpoint: string): Promise<string> {
  const { hostname, port } = new URL(endpoint)
  const listensOn = isIPv4(hostname) && hostname !== '0.0.0.0' ? hostname : '127.0.0.1'
  await driver.letIn(listensOn, Number(port))
  return driver.name === 'process' ? endpoint : `http://127.0.0.1:${port}`
}

function missing(id: string): never {
  throw new Error(`the package ${id} is not among the blobs`)
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
