import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'

/**
 * The least that can run an event by Lambda's Runtime API: two servers of node:http, and children which poll one of them for
 * what the other has taken. `long-poll-front.ts CHILDREN`. The children are those that the custom runtime of the bench is.
 */
const children = Number(process.argv[2] ?? 1)
const polling: ServerResponse[] = []
const queue: { event: Buffer; caller: ServerResponse }[] = []
const running = new Map<string, ServerResponse>()

const body = (request: IncomingMessage, use: (bytes: Buffer) => void): void => {
  const parts: Buffer[] = []
  request.on('data', (part: Buffer) => parts.push(part))
  request.on('end', () => use(parts.length === 1 ? parts[0]! : Buffer.concat(parts)))
}

function hand(poll: ServerResponse, { event, caller }: { event: Buffer; caller: ServerResponse }): void {
  const id = randomUUID()
  running.set(id, caller)
  poll.writeHead(200, {
    'Content-Type': 'application/json',
    'Content-Length': event.length,
    'Lambda-Runtime-Aws-Request-Id': id,
    'Lambda-Runtime-Deadline-Ms': Date.now() + 3000,
  })
  poll.end(event)
}

const runtimeApi = createServer((request, response) => {
  if (request.method === 'GET') {
    const next = queue.shift()
    if (next) hand(response, next)
    else polling.push(response)
    return
  }
  const id = request.url!.split('/')[4]!
  body(request, (answer) => {
    response.writeHead(202, { 'Content-Type': 'application/json', 'Content-Length': 0 }).end()
    const caller = running.get(id)!
    running.delete(id)
    caller.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': answer.length }).end(answer)
  })
})

const front = createServer((request, response) => {
  body(request, (event) => {
    const poll = polling.pop()
    if (poll) hand(poll, { event, caller: response })
    else queue.push({ event, caller: response })
  })
})

const listen = (server: Server): Promise<number> =>
  new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)))

const apiPort = await listen(runtimeApi)
for (let index = 0; index < children; index++) {
  const child = spawn(process.execPath, [join(import.meta.dirname, '../functions/custom/loop.mjs')], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, AWS_LAMBDA_RUNTIME_API: `127.0.0.1:${apiPort}` },
  })
  process.once('exit', () => child.kill())
}
process.stdout.write(`${JSON.stringify({ port: await listen(front) })}\n`)
