/** One HTTP/1.1 answer, as far as a load generator looks at it. */
export interface Answer {
  status: number
  body: string
}

/** Cuts what a keep-alive connection says into answers. Knows Content-Length and chunks, and refuses anything else. */
export class AnswerReader {
  #held: Buffer | undefined

  /** Answers that have ended with this chunk. */
  read(chunk: Buffer): Answer[] {
    let bytes = this.#held ? Buffer.concat([this.#held, chunk]) : chunk
    const answers: Answer[] = []
    while (bytes.length > 0) {
      const found = cut(bytes)
      if (!found) break
      answers.push(found.answer)
      bytes = bytes.subarray(found.end)
    }
    this.#held = bytes.length > 0 ? bytes : undefined
    return answers
  }
}

function cut(bytes: Buffer): { answer: Answer; end: number } | undefined {
  const headEnd = bytes.indexOf('\r\n\r\n')
  if (headEnd < 0) return undefined
  const head = bytes.toString('latin1', 0, headEnd)
  const status = Number(head.slice(9, 12))
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1]
  if (length === undefined) return cutChunks(bytes, headEnd + 4, { status, head })
  const end = headEnd + 4 + Number(length)
  if (bytes.length < end) return undefined
  return { answer: { status, body: bytes.toString('utf8', headEnd + 4, end) }, end }
}

function cutChunks(bytes: Buffer, start: number, { status, head }: { status: number; head: string }) {
  if (!/\r\ntransfer-encoding: *chunked/i.test(head)) throw new Error(`an answer without a length: ${head}`)
  const parts: Buffer[] = []
  for (let at = start; ; ) {
    const lineEnd = bytes.indexOf('\r\n', at)
    if (lineEnd < 0) return undefined
    const size = Number.parseInt(bytes.toString('latin1', at, lineEnd), 16)
    const end = lineEnd + 2 + size + 2
    if (bytes.length < end) return undefined
    if (size === 0) return { answer: { status, body: Buffer.concat(parts).toString() }, end }
    parts.push(bytes.subarray(lineEnd + 2, end - 2))
    at = end
  }
}
