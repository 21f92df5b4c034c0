import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Refused } from '../../lambda/refusals.ts'
import { checkEventDestinations } from './event-destination.ts'

const arn = (service: string, resource: string) => `arn:aws:${service}:us-east-1:111111111111:${resource}`
const own = arn('lambda', 'function:own')
const known = arn('lambda', 'function:known')

function refusalOf(outcome: 'OnSuccess' | 'OnFailure', Destination: string): string | null | undefined {
  try {
    checkEventDestinations({ [outcome]: { Destination } }, own, (each) => each === known)
  } catch (error) {
    if (error instanceof Refused) return error.refusal.message
    throw error
  }
}

for (const destination of [arn('sqs', 'q'), arn('sns', 't'), arn('events', 'event-bus/b'), known, ''])
  for (const outcome of ['OnSuccess', 'OnFailure'] as const)
    test(`${outcome} may be ${destination || 'nothing'}`, () =>
      assert.equal(refusalOf(outcome, destination), undefined))

test('failed events may go to a bucket, successful ones not', () => {
  assert.equal(refusalOf('OnFailure', 'arn:aws:s3:::bucket'), undefined)
  assert.equal(
    refusalOf('OnSuccess', 'arn:aws:s3:::bucket'),
    'The provided destination config DestinationConfig(onSuccess=OnSuccess(destination=arn:aws:s3:::bucket), onFailure=null) is invalid.',
  )
})

test('a service that takes no events is refused in the words of AWS', () => {
  const role = arn('iam', 'function:f')
  assert.equal(
    refusalOf('OnFailure', role),
    `The provided destination config DestinationConfig(onSuccess=null, onFailure=OnFailure(destination=${role})) is invalid.`,
  )
})

test('a function is no destination of its own, by whichever qualifier', () => {
  const words = "You can't specify the function as a destination for itself."
  assert.equal(refusalOf('OnSuccess', own), words)
  assert.equal(refusalOf('OnSuccess', `${own}:live`), words)
})

test('a function whose name merely begins alike is another function', () =>
  assert.equal(refusalOf('OnSuccess', `${own}-er`), `The destination ARN ${own}-er is invalid.`))
