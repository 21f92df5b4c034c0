/** A custom runtime of Node that knows nothing but Lambda's Runtime API, over node:http. Its function answers with the event. */
import { Agent, request } from 'node:http'

const [host, port] = process.env.AWS_LAMBDA_RUNTIME_API.split(':')
const agent = new Agent({ keepAlive: true, maxSockets: 1 })
const handler = async (event) => event

function call(method, path, body) {
  return new Promise((resolve) => {
    const headers =
      body === undefined ? {} : { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) }
    const outgoing = request({ host, port, method, path: `/2018-06-01/runtime${path}`, agent, headers }, (incoming) => {
      const parts = []
      incoming.on('data', (part) => parts.push(part))
      incoming.on('end', () => resolve({ headers: incoming.headers, body: Buffer.concat(parts) }))
    })
    // Nobody is there any more who could have work.
    outgoing.on('error', () => process.exit())
    outgoing.end(body)
  })
}

for (;;) {
  const next = await call('GET', '/invocation/next')
  const answer = JSON.stringify(await handler(JSON.parse(next.body.toString())))
  await call('POST', `/invocation/${next.headers['lambda-runtime-aws-request-id']}/response`, answer)
}
