import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { mappingArn } from '../../../lambda/arn.ts'
import { changeMs } from '../../lifecycle/changes-under-way.ts'
import type { SourceProbe } from '../../rules/source-probe.ts'
import { arnOf, Bench, type Said, scope } from '../bench-for-tests.ts'

let bench: Bench
beforeEach(() => {
  bench = new Bench()
  bench.addFunction('f', { versions: 1, aliases: { live: '1' } })
})

const queue = 'arn:aws:sqs:us-east-1:111111111111:q'
const stream = 'arn:aws:kinesis:us-east-1:111111111111:stream/s'
const ofQueue = { FunctionName: 'f', EventSourceArn: queue }
const ofStream = { FunctionName: 'f', EventSourceArn: stream, StartingPosition: 'TRIM_HORIZON' }
const ofKafka = {
  FunctionName: 'f',
  SelfManagedEventSource: { Endpoints: { KAFKA_BOOTSTRAP_SERVERS: ['kafka:1000'] } },
  SourceAccessConfigurations: [{ Type: 'BASIC_AUTH', URI: 'arn:aws:secretsmanager:us-east-1:111111111111:secret:s' }],
  StartingPosition: 'TRIM_HORIZON',
  Topics: ['topic'],
}

async function create(input: object): Promise<Said> {
  const mapping = await bench.say('CreateEventSourceMapping', input)
  assert.equal(mapping.refused, undefined)
  return mapping
}
const get = ({ UUID }: Said) => bench.say('GetEventSourceMapping', { UUID })
const update = ({ UUID }: Said, more: object) => bench.say('UpdateEventSourceMapping', { UUID, ...more })
const byText = (one: string, other: string) => one.localeCompare(other)
const atRest = () => bench.clock.advance(changeMs)

test('a mapping of a queue shows its defaults, and nothing of streams', async () => {
  const { UUID, ...mapping } = await create(ofQueue)
  assert.deepEqual(mapping, {
    BatchSize: 10,
    MaximumBatchingWindowInSeconds: 0,
    EventSourceArn: queue,
    FunctionArn: arnOf('f'),
    LastModified: bench.clock.now() / 1000,
    State: 'Creating',
    StateTransitionReason: 'USER_INITIATED',
    FunctionResponseTypes: [],
    EventSourceMappingArn: mappingArn(scope, String(UUID)),
  })
})

test('a mapping of a stream shows how it retries', async () => {
  const { UUID, ...mapping } = await create(ofStream)
  assert.deepEqual(mapping, {
    StartingPosition: 'TRIM_HORIZON',
    BatchSize: 100,
    MaximumBatchingWindowInSeconds: 0,
    ParallelizationFactor: 1,
    EventSourceArn: stream,
    FunctionArn: arnOf('f'),
    LastModified: bench.clock.now() / 1000,
    LastProcessingResult: 'No records processed',
    State: 'Creating',
    StateTransitionReason: 'User action',
    DestinationConfig: { OnFailure: {} },
    MaximumRecordAgeInSeconds: -1,
    BisectBatchOnFunctionError: false,
    MaximumRetryAttempts: -1,
    TumblingWindowInSeconds: 0,
    FunctionResponseTypes: [],
    EventSourceMappingArn: mappingArn(scope, String(UUID)),
  })
})

test('the last result of a stream is shown; a queue shows none', async () => {
  const [stream, queue] = [await create(ofStream), await create(ofQueue)]
  const report = ({ UUID }: Said) => ({ key: `${scope.account}/${scope.region}/${String(UUID)}`, result: 'OK' })
  await bench.say('roost:ReportMapping', report(stream))
  await bench.say('roost:ReportMapping', report(queue))
  assert.equal((await get(stream)).LastProcessingResult, 'OK')
  assert.equal('LastProcessingResult' in (await get(queue)), false)
})

test('a mapping of Kafka is a consumer group named after itself', async () => {
  const { UUID, ...mapping } = await create(ofKafka)
  const { FunctionName: _, ...asked } = ofKafka
  assert.deepEqual(mapping, {
    ...asked,
    BatchSize: 100,
    FunctionArn: arnOf('f'),
    LastModified: bench.clock.now() / 1000,
    SelfManagedKafkaEventSourceConfig: { ConsumerGroupId: UUID },
    LastProcessingResult: 'No records processed',
    State: 'Creating',
    StateTransitionReason: 'USER_INITIATED',
    EventSourceMappingArn: mappingArn(scope, String(UUID)),
  })
})

test('a qualifier stays in the ARN when the name had one', async () => {
  const mapping = await create({ ...ofQueue, FunctionName: 'f:live' })
  assert.equal(mapping.FunctionArn, arnOf('f', 'live'))
})

test('an empty list of filters is as none', async () => {
  assert.equal('FilterCriteria' in (await create({ ...ofQueue, FilterCriteria: { Filters: [] } })), false)
})

test('a mapping is enabled, changed, disabled, and deleted, with the states between', async () => {
  const mapping = await create(ofQueue)
  await atRest()
  assert.equal((await get(mapping)).State, 'Enabled')
  assert.equal((await update(mapping, { BatchSize: 5 })).State, 'Updating')
  assert.equal((await get(mapping)).BatchSize, 5)
  await atRest()
  assert.equal((await update(mapping, { Enabled: false })).State, 'Disabling')
  await atRest()
  assert.equal((await get(mapping)).State, 'Disabled')
  assert.equal((await update(mapping, { Enabled: true })).State, 'Enabling')
  await atRest()
  assert.equal((await bench.say('DeleteEventSourceMapping', { UUID: mapping.UUID })).State, 'Deleting')
  await atRest()
  assert.deepEqual((await get(mapping)).refused, gone)
})

test('a mapping that is created disabled ends so', async () => {
  const mapping = await create({ ...ofQueue, Enabled: false })
  assert.equal(mapping.State, 'Creating')
  await atRest()
  assert.equal((await get(mapping)).State, 'Disabled')
})

test('a mapping that is changing is in use', async () => {
  const mapping = await create(ofQueue)
  const words = (what: string) => [
    'ResourceInUseException',
    `Cannot ${what} the event source mapping because it is in use.`,
  ]
  assert.deepEqual((await update(mapping, { BatchSize: 5 })).refused, words('update'))
  assert.deepEqual((await bench.say('DeleteEventSourceMapping', { UUID: mapping.UUID })).refused, words('delete'))
})

test('an update keeps what it does not name, and empty settings go away', async () => {
  const filter = { Filters: [{ Pattern: '{"body":["x"]}' }] }
  const mapping = await create({ ...ofQueue, FilterCriteria: filter, ScalingConfig: { MaximumConcurrency: 5 } })
  await atRest()
  const updated = await update(mapping, { ScalingConfig: {} })
  assert.deepEqual(updated.FilterCriteria, filter)
  assert.equal('ScalingConfig' in updated, false)
})

test('a failure destination is shown alone, and can be taken back', async () => {
  const OnFailure = { Destination: queue }
  const mapping = await create({ ...ofStream, DestinationConfig: { OnFailure, OnSuccess: {} } })
  assert.deepEqual(mapping.DestinationConfig, { OnFailure })
  await atRest()
  const updated = await update(mapping, { DestinationConfig: { OnFailure: { Destination: '' } } })
  assert.deepEqual(updated.DestinationConfig, { OnFailure: {} })
})

test('a mapping can be given another function', async () => {
  bench.addFunction('g')
  const mapping = await create(ofQueue)
  await atRest()
  assert.equal((await update(mapping, { FunctionName: 'g' })).FunctionArn, arnOf('g'))
})

test('mappings are listed by function, by source, and page by page', async () => {
  bench.addFunction('g')
  const [one, two, three] = [
    await create(ofQueue),
    await create(ofStream),
    await create({ ...ofQueue, FunctionName: 'g' }),
  ]
  const list = async (input: object) => {
    const page = await bench.say('ListEventSourceMappings', input)
    return {
      ids: (page.EventSourceMappings as Said[]).map(({ UUID }) => String(UUID)).toSorted(byText),
      Marker: page.NextMarker,
    }
  }
  const ids = (...mappings: (Said | undefined)[]) => mappings.map((mapping) => String(mapping?.UUID)).toSorted(byText)
  assert.deepEqual((await list({ FunctionName: 'f' })).ids, ids(one, two))
  assert.deepEqual((await list({ EventSourceArn: queue })).ids, ids(one, three))
  assert.deepEqual((await list({ EventSourceArn: queue, FunctionName: 'g' })).ids, ids(three))
  const first = await list({ MaxItems: 2 })
  const rest = await list({ MaxItems: 2, Marker: first.Marker })
  assert.deepEqual([...first.ids, ...rest.ids].toSorted(byText), ids(one, two, three))
  assert.equal(rest.Marker, undefined)
})

const advice = (mapping: Said) => `Please update or delete the existing mapping with UUID ${String(mapping.UUID)}`

test('the same queue twice for a function is a conflict, for an alias of it not', async () => {
  const first = await create(ofQueue)
  assert.deepEqual((await bench.say('CreateEventSourceMapping', ofQueue)).refused, [
    'ResourceConflictException',
    `An event source mapping with SQS arn (" ${queue} ") and function (" f ") already exists. ${advice(first)}`,
  ])
  await create({ ...ofQueue, FunctionName: 'f:live' })
})

test('the same stream twice for a function is a conflict', async () => {
  const first = await create(ofStream)
  assert.deepEqual((await bench.say('CreateEventSourceMapping', ofStream)).refused, [
    'ResourceConflictException',
    `The event source arn (" ${stream} ") and function (" f ") provided mapping already exists. ${advice(first)}`,
  ])
})

test('one bootstrap server in common makes it the same Kafka, another topic another source', async () => {
  const first = await create(ofKafka)
  const more = { Endpoints: { KAFKA_BOOTSTRAP_SERVERS: ['kafka:1000', 'kafka:2000'] } }
  assert.deepEqual(
    (await bench.say('CreateEventSourceMapping', { ...ofKafka, SelfManagedEventSource: more })).refused,
    [
      'ResourceConflictException',
      `An event source mapping with event source ("kafka:1000,kafka:2000"), function ("${arnOf('f')}"), topics ("topic") already exists. ${advice(first)}`,
    ],
  )
  await create({ ...ofKafka, Topics: ['another'] })
})

const invalid = (words: string) => ['InvalidParameterValueException', words]
const gone = ['ResourceNotFoundException', 'The resource you requested does not exist.']
const refusals: [string, Parameters<Bench['say']>[0], object, unknown[]][] = [
  ['no source at all', 'CreateEventSourceMapping', { FunctionName: 'g' }, invalid('Unrecognized event source.')],
  [
    'a missing function',
    'CreateEventSourceMapping',
    { ...ofQueue, FunctionName: 'g' },
    invalid('Function does not exist'),
  ],
  [
    'a missing alias',
    'CreateEventSourceMapping',
    { ...ofQueue, FunctionName: 'f:x' },
    invalid('Function does not exist'),
  ],
  [
    'a destination of a queue',
    'CreateEventSourceMapping',
    { ...ofQueue, DestinationConfig: { OnFailure: { Destination: queue } } },
    invalid('Unsupported DestinationConfig parameter for given event source mapping type.'),
  ],
  ['an unknown mapping', 'GetEventSourceMapping', { UUID: '00000000-0000-4000-8000-000000000000' }, gone],
  [
    'an update of an unknown mapping',
    'UpdateEventSourceMapping',
    { UUID: '00000000-0000-4000-8000-000000000000' },
    gone,
  ],
  [
    'a deletion of an unknown mapping',
    'DeleteEventSourceMapping',
    { UUID: '00000000-0000-4000-8000-000000000000' },
    gone,
  ],
]
for (const [what, operation, input, refused] of refusals)
  test(`refused: ${what}`, async () => assert.deepEqual((await bench.say(operation, input)).refused, refused))

test('a source that can be asked is asked', async () => {
  const probe: SourceProbe = {
    queue: (arn) => Promise.resolve(arn === queue ? { visibilityTimeoutSeconds: 2 } : undefined),
    streamExists: () => Promise.resolve(false),
  }
  bench = new Bench({ probe })
  bench.addFunction('f')
  const words = async (input: object) => (await bench.say('CreateEventSourceMapping', input)).refused?.[1]
  assert.equal(await words(ofQueue), 'Queue visibility timeout: 2 seconds is less than Function timeout: 3 seconds')
  assert.equal(
    await words({ ...ofQueue, EventSourceArn: `${queue}2` }),
    'Error occurred while ReceiveMessage. SQS Error Code: AWS.SimpleQueueService.NonExistentQueue. SQS Error Message: The specified queue does not exist.',
  )
  assert.equal(await words(ofStream), `Stream not found: ${stream}`)
})

test('functions that no mapping can call are refused', async () => {
  bench.addFunction('tenants', { configuration: { TenancyConfig: { TenantIsolationMode: 'PER_TENANT' } } })
  bench.addFunction('days', { configuration: { DurableConfig: { ExecutionTimeout: 901 } } })
  bench.addFunction('slow', { configuration: { Timeout: 900 } })
  for (const [FunctionName, input] of [
    ['tenants', ofQueue],
    ['days', ofQueue],
    ['slow', ofKafka],
  ] as const)
    assert.equal(
      (await bench.say('CreateEventSourceMapping', { ...input, FunctionName })).refused?.[0],
      'InvalidParameterValueException',
    )
})
