import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import {
  CreateAliasCommand,
  DeleteAliasCommand,
  InvokeCommand,
  type InvokeCommandInput,
  type LambdaClient,
  PublishVersionCommand,
  UpdateAliasCommand,
  UpdateFunctionConfigurationCommand,
  waitUntilFunctionUpdatedV2,
  waitUntilPublishedVersionActive,
} from '@aws-sdk/client-lambda'
import { createFunction, lambdaClient } from './harness/lambda-client.ts'
import { type StartedRoost, startRoost } from './harness/start-roost.ts'

/** Answers what it was given and what it knows of itself. */
const node = `exports.handler = async (event, context) => {
  if (event.bytes) return 'x'.repeat(event.bytes - 2)
  const { clientContext, functionName, functionVersion, invokedFunctionArn } = context
  return { length: JSON.stringify(event).length, clientContext, functionName, functionVersion, invokedFunctionArn, STAGE: process.env.STAGE }
}`
const python = `def handler(event, context):
    c = context.client_context
    return {"client": vars(c.client) if c.client else None, "custom": c.custom, "env": c.env}
`
const arn = 'arn:aws:lambda:us-east-1:000000000000:function:self'
const clientContext = { client: { installation_id: 'i', app_title: 't' }, custom: { a: 'b' }, env: { locale: 'de' } }

describe('what an invocation answers, through the SDK', () => {
  let roost: StartedRoost
  let lambda: LambdaClient

  before(async () => {
    roost = await startRoost()
    lambda = lambdaClient(roost)
    await createFunction(lambda, 'self', { 'index.js': node }, { Environment: { Variables: { STAGE: 'one' } } })
    await publish('1')
    const FunctionName = 'self'
    await lambda.send(
      new UpdateFunctionConfigurationCommand({ FunctionName, Environment: { Variables: { STAGE: 'two' } } }),
    )
    await waitUntilFunctionUpdatedV2({ client: lambda, maxWaitTime: 30, minDelay: 0.05 }, { FunctionName })
    await publish('2')
    await lambda.send(new CreateAliasCommand({ FunctionName, Name: 'live', FunctionVersion: '1' }))
  })
  after(async () => {
    lambda?.destroy()
    await roost?.remove()
  })

  async function publish(expected: string): Promise<void> {
    const FunctionName = 'self'
    const { Version } = await lambda.send(new PublishVersionCommand({ FunctionName }))
    assert.equal(Version, expected)
    const waiter = { client: lambda, maxWaitTime: 30, minDelay: 0.05 }
    const { state } = await waitUntilPublishedVersionActive(waiter, { FunctionName, Qualifier: Version })
    assert.equal(state, 'SUCCESS')
  }

  interface Told {
    length: number
    functionVersion: string
    invokedFunctionArn: string
    STAGE: string
  }
  async function invoke(FunctionName: string, more: Partial<InvokeCommandInput> = {}) {
    const { Payload, ...answer } = await lambda.send(new InvokeCommand({ FunctionName, ...more }))
    const text = Buffer.from(Payload ?? '').toString()
    return { ...answer, text, told: (text === '' ? {} : JSON.parse(text)) as Told }
  }
  /** `404 ResourceNotFoundException: Function not found: …` */
  async function refused(FunctionName: string, more: Partial<InvokeCommandInput> = {}): Promise<string> {
    try {
      await lambda.send(new InvokeCommand({ FunctionName, ...more }))
      return 'answered'
    } catch (error) {
      const { name, message, $metadata } = error as Error & { $metadata: { httpStatusCode: number } }
      return `${$metadata.httpStatusCode} ${name}: ${message}`
    }
  }

  for (const [form, version, contextArn] of [
    ['self', '$LATEST', arn],
    ['self:$LATEST', '$LATEST', `${arn}:$LATEST`],
    ['self:1', '1', `${arn}:1`],
    ['self:live', '1', `${arn}:live`],
    ['function:self', '$LATEST', arn],
    ['000000000000:function:self', '$LATEST', arn],
    ['000000000000:function:self:2', '2', `${arn}:2`],
    [arn, '$LATEST', arn],
    [`${arn}:live`, '1', `${arn}:live`],
    ['us-east-1:000000000000:function:self:1', '1', `${arn}:1`],
  ] as const)
    test(`named ${form}`, async () => {
      const { ExecutedVersion, told } = await invoke(form)
      assert.deepEqual([ExecutedVersion, told.functionVersion, told.invokedFunctionArn], [version, version, contextArn])
    })

  test('a Qualifier beside the name says as much as one within it; both must say the same', async () => {
    assert.equal((await invoke('self', { Qualifier: 'live' })).told.invokedFunctionArn, `${arn}:live`)
    assert.equal((await invoke('self:live', { Qualifier: 'live' })).told.STAGE, 'one')
    assert.equal(
      await refused('self:live', { Qualifier: '2' }),
      '400 InvalidParameterValueException: The derived qualifier from the function name does not match the specified qualifier.',
    )
    assert.equal(await refused('self:9'), `404 ResourceNotFoundException: Function not found: ${arn}:9`)
    assert.equal(
      await refused('nobody'),
      `404 ResourceNotFoundException: Function not found: ${arn.replace('self', 'nobody')}:$LATEST`,
    )
  })

  test('an alias of two versions runs both, says which, and is itself in the context', async () => {
    const FunctionName = 'self'
    const RoutingConfig = { AdditionalVersionWeights: { 2: 0.5 } }
    await lambda.send(new CreateAliasCommand({ FunctionName, Name: 'split', FunctionVersion: '1', RoutingConfig }))
    const met = new Map<string, number>()
    for (let turn = 0; turn < 40; turn++) {
      const { ExecutedVersion = '', told } = await invoke('self:split')
      assert.deepEqual([told.functionVersion, told.invokedFunctionArn], [ExecutedVersion, `${arn}:split`])
      assert.equal(told.STAGE, ExecutedVersion === '1' ? 'one' : 'two')
      met.set(ExecutedVersion, (met.get(ExecutedVersion) ?? 0) + 1)
    }
    assert.deepEqual([...met.keys()].sort(), ['1', '2'])
    const all = { AdditionalVersionWeights: { 2: 1 } }
    await lambda.send(new UpdateAliasCommand({ FunctionName, Name: 'split', RoutingConfig: all }))
    for (let turn = 0; turn < 10; turn++) assert.equal((await invoke('self:split')).ExecutedVersion, '2')
    await lambda.send(new DeleteAliasCommand({ FunctionName, Name: 'split' }))
    assert.equal(await refused('self:split'), `404 ResourceNotFoundException: Function not found: ${arn}:split`)
  })

  test('a client context reaches functions of Node and of Python', async () => {
    const ClientContext = Buffer.from(JSON.stringify(clientContext)).toString('base64')
    const { text } = await invoke('self', { ClientContext })
    assert.deepEqual((JSON.parse(text) as { clientContext: object }).clientContext, clientContext)
    await createFunction(lambda, 'snake', { 'index.py': python })
    const snake = JSON.parse((await invoke('snake', { ClientContext })).text) as { client: object; custom: object }
    assert.partialDeepStrictEqual(snake, { client: { installation_id: 'i', app_title: 't' }, custom: { a: 'b' } })
    assert.match(await refused('self', { ClientContext: '!' }), /^400 InvalidRequestContentException: Client context/)
  })

  test('a dry run asks whether one may, and runs nothing', async () => {
    const InvocationType = 'DryRun'
    const { StatusCode, ExecutedVersion, text } = await invoke('self', { InvocationType, Payload: '{}' })
    assert.deepEqual([StatusCode, ExecutedVersion, text], [204, undefined, ''])
    assert.match(await refused('nobody', { InvocationType }), /^404 ResourceNotFoundException/)
  })

  test('a name for a durable execution is refused, not forgotten', async () =>
    assert.match(
      await refused('self', { DurableExecutionName: 'order-1' }),
      /^400 InvalidParameterValueException: DurableExecutionName cannot be given/,
    ))

  test('six megabytes go in and come out, and no byte more', async () => {
    const limit = 6_291_456
    const fits = `{"a":"${'x'.repeat(limit - 8)}"}`
    assert.equal((await invoke('self', { Payload: fits })).told.length, limit)
    assert.equal(
      await refused('self', { Payload: `${fits} ` }),
      `413 RequestTooLargeException: ${limit + 1} byte payload is too large for the RequestResponse invocation type (limit ${limit} bytes)`,
    )
    assert.equal((await invoke('self', { Payload: `{"bytes":${limit}}` })).text.length, limit)
    const { FunctionError, text } = await invoke('self', { Payload: '{"bytes":6291557}' })
    assert.deepEqual(
      [FunctionError, JSON.parse(text)],
      [
        'Unhandled',
        {
          errorMessage: 'Response payload size exceeded maximum allowed payload size (6291556 bytes).',
          errorType: 'Function.ResponseSizeTooLarge',
        },
      ],
    )
  })

  test('the tail of the log is 4 KB of it, and nothing is said of it unasked', async () => {
    await createFunction(lambda, 'talks', {
      'index.js': 'exports.handler = async () => { for (let i = 0; i < 500; i++) console.log("line " + i) }',
    })
    const { LogResult, text } = await invoke('talks', { LogType: 'Tail' })
    const log = Buffer.from(LogResult!, 'base64').toString()
    assert.equal(text, 'null')
    assert.equal(Buffer.byteLength(log), 4096)
    assert.match(log, /line 499\nEND RequestId: .*\nREPORT RequestId: .*\n$/)
    assert.equal((await invoke('talks')).LogResult, undefined)
  })
})
