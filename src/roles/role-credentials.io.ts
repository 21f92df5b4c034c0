import { randomBytes } from 'node:crypto'
import type { AccountId } from '../base/identity.ts'
import type { AccessKeyRecord, PolicyStatement } from '../lambda/resources.ts'

/** A function acts for its account as an ordinary user does: no policies of roles exist here, and Roost is not its to run. */
const policy: readonly PolicyStatement[] = [
  { Effect: 'Allow', Action: '*', Resource: '*' },
  { Effect: 'Deny', Action: 'roost:*', Resource: '*' },
]

export interface RoleCredentials {
  find(accessKeyId: string): AccessKeyRecord | undefined
  /** As a function's environment has them. */
  variablesOf(asker: { account: AccountId; functionName: string; role: string }): Readonly<Record<string, string>>
}

/** Temporary credentials of functions' roles, made anew by each process: no environment outlives it. */
export function openRoleCredentials(): RoleCredentials {
  const byId = new Map<string, AccessKeyRecord>()
  const byPrincipal = new Map<string, AccessKeyRecord>()
  return {
    find: (accessKeyId) => byId.get(accessKeyId),
    variablesOf({ account, functionName, role }) {
      const roleName = role.slice(role.lastIndexOf('/') + 1)
      const principal = `arn:aws:sts::${account}:assumed-role/${roleName}/${functionName}`
      let record = byPrincipal.get(principal)
      if (!record) {
        record = mint(account, principal)
        byPrincipal.set(principal, record)
        byId.set(record.accessKeyId, record)
      }
      return {
        AWS_ACCESS_KEY_ID: record.accessKeyId,
        AWS_SECRET_ACCESS_KEY: record.secretAccessKey,
        AWS_SESSION_TOKEN: record.sessionToken!,
      }
    },
  }
}

const mint = (account: AccountId, principal: string): AccessKeyRecord => ({
  accessKeyId: `ASIA${randomBytes(8).toString('hex').toUpperCase()}`,
  secretAccessKey: randomBytes(30).toString('base64'),
  sessionToken: randomBytes(48).toString('base64'),
  account,
  principal,
  policy,
  createdAt: new Date().toISOString(),
})
