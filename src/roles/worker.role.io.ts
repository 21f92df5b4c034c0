import { accessSync, constants } from 'node:fs'
import { totalmem } from 'node:os'
import { join } from 'node:path'
import { systemClock } from '../base/clock.io.ts'
import { systemRandom } from '../base/random.io.ts'
import { readFileBlobs } from '../engines/files/blobs.io.ts'
import type { LogSink } from '../telemetry/telemetry.ts'
import { openAwsSdk } from '../worker/aws-sdk/aws-sdk.io.ts'
import { openCodeCache } from '../worker/code/code-cache.io.ts'
import { openRuntimeApi } from '../worker/runtime-api/runtime-api.io.ts'
import { openRuntimeResolver } from '../worker/runtimes.io.ts'
import { openProcessDriver } from '../worker/sandbox/process/process-driver.io.ts'
import { type EnvironmentSpec, logsInto, openWorker, type Worker } from '../worker/worker.ts'

const bootstraps = join(import.meta.dirname, '../../runtimes')
/** The rest is for the system, Roost itself and the page cache. */
const memoryShare = 0.8

export interface WorkerRole {
  dataDirectory: string
  logs: LogSink
  credentialsFor(spec: EnvironmentSpec): Readonly<Record<string, string>>
  platformVariables: Readonly<Record<string, string>>
  say(words: string): void
}

/** This host as a worker. */
export async function openWorkerRole(role: WorkerRole): Promise<Worker> {
  const directory = join(role.dataDirectory, 'worker')
  const code = join(directory, 'code')
  const awsSdk = openAwsSdk({ onProgress: (words) => role.say(words) })
  const blobs = readFileBlobs(join(role.dataDirectory, 'blobs'))
  return openWorker({
    clock: systemClock,
    random: systemRandom,
    sandboxes: await openProcessDriver(join(directory, 'sandboxes')),
    code: openCodeCache({ directory: code, fetchBlob: async (id) => blobs.path(id) ?? missing(id) }),
    runtimes: openRuntimeResolver({ onProgress: (words) => role.say(words), visible: [awsSdk.directory] }),
    awsSdk,
    runtimeApi: openRuntimeApi(systemRandom),
    openLog: logsInto(role.logs, systemClock),
    isExecutable,
    bootstraps,
    visible: [bootstraps, code, awsSdk.directory],
    capacityMb: Math.floor((totalmem() / 2 ** 20) * memoryShare),
    credentialsFor: (spec) => role.credentialsFor(spec),
    platformVariables: role.platformVariables,
  })
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
