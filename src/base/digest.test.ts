import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { systemDigest } from './digest.io.ts'

test('a keyed hash is the one that OpenSSL makes, whatever the lengths of key and text', () => {
  const texts = fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.string({ minLength: 1000, maxLength: 1100 }))
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), texts, (key, data) => {
      const expected = createHmac('sha256', key).update(data).digest('hex')
      assert.equal(systemDigest.hmacHex(key, data), expected)
      assert.equal(Buffer.from(systemDigest.hmac(key, data)).toString('hex'), expected)
    }),
  )
})
