import { fdatasync, openSync, write } from 'node:fs'
import { createServer, type ServerResponse } from 'node:http'

/**
 * The least that can accept events durably: node:http, appends to one file, one fdatasync for all that came meanwhile.
 * No signature, no routing, nothing read back. `durable-front.ts FILE`.
 */
const file = openSync(process.argv[2]!, 'a')
let waiting: { event: Buffer; response: ServerResponse }[] = []
let syncing = false

function commit(): void {
  if (syncing || waiting.length === 0) return
  syncing = true
  const batch = waiting
  waiting = []
  write(file, Buffer.concat(batch.map(({ event }) => event)), () =>
    fdatasync(file, () => {
      for (const { response } of batch) response.writeHead(202, { 'Content-Length': 14 }).end('{"Status":202}')
      syncing = false
      commit()
    }),
  )
}

const server = createServer((request, response) => {
  const parts: Buffer[] = []
  request.on('data', (part: Buffer) => parts.push(part))
  request.on('end', () => {
    waiting.push({ event: Buffer.concat(parts), response })
    commit()
  })
})
server.listen(0, '127.0.0.1', () => process.stdout.write(`${JSON.stringify(server.address())}\n`))
