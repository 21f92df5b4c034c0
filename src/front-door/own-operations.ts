import { text } from '../base/bytes.ts'
import { refuse } from '../lambda/refusals.ts'
import type { Identity } from './authenticate.ts'
import type { ManagementRequest } from './management.ts'
import { readIdentityPolicy } from './policy/read-policy.ts'

/**
 * Roost's own operations, executed by the control plane as it executes Lambda's:
 * - `roost:CreateKey` { name?, account, policy?: PolicyStatement[] } → { accessKeyId, secretAccessKey, principal, createdAt, restricted }
 * - `roost:ListKeys` { account } → { keys: { accessKeyId, principal, createdAt, restricted }[] }; without `account`: all
 * - `roost:RevokeKey` { accessKeyId, account } → {}; without `account`: whosever it is
 * - `roost:Reset` {} → {}: everything but access keys is gone
 * - `roost:ReplayMapping` { UUID, since? } → the mapping; `since` in seconds since the epoch, without it all that there is
 */
export type OwnOperation =
  | 'roost:CreateKey'
  | 'roost:ListKeys'
  | 'roost:RevokeKey'
  | 'roost:Reset'
  | 'roost:ReplayMapping'

const namePattern = /^[\w+=,.@-]{1,64}$/

/** What a request to Roost's own API says, checked. */
export function decodeOwnInput({ operation, identity, raw }: ManagementRequest): Record<string, unknown> {
  switch (operation as OwnOperation) {
    case 'roost:CreateKey':
      return decodeKey(raw.body, identity)
    case 'roost:ListKeys':
      return isOwner(identity) ? {} : { account: identity.account }
    case 'roost:RevokeKey':
      return { accessKeyId: raw.labels.AccessKeyId, ...(!isOwner(identity) && { account: identity.account }) }
    case 'roost:Reset':
      if (!isOwner(identity)) refuse('AccessDeniedException', 'Only the root key of this Roost can reset it.')
      return {}
    case 'roost:ReplayMapping':
      return { UUID: raw.labels.UUID, ...readSince(raw.body) }
  }
}

function readSince(body: Uint8Array): { since?: number } {
  const { since } = readObject(body)
  if (since === undefined) return {}
  if (typeof since !== 'number' || !(since > 0)) refuse('ValidationException', 'since: seconds since the epoch')
  return { since }
}

/** The key that Roost made for whoever started it reaches over all accounts. */
const isOwner = ({ principal, policy }: Identity): boolean =>
  principal === 'arn:aws:iam::000000000000:root' && policy === undefined

function decodeKey(body: Uint8Array, identity: Identity): Record<string, unknown> {
  const { name, account = identity.account, policy } = readObject(body)
  if (name !== undefined && (typeof name !== 'string' || !namePattern.test(name)))
    refuse('ValidationException', 'name: letters, digits and +=,.@_- only, at most 64')
  if (typeof account !== 'string' || !/^\d{12}$/.test(account)) refuse('ValidationException', 'account: twelve digits')
  if (account !== identity.account && !isOwner(identity))
    refuse('AccessDeniedException', 'Only the root key of this Roost can make keys for other accounts.')
  if (policy === undefined) return { name, account }
  const statements = readIdentityPolicy(policy)
  if (typeof statements === 'string') refuse('ValidationException', `policy: ${statements}`)
  return { name, account, policy: statements }
}

function readObject(body: Uint8Array): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text(body) || '{}')
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>
  } catch {
    // Said below, as of everything that is no object.
  }
  refuse('SerializationException', 'The body is no JSON object.')
}
