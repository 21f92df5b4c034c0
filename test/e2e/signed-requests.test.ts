import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda'
import type { AccountId } from '../../src/base/identity.ts'
import { signer } from '../../src/front-door/sigv4/sign-for-tests.io.ts'
import type { AccessKeyRecord } from '../../src/lambda/resources.ts'
import { createFunction, lambdaClient } from './harness/lambda-client.ts'
import { type StartedRoost, startRoost } from './harness/start-roost.ts'

interface Bent {
  method?: string
  path?: string
  body?: string
  key?: AccessKeyRecord
  headers?: Record<string, string>
  at?: Date
  region?: string
  service?: string
}
/** Status, the exception, and its message. */
type Heard = [status: number, exception: string | null, text: string]

const minute = 60_000
const invokePath = '/2015-03-31/functions/hello/invocations'
const mismatch = /^The request signature we calculated does not match the signature you provided/

describe('signed requests, one by one', () => {
  let roost: StartedRoost
  let lambda: LambdaClient
  let root: AccessKeyRecord
  let ofFunction: AccessKeyRecord

  before(async () => {
    roost = await startRoost()
    lambda = lambdaClient(roost)
    const { AWS_ACCESS_KEY_ID: accessKeyId = '', AWS_SECRET_ACCESS_KEY: secretAccessKey = '' } = roost.environment
    const account = '000000000000' as AccountId
    root = { accessKeyId, secretAccessKey, account, principal: '', createdAt: '' }
    await createFunction(lambda, 'hello', { 'index.js': 'exports.handler = async (event) => ({ got: event })' })
    await createFunction(lambda, 'tells', { 'index.js': 'exports.handler = async () => process.env' })
    const { Payload } = await lambda.send(new InvokeCommand({ FunctionName: 'tells' }))
    const env = JSON.parse(Buffer.from(Payload!).toString()) as Record<string, string>
    ofFunction = {
      ...root,
      accessKeyId: env.AWS_ACCESS_KEY_ID!,
      secretAccessKey: env.AWS_SECRET_ACCESS_KEY!,
      sessionToken: env.AWS_SESSION_TOKEN,
    }
  })
  after(async () => {
    lambda?.destroy()
    await roost?.remove()
  })

  const wire = ({ method = 'POST', path = invokePath, body, headers }: Bent) => ({
    method,
    protocol: 'http:',
    hostname: '127.0.0.1',
    path,
    query: {},
    headers: { host: new URL(roost.endpoint).host, ...headers },
    body: method === 'GET' ? '' : (body ?? '{"a":1}'),
  })
  const signed = ({ key = root, at = new Date(), service, region, ...bent }: Bent = {}) =>
    signer(key, service, region).sign(wire(bent), { signingDate: at })

  async function hear(request: {
    method: string
    path: string
    headers: Record<string, string>
    body?: unknown
  }): Promise<Heard> {
    const { method, path, headers, body } = request
    const answer = await fetch(`${roost.endpoint}${path}`, {
      method,
      headers,
      ...(method !== 'GET' && { body: body as string }),
    })
    const text = await answer.text()
    const exception = answer.headers.get('x-amzn-errortype')
    const said = exception === null ? {} : (JSON.parse(text) as { message?: string; Message?: string })
    assert.match(answer.headers.get('x-amzn-requestid') ?? '', /^[0-9a-f-]{36}$/)
    return [answer.status, exception, exception === null ? text : (said.message ?? said.Message ?? '')]
  }
  const ask = async (bent?: Bent) => hear(await signed(bent))
  /** The third says what its message is like. */
  function isLike([status, exception, text]: Heard, expected: [number, string | null, RegExp]): void {
    assert.deepEqual([status, exception], expected.slice(0, 2), text)
    assert.match(text, expected[2])
  }

  test('a good one is answered, and answered again within five minutes', async () => {
    const request = await signed({ at: new Date(Date.now() - 4 * minute) })
    isLike(await hear(request), [200, null, /^\{"got":\{"a":1\}\}$/])
    isLike(await hear(request), [200, null, /^\{"got"/])
  })

  test('replayed beyond the skew, or from the future, it is refused', async () => {
    isLike(await ask({ at: new Date(Date.now() - 6 * minute) }), [
      403,
      'InvalidSignatureException',
      /^Signature expired/,
    ])
    isLike(await ask({ at: new Date(Date.now() + 6 * minute) }), [
      403,
      'InvalidSignatureException',
      /^Signature not yet/,
    ])
  })

  test('another body, path or header than was signed', async () => {
    const request = await signed()
    isLike(await hear({ ...request, body: '{"a":2}' }), [403, 'InvalidSignatureException', mismatch])
    isLike(await hear({ ...request, path: invokePath.replace('hello', 'tells') }), [
      403,
      'InvalidSignatureException',
      mismatch,
    ])
    const later = { ...request.headers, 'x-amz-log-type': 'Tail' }
    isLike(await hear({ ...request, headers: later }), [
      403,
      'InvalidSignatureException',
      /were not signed: x-amz-log-type/,
    ])
  })

  test('a payload that is declared unsigned: Lambda takes none', async () => {
    const headers = { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' }
    isLike(await ask({ headers }), [403, 'InvalidSignatureException', mismatch])
  })

  test('for another service, or for no region', async () => {
    isLike(await ask({ service: 'ec2' }), [403, 'InvalidSignatureException', /scoped to correct service: 'lambda'/])
    isLike(await ask({ region: 'nowhere' }), [403, 'InvalidSignatureException', /scoped to a valid region/])
  })

  test('presigned, as a URL that anybody may use until it expires', async () => {
    const at = (signingDate: Date, expiresIn: number) =>
      signer(root).presign(wire({ method: 'GET', path: '/2015-03-31/functions/hello' }), { signingDate, expiresIn })
    const urlOf = async (request: Awaited<ReturnType<typeof at>>) => {
      const query = new URLSearchParams(request.query as Record<string, string>).toString()
      const answer = await fetch(`${roost.endpoint}${request.path}?${query}`)
      return [answer.status, answer.headers.get('x-amzn-errortype')]
    }
    assert.deepEqual(await urlOf(await at(new Date(), 60)), [200, null])
    const hourAgo = new Date(Date.now() - 60 * minute)
    assert.deepEqual(await urlOf(await at(hourAgo, 3600)), [200, null])
    assert.deepEqual(await urlOf(await at(hourAgo, 60)), [403, 'InvalidSignatureException'])
    const bent = await at(new Date(), 60)
    assert.deepEqual(await urlOf({ ...bent, path: '/2015-03-31/functions/tells' }), [403, 'InvalidSignatureException'])
  })

  test("a function's own credentials, with their token and not without it", async () => {
    isLike(await ask({ key: ofFunction }), [200, null, /^\{"got"/])
    const unknown: [number, string, RegExp] = [
      403,
      'UnrecognizedClientException',
      /^The security token included in the request is invalid\.$/,
    ]
    isLike(await ask({ key: { ...ofFunction, sessionToken: undefined } }), unknown)
    isLike(await ask({ key: { ...ofFunction, sessionToken: 'another' } }), unknown)
    isLike(await ask({ key: ofFunction, path: '/_roost/keys', body: '{}' }), [403, 'AccessDeniedException', /roost:/])
  })

  test('the trace that a caller is in goes on in the function', async () => {
    const Root = '1-5759e988-bd862e3fe1be46a994272793'
    const headers = { 'x-amzn-trace-id': `Root=${Root};Parent=53995c3f42cd8ad8;Sampled=1` }
    const [status, , text] = await ask({ path: invokePath.replace('hello', 'tells'), headers })
    assert.equal(status, 200)
    const { _X_AMZN_TRACE_ID: seen } = JSON.parse(text) as Record<string, string>
    assert.match(seen!, new RegExp(`^Root=${Root};Parent=[0-9a-f]{16};Sampled=1`))
  })

  test('what the API does not have', async () => {
    const unknown: [number, string, RegExp] = [404, 'UnknownOperationException', /^$/]
    isLike(await ask({ path: '/2015-03-31/nothing' }), unknown)
    isLike(await ask({ method: 'PATCH', path: '/2015-03-31/functions' }), unknown)
    isLike(await ask({ path: '/' }), unknown)
    isLike(await ask({ path: '/2015-03-31/functions/%zz' }), unknown)
  })

  test('an unknown key, and none', async () => {
    const key = { ...root, accessKeyId: 'AKIAUNKNOWN' }
    isLike(await ask({ key }), [
      403,
      'UnrecognizedClientException',
      /^The security token included in the request is invalid\.$/,
    ])
    isLike(await hear(wire({})), [403, 'MissingAuthenticationTokenException', /^Missing Authentication Token$/])
  })
})
