import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { test } from 'node:test'
import { openTestDoor } from './door-for-tests.io.ts'

/** All that the door says until it closes. */
function hear(port: number, start: string, drip?: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(start))
    const dripping = drip && setInterval(() => socket.write(drip), 20)
    let heard = ''
    socket.on('data', (part: Buffer) => (heard += part.toString()))
    socket.on('error', () => {})
    socket.on('close', () => {
      clearInterval(dripping || undefined)
      resolve(heard)
    })
  })
}

test('clients that are slow with a head or a body, drop by drop or with nothing at all, are sent away', async (t) => {
  const door = await openTestDoor({ listener: { headersMs: 200, requestMs: 400 } })
  t.after(() => door.close())
  const head = 'POST /2015-03-31/functions/f/invocations HTTP/1.1\r\nhost: a\r\ncontent-length: 1000\r\n'
  const heard = await Promise.all([
    hear(door.port, ''),
    hear(door.port, 'GET / HT'),
    hear(door.port, head, 'x-a: b\r\n'),
    hear(door.port, `${head}\r\n{`, 'x'),
  ])
  // The last has its answer before its body: it is refused by its head.
  for (const text of heard.slice(1)) assert.match(text, /HTTP\/1\.1 408 Request Timeout\r\n/)
  assert.equal(door.faults.length, 0)
})
