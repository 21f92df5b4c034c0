import { setTimeout as sleep } from 'node:timers/promises'
import type { SandboxDriver } from '../../../src/worker/worker.ts'
import { inPairs } from '../../pairs.ts'
import { pairedRow, type Row, reaches } from '../../report.ts'
import { ascending, quantile } from '../../statistics.ts'
import { nodeSandbox } from './spawn.ts'

const echo = `new (require('net').Socket)({ fd: 3 }).on('data', (chunk) => require('fs').writeSync(4, chunk))`

/** What freezing and thawing take of the worker's thread, and whether one that was thawed answers later than one awake. */
export async function measureFreeze(driver: SandboxDriver, count: number): Promise<Row[]> {
  const sandbox = await driver.create(nodeSandbox('freeze', '-e', echo))
  try {
    let heard: () => void = () => {}
    sandbox.lane.listen(() => heard())
    const answer = async () => {
      const from = performance.now()
      await new Promise<void>((resolve) => {
        heard = resolve
        sandbox.lane.send(Buffer.from('?'))
      })
      return performance.now() - from
    }
    const both: number[] = []
    const thaws: number[] = []
    const thawed = async () => {
      const freezing = timed(() => sandbox.freeze())
      // The kernel needs a moment until all of its processes stand.
      await sleep(2)
      const thawing = timed(() => sandbox.thaw())
      both.push(freezing + thawing)
      thaws.push(thawing)
      return thawing + (await answer())
    }
    const awake = async () => {
      await sleep(2)
      return answer()
    }
    for (let warm = 0; warm < 20; warm++) await awake()
    const pairs = await inPairs(count, thawed, awake)
    return [
      absolute('freeze + thaw p50', both, 0.5),
      absolute('freeze + thaw p99', both, 0.99),
      absolute('  the thaw alone p99', thaws, 0.99),
      pairedRow(
        { bench: 'sandbox', metric: '  thaw and answer, against an answer awake', unit: 'ms' },
        pairs,
        (ms) => ms,
      ),
    ]
  } finally {
    await sandbox.dispose()
  }
}

function timed(act: () => void): number {
  const from = performance.now()
  act()
  return performance.now() - from
}

function absolute(metric: string, samples: readonly number[], share: number): Row {
  const value = quantile(ascending(samples), share)
  const limit = 1
  const ratio = value / limit
  return { bench: 'sandbox', metric, value, unit: 'ms', limit, ratio, goal: '<= 1', pass: reaches(ratio, '<= 1') }
}
