import assert from 'node:assert/strict'
import { test } from 'node:test'
import { systemDigest } from '../base/digest.io.ts'
import type { AccountId, BlobId, Region } from '../base/identity.ts'
import type { VersionRecord } from '../lambda/resources.ts'
import type { EnvironmentSpec } from '../worker/worker.ts'
import { Specs, type Use } from './spec.ts'

const version = (
  configuration: VersionRecord['configuration'] = {},
  more: Partial<VersionRecord> = {},
): VersionRecord => ({
  account: '111111111111' as AccountId,
  region: 'us-east-1' as Region,
  name: 'f',
  version: '$LATEST',
  configuration: { Runtime: 'nodejs24.x', LastModified: '2026-01-01T00:00:00.000+0000', ...configuration },
  code: { kind: 'zip', blob: 'b1' as BlobId, sizeBytes: 1, unzippedBytes: 1 },
  layers: [],
  ...more,
})

function specs(stamps: Record<string, string> = {}, tags: Record<string, string> = {}) {
  const outdated: string[] = []
  const all = new Specs(
    { digest: systemDigest, folders: { stamp: (path) => stamps[path] ?? '' }, tagsOf: () => tags },
    (base) => outdated.push(base),
  )
  const build = (record: VersionRecord, use?: Use): EnvironmentSpec => {
    const spec = all.build(record, use)
    assert.ok(!('exception' in spec))
    return spec
  }
  return { all, build, outdated }
}

test('what AWS leaves out has the default of AWS', () => {
  const spec = specs().build(version())
  assert.deepEqual(
    [spec.memoryMb, spec.timeoutMs, spec.tmpMb, spec.logging, spec.variables],
    [128, 3000, 512, { format: 'Text', group: '/aws/lambda/f', applicationLevel: 'INFO', systemLevel: 'INFO' }, {}],
  )
})

test('a tag says where a function may connect to, and a change of it gives new environments', () => {
  const tags: Record<string, string> = {}
  const { build, outdated } = specs({}, tags)
  const record = version()
  const open = build(record)
  assert.equal(open.egress, undefined)
  tags['roost:egress'] = '10.0.0.0/8'
  assert.deepEqual(build(record).egress, ['10.0.0.0/8'])
  assert.deepEqual(outdated, [open.key])
  tags['roost:egress'] = 'no network'
  assert.equal(build(record).egress, 'none')
})

test('a change of code, configuration or the time of the update gives new environments; a change of state does not', () => {
  const { build } = specs()
  const key = build(version()).key
  assert.equal(build(version({ State: 'Active', RevisionId: 'another', LastUpdateStatus: 'Successful' })).key, key)
  const changed = [
    version({ Timeout: 4 }),
    version({ Environment: { Variables: { A: '1' } } }),
    version({ LastModified: '2026-01-02T00:00:00.000+0000' }),
    version({}, { code: { kind: 'zip', blob: 'b2' as BlobId, sizeBytes: 1, unzippedBytes: 1 } }),
    version({}, { layers: [{ arn: 'l', blob: 'b3' as BlobId, sizeBytes: 1 }] }),
    version({}, { version: '1' }),
  ].map((record) => build(record).key)
  assert.equal(new Set([key, ...changed]).size, 7)
})

test('while an update is in progress, what served before goes on under its own key', () => {
  const { build } = specs()
  const before = version()
  const { configuration, code, layers } = before
  const updating = version({ Timeout: 9, LastModified: 'later' }, { serving: { configuration, code, layers } })
  assert.equal(build(updating).key, build(before).key)
  assert.equal(build(updating).timeoutMs, 3000)
})

test('tenants and kept-ready environments never share one, whatever a tenant is called', () => {
  const { build } = specs()
  const uses: Use[] = [{}, { tenant: 'a' }, { tenant: 'b' }, { provisionedFor: 'live' }, { tenant: 'a|tenant=b' }]
  const all = uses.map((use) => build(version(), use))
  assert.equal(new Set(all.map((spec) => spec.key)).size, 5)
  assert.equal(all[3]!.initialization, 'provisioned-concurrency')
})

test('a folder gives new environments when its content changes, and the old ones are told of', () => {
  const stamps: Record<string, string> = { '/code': 'one' }
  const { build, outdated } = specs(stamps)
  const record = version({}, { code: { kind: 'folder', path: '/code' } })
  const before = build(record).key
  assert.equal(build(record).key, before)
  stamps['/code'] = 'two'
  assert.notEqual(build(record).key, before)
  assert.deepEqual(outdated, [before])
})

test('a spec is built once a version, not once an invocation', () => {
  const { build } = specs()
  const record = version()
  assert.equal(build(record), build(record))
})

test('of an image runs what its address meant when it was given, with what its settings say instead', () => {
  const { all } = specs()
  const ImageConfig = { Command: ['other'] }
  const image = (resolved?: string) => ({ code: { kind: 'image', uri: 'r.example/a:1', resolved } }) as const
  assert.deepEqual(all.build(version({}, image())).code, { kind: 'image', uri: 'r.example/a:1' })
  assert.deepEqual(all.build(version({ ImageConfigResponse: { ImageConfig } }, image('r.example/a@sha256:1'))).code, {
    kind: 'image',
    uri: 'r.example/a@sha256:1',
    overrides: ImageConfig,
  })
})
