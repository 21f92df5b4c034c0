import { randomFillSync, randomUUID } from 'node:crypto'
import type { Random } from './random.ts'

/** Asking the system costs more than what it gives: enough for many at a time. */
const pool = Buffer.alloc(4096)
let used = pool.length

/** Each byte is given once. */
function takeHex(digits: number): string {
  const bytes = Math.ceil(digits / 2)
  if (bytes > pool.length) return randomFillSync(Buffer.alloc(bytes)).toString('hex').slice(0, digits)
  if (used + bytes > pool.length) {
    randomFillSync(pool)
    used = 0
  }
  used += bytes
  return pool.toString('hex', used - bytes, used).slice(0, digits)
}

/** The machine's own chance. */
export const systemRandom: Random = {
  next: Math.random,
  uuid: randomUUID,
  hex: takeHex,
  fork: () => systemRandom,
}
