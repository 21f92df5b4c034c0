import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  type Acceptance,
  type AsyncEvent,
  connectAcceptor,
  type EventAcceptor,
  serveAcceptor,
} from '../../src/async-plane/async-plane.ts'
import { text, utf8 } from '../../src/base/bytes.ts'
import type { AccountId, Region, RequestId } from '../../src/base/identity.ts'
import { type LinkClient, LinkLost, type Message, RemoteFailure } from '../../src/link/link.ts'

/** Both ends, with a wire between that tells what went over it. */
function connected(acceptor: EventAcceptor) {
  const wire: Message[] = []
  const { accept } = serveAcceptor(acceptor)
  let cut = false
  const link = {
    async call(_: string, message: Message) {
      wire.push(message)
      if (cut) throw new LinkLost('away')
      await new Promise((resolve) => setImmediate(resolve))
      const { head, body } = await accept(
        JSON.parse(JSON.stringify(message.head)) && message,
        AbortSignal.timeout(10_000),
      )
      return { head: JSON.parse(JSON.stringify(head)) as unknown, body }
    },
  } as Pick<LinkClient, 'call'>
  return { wire, client: connectAcceptor(link as LinkClient), cut: () => (cut = true) }
}

const event = (id: string, payload = `{"of":"${id}"}`): AsyncEvent => ({
  account: '111111111111' as AccountId,
  region: 'us-east-1' as Region,
  functionName: 'f',
  requestId: id as RequestId,
  payload: utf8(payload),
})

test('events of one moment travel together, and each has its own answer', async () => {
  const taken: AsyncEvent[] = []
  const refusal: Acceptance = { accepted: false, because: { exception: 'TooManyRequestsException', message: 'no' } }
  const { client, wire } = connected({
    async accept(each) {
      if (each.requestId === 'e-7') throw new TypeError('broken')
      taken.push(each)
      return each.requestId === 'e-9' ? refusal : { accepted: true }
    },
  })
  const answers = await Promise.allSettled(Array.from({ length: 300 }, (_, at) => client.accept(event(`e-${at}`))))
  assert.ok(wire.length < 10, `${wire.length} messages`)
  answers.forEach((answer, at) => {
    if (at === 7) assert.ok(answer.status === 'rejected' && answer.reason instanceof RemoteFailure)
    else assert.deepEqual(answer.status === 'fulfilled' && answer.value, at === 9 ? refusal : { accepted: true })
  })
  assert.deepEqual(taken.map(({ requestId }) => requestId).length, 299)
  for (const { payload, requestId } of taken) assert.equal(text(payload), `{"of":"${requestId}"}`)
})

test('a message has a bound, and an event that is larger travels alone', async () => {
  const { client, wire } = connected({ accept: async () => ({ accepted: true }) })
  const large = 'x'.repeat(700_000)
  await Promise.all(Array.from({ length: 9 }, (_, at) => client.accept(event(`e-${at}`, large))))
  assert.ok(Math.max(...wire.map(({ body }) => body.length)) <= 1024 * 1024)
  await client.accept(event('huge', 'x'.repeat(1024 * 1024)))
  assert.equal(wire.at(-1)!.body.length, 1024 * 1024)
})

test('when the other side goes away, everything that was under way or waited is told so', async () => {
  const { client, cut } = connected({ accept: async () => ({ accepted: true }) })
  cut()
  const answers = await Promise.allSettled(Array.from({ length: 50 }, (_, at) => client.accept(event(`e-${at}`))))
  assert.ok(answers.every((answer) => answer.status === 'rejected' && answer.reason instanceof LinkLost))
})
