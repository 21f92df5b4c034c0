import assert from 'node:assert/strict'
import { test } from 'node:test'
import { extendLineage } from './trace-lineage.ts'

const arn = 'arn:aws:lambda:us-east-1:111111111111:function:f'

test('each run of a chain counts its function, and keeps the counts of others', () => {
  const first = extendLineage('Root=1-2-3;Sampled=0', arn)
  assert.match(first.header, /^Root=1-2-3;Sampled=0;Lineage=[0-9a-f]{8}:1$/)
  const other = extendLineage(first.header, `${arn}-other`)
  assert.equal(other.runs, 1)
  const again = extendLineage(other.header, arn)
  assert.equal(again.runs, 2)
  assert.match(again.header, /^Root=1-2-3;Sampled=0;Lineage=[0-9a-f]{8}:1\|[0-9a-f]{8}:2$/)
})

test('what callers write into it costs nothing but their own chain', () => {
  assert.equal(extendLineage('Lineage=x;Lineage=y', arn).runs, 1)
  const long = `Lineage=${Array.from({ length: 500 }, (_, n) => `0000000${n}:1`).join('|')}`
  assert.ok(extendLineage(long, arn).header.length < 200)
})
