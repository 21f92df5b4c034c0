import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { membersOf, operationsOfTheClient, writeApiLedger } from '../../scripts/api-ledger.ts'
import { operations } from '../../src/control-plane/execute.ts'
import { ledger } from '../../src/control-plane/ledger.ts'

test('the ledger of the API is what its data says now', () =>
  assert.equal(readFileSync('docs/api.md', 'utf8'), writeApiLedger()))

test('every operation is in the ledger, and Amazon knows every operation of it', () => {
  const known = operationsOfTheClient()
  assert.deepEqual(
    Object.keys(ledger).filter((operation) => !known.includes(operation)),
    [],
  )
  const answered = Object.keys(operations).filter((operation) => !operation.startsWith('roost:'))
  assert.deepEqual(
    answered.filter((operation) => !ledger[operation]),
    [],
  )
})

test('the ledger names tests and members that exist', () => {
  for (const [operation, { test: shownBy, kept }] of Object.entries(ledger)) {
    assert.ok(existsSync(shownBy), `${operation}: ${shownBy}`)
    const members = kept && kept.members !== 'all' ? kept.members : []
    assert.deepEqual(
      members.filter((member) => !membersOf(operation).includes(member)),
      [],
      operation,
    )
  }
})
