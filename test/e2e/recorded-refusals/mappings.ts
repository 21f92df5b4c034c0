import {
  account,
  conflict,
  constraint,
  f,
  fn,
  invalid,
  nobody,
  noResource,
  region,
  type Situation,
  uuid,
} from './words.ts'

const queue = `arn:aws:sqs:${region}:${account}:q`
export const kafka = {
  SelfManagedEventSource: { Endpoints: { KAFKA_BOOTSTRAP_SERVERS: ['kafka:1000'] } },
  Topics: ['topic'],
  StartingPosition: 'TRIM_HORIZON',
}
const stream = `arn:aws:kinesis:${region}:${account}:stream/s`
export const secret = {
  SourceAccessConfigurations: [{ Type: 'BASIC_AUTH', URI: `arn:aws:secretsmanager:${region}:${account}:secret:s` }],
}
const table = `arn:aws:dynamodb:${region}:${account}:table/t/stream/2024-01-01T00:00:00.000`
export const mappings: Situation[] = [
  ['GetEventSourceMapping', { UUID: uuid }, noResource],
  ['DeleteEventSourceMapping', { UUID: uuid }, noResource],
  ['UpdateEventSourceMapping', { UUID: uuid, BatchSize: 1 }, noResource],
  ['CreateEventSourceMapping', f, invalid('Unrecognized event source.')],
  ['CreateEventSourceMapping', { ...nobody, EventSourceArn: queue }, invalid('Function does not exist')],
  [
    'CreateEventSourceMapping',
    { ...f, EventSourceArn: queue, DestinationConfig: { OnFailure: { Destination: queue } } },
    invalid('Unsupported DestinationConfig parameter for given event source mapping type.'),
  ],
  [
    'CreateEventSourceMapping',
    { ...f, EventSourceArn: stream },
    invalid(
      "1 validation error detected: Value null at 'startingPosition' failed to satisfy constraint: Member must not be null.",
    ),
  ],
  [
    'CreateEventSourceMapping',
    { ...f, EventSourceArn: stream, StartingPosition: 'invalid' },
    constraint(
      'startingPosition',
      "'invalid'",
      'Member must satisfy enum value set: [LATEST, AT_TIMESTAMP, TRIM_HORIZON]',
    ),
  ],
  [
    'CreateEventSourceMapping',
    { ...f, EventSourceArn: table, StartingPosition: 'AT_TIMESTAMP', StartingPositionTimestamp: new Date(0) },
    invalid(`Unsupported starting position for arn type: ${table}`),
  ],
  [
    'CreateEventSourceMapping',
    { ...f, ...kafka },
    invalid("Required 'sourceAccessConfigurations' parameter is missing."),
  ],
  [
    'CreateEventSourceMapping',
    { ...f, ...kafka, ...secret },
    `${conflict(`An event source mapping with event source ("kafka:1000"), function ("${fn('f')}"), topics ("topic") already exists. Please update or delete the existing mapping with UUID `)}…`,
  ],
]
