import assert from 'node:assert/strict'
import { test } from 'node:test'
import { utf8 } from '../../base/bytes.ts'
import { batchOutcome } from './batch-outcome.ts'

const ids = ['a', 'b', 'c']
const ran = (answer: unknown) => ({ ran: true as const, executedVersion: '1', payload: utf8(JSON.stringify(answer)) })
const failing = (...items: unknown[]) => ({ batchItemFailures: items })

const answers: [string, unknown, string[]][] = [
  ['null', null, ids],
  ['an empty text', '', ids],
  ['an empty list', [], ids],
  ['an empty object', {}, ids],
  ['no failures', failing(), ids],
  ['failures that are null', { batchItemFailures: null }, ids],
  ['one failure', failing({ itemIdentifier: 'b' }), ['a', 'c']],
  ['the same failure twice', failing({ itemIdentifier: 'b' }, { itemIdentifier: 'b' }), ['a', 'c']],
  ['all of them', failing(...ids.map((itemIdentifier) => ({ itemIdentifier }))), []],
  ['an empty id', failing({ itemIdentifier: '' }), []],
  ['an id that is null', failing({ itemIdentifier: null }), []],
  ['another name of the id', failing({ messageId: 'b' }), []],
  ['an id that was not there', failing({ itemIdentifier: 'b' }, { itemIdentifier: 'z' }), []],
  ['failures that are no list', { batchItemFailures: 'b' }, []],
  ['a number', 5, []],
]
for (const [what, answer, done] of answers)
  test(`of a batch that is answered with ${what}, what is done is deleted`, () => {
    assert.deepEqual(batchOutcome(ran(answer), ids, true), { is: 'run', failed: done.length < ids.length, done })
  })

test('a function that was not asked for failures has done all of it, whatever it says', () =>
  assert.deepEqual(batchOutcome(ran(failing({ itemIdentifier: 'b' })), ids, false), {
    is: 'run',
    failed: false,
    done: ids,
  }))

test('a function that threw has done none of it', () =>
  assert.deepEqual(batchOutcome({ ...ran(null), functionError: 'Unhandled' }, ids, true), {
    is: 'run',
    failed: true,
    done: [],
  }))
