import { buildApp } from 'fauxqs'

/** A server of queues, in a process that neither side of a measurement is in. */
const app = buildApp({ logger: false })
const endpoint = await app.listen({ host: '127.0.0.1', port: 0 })
process.stdout.write(`${JSON.stringify({ port: Number(new URL(endpoint).port) })}\n`)
