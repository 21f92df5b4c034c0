import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import {
  AddPermissionCommand,
  CreateFunctionUrlConfigCommand,
  LambdaClient,
  PutFunctionConcurrencyCommand,
  UpdateFunctionUrlConfigCommand,
} from '@aws-sdk/client-lambda'
import { record, signer } from '../../src/front-door/sigv4/sign-for-tests.io.ts'
import { type StartedRoost, startRoost } from './harness/start-roost.ts'

const source = `export const handler = async (event) => {
  if (event.rawPath === '/fail') throw new Error('on purpose')
  if (event.rawPath === '/cookies') return { statusCode: 201, cookies: ['a=1', 'b=2'], headers: { 'x-own': 'yes' }, body: 'made' }
  return event
}
`
const streaming = `export const handler = awslambda.streamifyResponse(async (event, stream) => {
  const out = awslambda.HttpResponseStream.from(stream, { statusCode: 202, headers: { 'x-own': 'streamed' }, cookies: ['c=3'] })
  for (const word of ['one', 'two', 'three']) { out.write(word + ';'); await new Promise((resolve) => setTimeout(resolve, 5)) }
  out.end()
})
`

describe('function URLs', () => {
  let roost: StartedRoost
  let folder: string
  let lambda: LambdaClient

  before(async () => {
    roost = await startRoost()
    folder = mkdtempSync('/var/tmp/roost-url-')
    const { AWS_ACCESS_KEY_ID: accessKeyId = '', AWS_SECRET_ACCESS_KEY: secretAccessKey = '' } = roost.environment
    lambda = new LambdaClient({
      endpoint: roost.endpoint,
      region: 'us-east-1',
      credentials: { accessKeyId, secretAccessKey },
    })
    for (const [name, code] of Object.entries({ web: source, stream: streaming })) {
      mkdirSync(join(folder, name))
      writeFileSync(join(folder, name, 'index.mjs'), code)
      assert.equal((await roost.roost('deploy', join(folder, name))).status, 0)
    }
  })
  after(async () => {
    lambda?.destroy()
    await roost?.remove()
    rmSync(folder, { recursive: true, force: true })
  })

  const allow = (FunctionName: string) =>
    lambda.send(
      new AddPermissionCommand({
        FunctionName,
        StatementId: 'public',
        Action: 'lambda:InvokeFunctionUrl',
        Principal: '*',
        FunctionUrlAuthType: 'NONE',
      }),
    )
  /** By the path form: no name of a host has to resolve. */
  const at = (url: string, path: string) => `${roost.endpoint}/_roost/url/${new URL(url).host.split('.')[0]}${path}`

  test('nobody may call before somebody says so; then a request is an event, and its answer HTTP', async () => {
    const { FunctionUrl = '' } = await lambda.send(
      new CreateFunctionUrlConfigCommand({ FunctionName: 'web', AuthType: 'NONE' }),
    )
    const forbidden = await fetch(at(FunctionUrl, '/'))
    assert.equal(forbidden.status, 403)
    assert.match(((await forbidden.json()) as { Message: string }).Message, /^Forbidden\. For troubleshooting/)
    await allow('web')

    const answer = await fetch(at(FunctionUrl, '/some/path?a=1&a=2'), { method: 'POST', body: '{"x":1}' })
    assert.equal(answer.status, 200)
    assert.match(answer.headers.get('x-amzn-requestid') ?? '', /^[0-9a-f-]{36}$/)
    const event = (await answer.json()) as Record<string, unknown>
    assert.deepEqual([event.rawPath, event.queryStringParameters, event.body], ['/some/path', { a: '1,2' }, '{"x":1}'])

    const made = await fetch(at(FunctionUrl, '/cookies'))
    assert.deepEqual([made.status, made.headers.get('x-own'), await made.text()], [201, 'yes', 'made'])
    assert.deepEqual(made.headers.getSetCookie(), ['a=1', 'b=2'])

    const failed = await fetch(at(FunctionUrl, '/fail'))
    assert.deepEqual([failed.status, await failed.text()], [502, 'Internal Server Error'])
  })

  test('the URL itself is found by the name of the host', async () => {
    const { FunctionUrl = '' } = await lambda.send(
      new UpdateFunctionUrlConfigCommand({ FunctionName: 'web', Cors: { AllowOrigins: ['https://a.example'] } }),
    )
    const { host, port } = new URL(FunctionUrl)
    assert.equal(port, new URL(roost.endpoint).port)
    const answered = await new Promise<{ status?: number; origin?: string }>((resolve, reject) => {
      const headers = { host, origin: 'https://a.example' }
      request(new URL('/cookies', roost.endpoint), { headers }, (incoming) => {
        incoming.resume()
        resolve({ status: incoming.statusCode, origin: incoming.headers['access-control-allow-origin'] })
      })
        .on('error', reject)
        .end()
    })
    assert.deepEqual(answered, { status: 201, origin: 'https://a.example' })
  })

  test('an unknown URL tells nothing', async () => {
    const answer = await fetch(`${roost.endpoint}/_roost/url/${'x'.repeat(32)}/`)
    assert.deepEqual([answer.status, await answer.json()], [403, { Message: null }])
  })

  test('with AWS_IAM, unsigned requests are forbidden, and signed ones tell who calls', async () => {
    await lambda.send(new UpdateFunctionUrlConfigCommand({ FunctionName: 'web', AuthType: 'AWS_IAM' }))
    const { FunctionUrl = '' } = await lambda.send(
      new UpdateFunctionUrlConfigCommand({ FunctionName: 'web', InvokeMode: 'BUFFERED' }),
    )
    const url = new URL(at(FunctionUrl, '/'))
    assert.equal((await fetch(url)).status, 403)

    const { AWS_ACCESS_KEY_ID: accessKeyId = '', AWS_SECRET_ACCESS_KEY: secretAccessKey = '' } = roost.environment
    const wire = { method: 'POST', protocol: 'http:', hostname: url.hostname, path: url.pathname, body: 'signed' }
    const key = { ...record, accessKeyId, secretAccessKey }
    const { headers } = await signer(key).sign({ ...wire, headers: { host: url.host } })
    const answer = await fetch(url, { method: 'POST', headers, body: 'signed' })
    const event = (await answer.json()) as { requestContext: { authorizer: { iam: { userArn: string } } } }
    assert.equal(event.requestContext.authorizer.iam.userArn, 'arn:aws:iam::000000000000:root')
  })

  test('with no concurrency left, callers are told to come again', async () => {
    const { FunctionUrl = '' } = await lambda.send(
      new UpdateFunctionUrlConfigCommand({ FunctionName: 'web', AuthType: 'NONE' }),
    )
    await lambda.send(new PutFunctionConcurrencyCommand({ FunctionName: 'web', ReservedConcurrentExecutions: 0 }))
    assert.equal((await fetch(at(FunctionUrl, '/'))).status, 429)
  })

  test('a stream names its own status, headers and cookies', async () => {
    const { FunctionUrl = '' } = await lambda.send(
      new CreateFunctionUrlConfigCommand({ FunctionName: 'stream', AuthType: 'NONE', InvokeMode: 'RESPONSE_STREAM' }),
    )
    await allow('stream')
    const answer = await fetch(at(FunctionUrl, '/'))
    assert.deepEqual([answer.status, answer.headers.get('x-own')], [202, 'streamed'])
    assert.deepEqual(answer.headers.getSetCookie(), ['c=3'])
    assert.equal(await answer.text(), 'one;two;three;')
  })
})
