import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Catalog } from '../catalog/catalog.ts'
import type { FrontDoorParts } from '../front-door/front-door.ts'
import type { Worker } from '../worker/worker.ts'
import type { NodeOptions, ProcessLine } from './roles.ts'

const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')) as {
  version: string
}

export interface StatusParts {
  options: NodeOptions
  sandbox: string
  endpoint: () => string
  processes: () => readonly ProcessLine[]
  worker: Worker
  catalog: Catalog
  queues: () => Promise<object>
  journey: FrontDoorParts['status']['journey']
  clock: FrontDoorParts['status']['clock']
}

/** What `roost status` shows. */
export function openStatus({
  options,
  sandbox,
  endpoint,
  processes,
  worker,
  catalog,
  queues,
  journey,
  clock,
}: StatusParts): FrontDoorParts['status'] {
  return {
    queues,
    journey,
    clock,
    report: () =>
      Promise.resolve({
        version,
        endpoint: endpoint(),
        dataDirectory: options.dataDirectory,
        sandbox,
        processes: processes(),
        environments: { ...countPhases(worker), pooled: worker.pooled() },
        functions: [...catalog.list('function', '')].length,
      }),
  }
}

function countPhases(worker: Worker): { idle: number; busy: number; frozen: number } {
  const count = { idle: 0, busy: 0, frozen: 0 }
  for (const { phase } of worker.environments()) {
    if (phase === 'frozen') count.frozen++
    else if (phase === 'idle') count.idle++
    else if (phase !== 'gone') count.busy++
  }
  return count
}
