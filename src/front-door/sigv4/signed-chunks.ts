import { concat, empty, text } from '../../base/bytes.ts'
import type { Digest } from '../../base/digest.ts'
import type { Claim } from './claim.ts'

interface ChunkProof {
  digest: Digest
  key: Uint8Array
  claim: Claim
}

/** A chunk's line: its length in hexadecimal and what follows the semicolon. */
const lineBytesMax = 200
const trailerBytesMax = 8192
const trailerSignature = 'x-amz-trailer-signature:'
const newline = 10
const carriageReturn = 13

/**
 * The content of an `aws-chunked` body, each chunk's signature checked against the one before it; undefined when it is
 * not what was signed (S3 API: Signature calculations for multiple chunks, with and without trailers).
 */
export function decodeChunks(kind: string, body: Uint8Array, proof: ChunkProof): Uint8Array | undefined {
  const signed = kind.startsWith('STREAMING-AWS4-HMAC-SHA256-PAYLOAD')
  const trailed = kind.endsWith('-TRAILER')
  if (!signed && kind !== 'STREAMING-UNSIGNED-PAYLOAD-TRAILER') return undefined
  const chunks: Uint8Array[] = []
  let before = proof.claim.signature
  for (let at = 0; ; ) {
    const line = readLine(body, at, lineBytesMax)
    const match = line && /^([0-9a-f]{1,8})(?:;chunk-signature=([0-9a-f]{64}))?$/.exec(line.content)
    if (!match || (signed && match[2] === undefined)) return undefined
    const length = Number.parseInt(match[1]!, 16)
    const chunk = body.subarray(line.next, line.next + length)
    if (chunk.length < length) return undefined
    if (signed) {
      if (!proof.digest.equal(signChunk(chunk, before, proof), match[2]!)) return undefined
      before = match[2]!
    }
    const end = line.next + length
    if (length === 0 && trailed)
      return trailersHold(body.subarray(end), signed ? before : undefined, proof) ? concat(chunks) : undefined
    if (body[end] !== carriageReturn || body[end + 1] !== newline) return undefined
    at = end + 2
    if (length === 0) return at === body.length ? concat(chunks) : undefined
    chunks.push(chunk)
  }
}

function signChunk(chunk: Uint8Array, before: string, { digest, key, claim }: ChunkProof): string {
  const head = `AWS4-HMAC-SHA256-PAYLOAD\n${claim.timestamp}\n${claim.scope}\n${before}`
  return digest.hmacHex(key, `${head}\n${digest.sha256Hex(empty)}\n${digest.sha256Hex(chunk)}`)
}

/** The headers that follow the last chunk; a signed body's are signed too, after it. */
function trailersHold(rest: Uint8Array, before: string | undefined, proof: ChunkProof): boolean {
  if (rest.length > trailerBytesMax) return false
  const lines = text(rest).split('\r\n')
  if (lines.pop() !== '') return false
  const trailers = lines.filter((line) => line !== '')
  if (before === undefined) return true
  const signature = trailers.pop()
  if (!signature?.startsWith(trailerSignature)) return false
  const { digest, key, claim } = proof
  const hash = digest.sha256Hex(trailers.map((trailer) => `${trailer.replace(/:\s*/, ':').trimEnd()}\n`).join(''))
  const toSign = `AWS4-HMAC-SHA256-TRAILER\n${claim.timestamp}\n${claim.scope}\n${before}\n${hash}`
  return digest.equal(digest.hmacHex(key, toSign), signature.slice(trailerSignature.length).trim())
}

function readLine(body: Uint8Array, from: number, bytesMax: number): { content: string; next: number } | undefined {
  const end = body.subarray(from, from + bytesMax).indexOf(newline)
  if (end < 1 || body[from + end - 1] !== carriageReturn) return undefined
  return { content: text(body.subarray(from, from + end - 1)), next: from + end + 1 }
}
