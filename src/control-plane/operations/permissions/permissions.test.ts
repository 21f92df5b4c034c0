import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { arnOf, Bench } from '../bench-for-tests.ts'

let bench: Bench
beforeEach(() => {
  bench = new Bench()
  bench.addFunction('f', { versions: 1, aliases: { live: '1' }, configuration: { RevisionId: 'r-function' } })
})

const f = { FunctionName: 'f' }
const s3 = { StatementId: 's3', Action: 'lambda:InvokeFunction', Principal: 's3.amazonaws.com' }
const statementOf = async (input: object) =>
  JSON.parse((await bench.say('AddPermission', { ...f, ...s3, ...input })).Statement as string) as object

test('a permission becomes a statement, its members in the order of AWS', async () => {
  const { Statement } = await bench.say('AddPermission', { ...f, ...s3, SourceArn: 'arn:aws:s3:::b' })
  assert.equal(
    Statement,
    `{"Sid":"s3","Effect":"Allow","Principal":{"Service":"s3.amazonaws.com"},"Action":"lambda:InvokeFunction","Resource":"${arnOf('f')}","Condition":{"ArnLike":{"AWS:SourceArn":"arn:aws:s3:::b"}}}`,
  )
  const { Policy, RevisionId } = await bench.say('GetPolicy', f)
  assert.equal(Policy, `{"Version":"2012-10-17","Id":"default","Statement":[${Statement as string}]}`)
  assert.match(RevisionId as string, /^[0-9a-f-]{36}$/)
})

const principals: [string, unknown][] = [
  ['*', '*'],
  ['222222222222', { AWS: 'arn:aws:iam::222222222222:root' }],
  ['arn:aws:iam::222222222222:user/u', { AWS: 'arn:aws:iam::222222222222:user/u' }],
  ['events.amazonaws.com', { Service: 'events.amazonaws.com' }],
  ['alexa-appkit.amazon.com', { Service: 'alexa-appkit.amazon.com' }],
]
for (const [Principal, shown] of principals)
  test(`principal ${Principal}`, async () =>
    assert.deepEqual(((await statementOf({ Principal })) as { Principal: unknown }).Principal, shown))

const conditions: [object, object][] = [
  [{ SourceAccount: '222222222222' }, { StringEquals: { 'AWS:SourceAccount': '222222222222' } }],
  [{ PrincipalOrgID: 'o-1234567890' }, { StringEquals: { 'aws:PrincipalOrgID': 'o-1234567890' } }],
  [{ FunctionUrlAuthType: 'NONE' }, { StringEquals: { 'lambda:FunctionUrlAuthType': 'NONE' } }],
  [{ EventSourceToken: 'token' }, { StringEquals: { 'lambda:EventSourceToken': 'token' } }],
  [{ InvokedViaFunctionUrl: true }, { Bool: { 'lambda:InvokedViaFunctionUrl': 'true' } }],
]
for (const [given, shown] of conditions)
  test(`condition ${Object.keys(given).join()}`, async () =>
    assert.deepEqual(((await statementOf(given)) as { Condition: unknown }).Condition, shown))

test('function, version and alias have policies of their own', async () => {
  for (const Qualifier of [undefined, '1', 'live']) {
    const { Resource } = (await statementOf({ Qualifier })) as { Resource: string }
    assert.equal(Resource, arnOf('f', Qualifier))
  }
  await bench.say('RemovePermission', { ...f, Qualifier: 'live', StatementId: 's3' })
  assert.deepEqual((await bench.say('GetPolicy', { ...f, Qualifier: 'live' })).refused, gone)
  assert.ok((await bench.say('GetPolicy', { ...f, Qualifier: '1' })).Policy)
})

test('a first permission goes by the revision of its function, later ones by that of the policy', async () => {
  const add = (RevisionId: string, StatementId: string) =>
    bench.say('AddPermission', { ...f, ...s3, RevisionId, StatementId })
  assert.match((await add('other', 'a')).refused?.[1] ?? '', /Call the GetFunction\/GetAlias API/)
  assert.ok((await add('r-function', 'a')).Statement)
  const stale = await add('r-function', 'b')
  assert.equal(stale.refused?.[0], 'PreconditionFailedException')
  assert.match(stale.refused?.[1] ?? '', /Call the GetPolicy API to retrieve the latest Revision Id$/)
  const { RevisionId } = await bench.say('GetPolicy', f)
  assert.ok((await add(RevisionId as string, 'b')).Statement)
})

test('a whole policy is put, read and deleted by the ARN of what it is on', async () => {
  const ResourceArn = arnOf('f', 'live')
  const statement = { Effect: 'Deny', Principal: '*', Action: 'lambda:*', Resource: ResourceArn }
  const put = await bench.say('PutResourcePolicy', { ResourceArn, Policy: JSON.stringify({ Statement: statement }) })
  assert.deepEqual(JSON.parse(put.Policy as string), { Version: '2012-10-17', Id: 'default', Statement: [statement] })
  assert.deepEqual(await bench.say('GetResourcePolicy', { ResourceArn }), put)
  assert.deepEqual(await bench.say('GetPolicy', { ...f, Qualifier: 'live' }), put)
  await bench.say('DeleteResourcePolicy', { ResourceArn, RevisionId: put.RevisionId })
  assert.deepEqual((await bench.say('GetResourcePolicy', { ResourceArn })).refused, gone)
})

const gone = ['ResourceNotFoundException', 'The resource you requested does not exist.']
const missing = (message: string) => ['ResourceNotFoundException', message]
const invalid = (message: string) => ['InvalidParameterValueException', message]
const put = { ResourceArn: arnOf('f') }
const refusals: [string, string, object, unknown[]][] = [
  ['no function', 'AddPermission', { ...s3, FunctionName: 'g' }, missing(`Function not found: ${arnOf('g')}`)],
  [
    '$LATEST',
    'AddPermission',
    { ...s3, ...f, Qualifier: '$LATEST' },
    invalid('We currently do not support adding policies for $LATEST.'),
  ],
  [
    'no such alias',
    'AddPermission',
    { ...s3, ...f, Qualifier: 'no' },
    missing(`Cannot find alias arn: ${arnOf('f', 'no')}`),
  ],
  [
    'no such version',
    'AddPermission',
    { ...s3, ...f, Qualifier: '42' },
    missing(`Function not found: ${arnOf('f', '42')}`),
  ],
  [
    'what is neither',
    'AddPermission',
    { ...s3, ...f, Qualifier: 'with-$' },
    missing(`Function not found: ${arnOf('f', 'with-$')}`),
  ],
  [
    'a principal of nobody',
    'AddPermission',
    { ...s3, ...f, Principal: 'invalid.nonaws.com' },
    invalid('The provided principal was invalid. Please check the principal and try again.'),
  ],
  ['the policy of no function', 'GetPolicy', { FunctionName: 'g' }, gone],
  ['a policy that is not there', 'GetPolicy', f, gone],
  [
    'removal from no function',
    'RemovePermission',
    { FunctionName: 'g', StatementId: 's' },
    missing(`No policy found for: ${arnOf('g')}`),
  ],
  [
    'removal from no alias',
    'RemovePermission',
    { ...f, Qualifier: 'no', StatementId: 's' },
    missing(`Cannot find alias arn: ${arnOf('f', 'no')}`),
  ],
  [
    'removal from no policy',
    'RemovePermission',
    { ...f, StatementId: 's' },
    missing('No policy is associated with the given resource.'),
  ],
  [
    'a text that is no policy',
    'PutResourcePolicy',
    { ...put, Policy: '[]' },
    invalid('The provided policy is invalid: it is not a JSON object.'),
  ],
  [
    'a policy that says nothing',
    'PutResourcePolicy',
    { ...put, Policy: '{}' },
    invalid('The provided policy is invalid: it has no Statement.'),
  ],
  [
    'a statement about nobody',
    'PutResourcePolicy',
    { ...put, Policy: '{"Statement":[{"Effect":"Allow","Action":"*"}]}' },
    invalid('The provided policy is invalid: Statement 1 names no Principal.'),
  ],
]
for (const [what, operation, input, refused] of refusals)
  test(`refused: ${what}`, async () => assert.deepEqual((await bench.say(operation, input)).refused, refused))

test('refused: a statement id twice, one that is not there, and more than 20 KB', async () => {
  await bench.say('AddPermission', { ...f, ...s3 })
  assert.deepEqual((await bench.say('AddPermission', { ...f, ...s3 })).refused, [
    'ResourceConflictException',
    'The statement id (s3) provided already exists. Please provide a new statement id, or remove the existing statement.',
  ])
  assert.deepEqual((await bench.say('RemovePermission', { ...f, StatementId: 'none' })).refused, [
    'ResourceNotFoundException',
    'Statement none is not found in resource policy.',
  ])
  let last: Awaited<ReturnType<Bench['say']>> = {}
  for (let at = 0; at < 200 && !last.refused; at++)
    last = await bench.say('AddPermission', { ...f, ...s3, StatementId: `more${at}` })
  assert.equal(last.refused?.[0], 'PolicyLengthExceededException')
})
