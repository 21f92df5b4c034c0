import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AccountId, Region } from '../base/identity.ts'
import { VirtualClock } from '../base/virtual-clock.ts'
import { AccountPool } from './account-pool.ts'
import { type Candidate, type Counting, openCounting, type Ticket } from './counting.ts'

const account = '111111111111' as AccountId
const region = 'us-east-1' as Region

function counting(concurrency = 1000, setAside = 0) {
  const clock = new VirtualClock()
  const settings = { concurrency, setAside }
  const opened = openCounting(clock, { concurrency: () => settings.concurrency, setAside: () => settings.setAside })
  return { clock, settings, counting: opened }
}

const candidate = (more: Partial<Candidate> = {}): Candidate => ({
  account,
  region,
  functionName: 'f',
  synchronous: false,
  ...more,
})

/** Admits until it is refused; how many, and why no more. */
function fill(counts: Counting, one: Candidate, most = 20_000): { tickets: Ticket[]; because?: string } {
  const tickets: Ticket[] = []
  while (tickets.length < most) {
    const admission = counts.admit(one)
    if (!admission.admitted) return { tickets, because: admission.because }
    tickets.push(admission.ticket)
  }
  return { tickets }
}

test('functions without a reservation share what the account has left', () => {
  const { counting: counts } = counting(10, 4)
  fill(counts, candidate({ functionName: 'a' }), 2)
  const { tickets, because } = fill(counts, candidate({ functionName: 'b' }))
  assert.equal(tickets.length, 4)
  assert.equal(because, 'ConcurrentInvocationLimitExceeded')
  counts.release(tickets[0]!)
  assert.equal(fill(counts, candidate({ functionName: 'a' })).tickets.length, 1)
})

test('a reservation holds for the function alone, and caps it', () => {
  const { counting: counts } = counting(10, 3)
  assert.equal(fill(counts, candidate({ functionName: 'others' })).tickets.length, 7)
  const { tickets, because } = fill(counts, candidate({ reserved: 3 }))
  assert.equal(tickets.length, 3)
  assert.equal(because, 'ReservedFunctionConcurrentInvocationLimitExceeded')
})

test('a reservation of 0 switches the function off', () => {
  const { counting: counts } = counting()
  assert.deepEqual(fill(counts, candidate({ reserved: 0 })), {
    tickets: [],
    because: 'ReservedFunctionConcurrentInvocationLimitExceeded',
  })
})

test('provisioned environments are taken first, the rest spills over', () => {
  const { counting: counts } = counting(10, 2)
  const { tickets } = fill(counts, candidate({ provisioned: { key: 'f:1', environments: 2 } }))
  assert.deepEqual(
    tickets.map((ticket) => ticket.provisioned),
    [true, true, ...Array<boolean>(8).fill(false)],
  )
  assert.equal(counts.usage(account, region).unreservedRunning, 8)
})

test('where all of the reservation is provisioned, what is not provisioned cannot run', () => {
  const { counting: counts } = counting(10, 2)
  const rest = { reserved: 2, provisionedOfFunction: 2 }
  assert.equal(fill(counts, candidate(rest)).because, 'ReservedFunctionConcurrentInvocationLimitExceeded')
  assert.equal(fill(counts, candidate({ ...rest, provisioned: { key: 'f:1', environments: 2 } })).tickets.length, 2)
})

test('a mapping keeps its own ceiling, others of the function are free', () => {
  const { counting: counts } = counting(10)
  assert.equal(fill(counts, candidate({ mapping: { id: 'm', maximum: 2 } })).tickets.length, 2)
  assert.equal(fill(counts, candidate()).tickets.length, 8)
})

test('a function grows by a thousand at once, and by as many again in ten seconds', async () => {
  const { counting: counts, clock } = counting(5000)
  const first = fill(counts, candidate())
  assert.deepEqual([first.tickets.length, first.because], [1000, 'FunctionInvocationRateLimitExceeded'])
  assert.equal(fill(counts, candidate({ functionName: 'another' })).tickets.length, 1000)
  await clock.advance(5000)
  assert.equal(fill(counts, candidate()).tickets.length, 500)
  await clock.advance(10_000)
  assert.equal(fill(counts, candidate()).tickets.length, 1000)
})

test('to use again what ran a minute ago is no growth', async () => {
  const { counting: counts, clock } = counting(5000)
  const { tickets } = fill(counts, candidate())
  for (const ticket of tickets) counts.release(ticket)
  await clock.advance(60_000)
  assert.equal(fill(counts, candidate()).tickets.length, 2000)
})

test('callers who wait may ask ten times a second for each unit of concurrency', async () => {
  const { counting: counts, clock } = counting()
  const ask = (): string | undefined => {
    const admission = counts.admit(candidate({ synchronous: true, reserved: 2 }))
    if (!admission.admitted) return admission.because
    counts.release(admission.ticket)
    return undefined
  }
  for (let asked = 0; asked < 20; asked++) assert.equal(ask(), undefined)
  assert.equal(ask(), 'ReservedFunctionInvocationRateLimitExceeded')
  await clock.advance(100)
  assert.deepEqual([ask(), ask(), ask()], [undefined, undefined, 'ReservedFunctionInvocationRateLimitExceeded'])
})

test('the account too: ten a second for each unit, for events no ceiling', () => {
  const { counting: counts } = counting(3)
  const ask = (synchronous: boolean): string | undefined => {
    const admission = counts.admit(candidate({ synchronous }))
    if (!admission.admitted) return admission.because
    counts.release(admission.ticket)
    return undefined
  }
  for (let asked = 0; asked < 30; asked++) assert.equal(ask(true), undefined)
  assert.equal(ask(true), 'FunctionInvocationRateLimitExceeded')
  for (let asked = 0; asked < 100; asked++) assert.equal(ask(false), undefined)
})

test('provisioned environments that are asked too often spill over', () => {
  const { counting: counts } = counting()
  const served = Array.from({ length: 15 }, () => {
    const admission = counts.admit(candidate({ synchronous: true, provisioned: { key: 'f:1', environments: 1 } }))
    assert.ok(admission.admitted)
    counts.release(admission.ticket)
    return admission.ticket.provisioned
  })
  assert.deepEqual(served, [...Array<boolean>(10).fill(true), ...Array<boolean>(5).fill(false)])
})

test('a changed account limit counts at once', () => {
  const { counting: counts, settings } = counting(2)
  assert.equal(fill(counts, candidate()).tickets.length, 2)
  settings.concurrency = 5
  assert.equal(fill(counts, candidate()).tickets.length, 3)
})

test('a ticket is given back once', () => {
  const { counting: counts } = counting()
  const [ticket] = fill(counts, candidate(), 1).tickets
  counts.release(ticket!)
  assert.throws(() => counts.release(ticket!), /given back once/)
})

test('functions that have not run for long are forgotten, while others come', async () => {
  const clock = new VirtualClock()
  const pool = new AccountPool(clock)
  const names = Array.from({ length: 1000 }, (_, at) => `old-${at}`)
  const before = names.map((name) => {
    const count = pool.function(name)
    count.scaling.growTo(1)
    return count
  })
  before[0]!.onDemand.running = 1
  await clock.advance(700_000)
  for (let at = 0; at < 1000; at++) pool.function(`new-${at}`)
  assert.equal(pool.function('old-0'), before[0])
  assert.ok(names.filter((name, at) => pool.function(name) === before[at]).length < 10)
})
