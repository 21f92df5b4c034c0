/** The echo function as a server of its own, for fronts that proxy to one. */
import { createServer } from 'node:http'

const handler = async (event) => event

const server = createServer((request, response) => {
  const parts = []
  request.on('data', (part) => parts.push(part))
  request.on('end', async () => {
    const answer = JSON.stringify(await handler(JSON.parse(Buffer.concat(parts).toString())))
    response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(answer) })
    response.end(answer)
  })
})
server.listen(Number(process.argv[2]), '127.0.0.1')
