import { type ChildProcess, spawn } from 'node:child_process'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { join } from 'node:path'

/**
 * The least that can take an event over HTTP and run it in another process: node:http, one frame to a child over a pipe, one
 * back. No signature, no routing, no counting, no logs. `pipe-front.ts CHILDREN`: with one child, all events go to it at
 * once; with more, each has one event at a time, as Lambda's environments have.
 */
const children = Number(process.argv[2] ?? 1)
const idle: Child[] = []
const queue: { event: Buffer; response: ServerResponse }[] = []

class Child {
  readonly #waiting: ServerResponse[] = []
  readonly #process: ChildProcess
  #held: Buffer = Buffer.alloc(0)

  constructor() {
    this.#process = spawn(process.execPath, [join(import.meta.dirname, 'pipe-child.ts')], {
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    this.#process.stdout!.on('data', (chunk: Buffer) => this.#hear(chunk))
  }

  run(event: Buffer, response: ServerResponse): void {
    this.#waiting.push(response)
    const frame = Buffer.allocUnsafe(4 + event.length)
    frame.writeUInt32LE(event.length, 0)
    event.copy(frame, 4)
    this.#process.stdin!.write(frame)
  }

  #hear(chunk: Buffer): void {
    this.#held = this.#held.length > 0 ? Buffer.concat([this.#held, chunk]) : chunk
    while (this.#held.length >= 4 && this.#held.length >= 4 + this.#held.readUInt32LE(0)) {
      const end = 4 + this.#held.readUInt32LE(0)
      const answer = this.#held.subarray(4, end)
      this.#held = this.#held.subarray(end)
      this.#waiting.shift()!.writeHead(200, headOf(answer)).end(answer)
      if (children > 1) free(this)
    }
  }
}

const headOf = (answer: Buffer) => ({ 'Content-Type': 'application/json', 'Content-Length': answer.length })

function free(child: Child): void {
  const next = queue.shift()
  if (next) child.run(next.event, next.response)
  else idle.push(child)
}

function take(event: Buffer, response: ServerResponse): void {
  const child = children > 1 ? idle.pop() : idle[0]
  if (child) child.run(event, response)
  else queue.push({ event, response })
}

for (let index = 0; index < children; index++) idle.push(new Child())

const server = createServer((request: IncomingMessage, response: ServerResponse) => {
  const parts: Buffer[] = []
  request.on('data', (part: Buffer) => parts.push(part))
  request.on('end', () => take(parts.length === 1 ? parts[0]! : Buffer.concat(parts), response))
})
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`${JSON.stringify(server.address())}\n`)
})
