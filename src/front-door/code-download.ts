import type { Clock } from '../base/clock.ts'
import type { Digest } from '../base/digest.ts'
import type { BlobId, RequestId } from '../base/identity.ts'
import type { Refusal } from '../lambda/refusals.ts'
import type { HttpAnswer, HttpRequest } from './exchange.ts'

/** Packages as they were uploaded. */
export interface CodeSource {
  /** Undefined: there is none of this name. */
  open(blob: BlobId): { sizeBytes: number; chunks: AsyncIterable<Uint8Array> } | undefined
}

/** Whoever has the secret may grant a download; who serves it checks with the same. */
export interface DownloadGrants {
  digest: Digest
  secret: Uint8Array
  clock: Clock
}

/** Lambda API: FunctionCodeLocation says that a Location is valid for ten minutes. */
const validMs = 10 * 60_000
const pathPattern = /^\/_roost\/code\/([0-9a-f]{64})$/

/** `/_roost/code/<blob>?expires=<epoch seconds>&signature=<hex>`: the address itself is the permission. */
export function codeLocation(blob: BlobId, grants: DownloadGrants): string {
  const expires = String(Math.ceil((grants.clock.now() + validMs) / 1000))
  return `/_roost/code/${blob}?expires=${expires}&signature=${signatureOf(blob, expires, grants)}`
}

/** Undefined: the path is of something else. */
export const downloadedBlob = (path: string): BlobId | undefined => pathPattern.exec(path)?.[1] as BlobId | undefined

/** The package behind a location, to whoever holds it. A refusal is returned, everything else is answered here. */
export async function answerDownload(
  blob: BlobId,
  { grants, source }: { grants: DownloadGrants; source: CodeSource },
  asked: { http: HttpRequest; answer: HttpAnswer; query: string; requestId: RequestId },
): Promise<Refusal | undefined> {
  const { answer, http, query, requestId } = asked
  const parameters = new URLSearchParams(query)
  const expires = parameters.get('expires') ?? ''
  // The signature first: an expiry that was not signed says nothing.
  if (!grants.digest.equal(parameters.get('signature') ?? '', signatureOf(blob, expires, grants)))
    return denied('The signature of this location does not match.')
  if (grants.clock.now() >= Number(expires) * 1000)
    return denied('This location has expired; GetFunction gives a new one.')
  const found = source.open(blob)
  if (!found) return { exception: 'ResourceNotFoundException', message: 'The package is not there any more.' }
  const { chunks, sizeBytes } = found
  const head = ['Content-Type', 'application/zip', 'Content-Length', String(sizeBytes), 'x-amzn-RequestId', requestId]
  answer.start(200, head)
  try {
    for await (const chunk of chunks) {
      if (http.signal.aborted) return undefined
      await answer.write(chunk)
    }
    answer.end()
  } catch (error) {
    answer.abort()
    throw error
  }
  return undefined
}

const signatureOf = (blob: BlobId, expires: string, { digest, secret }: DownloadGrants): string =>
  digest.hmacHex(secret, `code\n${blob}\n${expires}`)

const denied = (message: string): Refusal => ({ exception: 'AccessDeniedException', message })
