import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, test } from 'node:test'
import { ensureDownloadSecret } from './download-secret.io.ts'

let directory: string
beforeEach(() => void (directory = mkdtempSync('/var/tmp/roost-secret-')))
afterEach(() => rmSync(directory, { recursive: true, force: true }))

test('whoever comes later gets the secret that is there, and nothing else is left', () => {
  const secret = ensureDownloadSecret(directory)
  assert.equal(secret.length, 32)
  assert.deepEqual(ensureDownloadSecret(directory), secret)
  assert.deepEqual(readdirSync(directory), ['download-secret'])
  assert.equal(statSync(join(directory, 'download-secret')).mode & 0o777, 0o600)
})

test('an empty secret is nobody’s: everybody could sign with it', () => {
  writeFileSync(join(directory, 'download-secret'), '')
  assert.throws(() => ensureDownloadSecret(directory), /is damaged: remove it/)
})
