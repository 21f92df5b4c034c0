import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AccountId, Region } from '../../base/identity.ts'
import { SeededRandom } from '../../base/random.ts'
import { VirtualClock } from '../../base/virtual-clock.ts'
import { type Change, openCatalog } from '../../catalog/catalog.ts'
import type { VersionRecord } from '../../lambda/resources.ts'
import type { Write } from '../operations/operation-context.ts'
import { changeMs, endChangesUnderWay } from './changes-under-way.ts'
import type { MappingState } from './mapping-state.ts'

function open(State: MappingState, enabled = true) {
  const catalog = openCatalog()
  const clock = new VirtualClock()
  const writes: Write[] = []
  let revision = 0
  const commit = (more: readonly Write[]) => {
    writes.push(...more)
    catalog.apply(more.map(({ kind, key, value }) => ({ kind, key, value, revision: ++revision }) as Change))
  }
  const scope = { account: '111111111111' as AccountId, region: 'us-east-1' as Region }
  const configuration = { UUID: 'u', EventSourceMappingArn: 'arn', State }
  const value = { ...scope, configuration, enabled, functionName: 'f' }
  commit([{ kind: 'event-source-mapping', key: 'u', value }])
  writes.length = 0
  const stop = endChangesUnderWay({ catalog, clock, random: new SeededRandom(1), commit })
  return { catalog, clock, writes, stop, state: () => catalog.get('event-source-mapping', 'u')?.configuration.State }
}

test('a change that was under way before a restart ends after it', async () => {
  const { clock, state } = open('Updating', false)
  await clock.advance(changeMs - 1)
  assert.equal(state(), 'Updating')
  await clock.advance(1)
  assert.equal(state(), 'Disabled')
})

test('a mapping that was being deleted before a restart is gone after it, with its tags', async () => {
  const { clock, writes, state } = open('Deleting')
  await clock.advance(changeMs)
  assert.equal(state(), undefined)
  assert.deepEqual(
    writes.map(({ kind, key }) => `${kind} ${key}`),
    ['event-source-mapping u', 'tags arn'],
  )
})

test('a mapping at rest is left alone', async () => {
  const { clock, writes } = open('Enabled')
  await clock.advance(10 * changeMs)
  assert.deepEqual(writes, [])
})

test('nothing is written any more once it was stopped', async () => {
  const { clock, writes, stop } = open('Creating')
  stop()
  await clock.advance(10 * changeMs)
  assert.deepEqual(writes, [])
})

test('a new function is active once its code is prepared', async () => {
  const catalog = openCatalog()
  const clock = new VirtualClock()
  const change = (revision: number, value: unknown) =>
    catalog.apply([{ kind: 'version', key: 'f', value, revision } as Change])
  const prepared: (() => void)[] = []
  const prepare = () => new Promise<undefined>((resolve) => prepared.push(() => resolve(undefined)))
  const commit = ([write]: readonly Write[]) => change(9, write!.value)
  change(1, { configuration: { State: 'Pending' } } as VersionRecord)
  endChangesUnderWay({ catalog, clock, random: new SeededRandom(1), commit, prepare })
  await clock.advance(100 * changeMs)
  assert.equal(catalog.get('version', 'f')?.configuration.State, 'Pending')
  prepared[0]!()
  await clock.advance(0)
  assert.equal(catalog.get('version', 'f')?.configuration.State, 'Active')
})

test('changes that begin one soon after the other end by one write to disk', async () => {
  const { catalog, clock, stop } = open('Enabled')
  stop()
  let revision = 10
  const change = (keys: readonly string[], State: string) =>
    catalog.apply(
      keys.map(
        (key) => ({ kind: 'version', key, value: { configuration: { State } }, revision: ++revision }) as Change,
      ),
    )
  const commits: string[][] = []
  const commit = (writes: readonly Write[]) => {
    commits.push(writes.map(({ key }) => key))
    change(commits.at(-1)!, 'Active')
  }
  endChangesUnderWay({ catalog, clock, random: new SeededRandom(1), commit })
  change(['a'], 'Pending')
  await clock.advance(10)
  change(['b'], 'Pending')
  await clock.advance(changeMs / 2)
  change(['c'], 'Pending')
  await clock.advance(2 * changeMs)
  assert.deepEqual(commits, [['a', 'b'], ['c']])
})
