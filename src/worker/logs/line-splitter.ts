import { utf8 } from '../../base/bytes.ts'

/** CloudWatch Logs: the longest event, in bytes. What is longer becomes several events. */
export const eventBytesMax = 256 * 1024

const newline = 10

/** Makes lines of raw output, however it was cut. Holds at most one event's bytes, also when no line ever ends. */
export class LineSplitter {
  #onLine: (text: string) => void
  #decoder = new TextDecoder()
  #held = ''
  #heldBytes = 0

  constructor(onLine: (text: string) => void) {
    this.#onLine = onLine
  }

  push(chunk: Uint8Array): void {
    for (let at = 0; at < chunk.length; ) {
      const lineEnd = chunk.indexOf(newline, at)
      const end = Math.min(lineEnd < 0 ? chunk.length : lineEnd, at + eventBytesMax - this.#heldBytes)
      if (end === lineEnd) {
        this.#onLine(this.#held + this.#decoder.decode(chunk.subarray(at, end)))
        this.#forget()
        at = end + 1
        continue
      }
      this.#held += this.#decoder.decode(chunk.subarray(at, end), { stream: true })
      this.#heldBytes += end - at
      at = end
      if (this.#heldBytes >= eventBytesMax) this.#cut()
    }
  }

  /** What was printed without an end of line. */
  flush(): void {
    if (this.#heldBytes === 0) return
    this.#onLine(this.#held + this.#decoder.decode())
    this.#forget()
  }

  /** A character that lies across the cut goes to the next event. */
  #cut(): void {
    this.#onLine(this.#held)
    this.#forget()
  }

  #forget(): void {
    this.#held = ''
    this.#heldBytes = 0
  }
}

/** A text of any length as events that CloudWatch Logs would take. */
export function cutEvent(text: string): string[] {
  // One UTF-16 unit has three bytes at most.
  const unitsMax = Math.floor(eventBytesMax / 3)
  if (text.length <= unitsMax || utf8(text).length <= eventBytesMax) return [text]
  const pieces: string[] = []
  for (let at = 0; at < text.length; ) {
    let end = Math.min(text.length, at + unitsMax)
    const last = text.charCodeAt(end - 1)
    if (end < text.length && last >= 0xd800 && last < 0xdc00) end--
    pieces.push(text.slice(at, end))
    at = end
  }
  return pieces
}
