import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'

/** What the first process of a container tells over a descriptor of its own, line by line. */
export class FirstProcess {
  /** Its first line, empty when it ended without. */
  readonly said: Promise<string>
  /** Its last line, once it has ended. */
  readonly ended: Promise<string>

  constructor(told: Readable) {
    const [first, last] = [Promise.withResolvers<string>(), Promise.withResolvers<string>()]
    this.said = first.promise
    this.ended = last.promise
    let line = ''
    createInterface({ input: told })
      .on('line', (next) => {
        line = next
        first.resolve(next)
      })
      .on('close', () => {
        first.resolve('')
        last.resolve(line)
      })
  }
}
