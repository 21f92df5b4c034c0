import { systemClock } from '../src/base/clock.io.ts'
import type { AccountId, Region } from '../src/base/identity.ts'
import { type Candidate, openCounting, type Ticket } from '../src/counting/counting.ts'
import { benchOptions, Reporter, type Row } from './report.ts'
import { quantile } from './statistics.ts'

/** One decision whether a function may run, in process, while many functions are known and many invocations run. */
const options = benchOptions(2)
const functions = 10_000
const running = 1_000
/** AWS's own counting service answers within 1.5 ms. */
const limitMs = 1.5
const goalMs = 0.05

const account = '000000000000' as AccountId
const region = 'us-east-1' as Region

function measure(provisioned: boolean): Row[] {
  const counting = openCounting(systemClock, { concurrency: () => 1_000_000, setAside: () => 0 })
  const candidates = Array.from({ length: functions }, (_, index) => candidateOf(index, provisioned))
  const held: Ticket[] = []
  const admit = (turn: number): Ticket => {
    const admission = counting.admit(candidates[(turn * 7919) % functions]!)
    if (!admission.admitted) throw new Error(`refused: ${admission.because}`)
    return admission.ticket
  }
  for (let turn = 0; turn < running; turn++) held.push(admit(turn))
  const samples: number[] = []
  const until = performance.now() + options.seconds * 1000
  for (let turn = 0; performance.now() < until; turn++) {
    const from = process.hrtime.bigint()
    const ticket = admit(turn)
    const took = Number(process.hrtime.bigint() - from)
    // The first calls run before the code is compiled.
    if (turn > 10_000) samples.push(took / 1e6)
    const place = turn % running
    counting.release(held[place]!)
    held[place] = ticket
  }
  const sorted = Float64Array.from(samples).sort()
  const name = provisioned ? 'provisioned' : 'on demand'
  return [
    { ...row(`decision p50, ${name}`, quantile(sorted, 0.5)), goal: undefined, pass: undefined },
    row(`decision p99, ${name}`, quantile(sorted, 0.99)),
  ]
}

function candidateOf(index: number, provisioned: boolean): Candidate {
  const functionName = `function-${index}`
  const base = { account, region, functionName, synchronous: true }
  return provisioned ? { ...base, provisioned: { key: `${functionName}/live`, environments: 1000 } } : base
}

function row(metric: string, value: number): Row {
  const ratio = value / limitMs
  return {
    bench: 'counting',
    metric,
    value,
    unit: 'ms',
    limit: limitMs,
    ratio,
    goal: '<= 0.05 ms',
    pass: value <= goalMs,
  }
}

const reporter = new Reporter('counting', options)
await reporter.measure('on demand', async () => measure(false))
await reporter.measure('provisioned', async () => measure(true))
process.exitCode = reporter.exitCode
