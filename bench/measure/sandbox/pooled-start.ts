import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { openRuntimeResolver } from '../../../src/worker/runtimes.io.ts'
import { startAdoptingChild } from '../../limits/adopting-child.ts'
import { RawConnection } from '../../load/raw-connection.ts'
import { benchFolder, type MeasuredRoost, nodeFolder, nodeRuntime } from '../../measured-roost.ts'
import { inPairs, type Pair } from '../../pairs.ts'
import { pairedRow, type Row } from '../../report.ts'
import { ascending, quantile } from '../../statistics.ts'

interface Kind {
  title: string
  language: 'node' | 'python'
  runtime: string
  interpreter: readonly string[]
  folder: string
  file: string
  handler: string
}

const event = '{"name":"bench"}'
/** Each language's own way to write JSON. */
const expected = { node: '{"message":"Hello, bench!"}', python: '{"message": "Hello, bench!"}' }

/** First invocations, signed, over HTTP, from a pool of containers, against a bare process that waits for a path to load. */
export async function measurePooledStarts(roost: MeasuredRoost, count: number): Promise<Row[]> {
  const bundle = writeBundle()
  try {
    const rows: Row[] = []
    const node = { language: 'node', runtime: nodeRuntime, interpreter: [process.execPath] } as const
    const hello = { ...node, title: 'Node', folder: nodeFolder, file: 'hello.mjs', handler: 'hello.handler' }
    const pairs = await firstInvocations(roost, hello, count)
    rows.push(startRow('Node', pairs), ...absoluteRows(pairs))
    const bundled = { ...node, title: 'Node, 1 MB', folder: bundle, file: 'index.mjs', handler: 'index.handler' }
    rows.push(startRow(bundled.title, await firstInvocations(roost, bundled, Math.ceil(count / 2))))
    const python = await pythonKind()
    if (python) rows.push(startRow(python.title, await firstInvocations(roost, python, Math.ceil(count / 2))))
    return rows
  } finally {
    rmSync(bundle, { recursive: true })
  }
}

const startRow = (title: string, pairs: readonly Pair<number>[]): Row =>
  pairedRow(
    { bench: 'sandbox', metric: `cold start from a pool p50, ${title}`, unit: 'ms', goal: '<= 1.5' },
    pairs,
    (ms) => ms,
  )

function absoluteRows(pairs: readonly Pair<number>[]): Row[] {
  const sorted = ascending(pairs.map(({ ours }) => ours))
  return [
    { share: 0.5, limit: 3 },
    { share: 0.99, limit: 10 },
  ].map(({ share, limit }) => {
    const value = quantile(sorted, share)
    const metric = `  the same, absolute, p${share * 100} of ${sorted.length}`
    return {
      bench: 'sandbox',
      metric,
      value,
      unit: 'ms',
      limit,
      ratio: value / limit,
      goal: '<= 1',
      pass: value <= limit,
    }
  })
}

async function firstInvocations(roost: MeasuredRoost, kind: Kind, count: number): Promise<Pair<number>[]> {
  const prefix = kind.title.replaceAll(/\W/g, '')
  const names = Array.from({ length: count + 3 }, (_, index) => `${prefix}-${index}`)
  const { folder, handler, runtime } = kind
  await roost.createFunctions(names, { folder, handler, runtime })
  const connection = await RawConnection.open(roost.target)
  const ours = async () => {
    const name = names.pop()!
    await untilPooled(roost)
    const took = await connection.time(roost.invocation(name, event, expected[kind.language]))
    await roost.deleteFunction(name)
    return took
  }
  const limit = async () => {
    const child = await startAdoptingChild(kind.interpreter, kind.language)
    try {
      await untilPooled(roost)
      return await child.adopt(join(folder, kind.file), event, expected[kind.language])
    } finally {
      child.stop()
    }
  }
  for (let warm = 0; warm < 3; warm++) await ours()
  await limit()
  const pairs = await inPairs(count, ours, limit)
  connection.close()
  return pairs
}

/** Resolves once as much waits to be adopted as for the last moments: a pool that is being filled has a sandbox under way. */
async function untilPooled(roost: MeasuredRoost): Promise<void> {
  let still = 0
  for (let before = 0; still < 4; await sleep(20)) {
    const { environments } = await roost.call<{ environments: { pooled: number } }>({
      method: 'GET',
      path: '/_roost/status',
    })
    still = environments.pooled > 0 && environments.pooled === before ? still + 1 : 0
    before = environments.pooled
  }
}

/** A megabyte of what bundlers write: modules of which few are used. */
function writeBundle(): string {
  const folder = mkdtempSync('/var/tmp/roost-bench-')
  const modules: string[] = []
  for (let number = 0, bytes = 0; bytes < 1_000_000; number++) {
    const text = `var module${number}={exports:{}};module${number}.exports.run=function(input,options){if(!input)throw new Error("module ${number} needs input");var sum=0;for(var at=0;at<input.length;at++){sum=(sum*31+input.charCodeAt(at))%${number + 1009};}return options&&options.text?"module ${number}: "+sum:sum;};\n`
    modules.push(text)
    bytes += text.length
  }
  const handler = 'export const handler = async (event) => ({ message: `Hello, ${event.name}!` })\n'
  writeFileSync(join(folder, 'index.mjs'), modules.join('') + handler)
  return folder
}

/** The newest Python of this host, by the command that Roost itself starts it with. */
async function pythonKind(): Promise<Kind | undefined> {
  const resolver = openRuntimeResolver({ fetch: false })
  for (const runtime of ['python3.13', 'python3.12', 'python3.11']) {
    const resolved = await resolver.resolve(runtime)
    if ('refusal' in resolved) continue
    const code = { folder: join(benchFolder, 'functions/python'), file: 'hello.py', handler: 'hello.handler' }
    return { ...code, title: 'Python', language: 'python', runtime, interpreter: resolved.command }
  }
  return undefined
}
