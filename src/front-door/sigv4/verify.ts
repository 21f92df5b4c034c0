import type { Digest } from '../../base/digest.ts'
import { isoInstant } from '../../base/instant.ts'
import type { Refusal } from '../../lambda/refusals.ts'
import { canonicalKeyPath, canonicalPath, canonicalQuery, canonicalRequest } from './canonical-request.ts'
import { algorithm, type Claim, type SignedRequest } from './claim.ts'
import { invalid, wrongSignature } from './signature-refusals.ts'
import { decodeChunks } from './signed-chunks.ts'
import type { SigningKeys } from './signing-keys.ts'

/** AWS grants so much between its clock and the signer's. */
const skewMs = 5 * 60_000

/** What can be judged before the secret is known and a byte of the body has come. */
export function refuseClaim(claim: Claim, { headers }: SignedRequest, now: number): Refusal | undefined {
  const late = refuseTime(claim, now)
  if (late) return late
  const signed = claim.signedHeaders
  if (!signed.includes('host'))
    return invalid("'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.")
  const absent = signed.filter((name) => !headers.has(name))
  if (absent.length > 0) return wrongSignature
  if (claim.form === 'header' && !headers.has('x-amz-date') && !signed.includes('date'))
    return invalid("'Date' must be a 'SignedHeader' in the AWS Authorization.")
  const unsigned: string[] = []
  for (const name of headers.keys()) if (name.startsWith('x-amz-') && !signed.includes(name)) unsigned.push(name)
  return unsigned.length === 0
    ? undefined
    : invalid(`There were headers present in the request which were not signed: ${unsigned.join(', ')}`)
}

function refuseTime({ signedAt, timestamp, expiresSeconds = 0 }: Claim, now: number): Refusal | undefined {
  if (now > signedAt + skewMs + expiresSeconds * 1000) {
    const minutes = (skewMs + expiresSeconds * 1000) / 60_000
    const least = basic(now - skewMs - expiresSeconds * 1000)
    return invalid(`Signature expired: ${timestamp} is now earlier than ${least} (${basic(now)} - ${minutes} min.)`)
  }
  if (signedAt <= now + skewMs) return undefined
  return invalid(
    `Signature not yet current: ${timestamp} is still later than ${basic(now + skewMs)} (${basic(now)} + 5 min.)`,
  )
}

export interface Proof {
  digest: Digest
  keys: SigningKeys
  secret: string
}

/** The body as it was meant, once the signature over it is right. */
export function verifySignature(
  claim: Claim,
  request: SignedRequest,
  body: Uint8Array,
  proof: Proof,
): { body: Uint8Array } | Refusal {
  const { digest, keys, secret } = proof
  const stated = request.headers.get('x-amz-content-sha256')
  const s3 = claim.service === 's3'
  const payloadHash = s3 ? statedHash(claim, stated, body, digest) : digest.sha256Hex(body)
  if (payloadHash === undefined || (stated !== undefined && stated !== payloadHash)) return wrongSignature
  const canonical = canonicalRequest(
    {
      method: request.method,
      path: s3 ? canonicalKeyPath(request.path) : canonicalPath(request.path),
      query: canonicalQuery(request.query, claim.form === 'query'),
      headers: request.headers,
    },
    claim.signedHeaders,
    payloadHash,
  )
  const key = keys.keyFor(secret, claim)
  const toSign = `${algorithm}\n${claim.timestamp}\n${claim.scope}\n${digest.sha256Hex(canonical)}`
  if (!digest.equal(digest.hmacHex(key, toSign), claim.signature)) return wrongSignature
  if (!payloadHash.startsWith('STREAMING-')) return { body }
  const decoded = decodeChunks(payloadHash, body, { digest, key, claim })
  return decoded ? { body: decoded } : wrongSignature
}

/** S3 takes what the client says of its body, and checks it where it can (S3 API: authenticating requests). */
function statedHash(claim: Claim, stated: string | undefined, body: Uint8Array, digest: Digest): string | undefined {
  if (stated === undefined) return claim.form === 'query' ? 'UNSIGNED-PAYLOAD' : undefined
  return stated === 'UNSIGNED-PAYLOAD' || stated.startsWith('STREAMING-') ? stated : digest.sha256Hex(body)
}

const basic = (ms: number): string => isoInstant(ms).replace(/[:-]|\.\d{3}/g, '')
