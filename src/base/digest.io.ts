import { createHmac, hash, timingSafeEqual } from 'node:crypto'
import type { Digest } from './digest.ts'

const blockBytes = 64
const hashBytes = 32
/** Of what is signed: a string to sign has some 150 bytes. */
const shortUnits = 1024
/** The key with its paddings, each followed by what is hashed with it (RFC 2104). Written anew each time. */
const inner = Buffer.alloc(blockBytes + shortUnits * 3)
const outer = Buffer.alloc(blockBytes + hashBytes)

/** An Hmac object costs more than both hashes together, and the garbage collector again. */
function hmac(key: Uint8Array, data: string): Buffer {
  if (key.length > blockBytes || data.length > shortUnits) return createHmac('sha256', key).update(data).digest()
  for (let at = 0; at < blockBytes; at++) {
    const byte = at < key.length ? key[at]! : 0
    inner[at] = byte ^ 0x36
    outer[at] = byte ^ 0x5c
  }
  const end = blockBytes + inner.write(data, blockBytes)
  outer.set(hash('sha256', inner.subarray(0, end), 'buffer'), blockBytes)
  return hash('sha256', outer, 'buffer')
}

export const systemDigest: Digest = {
  sha256: (data) => hash('sha256', data, 'buffer'),
  sha256Hex: (data) => hash('sha256', data, 'hex'),
  hmac,
  hmacHex: (key, data) => hmac(key, data).toString('hex'),
  equal(a, b) {
    const [left, right] = [Buffer.from(a), Buffer.from(b)]
    return left.length === right.length && timingSafeEqual(left, right)
  },
}
