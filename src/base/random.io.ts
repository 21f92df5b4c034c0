import { randomBytes, randomUUID } from 'node:crypto'
import type { Random } from './random.ts'

/** The machine's own chance. */
export const systemRandom: Random = {
  next: Math.random,
  uuid: randomUUID,
  hex: (digits) =>
    randomBytes(Math.ceil(digits / 2))
      .toString('hex')
      .slice(0, digits),
  fork: () => systemRandom,
}
