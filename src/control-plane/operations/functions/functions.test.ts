import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import type { BlobId } from '../../../base/identity.ts'
import { arnOf, Bench, type Said } from '../bench-for-tests.ts'

let bench: Bench
/** What the next package that is uploaded holds. */
let uploaded: string
beforeEach(() => {
  uploaded = 'one'
  bench = new Bench({
    storePackage: () =>
      Promise.resolve({ blob: uploaded as BlobId, sizeBytes: 169, unzippedBytes: 200, codeSha256: uploaded }),
  })
})

const role = 'arn:aws:iam::111111111111:role/r'
const f = { FunctionName: 'f' }
const code = { ZipFile: new Uint8Array(1) }
const given = { ...f, Role: role, Runtime: 'nodejs24.x', Handler: 'index.handler', Code: code }
const create = async (more: object = {}) => bench.say('CreateFunction', { ...given, ...more })
/** Until no change is under way. */
const settle = () => bench.clock.advance(1_000)
const updateCode = (more: object = {}) => bench.say('UpdateFunctionCode', { ...f, ...code, ...more })
const updateSettings = (more: object = {}) => bench.say('UpdateFunctionConfiguration', { ...f, ...more })

test('a new function says of itself what AWS says', async () => {
  const { RevisionId, LastModified, ...shown } = await create()
  assert.match(RevisionId as string, /^[0-9a-f-]{36}$/)
  assert.match(LastModified as string, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+0000$/)
  assert.deepEqual(shown, {
    FunctionName: 'f',
    FunctionArn: arnOf('f'),
    Runtime: 'nodejs24.x',
    Role: role,
    Handler: 'index.handler',
    CodeSize: 169,
    Description: '',
    Timeout: 3,
    MemorySize: 128,
    CodeSha256: 'one',
    Version: '$LATEST',
    TracingConfig: { Mode: 'PassThrough' },
    State: 'Pending',
    StateReason: 'The function is being created.',
    StateReasonCode: 'Creating',
    PackageType: 'Zip',
    Architectures: ['x86_64'],
    EphemeralStorage: { Size: 512 },
    SnapStart: { ApplyOn: 'None', OptimizationStatus: 'Off' },
    RuntimeVersionConfig: { RuntimeVersionArn: 'arn:aws:lambda:us-east-1::runtime:nodejs24.x' },
    LoggingConfig: { LogFormat: 'Text', LogGroup: '/aws/lambda/f' },
  })
})

test('a function is Pending, then Active; a change is in progress, then in force', async () => {
  const created = await create()
  await settle()
  const active = await bench.say('GetFunctionConfiguration', f)
  assert.deepEqual([active.State, active.LastUpdateStatus, active.StateReason], ['Active', 'Successful', undefined])
  assert.notEqual(active.RevisionId, created.RevisionId)
  const changing = await updateSettings({ Timeout: 10 })
  assert.deepEqual([changing.State, changing.LastUpdateStatus, changing.Timeout], ['Active', 'InProgress', 10])
  await settle()
  assert.equal((await bench.say('GetFunctionConfiguration', f)).LastUpdateStatus, 'Successful')
})

test('one change at a time', async () => {
  await create()
  const pending =
    'The operation cannot be performed at this time. The function is currently in the following state: Pending'
  assert.deepEqual((await updateCode()).refused, ['ResourceConflictException', pending])
  await settle()
  await updateCode()
  const under = `The operation cannot be performed at this time. An update is in progress for resource: ${arnOf('f')}`
  for (const refused of [await updateCode(), await updateSettings(), await bench.say('PublishVersion', f)])
    assert.deepEqual(refused.refused, ['ResourceConflictException', under])
})

test('a change of what has changed since is refused', async () => {
  const { RevisionId } = await create()
  await settle()
  const words =
    'The Revision Id provided does not match the latest Revision Id. Call the GetFunction/GetAlias API to retrieve the latest Revision Id'
  for (const said of [
    await updateCode({ RevisionId }),
    await updateSettings({ RevisionId }),
    await bench.say('PublishVersion', { ...f, RevisionId }),
  ])
    assert.deepEqual(said.refused, ['PreconditionFailedException', words])
})

test('a dry run answers and changes nothing', async () => {
  await create()
  await settle()
  const before = await bench.say('GetFunctionConfiguration', f)
  uploaded = 'two'
  assert.equal((await updateCode({ DryRun: true })).CodeSha256, 'two')
  assert.deepEqual(await bench.say('GetFunctionConfiguration', f), before)
})

test('versions are numbered from one, never twice, and only when something has changed', async () => {
  await create({ Publish: true })
  await settle()
  uploaded = 'two'
  const second = await updateCode({ Publish: true })
  assert.deepEqual([second.Version, second.FunctionArn, second.State], ['2', arnOf('f', '2'), 'Pending'])
  await settle()
  assert.equal((await bench.say('PublishVersion', f)).Version, '2')
  await bench.say('DeleteFunction', { ...f, Qualifier: '2' })
  await updateSettings({ Description: 'changed', MemorySize: 256 })
  await settle()
  const third = await bench.say('PublishVersion', { ...f, Description: 'third' })
  assert.deepEqual([third.Version, third.Description], ['3', 'third'])
  assert.equal((await bench.say('GetFunctionConfiguration', f)).Description, 'changed')
  const { Versions } = await bench.say('ListVersionsByFunction', f)
  assert.deepEqual(
    (Versions as Said[]).map(({ Version, FunctionArn, State }) => [Version, FunctionArn, State]),
    [
      ['$LATEST', arnOf('f', '$LATEST'), undefined],
      ['1', arnOf('f', '1'), undefined],
      ['3', arnOf('f', '3'), undefined],
    ],
  )
})

test('publishing of other code than was meant is refused', async () => {
  await create()
  await settle()
  assert.deepEqual((await bench.say('PublishVersion', { ...f, CodeSha256: 'other' })).refused, [
    'InvalidParameterValueException',
    'CodeSHA256 (other) is different from current CodeSHA256 in $LATEST (one). Please try again with the CodeSHA256 in $LATEST.',
  ])
})

test('levels belong to JSON logs; other settings of logs stay', async () => {
  await create({ LoggingConfig: { LogGroup: '/mine' } })
  await settle()
  const json = await updateSettings({ LoggingConfig: { LogFormat: 'JSON', ApplicationLogLevel: 'ERROR' } })
  assert.deepEqual(json.LoggingConfig, {
    LogFormat: 'JSON',
    ApplicationLogLevel: 'ERROR',
    SystemLogLevel: 'INFO',
    LogGroup: '/mine',
  })
  await settle()
  const text = await updateSettings({ LoggingConfig: { LogFormat: 'Text' } })
  assert.deepEqual(text.LoggingConfig, { LogFormat: 'Text', LogGroup: '/mine' })
})

test('GetFunction shows code, tags and reservation; by an alias, the version behind it', async () => {
  await create({ Publish: true, Tags: { a: 'b' } })
  await settle()
  await bench.say('PutFunctionConcurrency', { ...f, ReservedConcurrentExecutions: 1 })
  await bench.say('CreateAlias', { ...f, Name: 'live', FunctionVersion: '1' })
  const { Code, Concurrency, Configuration, Tags } = await bench.say('GetFunction', { ...f, Qualifier: 'live' })
  const { FunctionArn, Version } = Configuration as Said
  assert.deepEqual([FunctionArn, Version], [arnOf('f', 'live'), '1'])
  assert.deepEqual(Code, { RepositoryType: 'S3', Location: 'http://localhost/one' })
  assert.deepEqual([Tags, Concurrency], [{ a: 'b' }, { ReservedConcurrentExecutions: 1 }])
})

test('functions are listed in pages, with all their versions if somebody asks', async () => {
  for (const FunctionName of ['c', 'a', 'b']) await create({ FunctionName, Publish: FunctionName === 'a' })
  const arns = async (input: object) => {
    const { Functions, NextMarker } = await bench.say('ListFunctions', input)
    return { arns: (Functions as Said[]).map(({ FunctionArn }) => FunctionArn), NextMarker }
  }
  const first = await arns({ MaxItems: 2 })
  assert.deepEqual(first.arns, [arnOf('a'), arnOf('b')])
  assert.deepEqual((await arns({ MaxItems: 2, Marker: first.NextMarker })).arns, [arnOf('c')])
  const every = [arnOf('a', '$LATEST'), arnOf('a', '1'), arnOf('b', '$LATEST'), arnOf('c', '$LATEST')]
  assert.deepEqual((await arns({ FunctionVersion: 'ALL' })).arns, every)
})

test('everything of a function goes with it, and its name is free again', async () => {
  await create({ Publish: true, Tags: { a: 'b' } })
  await settle()
  await bench.say('CreateAlias', { ...f, Name: 'live', FunctionVersion: '1' })
  await bench.say('PutFunctionConcurrency', { ...f, ReservedConcurrentExecutions: 1 })
  assert.deepEqual(await bench.say('DeleteFunction', f), {})
  for (const kind of bench.catalog.kinds()) assert.deepEqual([...bench.catalog.list(kind, '')], [], kind)
  assert.equal((await create()).Version, '$LATEST')
})

test('a version that an alias points at stays', async () => {
  await create({ Publish: true })
  await settle()
  await bench.say('CreateAlias', { ...f, Name: 'live', FunctionVersion: '1' })
  assert.equal((await bench.say('DeleteFunction', { ...f, Qualifier: '1' })).refused?.[0], 'ResourceConflictException')
})

test('layers are checked, and attached in order', async () => {
  const layer = async () => {
    const { LayerVersionArn } = await bench.say('PublishLayerVersion', { LayerName: 'l', Content: code })
    return LayerVersionArn as string
  }
  const [one, two] = [await layer(), await layer()]
  assert.deepEqual((await create({ Layers: [one, two] })).refused, [
    'InvalidParameterValueException',
    `Two different versions of the same layer are not allowed to be referenced in the same function. ${one} and ${two} are versions of the same layer.`,
  ])
  const absent = one.replace(/1$/, '9')
  assert.deepEqual((await create({ Layers: [absent] })).refused, [
    'InvalidParameterValueException',
    `Layer version ${absent} does not exist.`,
  ])
  assert.deepEqual((await create({ Layers: [two] })).Layers, [{ Arn: two, CodeSize: 169 }])
})

const invalid = (message: string) => ['InvalidParameterValueException', message]
const missing = (message: string) => ['ResourceNotFoundException', message]
const large = 'x'.repeat(4096)
const name65 = 'a'.repeat(65)
const elsewhere = arnOf('f').replace('us-east-1', 'eu-west-1')
const refusals: [string, string, object, unknown[]][] = [
  [
    'a long name',
    'CreateFunction',
    { ...given, FunctionName: name65 },
    invalid(
      `1 validation error detected: Value '${name65}' at 'functionName' failed to satisfy constraint: Member must have length less than or equal to 64`,
    ),
  ],
  [
    'a retired runtime',
    'CreateFunction',
    { ...given, Runtime: 'nodejs14.x' },
    invalid(
      'The runtime parameter of nodejs14.x is no longer supported for creating or updating AWS Lambda functions. We recommend you use a supported runtime while creating or updating functions.',
    ),
  ],
  [
    'a role that is none',
    'CreateFunction',
    { ...given, Role: 'r1' },
    [
      'ValidationException',
      "1 validation error detected: Value 'r1' at 'role' failed to satisfy constraint: Member must satisfy regular expression pattern: arn:(aws[a-zA-Z-]*)?:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+",
    ],
  ],
  [
    'too little memory',
    'CreateFunction',
    { ...given, MemorySize: 127 },
    [
      'ValidationException',
      "1 validation error detected: Value '127' at 'memorySize' failed to satisfy constraint: Member must have value greater than or equal to 128",
    ],
  ],
  [
    'too much memory',
    'CreateFunction',
    { ...given, MemorySize: 10_241 },
    invalid("'MemorySize' value failed to satisfy constraint: Member must have value less than or equal to 10240"),
  ],
  [
    'too much time',
    'CreateFunction',
    { ...given, Timeout: 901 },
    [
      'ValidationException',
      "1 validation error detected: Value '901' at 'timeout' failed to satisfy constraint: Member must have value less than or equal to 900",
    ],
  ],
  [
    'a large environment',
    'CreateFunction',
    { ...given, Environment: { Variables: { AB: large } } },
    invalid(
      `Lambda was unable to configure your environment variables because the environment variables you have provided exceeded the 4KB limit. String measured: {"AB":"${large}"}`,
    ),
  ],
  [
    'a variable of Lambda',
    'CreateFunction',
    { ...given, Environment: { Variables: { AWS_REGION: 'x' } } },
    invalid(
      'Lambda was unable to configure your environment variables because the environment variables you have provided contains reserved keys that are currently not supported for modification. Reserved keys used in this request: AWS_REGION',
    ),
  ],
  [
    'fifty-one tags',
    'CreateFunction',
    { ...given, Tags: Object.fromEntries(Array.from({ length: 51 }, (_, at) => [`t${at}`, ''])) },
    invalid('Number of tags exceeds resource tag limit.'),
  ],
  [
    'an image without one',
    'CreateFunction',
    { ...given, PackageType: 'Image' },
    invalid('Please provide ImageUri when creating a function with packageType Image.'),
  ],
  [
    'what starts of an image, without one',
    'CreateFunction',
    { ...given, ImageConfig: { Command: ['x'] } },
    invalid("Please don't provide ImageConfig when the function PackageType is Zip."),
  ],
  [
    'no runtime',
    'CreateFunction',
    { ...given, Runtime: undefined },
    invalid('Runtime and Handler are mandatory parameters for functions created with deployment packages.'),
  ],
  ['a missing function', 'GetFunction', { FunctionName: 'g' }, missing(`Function not found: ${arnOf('g')}`)],
  [
    'a missing version',
    'GetFunction',
    { FunctionName: 'g', Qualifier: '1' },
    missing(`Function not found: ${arnOf('g', '1')}`),
  ],
  [
    'another region',
    'GetFunction',
    { FunctionName: elsewhere },
    missing("Functions from 'eu-west-1' are not reachable in this region ('us-east-1')"),
  ],
  [
    'two qualifiers',
    'GetFunction',
    { FunctionName: arnOf('f', '1'), Qualifier: '2' },
    invalid('The derived qualifier from the function name does not match the specified qualifier.'),
  ],
  ['deletion of nothing', 'DeleteFunction', f, missing(`Function not found: ${arnOf('f')}`)],
  [
    'deletion of an alias',
    'DeleteFunction',
    { ...f, Qualifier: 'live' },
    invalid('Deletion of aliases is not currently supported.'),
  ],
]
for (const [what, operation, input, refused] of refusals)
  test(`refused: ${what}`, async () => assert.deepEqual((await bench.say(operation, input)).refused, refused))

test('refused: a second function of one name, $LATEST alone, an image for a package', async () => {
  await create()
  await settle()
  assert.deepEqual((await create()).refused, ['ResourceConflictException', 'Function already exist: f'])
  assert.deepEqual(
    (await bench.say('DeleteFunction', { ...f, Qualifier: '$LATEST' })).refused,
    invalid('$LATEST version cannot be deleted without deleting the function.'),
  )
  assert.deepEqual(
    (await bench.say('UpdateFunctionCode', { ...f, ImageUri: '1.dkr.ecr.us-east-1.amazonaws.com/i:1' })).refused,
    invalid("Please don't provide ImageUri when updating a function with packageType Zip."),
  )
})
