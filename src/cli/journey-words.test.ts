import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Step, wordsOfStep } from './journey-words.ts'

const said: [Omit<Step, 'atMs'>, string][] = [
  [
    { hop: 'accepted', queue: 'shared-004', why: 'shallower of two', depths: { 'shared-011': 15, 'shared-004': 12 } },
    'accepted: into shared-004, where 12 waited, and 15 in shared-011',
  ],
  [{ hop: 'accepted', queue: 'express-1/f/', why: 'express lane' }, 'accepted: into express-1/f/: express lane'],
  [
    { hop: 'attempted', queue: 'shared-004', owner: 'events', fence: 7 },
    'attempted: from shared-004, leased by events, fence 7',
  ],
  [{ hop: 'ended', outcome: 'Error', waitMs: 60_000 }, 'ended: Error; again in 60 s'],
  [{ hop: 'ended', outcome: 'ReservedFunction…', waitMs: 750.4 }, 'ended: ReservedFunction…; again in 750 ms'],
  [{ hop: 'ended', outcome: 'success' }, 'ended: success'],
  [{ hop: 'settled', outcome: 'RetriesExhausted' }, 'settled: RetriesExhausted'],
  [{ hop: 'told', to: 'arn:q' }, 'told: arn:q'],
  [{ hop: 'told', to: 'arn:q', failure: 'no such queue' }, 'not told: arn:q: no such queue'],
  [
    { hop: 'batched', mapping: 'u', source: 'arn:s', shard: 'shard-0', records: 2, first: '1', last: '9' },
    'batched: 2 records (1 to 9) from shard-0 of arn:s, mapping u',
  ],
  [
    { hop: 'batched', mapping: 'u', source: 'arn:q', records: 1, first: '1', last: '1' },
    'batched: 1 record (1) from arn:q, mapping u',
  ],
]

test('each step of a journey is told in words', () => {
  for (const [step, words] of said) assert.equal(wordsOfStep(step).join(': '), words)
})
