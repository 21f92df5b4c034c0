import { openAwsSdk } from '../worker/aws-sdk/aws-sdk.io.ts'
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
  /** 'missing': not on this host now; Node.js and the AWS SDK are fetched when they are first needed. */
  state: 'ready' | 'missing'
  /** Where it lies, or what to do. */
  where: string
}

/** What `roost runtimes` and `roost doctor` ask of the worker's runtimes. */
export function openRuntimes(onProgress: (words: string) => void) {
  const awsSdk = openAwsSdk({ onProgress })
  return {
    /** Fetches it when need be, with what Lambda's own carries of the AWS SDK where that is one thing: boto3. */
    async add(name: string): Promise<RuntimeLine> {
      const resolver = openRuntimeResolver({ onProgress })
      const resolved = await resolver.resolve(name)
      if (!('refusal' in resolved) && resolved.language === 'python')
        await awsSdk.addBoto3(name.slice('python'.length), resolved.command[0]!)
      return lineOf(name, resolver)
    },
    /** Packages of the AWS SDK for JavaScript. Rejects with words that say what to do. */
    async addPackages(packages: readonly string[]): Promise<RuntimeLine> {
      await awsSdk.addPackages(packages)
      return packagesLine(awsSdk)
    },
    list: async (): Promise<RuntimeLine[]> => {
      const resolver = openRuntimeResolver({ onProgress, fetch: false })
      const lines = await Promise.all(names.map((name) => lineOf(name, resolver)))
      return [...lines, packagesLine(awsSdk), boto3Line(awsSdk)]
    },
  }
}

async function lineOf(name: string, resolver: ReturnType<typeof openRuntimeResolver>): Promise<RuntimeLine> {
  const resolved = await resolver.resolve(name)
  if ('refusal' in resolved) return { name, state: 'missing', where: resolved.refusal.message ?? '' }
  return { name, state: 'ready', where: resolved.command[0] ?? 'the package brings its own bootstrap' }
}

function packagesLine(awsSdk: ReturnType<typeof openAwsSdk>): RuntimeLine {
  const here = awsSdk.packages()
  if (!here) return { name: 'aws-sdk', state: 'missing', where: 'Fetched when a Node.js function names it.' }
  return { name: 'aws-sdk', state: 'ready', where: `${here.root}: ${here.names.join(', ')}` }
}

function boto3Line(awsSdk: ReturnType<typeof openAwsSdk>): RuntimeLine {
  const places = names.flatMap((name) => {
    const place = name.startsWith('python') ? awsSdk.boto3(name.slice('python'.length)) : undefined
    return place === undefined ? [] : [place]
  })
  if (places.length === 0)
    return { name: 'boto3', state: 'missing', where: 'Fetched when a Python function imports it.' }
  return { name: 'boto3', state: 'ready', where: places.join(', ') }
}
