import assert from 'node:assert/strict'
import { request } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, test } from 'node:test'
import { text, utf8 } from '../../base/bytes.ts'
import type { AccountId } from '../../base/identity.ts'
import { functionArn } from '../../lambda/arn.ts'
import { functionKey, qualifiedKey } from '../../lambda/keys.ts'
import { throttled } from '../../lambda/refusals.ts'
import type { PolicyStatement, UrlRecord } from '../../lambda/resources.ts'
import type { Invocation, InvocationResult } from '../../sync-plane/sync-plane.ts'
import { json, openTestDoor, rootKey, scope, type TestDoor } from '../door-for-tests.io.ts'
import { signer } from '../sigv4/sign-for-tests.io.ts'

const urlId = 'u'.repeat(32)
const host = `${urlId}.lambda-url.us-east-1.localhost`

let door: TestDoor
let act: (invocation: Invocation) => Promise<InvocationResult> | InvocationResult
const answered = (value: unknown): InvocationResult => ({ ran: true, payload: json(value), executedVersion: '1' })
const failed = { ran: true, payload: json({}), functionError: 'Unhandled', executedVersion: '1' } as const

beforeEach(async () => {
  act = () => answered('hello')
  door = await openTestDoor({ invoke: (invocation) => act(invocation) })
  door.addFunction('f', { live: '1' })
})
afterEach(() => door.close())

function addUrl(configuration: Partial<UrlRecord['configuration']> = {}, qualifier?: string): void {
  const FunctionArn = functionArn(scope, 'f', qualifier)
  const key = qualifier === undefined ? functionKey(scope, 'f') : qualifiedKey(scope, 'f', qualifier)
  const made = { FunctionUrl: `http://${host}/`, CreationTime: 0, LastModifiedTime: 0, AuthType: 'NONE' as const }
  const value = { ...scope, name: 'f', qualifier, urlId, configuration: { ...made, FunctionArn, ...configuration } }
  door.put('function-url', key, value as UrlRecord)
}

const everybody: PolicyStatement = {
  Effect: 'Allow',
  Principal: '*',
  Action: 'lambda:InvokeFunctionUrl',
  Condition: { StringEquals: { 'lambda:FunctionUrlAuthType': 'NONE' } },
}

interface Asked {
  method?: string
  path?: string
  headers?: Record<string, string>
  body?: string
}
interface Got {
  status: number
  headers: Record<string, string | string[] | undefined>
  body: string
}

/** As a browser asks for the URL: by the name of its host. */
function ask({ method = 'GET', path = '/', headers = {}, body = '' }: Asked = {}): Promise<Got> {
  return new Promise((resolve, reject) => {
    const options = { method, headers: { host, ...headers }, agent: false }
    const outgoing = request(new URL(path, door.endpoint), options, (incoming) => {
      const { headers: told, statusCode: status = 0 } = incoming
      buffer(incoming).then((bytes) => resolve({ status, headers: told, body: bytes.toString() }), reject)
    })
    outgoing.on('error', reject).end(body)
  })
}

async function askSigned(key = rootKey, service = 'lambda', region = 'us-east-1'): Promise<Got> {
  const wire = { method: 'POST', protocol: 'http:', hostname: host, path: '/', headers: { host }, body: 'x' }
  const { headers } = await signer(key, service, region).sign(wire)
  return await ask({ method: 'POST', headers, body: 'x' })
}

const event = () => JSON.parse(text(door.invocations[0]!.payload)) as { requestContext: Record<string, unknown> }

describe('a URL for everybody', () => {
  test('is closed until a policy opens it for that', async () => {
    addUrl()
    const closed = await ask()
    assert.equal(closed.status, 403)
    assert.equal(closed.headers['x-amzn-errortype'], 'AccessDeniedException')
    assert.match(closed.body, /^\{"Message":"Forbidden\. For troubleshooting Function URL authorization issues, see:/)
    assert.equal(door.parts.journeys.find(String(closed.headers['x-amzn-requestid']))?.outcome, 'AccessDeniedException')
    door.allow('f', [{ ...everybody, Action: 'lambda:InvokeFunction' }])
    assert.equal((await ask()).status, 403)
    door.allow('f', [everybody])
    const open = await ask()
    assert.deepEqual([open.status, open.body], [200, 'hello'])
    assert.equal(event().requestContext.accountId, 'anonymous')
  })

  test('tells request and trace with each answer, and is a journey', async () => {
    addUrl()
    door.allow('f', [everybody])
    const { headers } = await ask()
    const [invocation] = door.invocations
    assert.equal(headers['x-amzn-requestid'], invocation!.requestId)
    assert.equal(headers['x-amzn-trace-id'], invocation!.traceId)
    const journey = door.parts.journeys.find(invocation!.requestId)!
    assert.deepEqual([journey.way, journey.outcome, journey.hops.map(({ hop }) => hop)], [
      'url',
      'success',
      ['received', 'authenticated'],
    ] as unknown)
  })

  test('of an alias asks for the policy of the alias, and runs it', async () => {
    addUrl({}, 'live')
    door.allow('f', [everybody])
    assert.equal((await ask()).status, 403)
    door.allow('f', [everybody], 'live')
    assert.equal((await ask()).status, 200)
    assert.equal(door.invocations[0]!.qualifier, 'live')
  })

  test('is gone once it is deleted, and tells nothing', async () => {
    addUrl()
    door.allow('f', [everybody])
    const revision = door.catalog.revision + 1
    door.catalog.apply([{ kind: 'function-url', key: functionKey(scope, 'f'), revision }])
    const { body, status } = await ask()
    assert.deepEqual([status, body], [403, '{"Message":null}'])
  })
})

describe('a URL for those who sign', () => {
  beforeEach(() => addUrl({ AuthType: 'AWS_IAM' }))

  test('tells the function who calls', async () => {
    assert.equal((await askSigned()).status, 200)
    const { accountId, authorizer } = event().requestContext
    assert.equal(accountId, scope.account)
    assert.deepEqual(authorizer, {
      iam: {
        accessKey: 'AKIAROOT',
        accountId: scope.account,
        callerId: 'AKIAROOT',
        cognitoIdentity: null,
        principalOrgId: null,
        userArn: rootKey.principal,
        userId: 'AKIAROOT',
      },
    })
  })

  test('does not take what is open to everybody for a signature', async () => {
    door.allow('f', [everybody])
    const { body, status } = await ask()
    assert.equal(status, 403)
    assert.match(body, /Forbidden/)
  })

  test('says what is wrong with a signature', async () => {
    const wrong = [
      await askSigned({ ...rootKey, secretAccessKey: 'wrong' }),
      await askSigned({ ...rootKey, accessKeyId: 'AKIANOBODY' }),
      await askSigned(rootKey, 's3'),
      await askSigned(rootKey, 'lambda', 'eu-west-1'),
    ]
    assert.deepEqual(
      wrong.map(({ headers, status }) => [status, headers['x-amzn-errortype']]),
      [
        [403, 'InvalidSignatureException'],
        [403, 'UnrecognizedClientException'],
        [403, 'InvalidSignatureException'],
        [403, 'InvalidSignatureException'],
      ],
    )
    assert.equal(door.invocations.length, 0)
  })

  test('asks the policy of the key', async () => {
    const Resource = functionArn(scope, 'f')
    const may = (Action: string) => [{ Effect: 'Allow' as const, Action, Resource }]
    const without = door.addKey('AKIAWITHOUT', { policy: may('lambda:GetFunction') })
    assert.equal((await askSigned(without)).status, 403)
    const withIt = door.addKey('AKIAWITH', { policy: may('lambda:InvokeFunctionUrl') })
    assert.equal((await askSigned(withIt)).status, 200)
  })

  test('asks both sides where accounts differ', async () => {
    const account = '222222222222' as AccountId
    const stranger = door.addKey('AKIASTRANGER', { account, principal: `arn:aws:iam::${account}:user/x` })
    assert.equal((await askSigned(stranger)).status, 403)
    door.allow('f', [{ Effect: 'Allow', Principal: { AWS: account }, Action: 'lambda:InvokeFunctionUrl' }])
    assert.equal((await askSigned(stranger)).status, 200)
  })
})

describe('what goes wrong', () => {
  beforeEach(() => {
    addUrl({ Cors: { AllowOrigins: ['https://a.example'] } })
    door.allow('f', [everybody])
  })
  const refusedBecause = (because: Extract<InvocationResult, { ran: false }>['because']) => () =>
    ({ ran: false, because }) as const

  const cases: [string, () => InvocationResult, number, RegExp][] = [
    ['a failed function', () => failed, 502, /^Internal Server Error$/],
    ['an answer that is no HTTP', () => answered({ statusCode: 1 }), 502, /^Internal Server Error$/],
    [
      'too many at once',
      refusedBecause(throttled('ReservedFunctionConcurrentInvocationLimitExceeded')),
      429,
      /"Reason":"ReservedFunctionConcurrentInvocationLimitExceeded".*"message":"Rate Exceeded\."/,
    ],
    [
      'an alias that is gone',
      refusedBecause({ exception: 'ResourceNotFoundException', message: 'gone' }),
      403,
      /"Message":"Forbidden/,
    ],
    [
      'an event that is too large',
      refusedBecause({ exception: 'RequestTooLargeException', message: 'large' }),
      413,
      /"message":"large"/,
    ],
  ]
  for (const [what, result, status, words] of cases)
    test(`${what} is ${status}, and pages of other origins may read it`, async () => {
      act = result
      const got = await ask({ headers: { origin: 'https://a.example' } })
      assert.equal(got.status, status)
      assert.match(got.body, words)
      assert.equal(got.headers['access-control-allow-origin'], 'https://a.example')
      assert.match(String(got.headers['x-amzn-requestid']), /^[0-9a-f-]{36}$/)
      assert.deepEqual(door.faults, [])
    })

  test('a body of more than six megabytes is 413', async () => {
    const got = await ask({ method: 'POST', body: 'x'.repeat(6 * 1024 * 1024 + 1) })
    assert.equal(got.status, 413)
    assert.match(got.body, /"Request must be smaller than 6291456 bytes for the InvokeFunction operation"/)
  })

  test('a preflight is answered without the function', async () => {
    const headers = { origin: 'https://a.example', 'access-control-request-method': 'PUT' }
    const got = await ask({ method: 'OPTIONS', headers })
    assert.deepEqual([got.status, got.headers['access-control-allow-origin']], [200, 'https://a.example'])
    assert.equal(door.invocations.length, 0)
  })
})

describe('a URL that streams', () => {
  beforeEach(() => {
    addUrl({ InvokeMode: 'RESPONSE_STREAM' })
    door.allow('f', [everybody])
  })
  const done: InvocationResult = { ran: true, payload: new Uint8Array(0), executedVersion: '1' }
  const integrated = 'application/vnd.awslambda.http-integration-response'
  const streams =
    (contentType: string, chunks: string[], end: InvocationResult | Error = done): typeof act =>
    async ({ sink }) => {
      sink!.start(contentType)
      for (const chunk of chunks) await sink!.write(utf8(chunk))
      if (end instanceof Error) throw end
      return end
    }

  test('has its head wherever the pieces were cut', async () => {
    const whole = `{"statusCode":201,"headers":{"X-Own":"a"},"cookies":["b=1"]}${'\0'.repeat(8)}body`
    for (const at of [1, 60, 64, 68, 70]) {
      act = streams(integrated, [whole.slice(0, at), whole.slice(at)])
      const { body, headers, status } = await ask()
      assert.deepEqual([status, headers['x-own'], headers['set-cookie'], body], [201, 'a', ['b=1'], 'body'])
    }
  })

  test('without a head is 200 with the type that the function named', async () => {
    act = streams('text/plain', ['one', 'two'])
    const { body, headers, status } = await ask()
    assert.deepEqual([status, headers['content-type'], body], [200, 'text/plain', 'onetwo'])
  })

  test('is 502 where nothing fit for HTTP came', async () => {
    for (const chunks of [
      ['no json', '\0'.repeat(8)],
      ['{"statusCode":1}\0\0\0\0\0\0\0\0body'],
      ['{"statusCode":200}'],
      [],
    ]) {
      act = streams(integrated, chunks)
      const { body, status } = await ask()
      assert.deepEqual([status, body], [502, 'Internal Server Error'])
    }
    act = () => failed
    assert.equal((await ask()).status, 502)
  })

  test('that breaks off does not look whole', async () => {
    act = streams('text/plain', ['one'], failed)
    await assert.rejects(ask())
    act = streams('text/plain', ['one'], new Error('a fault of ours'))
    await assert.rejects(ask())
    assert.match(String(door.faults), /a fault of ours/)
  })
})

test('with any credentials, no policy is asked, and a key id of twelve digits is its account', async () => {
  await door.close()
  door = await openTestDoor({ invoke: () => answered('hello'), parts: { anyCredentials: true } })
  addUrl()
  assert.equal((await fetch(`${door.endpoint}/_roost/url/${urlId}/x`)).status, 200)
  addUrl({ AuthType: 'AWS_IAM' })
  assert.equal((await askSigned({ ...rootKey, accessKeyId: scope.account, secretAccessKey: 'any' })).status, 200)
})
