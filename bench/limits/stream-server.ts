import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'

/**
 * A stream with one shard that has its records already, and gives as many as are asked for: as little as a server of
 * Kinesis can do, so that what reads it is measured. `stream-server.ts RECORDS`.
 */
const count = Number(process.argv[2])
const shard = 'shardId-000000000000'
const data = Buffer.from(JSON.stringify({ word: 'x'.repeat(80) })).toString('base64')
const arrived = Date.now() / 1000
const records = Array.from({ length: count }, (_, at) =>
  JSON.stringify({
    ApproximateArrivalTimestamp: arrived,
    Data: data,
    PartitionKey: `key ${at % 500}`,
    SequenceNumber: String(at).padStart(20, '0'),
  }),
)

interface Asked {
  ShardIterator?: string
  Limit?: number
  StartingSequenceNumber?: string
}

const answers: Record<string, (asked: Asked) => string> = {
  DescribeStreamSummary: () =>
    JSON.stringify({ StreamDescriptionSummary: { StreamStatus: 'ACTIVE', OpenShardCount: 1 } }),
  ListShards: () => JSON.stringify({ Shards: [{ ShardId: shard, HashKeyRange: {}, SequenceNumberRange: {} }] }),
  GetShardIterator: ({ StartingSequenceNumber: after }) =>
    JSON.stringify({ ShardIterator: after === undefined ? '0' : String(Number(after) + 1) }),
  GetRecords({ Limit = 10_000, ShardIterator }) {
    const from = Number(ShardIterator)
    const to = Math.min(count, from + Limit)
    const behind = to < count ? 1000 : 0
    return `{"MillisBehindLatest":${behind},"NextShardIterator":"${to}","Records":[${records.slice(from, to).join()}]}`
  },
}

const server = createServer((request, response) => {
  const operation = String(request.headers['x-amz-target']).split('.').at(-1)!
  void text(request).then((body) => {
    const answer = answers[operation]
    response.writeHead(answer ? 200 : 400, { 'Content-Type': 'application/x-amz-json-1.1' })
    response.end(answer ? answer(JSON.parse(body) as Asked) : '{"__type":"UnknownOperationException"}')
  })
})
server.listen(0, '127.0.0.1', () => process.stdout.write(`${JSON.stringify(server.address())}\n`))
