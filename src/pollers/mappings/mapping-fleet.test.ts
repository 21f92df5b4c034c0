import assert from 'node:assert/strict'
import { test } from 'node:test'
import { VirtualClock } from '../../base/virtual-clock.ts'
import { type Change, openCatalog } from '../../catalog/catalog.ts'
import type { MappingRecord } from '../../lambda/resources.ts'
import type { HeldLease, LeaseKeeper } from '../../leases/leases.ts'
import { MappingFleet, type MappingWork } from './mapping-fleet.ts'

const key = '1/r/uuid'

function scene() {
  const clock = new VirtualClock()
  const catalog = openCatalog()
  let revision = 0
  let taken = false
  let onLost: (() => void) | undefined
  const told: string[] = []
  const works: MappingWork[] = []
  const leases = {
    hold(_: string, options: { onLost: () => void }): HeldLease | undefined {
      if (taken) return undefined
      onLost = options.onLost
      return {
        owner: 'we',
        fence: works.length + 1,
        confirm: () => !taken,
        release: () => void told.push('released'),
      }
    },
  } as LeaseKeeper
  const fleet = new MappingFleet({
    catalog,
    clock,
    machine: clock,
    leases,
    open(mapping, work) {
      works.push(work)
      told.push(`opened ${mapping.configuration.BatchSize}`)
      return { close: () => Promise.resolve(void told.push('closed')) }
    },
    report: (_, result) => Promise.resolve(told.push(result)),
    forget: () => told.push('forgotten'),
    complain: (error) => assert.fail(String(error)),
  })
  async function change(configuration: Partial<MappingRecord['configuration']> | undefined): Promise<void> {
    const value = configuration && {
      account: '1',
      region: 'r',
      functionName: 'f',
      enabled: true,
      configuration: { UUID: 'uuid', State: 'Enabled', BatchSize: 10, ...configuration },
    }
    catalog.apply([{ kind: 'event-source-mapping', key, revision: ++revision, value } as unknown as Change])
    await clock.advance(0)
  }
  return {
    fleet,
    change,
    works,
    told: () => told.splice(0),
    occupy: (by: boolean) => (taken = by),
    lose: () => onLost?.(),
    pass: (ms: number) => clock.advance(ms),
  }
}

test('a mapping is read once it is enabled, anew when it is changed, and not any more when it is disabled', async () => {
  const { change, told } = scene()
  await change({ State: 'Creating' })
  assert.deepEqual(told(), [])
  await change({})
  assert.deepEqual(told(), ['opened 10'])
  await change({ BatchSize: 20 })
  assert.deepEqual(told(), ['closed', 'released', 'opened 20'])
  await change({ BatchSize: 20, State: 'Disabling' })
  assert.deepEqual(told(), ['closed', 'released'])
})

test('what its poller reports does not disturb it', async () => {
  const { change, told, works } = scene()
  await change({ LastProcessingResult: 'No records processed' })
  told()
  works[0]!.report('OK')
  await change({ LastProcessingResult: 'OK' })
  assert.deepEqual(told(), ['OK'])
})

test('a mapping that is deleted is forgotten, once nobody reads it', async () => {
  const { change, fleet, told } = scene()
  await change({})
  told()
  await change(undefined)
  assert.deepEqual(told(), ['closed', 'released', 'forgotten'])
  assert.deepEqual(fleet.views(), [])
})

test('a mapping that somebody else reads is looked at again, and its counts go on', async () => {
  const { change, fleet, lose, occupy, pass, told, works } = scene()
  await change({})
  works[0]!.counts.polled = 5
  told()
  assert.equal(works[0]!.confirm(), true)
  occupy(true)
  assert.equal(works[0]!.confirm(), false)
  lose()
  await pass(10_000)
  assert.deepEqual(told(), ['closed'])
  assert.deepEqual(fleet.views()[0]?.polls, false)
  occupy(false)
  await pass(10_000)
  assert.deepEqual(told(), ['opened 10'])
  assert.deepEqual([works[1]!.fence, works[1]!.counts.polled], [2, 5])
})

test('a fleet that is closed leaves nothing open', async () => {
  const { change, fleet, told } = scene()
  await change({})
  told()
  await fleet.close()
  await change({ BatchSize: 5 })
  assert.deepEqual(told(), ['closed', 'released'])
})
