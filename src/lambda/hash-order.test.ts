import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hashOrder } from './hash-order.ts'
import { listedRuntimes } from './runtimes.ts'

test("enums come out as AWS's answers list them", () => {
  assert.deepEqual(hashOrder(['Allow', 'Terminate']), ['Terminate', 'Allow'])
  assert.deepEqual(hashOrder(['None', 'PublishedVersions']), ['PublishedVersions', 'None'])
  assert.deepEqual(hashOrder(['arm64', 'x86_64']), ['x86_64', 'arm64'])
  assert.deepEqual(hashOrder(listedRuntimes), listedRuntimes)
})
