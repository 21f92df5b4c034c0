import { startKinesisLocal } from '../test/e2e/harness/kinesis-local.ts'
import { startLimit } from './limits/start-limit.ts'
import { measureFilters } from './measure/mappings/filter.ts'
import { measureQueue } from './measure/mappings/queue.ts'
import { measureScale } from './measure/mappings/scale.ts'
import { measureStream } from './measure/mappings/stream.ts'
import { MeasuredRoost, nodeFolder } from './measured-roost.ts'
import { benchOptions, Reporter } from './report.ts'

/** What event source mappings cost: filters, pollers, queues and streams as they are read. */
const options = benchOptions(0.3)
const reporter = new Reporter('esm', options)
await reporter.measure('filters', () => measureFilters('esm', options.seconds))
await reporter.measure('scale', () => measureScale('esm'))

const queues = await startLimit('queue-server')
const streams = await startKinesisLocal()
const queueEndpoint = `http://${queues.target.host}:${queues.target.port}`
Object.assign(process.env, { AWS_ENDPOINT_URL_SQS: queueEndpoint, AWS_ENDPOINT_URL_KINESIS: streams.endpoint })
const roost = await MeasuredRoost.start()
try {
  await roost.createFunctions(['taker'], { folder: nodeFolder, handler: 'hello.handler' })
  await reporter.measure('queue', () => measureQueue('esm', roost, queueEndpoint))
  await reporter.measure('stream', () => measureStream('esm', roost, streams.endpoint))
} finally {
  queues.stop()
  streams.process.kill('SIGKILL')
  await roost.remove()
}
process.exitCode = reporter.exitCode
