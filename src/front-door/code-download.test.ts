import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { utf8 } from '../base/bytes.ts'
import { systemDigest } from '../base/digest.io.ts'
import type { BlobId } from '../base/identity.ts'
import { VirtualClock } from '../base/virtual-clock.ts'
import { codeLocation } from './code-download.ts'
import { openTestDoor, type TestDoor } from './door-for-tests.io.ts'

const blob = 'a'.repeat(64) as BlobId
const missing = 'b'.repeat(64) as BlobId
const clock = new VirtualClock(1_700_000_000_000)
const grants = { digest: systemDigest, secret: utf8('a secret of thirty-two characters'), clock }

async function* pieces() {
  yield utf8('PK')
  yield utf8('package')
}
async function* broken() {
  yield utf8('PK')
  throw new Error('the disk is gone')
}

let content: () => AsyncIterable<Uint8Array> = pieces
let door: TestDoor
before(async () => {
  const source = {
    open: (asked: BlobId) => (asked === blob ? { sizeBytes: 9, chunks: content() } : undefined),
  }
  door = await openTestDoor({ parts: { code: { grants, source } } })
})
after(() => door.close())

const get = (location: string, method = 'GET') => fetch(new URL(location, door.endpoint), { method })

test('a location gives the package to whoever holds it, without a key', async () => {
  const answer = await get(codeLocation(blob, grants))
  assert.equal(answer.status, 200)
  assert.equal(answer.headers.get('content-type'), 'application/zip')
  assert.equal(answer.headers.get('content-length'), '9')
  assert.equal(await answer.text(), 'PKpackage')
})

test('a location holds for ten minutes', async () => {
  const location = codeLocation(blob, grants)
  await clock.advance(10 * 60_000 - 1)
  assert.equal((await get(location)).status, 200)
  await clock.advance(1)
  const late = await get(location)
  assert.equal(late.status, 403)
  assert.match(await late.text(), /"Message":"This location has expired/)
})

const expires = /expires=(\d+)/
const forgeries: [string, (location: string) => string][] = [
  ['without its signature', (location) => location.replace(/&signature=.*/, '')],
  ['with an empty signature', (location) => location.replace(/signature=.*/, 'signature=')],
  ['with another signature', (location) => location.replace(/.$/, (last) => (last === '0' ? '1' : '0'))],
  ['with a later end', (location) => location.replace(expires, (_, at) => `expires=${Number(at) + 60}`)],
  ['without an end', (location) => location.replace(expires, 'expires=')],
  ['for another package', (location) => location.replace(blob, missing)],
  ['signed with another secret', () => codeLocation(blob, { ...grants, secret: utf8('another') })],
]
for (const [how, forge] of forgeries)
  test(`a location ${how} is refused`, async () => {
    const answer = await get(forge(codeLocation(blob, grants)))
    assert.equal(answer.status, 403)
    assert.equal(answer.headers.get('x-amzn-errortype'), 'AccessDeniedException')
  })

test('a package that has been deleted since is not found', async () => {
  assert.equal((await get(codeLocation(missing, grants))).status, 404)
})

test('a location is for reading: nothing else is granted by it', async () => {
  assert.equal((await get(codeLocation(blob, grants), 'DELETE')).status, 403)
})

test('an answer that breaks off does not look whole', async () => {
  content = broken
  try {
    await assert.rejects(async () => (await get(codeLocation(blob, grants))).arrayBuffer())
    assert.match(String(door.faults), /the disk is gone/)
  } finally {
    content = pieces
  }
})
