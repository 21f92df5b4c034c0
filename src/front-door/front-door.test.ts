import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import {
  CreateFunctionCommand,
  DeleteFunctionCommand,
  GetFunctionCommand,
  InvokeAsyncCommand,
  InvokeCommand,
  InvokeWithResponseStreamCommand,
  LambdaClient,
} from '@aws-sdk/client-lambda'
import { text, utf8 } from '../base/bytes.ts'
import { throttled } from '../lambda/refusals.ts'
import { type Acts, echo, json, openTestDoor, rootKey, type TestDoor } from './door-for-tests.io.ts'

const clientOf = (door: TestDoor, key = rootKey) =>
  new LambdaClient({
    endpoint: door.endpoint,
    region: 'us-east-1',
    credentials: key,
    maxAttempts: 1,
  })

async function withDoor(acts: Acts, run: (door: TestDoor, client: LambdaClient) => Promise<void>): Promise<void> {
  const door = await openTestDoor(acts)
  door.addFunction('f', { live: '1' })
  const client = clientOf(door)
  try {
    await run(door, client)
    assert.deepEqual(door.faults, [])
  } finally {
    client.destroy()
    await door.close()
  }
}

const refusal = (name: string, status: number, message: RegExp) => (error: unknown) => {
  const { name: named, message: words, $metadata } = error as Error & { $metadata: { httpStatusCode: number } }
  assert.deepEqual([named, $metadata.httpStatusCode], [name, status], words)
  assert.match(words, message)
  return true
}

describe('invoke', () => {
  test('an event goes in, the answer comes out with version, log and request id', () =>
    withDoor(
      {
        invoke: (invocation) => ({ ...echo(invocation), executedVersion: '1', logTail: utf8('START\n') }) as never,
      },
      async (door, client) => {
        const answer = await client.send(
          new InvokeCommand({ FunctionName: 'f', Qualifier: 'live', Payload: json({ a: 'ü' }), LogType: 'Tail' }),
        )
        assert.equal(text(answer.Payload!), '{"a":"ü"}')
        assert.equal(answer.StatusCode, 200)
        assert.equal(answer.ExecutedVersion, '1')
        assert.equal(Buffer.from(answer.LogResult!, 'base64').toString(), 'START\n')
        assert.equal(answer.FunctionError, undefined)
        const [invocation] = door.invocations
        assert.equal(invocation!.requestId, answer.$metadata.requestId)
        assert.deepEqual(
          [invocation!.functionName, invocation!.qualifier, invocation!.tail, invocation!.way],
          ['f', 'live', true, 'sync'],
        )
        const journey = door.parts.journeys.find(invocation!.requestId)!
        assert.deepEqual(
          journey.hops.map(({ hop }) => hop),
          ['received', 'authenticated'],
        )
        assert.equal(journey.outcome, 'success')
      },
    ))

  test('a function’s error is 200 with X-Amz-Function-Error', () =>
    withDoor(
      {
        invoke: () => ({
          ran: true,
          payload: json({ errorType: 'Error' }),
          functionError: 'Unhandled',
          errorType: 'Error',
          executedVersion: '$LATEST',
        }),
      },
      async (_, client) => {
        const answer = await client.send(new InvokeCommand({ FunctionName: 'f' }))
        assert.equal(answer.FunctionError, 'Unhandled')
        assert.equal(text(answer.Payload!), '{"errorType":"Error"}')
      },
    ))

  test('named by an ARN, a partial ARN, or with its qualifier', () =>
    withDoor({}, async (door, client) => {
      const names = ['arn:aws:lambda:us-east-1:111111111111:function:f:live', '111111111111:function:f', 'f:live']
      for (const FunctionName of names) await client.send(new InvokeCommand({ FunctionName }))
      assert.deepEqual(
        door.invocations.map(({ functionName, qualifier }) => [functionName, qualifier]),
        [
          ['f', 'live'],
          ['f', undefined],
          ['f', 'live'],
        ],
      )
    }))

  test('in another region, or with two qualifiers that differ', () =>
    withDoor({}, async (door, client) => {
      await assert.rejects(
        client.send(new InvokeCommand({ FunctionName: 'arn:aws:lambda:eu-west-1:111111111111:function:f' })),
        refusal(
          'ResourceNotFoundException',
          404,
          /^Functions from 'eu-west-1' are not reachable in this region \('us-east-1'\)$/,
        ),
      )
      await assert.rejects(
        client.send(new InvokeCommand({ FunctionName: 'f:live', Qualifier: '1' })),
        refusal('InvalidParameterValueException', 400, /^The derived qualifier from the function name does not match/),
      )
      assert.equal(door.invocations.length, 0)
    }))

  test('a throttle says why, and when to come again', () =>
    withDoor(
      { invoke: () => ({ ran: false, because: throttled('ReservedFunctionConcurrentInvocationLimitExceeded') }) },
      async (_, client) => {
        await assert.rejects(client.send(new InvokeCommand({ FunctionName: 'f' })), (error: Error) => {
          refusal('TooManyRequestsException', 429, /Rate Exceeded\./)(error)
          assert.equal(
            (error as Error & { Reason?: string }).Reason,
            'ReservedFunctionConcurrentInvocationLimitExceeded',
          )
          assert.equal((error as Error & { retryAfterSeconds?: string }).retryAfterSeconds, '1')
          return true
        })
      },
    ))

  test('client context, tenant and trace reach the function', () =>
    withDoor({}, async (door, client) => {
      const ClientContext = Buffer.from('{"custom":{"a":1}}').toString('base64')
      await client.send(new InvokeCommand({ FunctionName: 'f', ClientContext, TenantId: 'blue' }))
      const [invocation] = door.invocations
      assert.equal(invocation!.clientContext, '{"custom":{"a":1}}')
      assert.equal(invocation!.tenantId, 'blue')
      assert.match(invocation!.traceId!, /^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0$/)
      await assert.rejects(
        client.send(new InvokeCommand({ FunctionName: 'f', ClientContext: 'e30K!' })),
        refusal('InvalidRequestContentException', 400, /Client context must be a valid Base64-encoded JSON object/),
      )
    }))

  test('a dry run asks whether it exists', () =>
    withDoor({}, async (door, client) => {
      const dry = { InvocationType: 'DryRun' } as const
      const answer = await client.send(new InvokeCommand({ FunctionName: 'f', ...dry }))
      assert.equal(answer.StatusCode, 204)
      assert.equal(answer.ExecutedVersion, undefined)
      await assert.rejects(
        client.send(new InvokeCommand({ FunctionName: 'g', ...dry })),
        refusal(
          'ResourceNotFoundException',
          404,
          /Function not found: arn:aws:lambda:us-east-1:111111111111:function:g:\$LATEST/,
        ),
      )
      assert.equal(door.invocations.length, 0)
    }))

  test('more than six megabytes are refused', () =>
    withDoor({}, async (door, client) => {
      const Payload = new Uint8Array(6_291_457)
      await assert.rejects(
        client.send(new InvokeCommand({ FunctionName: 'f', Payload })),
        refusal(
          'RequestTooLargeException',
          413,
          /^6291457 byte payload is too large for the RequestResponse invocation type \(limit 6291456 bytes\)$/,
        ),
      )
      assert.equal(door.invocations.length, 0)
    }))

  test('a fault of ours is a ServiceException without its words', async () => {
    const door = await openTestDoor({ invoke: () => Promise.reject(new Error('secret detail')) })
    const client = clientOf(door)
    await assert.rejects(
      client.send(new InvokeCommand({ FunctionName: 'f' })),
      refusal('ServiceException', 500, /^An error occurred and the request cannot be processed\.$/),
    )
    assert.match(String(door.faults[0]), /secret detail/)
    client.destroy()
    await door.close()
  })
})

describe('events', () => {
  test('are accepted with 202 and nothing else', () =>
    withDoor(
      {
        parts: {
          events: {
            accept: (event) => (accepted.push({ ...event, way: 'event' }), Promise.resolve({ accepted: true })),
          },
        },
      },
      async (_, client) => {
        const answer = await client.send(
          new InvokeCommand({ FunctionName: 'f', InvocationType: 'Event', Payload: json([1]) }),
        )
        assert.equal(answer.StatusCode, 202)
        assert.equal(answer.Payload?.length ?? 0, 0)
        assert.equal(answer.ExecutedVersion, undefined)
        const old = await client.send(new InvokeAsyncCommand({ FunctionName: 'f', InvokeArgs: '[2]' }))
        assert.equal(old.Status, 202)
        assert.deepEqual(
          accepted.map(({ way, payload }) => [way, text(payload)]),
          [
            ['event', '[1]'],
            ['event', '[2]'],
          ],
        )
      },
    ))
  const accepted: TestDoor['invocations'] = []

  test('are refused clearly while there is nobody to take them', () =>
    withDoor({}, async (_, client) => {
      await assert.rejects(
        client.send(new InvokeCommand({ FunctionName: 'f', InvocationType: 'Event' })),
        refusal('ServiceException', 500, /asynchronous invocation is not available yet/),
      )
    }))

  test('of more than one megabyte are refused', () =>
    withDoor({}, async (_, client) => {
      await assert.rejects(
        client.send(
          new InvokeCommand({ FunctionName: 'f', InvocationType: 'Event', Payload: new Uint8Array(1_048_577) }),
        ),
        refusal('RequestTooLargeException', 413, /^1048577 byte payload is too large for the Event invocation type/),
      )
    }))
})

describe('response streams', () => {
  const collect = async (door: TestDoor, client: LambdaClient) => {
    const answer = await client.send(new InvokeWithResponseStreamCommand({ FunctionName: 'f', LogType: 'Tail' }))
    const chunks: string[] = []
    let complete: object | undefined
    for await (const event of answer.EventStream!) {
      if (event.PayloadChunk) chunks.push(text(event.PayloadChunk.Payload!))
      if (event.InvokeComplete) complete = event.InvokeComplete
    }
    assert.equal(answer.ResponseStreamContentType, 'application/vnd.amazon.eventstream')
    assert.equal(door.invocations.length, 1)
    return { answer, chunks, complete }
  }

  test('come chunk by chunk, then complete with the log', () =>
    withDoor(
      {
        async invoke({ sink }) {
          sink!.start('text/plain')
          for (const chunk of ['one', 'two', 'three']) await sink!.write(utf8(chunk))
          return { ran: true, payload: utf8(''), executedVersion: '$LATEST', logTail: utf8('END') }
        },
      },
      async (door, client) => {
        const { answer, chunks, complete } = await collect(door, client)
        assert.deepEqual(chunks, ['one', 'two', 'three'])
        assert.equal(answer.ExecutedVersion, '$LATEST')
        assert.deepEqual({ ...complete }, { LogResult: Buffer.from('END').toString('base64') })
      },
    ))

  test('an error in the midst is told at the end', () =>
    withDoor(
      {
        async invoke({ sink }) {
          sink!.start('text/plain')
          await sink!.write(utf8('half'))
          const payload = utf8('{"errorType":"Oops"}')
          return { ran: true, payload, functionError: 'Unhandled', errorType: 'Oops', executedVersion: '$LATEST' }
        },
      },
      async (door, client) => {
        const { chunks, complete } = await collect(door, client)
        assert.deepEqual(chunks, ['half'])
        assert.deepEqual({ ...complete }, { ErrorCode: 'Oops', ErrorDetails: '{"errorType":"Oops"}' })
      },
    ))

  test('a refusal before the first byte is an ordinary one', () =>
    withDoor(
      { invoke: () => ({ ran: false, because: throttled('ConcurrentInvocationLimitExceeded') }) },
      async (_, client) => {
        await assert.rejects(
          client.send(new InvokeWithResponseStreamCommand({ FunctionName: 'f' })),
          refusal('TooManyRequestsException', 429, /Rate Exceeded/),
        )
      },
    ))
})

describe('management', () => {
  test('is read, executed where the control plane is, and answered', () =>
    withDoor(
      { execute: (operation) => (operation === 'CreateFunction' ? { FunctionName: 'new', State: 'Pending' } : {}) },
      async (door, client) => {
        const created = await client.send(
          new CreateFunctionCommand({
            FunctionName: 'new',
            Role: 'arn:aws:iam::111111111111:role/r',
            Code: { ZipFile: utf8('zip') },
          }),
        )
        assert.equal(created.$metadata.httpStatusCode, 201)
        assert.equal(created.State, 'Pending')
        assert.match(created.$metadata.requestId!, /^[0-9a-f-]{36}$/)
        const deleted = await client.send(new DeleteFunctionCommand({ FunctionName: 'new' }))
        assert.equal(deleted.$metadata.httpStatusCode, 204)
        assert.deepEqual(
          door.managed.map(({ operation, input }) => [operation, input.FunctionName]),
          [
            ['CreateFunction', 'new'],
            ['DeleteFunction', 'new'],
          ],
        )
        assert.equal(text((door.managed[0]!.input.Code as { ZipFile: Uint8Array }).ZipFile), 'zip')
      },
    ))

  test('its answer waits until this process knows what was changed', async () => {
    const door: TestDoor = await openTestDoor({
      parts: {
        management: {
          manage: async ({ requestId }) => {
            const revision = door.catalog.revision + 1
            setImmediate(() => door.addFunction('late'))
            return { status: 200, headers: { 'x-amzn-RequestId': requestId }, body: utf8('{}'), revision }
          },
        },
      },
    })
    const client = clientOf(door)
    await client.send(new GetFunctionCommand({ FunctionName: 'late' }))
    assert.ok(door.catalog.get('function', '111111111111/us-east-1/late'))
    client.destroy()
    await door.close()
  })
})

describe('without a good signature', () => {
  let door: TestDoor
  before(async () => {
    door = await openTestDoor()
  })
  after(() => door.close())

  test('nothing gets in, and AWS’s words come out', async () => {
    const bare = await fetch(`${door.endpoint}/2015-03-31/functions/`)
    assert.equal(bare.status, 403)
    assert.equal(bare.headers.get('x-amzn-errortype'), 'MissingAuthenticationTokenException')
    assert.deepEqual(await bare.json(), { message: 'Missing Authentication Token' })
    const client = clientOf(door, { ...rootKey, secretAccessKey: 'wrong' })
    await assert.rejects(
      client.send(new InvokeCommand({ FunctionName: 'f', Payload: json({}) })),
      refusal('InvalidSignatureException', 403, /The request signature we calculated does not match/),
    )
    client.destroy()
    assert.equal(door.invocations.length, 0)
  })
})
