import { enableCompileCache } from 'node:module'
import { lockData } from './data-lock.io.ts'
import type { NodeOptions, Order, ProcessLine, Report, RoleName } from './roles.ts'

/** One process of a Roost: takes its roles from the supervisor, and ends with it. */
enableCompileCache()
const name = process.argv[2]!
let close: (() => Promise<void>) | undefined
let ending = false
let processes: readonly ProcessLine[] = []

// A terminal's Ctrl-C reaches every process; only the supervisor decides what it means.
process.on('SIGINT', () => {})
process.on('SIGTERM', () => void end())
process.on('disconnect', () => void end())
// A fault of one request must not take the others with it; it is told, and the request has been answered or will time out.
process.on('unhandledRejection', (reason) => complain('unhandled rejection', reason))
process.on('uncaughtException', (error) => complain('uncaught exception', error))

process.on('message', (order: Order) => {
  if (order.order === 'start') void start(order.roles, order.options)
  else if (order.order === 'processes') processes = order.processes
  else void end()
})

async function start(roles: readonly RoleName[], options: NodeOptions): Promise<void> {
  try {
    // The one before may still be putting its environments away.
    if ((await lockData(options.dataDirectory, name, 15_000)) === 'held')
      return tell({ report: 'failed', reason: `an older ${name} process still holds ${options.dataDirectory}` })
    const { startHost } = await import('./host.io.ts')
    const host = await startHost(roles, options, () => processes)
    close = () => host.close()
    tell({ report: 'ready', endpoint: host.endpoint, sandbox: host.sandbox })
    if (ending) await host.close()
  } catch (error) {
    // What a person can mend is told by the supervisor, in one line.
    if ((error as Error).name !== 'CannotListen') complain('cannot start', error)
    tell({ report: 'failed', reason: (error as Error).message })
    await end()
  }
}

async function end(): Promise<void> {
  if (ending) return
  ending = true
  await close?.().catch((error: unknown) => complain('closing', error))
  process.exit(0)
}

function tell(report: Report): void {
  if (process.connected) process.send!(report, () => {})
}

function complain(what: string, error: unknown): void {
  process.stderr.write(`roost: ${name}: ${what}: ${(error as Error)?.stack ?? String(error)}\n`)
}
