import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AccountId, Region } from '../base/identity.ts'
import { SeededRandom } from '../base/random.ts'
import type { Kind, Kinds } from '../lambda/resources.ts'
import { openCatalog, resolveFunction } from './catalog.ts'

const scope = { account: '111111111111' as AccountId, region: 'us-east-1' as Region }
const arn = 'arn:aws:lambda:us-east-1:111111111111:function:f'

function catalogWith(weights?: Record<string, number>) {
  const catalog = openCatalog()
  let revision = 0
  const put = <K extends Kind>(kind: K, key: string, value: unknown) =>
    catalog.apply([{ kind, key, revision: ++revision, value: value as Kinds[K] }])
  put('function', '111111111111/us-east-1/f', { ...scope, name: 'f', lastVersion: 2, recursiveLoop: 'Terminate' })
  for (const version of ['$LATEST', '1', '2'])
    put('version', `111111111111/us-east-1/f/${version}`, {
      ...scope,
      name: 'f',
      version,
      configuration: {},
      layers: [],
    })
  const configuration = { FunctionVersion: '1', RoutingConfig: weights && { AdditionalVersionWeights: weights } }
  put('alias', '111111111111/us-east-1/f/live', { ...scope, name: 'f', configuration })
  return (qualifier?: string, name = 'f', random = new SeededRandom(1)) =>
    resolveFunction(catalog, { ...scope, name, qualifier }, random)
}

test('without a qualifier $LATEST runs, and the function sees an unqualified ARN', () => {
  const found = catalogWith()()
  assert.ok(found.found)
  assert.equal(found.executedVersion, '$LATEST')
  assert.equal(found.invokedArn, arn)
})

test('a version and an alias run what they name, and the function sees them as they were addressed', () => {
  const resolve = catalogWith()
  const version = resolve('2')
  const alias = resolve('live')
  assert.ok(version.found && alias.found)
  assert.deepEqual([version.executedVersion, version.invokedArn], ['2', `${arn}:2`])
  assert.deepEqual([alias.executedVersion, alias.invokedArn, alias.version.version], ['1', `${arn}:live`, '1'])
})

test('a weighted alias sends its share to the additional version', () => {
  const resolve = catalogWith({ 2: 0.25 })
  const random = new SeededRandom('weights')
  const ran = Array.from({ length: 4000 }, () => resolve('live', 'f', random)).filter(
    (found) => found.found && found.executedVersion === '2',
  )
  assert.ok(ran.length > 850 && ran.length < 1150, `${ran.length} of 4000`)
})

test('what does not exist is answered in the words of AWS', () => {
  const resolve = catalogWith()
  const words = (qualifier?: string, name?: string) => {
    const answer = resolve(qualifier, name)
    return answer.found ? undefined : `${answer.because.exception}: ${answer.because.message}`
  }
  const missing = 'ResourceNotFoundException: Function not found: '
  assert.equal(words(undefined, 'g'), `${missing}arn:aws:lambda:us-east-1:111111111111:function:g:$LATEST`)
  assert.equal(words('3'), `${missing}${arn}:3`)
  assert.equal(words('other'), `${missing}${arn}:other`)
  assert.equal(words('$latest'), `${missing}${arn}:$latest`)
})
