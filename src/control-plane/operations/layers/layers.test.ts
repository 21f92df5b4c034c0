import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { lambdaInstant } from '../../../base/instant.ts'
import { Bench, type Said } from '../bench-for-tests.ts'

let bench: Bench
beforeEach(() => {
  bench = new Bench()
})

const arn = (layer: string, version?: number) =>
  `arn:aws:lambda:us-east-1:111111111111:layer:${layer}${version === undefined ? '' : `:${version}`}`
const Content = { ZipFile: new Uint8Array() }
const publish = (LayerName: string, more = {}) => bench.say('PublishLayerVersion', { LayerName, Content, ...more })
const v1 = { LayerName: 'l', VersionNumber: 1 }

test('a published version is answered in full, by number and by ARN', async () => {
  const more = { CompatibleRuntimes: ['python3.12'], CompatibleArchitectures: ['x86_64'], LicenseInfo: 'MIT' }
  const published = await publish('l', more)
  assert.deepEqual(published, {
    Content: { Location: 'http://localhost/b', CodeSha256: 'hash', CodeSize: 169 },
    LayerArn: arn('l'),
    LayerVersionArn: arn('l', 1),
    Description: '',
    CreatedDate: lambdaInstant(bench.clock.now()),
    Version: 1,
    ...more,
  })
  assert.deepEqual(await bench.say('GetLayerVersion', v1), published)
  assert.deepEqual(await bench.say('GetLayerVersion', { ...v1, LayerName: arn('l') }), published)
  assert.deepEqual(await bench.say('GetLayerVersionByArn', { Arn: arn('l', 1) }), published)
})

test('what was not said of a version is not answered', async () => {
  const published = await publish('l')
  for (const member of ['CompatibleRuntimes', 'CompatibleArchitectures', 'LicenseInfo'])
    assert.equal(member in published, false)
})

test('numbers go on after deletions', async () => {
  for (const VersionNumber of [1, 2]) {
    assert.equal((await publish('l')).Version, VersionNumber)
    assert.deepEqual(await bench.say('DeleteLayerVersion', { LayerName: 'l', VersionNumber }), {})
  }
  assert.equal((await publish('l')).Version, 3)
})

const versions = (page: Said) => (page.LayerVersions as { Version: number }[]).map(({ Version }) => Version)

test('versions are listed from the newest on, in pages that follow each other', async () => {
  for (let version = 1; version <= 11; version++) await publish('l')
  const first = await bench.say('ListLayerVersions', { LayerName: 'l', MaxItems: 9 })
  assert.deepEqual(versions(first), [11, 10, 9, 8, 7, 6, 5, 4, 3])
  const second = await bench.say('ListLayerVersions', { LayerName: 'l', MaxItems: 9, Marker: first.NextMarker })
  assert.deepEqual(versions(second), [2, 1])
  assert.deepEqual(versions(await bench.say('ListLayerVersions', { LayerName: 'unknown' })), [])
})

test('layers are listed by name, with the newest version that fits', async () => {
  await publish('b', { CompatibleRuntimes: ['nodejs22.x'] })
  await publish('b', { CompatibleRuntimes: ['python3.12'] })
  await publish('a', { CompatibleArchitectures: ['arm64'] })
  const list = async (input: object) =>
    ((await bench.say('ListLayers', input)).Layers as { LatestMatchingVersion: { LayerVersionArn: string } }[]).map(
      ({ LatestMatchingVersion }) => LatestMatchingVersion.LayerVersionArn,
    )
  assert.deepEqual(await list({}), [arn('a', 1), arn('b', 2)])
  assert.deepEqual(await list({ CompatibleRuntime: 'nodejs22.x' }), [arn('b', 1)])
  assert.deepEqual(await list({ CompatibleArchitecture: 'arm64' }), [arn('a', 1)])
})

const grant = { ...v1, StatementId: 's1', Action: 'lambda:GetLayerVersion', Principal: '*' }

test('a permission is told as a statement, and the policy keeps it under a revision', async () => {
  await publish('l')
  const added = await bench.say('AddLayerVersionPermission', grant)
  const statement = `{"Sid":"s1","Effect":"Allow","Principal":"*","Action":"lambda:GetLayerVersion","Resource":"${arn('l', 1)}"}`
  assert.equal(added.Statement, statement)
  assert.deepEqual(await bench.say('GetLayerVersionPolicy', v1), {
    Policy: `{"Version":"2012-10-17","Id":"default","Statement":[${statement}]}`,
    RevisionId: added.RevisionId,
  })
})

test('an account is named by its root, an organization by a condition', async () => {
  await publish('l')
  const added = await bench.say('AddLayerVersionPermission', {
    ...grant,
    Principal: '222222222222',
    OrganizationId: 'o-abcdefghij',
  })
  const { Principal, Condition } = JSON.parse(String(added.Statement)) as Record<string, unknown>
  assert.deepEqual(Principal, { AWS: 'arn:aws:iam::222222222222:root' })
  assert.deepEqual(Condition, { StringEquals: { 'aws:PrincipalOrgID': 'o-abcdefghij' } })
})

test('a revision has to be the latest', async () => {
  await publish('l')
  const { RevisionId } = await bench.say('AddLayerVersionPermission', grant)
  const stale = [
    'PreconditionFailedException',
    'The Revision Id provided does not match the latest Revision Id. Call the GetLayerPolicy API to retrieve the latest Revision Id',
  ]
  const second = { ...grant, StatementId: 's2' }
  assert.deepEqual((await bench.say('AddLayerVersionPermission', { ...second, RevisionId: 'x' })).refused, stale)
  const added = await bench.say('AddLayerVersionPermission', { ...second, RevisionId })
  const removal = { ...v1, StatementId: 's1' }
  assert.deepEqual((await bench.say('RemoveLayerVersionPermission', { ...removal, RevisionId })).refused, stale)
  assert.deepEqual(await bench.say('RemoveLayerVersionPermission', { ...removal, RevisionId: added.RevisionId }), {})
})

test('a policy goes with its last statement', async () => {
  await publish('l')
  await bench.say('AddLayerVersionPermission', grant)
  await bench.say('RemoveLayerVersionPermission', { ...v1, StatementId: 's1' })
  assert.deepEqual((await bench.say('GetLayerVersionPolicy', v1)).refused, noPolicy)
})

test('another account reads a version once its policy says so', async () => {
  await publish('l')
  const stranger = new Bench({
    caller: {
      account: '222222222222' as never,
      region: 'us-east-1' as never,
      principal: 'arn:aws:iam::222222222222:root',
      accessKeyId: 'k',
      requestId: 'r',
    },
    catalog: bench.catalog,
  })
  const read = () => stranger.say('GetLayerVersionByArn', { Arn: arn('l', 1) })
  assert.equal((await read()).refused?.[0], 'AccessDeniedException')
  await bench.say('AddLayerVersionPermission', { ...grant, Principal: '222222222222' })
  assert.equal((await read()).LayerVersionArn, arn('l', 1))
})

const noPolicy = ['ResourceNotFoundException', 'No policy is associated with the given resource.']
const nothing = ['ResourceNotFoundException', 'The resource you requested does not exist.']
const belowOne = ['InvalidParameterValueException', 'Layer Version Cannot be less than 1']
const noVersion = (layer: string, version: number) => [
  'ResourceNotFoundException',
  `Layer version ${arn(layer, version)} does not exist.`,
]
const refusals: [string, Parameters<Bench['say']>[0], object, unknown[]][] = [
  ['an unknown layer', 'GetLayerVersion', { LayerName: 'x', VersionNumber: 1 }, nothing],
  ['an unknown version', 'GetLayerVersion', { LayerName: 'l', VersionNumber: 9 }, nothing],
  ['version zero', 'GetLayerVersion', { LayerName: 'l', VersionNumber: 0 }, belowOne],
  ['deletion of a negative version', 'DeleteLayerVersion', { LayerName: 'l', VersionNumber: -1 }, belowOne],
  ['a permission on an unknown layer', 'AddLayerVersionPermission', { ...grant, LayerName: 'x' }, noVersion('x', 1)],
  ['the policy of an unknown version', 'GetLayerVersionPolicy', { ...v1, VersionNumber: 2 }, noVersion('l', 2)],
  ['the policy of a version without one', 'GetLayerVersionPolicy', v1, noPolicy],
]
for (const [what, operation, input, refused] of refusals)
  test(`refused: ${what}`, async () => {
    await publish('l')
    assert.deepEqual((await bench.say(operation, input)).refused, refused)
  })

test('statements are added once, and removed when they are there', async () => {
  await publish('l')
  await bench.say('AddLayerVersionPermission', grant)
  assert.deepEqual((await bench.say('AddLayerVersionPermission', grant)).refused, [
    'ResourceConflictException',
    'The statement id (s1) provided already exists. Please provide a new statement id, or remove the existing statement.',
  ])
  assert.deepEqual((await bench.say('RemoveLayerVersionPermission', { ...v1, StatementId: 'x' })).refused, [
    'ResourceNotFoundException',
    'Statement x is not found in resource policy.',
  ])
})
