import { utf8 } from '../../base/bytes.ts'
import { logTailBytesMax } from '../../lambda/quotas.ts'

/** The end of one invocation's log (Lambda API: Invoke, LogResult). Holds little more than it gives. */
export class LogTail {
  #messages: string[] = []
  #units = 0

  add(message: string): void {
    this.#messages.push(message)
    this.#units += message.length
    // A UTF-16 unit has one byte at least: so many units are enough.
    while (this.#units - this.#messages[0]!.length >= logTailBytesMax) this.#units -= this.#messages.shift()!.length
  }

  take(): Uint8Array {
    const bytes = utf8(this.#messages.join(''))
    return bytes.length > logTailBytesMax ? bytes.slice(-logTailBytesMax) : bytes
  }
}
