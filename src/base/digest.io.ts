import { createHmac, hash, timingSafeEqual } from 'node:crypto'
import type { Digest } from './digest.ts'

export const systemDigest: Digest = {
  sha256: (data) => hash('sha256', data, 'buffer'),
  sha256Hex: (data) => hash('sha256', data, 'hex'),
  hmac: (key, data) => createHmac('sha256', key).update(data).digest(),
  hmacHex: (key, data) => createHmac('sha256', key).update(data).digest('hex'),
  equal(a, b) {
    const [left, right] = [Buffer.from(a), Buffer.from(b)]
    return left.length === right.length && timingSafeEqual(left, right)
  },
}
