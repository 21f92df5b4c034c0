import { randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AccountId } from '../base/identity.ts'
import type { AccessKeyRecord } from '../lambda/resources.ts'

const account = '000000000000' as AccountId

/** The key of the account's root, made on the first start; only the owner of the data directory can read it. */
export function ensureRootKey(directory: string): AccessKeyRecord {
  const path = join(directory, 'credentials.json')
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as AccessKeyRecord
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  const key: AccessKeyRecord = {
    accessKeyId: `AKIA${randomBytes(20)
      .toString('base64url')
      .toUpperCase()
      .replace(/[^A-Z2-7]/g, 'Q')
      .slice(0, 16)}`,
    secretAccessKey: randomBytes(30).toString('base64'),
    account,
    principal: `arn:aws:iam::${account}:root`,
    createdAt: new Date().toISOString(),
  }
  writeFileSync(path, `${JSON.stringify(key, undefined, 2)}\n`, { mode: 0o600, flag: 'wx' })
  return key
}
