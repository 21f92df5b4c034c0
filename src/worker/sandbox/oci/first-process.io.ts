import type { Readable } from 'node:stream'

/** Of a line that a function's own library says in the first process's place (LD_PRELOAD) no more is kept. */
const lineMax = 8192

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
    let [line, held] = ['', '']
    told.setEncoding('utf8')
    told.on('data', (chunk: string) => {
      const lines = (held + chunk).split('\n')
      held = lines.pop()!.slice(0, lineMax)
      if (lines.length === 0) return
      first.resolve(lines[0]!)
      line = lines.at(-1)!
    })
    told.on('close', () => {
      first.resolve(held)
      last.resolve(held || line)
    })
  }
}
