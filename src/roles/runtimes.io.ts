import { openRuntimeResolver } from '../worker/runtimes.io.ts'

/** The runtimes that this worker knows, in the order of Lambda's own list. */
const names = [
  'nodejs20.x',
  'nodejs22.x',
  'nodejs24.x',
  'nodejs26.x',
  'python3.11',
  'python3.12',
  'python3.13',
  'python3.14',
  'provided.al2023',
]

export interface RuntimeLine {
  name: string
  /** 'missing': not on this host now; Node.js is fetched when it is first needed. */
  state: 'ready' | 'missing'
  /** Where it lies, or what to do. */
  where: string
}

/** What `roost runtimes` and `roost doctor` ask of the worker's runtimes. */
export function openRuntimes(onProgress: (words: string) => void) {
  return {
    /** Fetches it when need be. */
    resolve: (name: string): Promise<RuntimeLine> => lineOf(name, openRuntimeResolver({ onProgress })),
    list: (): Promise<RuntimeLine[]> => {
      const resolver = openRuntimeResolver({ onProgress, fetch: false })
      return Promise.all(names.map((name) => lineOf(name, resolver)))
    },
  }
}

async function lineOf(name: string, resolver: ReturnType<typeof openRuntimeResolver>): Promise<RuntimeLine> {
  const resolved = await resolver.resolve(name)
  if ('refusal' in resolved) return { name, state: 'missing', where: resolved.refusal.message ?? '' }
  return { name, state: 'ready', where: resolved.command[0] ?? 'the package brings its own bootstrap' }
}
