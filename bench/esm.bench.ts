import { startLimit } from './limits/start-limit.ts'
import { measureFilters } from './measure/mappings/filter.ts'
import { measureLatency } from './measure/mappings/latency.ts'
import { measureQueue } from './measure/mappings/queue.ts'
import { measureScale } from './measure/mappings/scale.ts'
import { measureStream } from './measure/mappings/stream.ts'
import { MeasuredRoost, nodeFolder } from './measured-roost.ts'
import { benchOptions, Reporter } from './report.ts'

/** What event source mappings cost: filters, pollers, queues and streams as they are read. */
const options = benchOptions(0.05)
const reporter = new Reporter('esm', options)
await reporter.measure('filters', () => measureFilters('esm', options.seconds))
if (options.full) await reporter.measure('scale', () => measureScale('esm'))

const records = options.full ? 100_000 : 50_000
const queues = await startLimit('queue-server')
const streams = await startLimit('stream-server', String(records))
const endpointOf = ({ target }: typeof queues) => `http://${target.host}:${target.port}`
Object.assign(process.env, {
  AWS_ENDPOINT_URL_SQS: endpointOf(queues),
  AWS_ENDPOINT_URL_KINESIS: endpointOf(streams),
})
// Its functions can say at once what they have got.
const roost = await MeasuredRoost.start(undefined, ['--sandbox', 'process'])
try {
  await roost.createFunctions(['taker'], { folder: nodeFolder, handler: 'hello.handler' })
  await reporter.measure('latency', () => measureLatency('esm', roost, endpointOf(queues)))
  await reporter.measure('queue', () => measureQueue('esm', roost, endpointOf(queues)))
  await reporter.measure('stream', () => measureStream('esm', roost, { endpoint: endpointOf(streams), total: records }))
} finally {
  queues.stop()
  streams.stop()
  await roost.remove()
}
process.exitCode = reporter.exitCode
