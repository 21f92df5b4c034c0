import { toBase64 } from '../base/bytes.ts'
import type { Clock } from '../base/clock.ts'
import type { Digest } from '../base/digest.ts'
import type { AccountId, Region } from '../base/identity.ts'
import type { Scope } from '../lambda/arn.ts'
import type { Refusal } from '../lambda/refusals.ts'
import type { AccessKeyRecord, PolicyStatement } from '../lambda/resources.ts'
import { type Claim, readClaim, type SignedRequest } from './sigv4/claim.ts'
import { expiredToken, invalid, notSigned, unknownToken } from './sigv4/signature-refusals.ts'
import { SigningKeys } from './sigv4/signing-keys.ts'
import { refuseClaim, verifySignature } from './sigv4/verify.ts'

/** Who asks: account and principal are the key's, the region is that of the signature. */
export interface Identity extends Scope {
  principal: string
  accessKeyId: string
  /** Allows everything when absent. */
  policy?: readonly PolicyStatement[]
  /** The service that the signature names, which is where the request goes. */
  service: string
}

/** One request's identity, once the signature over its body is right. */
export interface Credential {
  identity: Identity
  /** The body as it was meant. */
  prove(body: Uint8Array): { body: Uint8Array } | Refusal
}

export interface Credentials {
  find(accessKeyId: string): AccessKeyRecord | undefined
}

export interface AuthenticatorParts {
  clock: Clock
  digest: Digest
  credentials: Credentials
  /** For requests that name none. */
  region: Region
  /** Every key is accepted, and none needed: for development on one's own machine. */
  anyCredentials: boolean
  services: ReadonlySet<string>
}

const nobody = '000000000000' as AccountId
const regionPattern = /^[a-z]{2,4}(?:-[a-z]+)+-\d{1,2}$/

/** AWS Signature Version 4, from the verifying side. */
export class Authenticator {
  readonly #parts: AuthenticatorParts
  readonly #keys: SigningKeys

  constructor(parts: AuthenticatorParts) {
    this.#parts = parts
    this.#keys = new SigningKeys(parts.digest)
  }

  /** Everything that can be judged from a request's head. */
  read(request: SignedRequest): Credential | Refusal {
    const { anyCredentials, digest } = this.#parts
    const claim = readClaim(request, (text) => toBase64(digest.sha256(text)))
    if (anyCredentials) return { identity: this.#guess(claim), prove: asItCame }
    if (!claim) return notSigned
    if ('exception' in claim) return claim
    const refusal = this.#refuseScope(claim) ?? refuseClaim(claim, request, this.#parts.clock.now())
    if (refusal) return refusal
    const record = this.#parts.credentials.find(claim.accessKeyId)
    if (!record) return unknownToken
    const stale = this.#refuseToken(record, claim)
    if (stale) return stale
    const { secretAccessKey: secret, account, principal, policy } = record
    const { accessKeyId, region, service } = claim
    return {
      identity: { account, region: region as Region, principal, accessKeyId, policy, service },
      prove: (body) => verifySignature(claim, request, body, { digest, keys: this.#keys, secret }),
    }
  }

  #refuseScope({ region, service }: Claim): Refusal | undefined {
    if (!regionPattern.test(region)) return invalid('Credential should be scoped to a valid region.')
    return this.#parts.services.has(service)
      ? undefined
      : invalid("Credential should be scoped to correct service: 'lambda'.")
  }

  #refuseToken({ sessionToken, expiresAt }: AccessKeyRecord, claim: Claim): Refusal | undefined {
    if (sessionToken === undefined ? claim.sessionToken !== undefined : !this.#isToken(sessionToken, claim))
      return unknownToken
    return expiresAt !== undefined && expiresAt <= this.#parts.clock.now() ? expiredToken : undefined
  }

  #isToken(sessionToken: string, claim: Claim): boolean {
    return claim.sessionToken !== undefined && this.#parts.digest.equal(sessionToken, claim.sessionToken)
  }

  /** An account number for an access key means that account. */
  #guess(claim: Claim | Refusal | undefined): Identity {
    const said = claim && 'accessKeyId' in claim ? claim : undefined
    const account = said && /^\d{12}$/.test(said.accessKeyId) ? (said.accessKeyId as AccountId) : nobody
    return {
      account,
      region: said && regionPattern.test(said.region) ? (said.region as Region) : this.#parts.region,
      principal: `arn:aws:iam::${account}:root`,
      accessKeyId: said?.accessKeyId ?? '',
      service: said && this.#parts.services.has(said.service) ? said.service : 'lambda',
    }
  }
}

const asItCame = (body: Uint8Array) => ({ body })
