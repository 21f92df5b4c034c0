import type { AccountId } from '../../../base/identity.ts'
import { isoInstant } from '../../../base/instant.ts'
import { refuse } from '../../../lambda/refusals.ts'
import type { AccessKeyRecord, PolicyStatement } from '../../../lambda/resources.ts'
import type { OperationContext } from '../operation-context.ts'

interface CreateKey {
  name?: string
  account: AccountId
  policy?: readonly PolicyStatement[]
}

/** Operation `roost:CreateKey`. The secret is told this once. */
export function createKey({ name, account, policy }: CreateKey, context: OperationContext): object {
  const { clock, random } = context
  const accessKeyId = `AKIA${random.hex(16).toUpperCase()}`
  const record: AccessKeyRecord = {
    accessKeyId,
    secretAccessKey: random.hex(40),
    account,
    principal: `arn:aws:iam::${account}:user/${name ?? accessKeyId.toLowerCase()}`,
    createdAt: isoInstant(clock.now()),
    ...(policy && { policy }),
  }
  context.commit([{ kind: 'access-key', key: accessKeyId, value: record, expected: 0 }])
  return { ...shownKey(record), secretAccessKey: record.secretAccessKey }
}

/** Operation `roost:ListKeys`: of an account, or of all. */
export function listKeys({ account }: { account?: string }, { catalog }: OperationContext): object {
  const keys = [...catalog.list('access-key', '')].map(([, record]) => record)
  return { keys: keys.filter((record) => account === undefined || record.account === account).map(shownKey) }
}

/** Operation `roost:RevokeKey`. */
export function revokeKey(
  { accessKeyId, account }: { accessKeyId: string; account?: string },
  { catalog, commit, caller }: OperationContext,
): object {
  const record = catalog.get('access-key', accessKeyId)
  if (!record || (account !== undefined && record.account !== account))
    refuse('ResourceNotFoundException', `Access key not found: ${accessKeyId}`)
  if (accessKeyId === caller.accessKeyId)
    refuse('ResourceConflictException', 'A key cannot revoke itself: use another one.')
  commit([{ kind: 'access-key', key: accessKeyId }])
  return {}
}

const shownKey = ({ accessKeyId, principal, createdAt, policy }: AccessKeyRecord): object => ({
  accessKeyId,
  principal,
  createdAt,
  restricted: policy !== undefined,
})
