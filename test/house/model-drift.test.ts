import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { modelText } from '../../scripts/model-text.ts'
import { model } from '../../src/lambda/model.generated.ts'
import { exceptions } from '../../src/lambda/refusals.ts'

test('the model is that of the installed SDK (else: node scripts/write-model.ts)', () => {
  assert.equal(readFileSync('src/lambda/model.generated.ts', 'utf8'), modelText())
})

test('every exception that the SDK knows has its status and spelling in the table of refusals', () => {
  for (const [name, { status, spelling }] of Object.entries(model.errors)) {
    if (name === 'LambdaServiceException') continue
    const known = exceptions[name as keyof typeof exceptions]
    assert.ok(known, name)
    assert.deepEqual({ status: known.http, spelling: known.spelling }, { status, spelling }, name)
  }
})
