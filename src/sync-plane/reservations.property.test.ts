import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { AccountId, Region } from '../base/identity.ts'
import { type Change, openCatalog } from '../catalog/catalog.ts'
import { openReservations } from './sync-plane.ts'

const account = '111111111111' as AccountId
const region = 'us-east-1' as Region
const scope = { account, region }

const step = fc.record({
  name: fc.constantFrom('f', 'g'),
  setting: fc.oneof(
    fc.record({ reserved: fc.option(fc.nat(9), { nil: undefined }) }),
    fc.record({ qualifier: fc.constantFrom('1', 'live'), requested: fc.option(fc.nat(9), { nil: undefined }) }),
    fc.constant({ deleted: true as const }),
  ),
})

function changeOf(
  { name, setting }: typeof step extends fc.Arbitrary<infer Step> ? Step : never,
  revision: number,
): Change {
  const owner = `${account}/${region}/${name}`
  if ('deleted' in setting) return { kind: 'function', key: owner, revision }
  if ('qualifier' in setting) {
    const { qualifier, requested } = setting
    const value = requested === undefined ? undefined : ({ ...scope, name, qualifier, requested } as never)
    return { kind: 'provisioned-concurrency', key: `${owner}/${qualifier}`, revision, value }
  }
  const value = {
    ...scope,
    name,
    reservedConcurrency: setting.reserved,
    lastVersion: 1,
    recursiveLoop: 'Allow' as const,
  }
  return { kind: 'function', key: owner, revision, value }
}

test('what is set aside is always what adding everything up would give, heard early or late', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const catalog = openCatalog()
      const early = openReservations(catalog)
      for (const [at, one] of steps.entries()) catalog.apply([changeOf(one, at + 1)])
      let sum = 0
      for (const name of ['f', 'g']) {
        const owner = `${account}/${region}/${name}`
        const provisioned = [...catalog.list('provisioned-concurrency', `${owner}/`)]
        const total = provisioned.reduce((all, [, record]) => all + record.requested, 0)
        sum += catalog.get('function', owner)?.reservedConcurrency ?? total
        for (const one of [early, openReservations(catalog)]) assert.equal(one.provisionedOf(scope, name), total)
      }
      for (const one of [early, openReservations(catalog)]) assert.equal(one.setAside(account, region), sum)
    }),
  )
})

test('an account has a thousand, or what its settings say', () => {
  const catalog = openCatalog()
  const reservations = openReservations(catalog)
  assert.equal(reservations.concurrency(account, region), 1000)
  const value = { concurrentExecutions: 50 }
  catalog.apply([{ kind: 'account-settings', key: `${account}/${region}`, revision: 1, value }])
  assert.equal(reservations.concurrency(account, region), 50)
})
