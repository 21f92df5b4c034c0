import { utf8 } from '../../base/bytes.ts'
import type { Digest } from '../../base/digest.ts'
import type { Claim } from './claim.ts'

const keysMax = 1000

/** Four hashes make a signing key, and it serves a whole day: the last ones are kept, by secret, date, region and service. */
export class SigningKeys {
  readonly #digest: Digest
  readonly #keys = new Map<string, Uint8Array>()

  constructor(digest: Digest) {
    this.#digest = digest
  }

  keyFor(secret: string, claim: Pick<Claim, 'date' | 'region' | 'service' | 'scope'>): Uint8Array {
    // The scope has no line end: nobody's scope continues another's secret.
    const name = `${secret}\n${claim.scope}`
    const known = this.#keys.get(name)
    if (known) return known
    let key = this.#digest.hmac(utf8(`AWS4${secret}`), claim.date)
    for (const part of [claim.region, claim.service, 'aws4_request']) key = this.#digest.hmac(key, part)
    // In order of insertion: the oldest makes room.
    if (this.#keys.size >= keysMax) this.#keys.delete(this.#keys.keys().next().value!)
    this.#keys.set(name, key)
    return key
  }
}
