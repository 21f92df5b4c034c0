import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { EnvironmentSpec } from './worker.ts'
import { invoke, openTestWorker, requestId, type TestWorker } from './worker-for-tests.io.ts'

let roost: TestWorker
before(async () => {
  roost = await openTestWorker()
})
after(() => roost.close())

const custom: Partial<EnvironmentSpec> = { runtime: 'provided.al2023', handler: 'index.handler' }

/** A loop as the AWS documentation teaches it (Tutorial: building a custom runtime). */
const shell = `#!/bin/bash
set -euo pipefail
echo "booting for $_HANDLER" >&2
api="http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime"
while true; do
  headers="$(mktemp)"
  event=$(curl -sS -LD "$headers" "$api/invocation/next")
  id=$(grep -Fi Lambda-Runtime-Aws-Request-Id "$headers" | tr -d '[:space:]' | cut -d: -f2)
  echo "got $id"
  case "$event" in
    *exit*) exit 7 ;;
    *fail*) curl -sS -X POST "$api/invocation/$id/error" -H 'Lambda-Runtime-Function-Error-Type: Function.Bad' \\
        -d '{"errorMessage":"bad","errorType":"Function.Bad"}' ;;
    *) curl -sS -X POST "$api/invocation/$id/response" -d "{\\"echo\\":$event}" ;;
  esac
done
`

const node = (handler: string) => `#!${process.execPath}
const http = require('node:http')
const agent = new http.Agent({ keepAlive: true, maxSockets: 1 })
const [host, port] = process.env.AWS_LAMBDA_RUNTIME_API.split(':')
const call = (method, path, body, headers = {}) => new Promise((resolve, reject) => {
  const sent = http.request({ host, port, method, agent, headers, path: '/2018-06-01/runtime' + path }, (answer) => {
    let text = ''
    answer.setEncoding('utf8').on('data', (part) => (text += part)).on('end', () => resolve({ headers: answer.headers, text }))
  })
  sent.on('error', reject)
  sent.end(body)
})
const handler = ${handler}
;(async () => {
  for (;;) {
    const next = await call('GET', '/invocation/next')
    const id = next.headers['lambda-runtime-aws-request-id']
    const answer = await handler(JSON.parse(next.text), next.headers, id)
    if (answer !== undefined) await call('POST', '/invocation/' + id + '/response', JSON.stringify(answer))
  }
})()
`

describe('a bootstrap of bash and curl', () => {
  test('answers, invocation after invocation', async () => {
    const environment = await roost.make({ bootstrap: shell }, custom)
    for (const n of [1, 2]) assert.deepEqual((await invoke(environment, { n })).answer, { echo: { n } })
    assert.ok(roost.lines.includes('booting for index.handler'))
    assert.ok(roost.lines.includes(`got ${requestId}`))
    await environment.close('spindown')
  })

  test('fails in its own words', async () => {
    const environment = await roost.make({ bootstrap: shell }, custom)
    const { answer, functionError, errorType } = await invoke(environment, 'fail')
    assert.deepEqual(answer, { errorMessage: 'bad', errorType: 'Function.Bad' })
    assert.deepEqual([functionError, errorType], ['Unhandled', 'Function.Bad'])
    assert.deepEqual((await invoke(environment, 1)).answer, { echo: 1 })
    await environment.close('spindown')
  })

  test('that exits is told as such', async () => {
    const environment = await roost.make({ bootstrap: shell }, custom)
    const { answer, reusable } = await invoke(environment, 'exit')
    const errorMessage = `RequestId: ${requestId} Error: Runtime exited with error: exit status 7`
    assert.deepEqual(answer, { errorType: 'Runtime.ExitError', errorMessage })
    assert.equal(reusable, false)
  })
})

describe('a bootstrap of our own making', () => {
  test('sees its function: variables, working directory and headers', async () => {
    const seen = `(event, headers) => ({
      cwd: process.cwd() === process.env.LAMBDA_TASK_ROOT,
      name: process.env.AWS_LAMBDA_FUNCTION_NAME,
      execution: process.env.AWS_EXECUTION_ENV,
      own: process.env.OWN,
      arn: headers['lambda-runtime-invoked-function-arn'],
      left: Number(headers['lambda-runtime-deadline-ms']) - Date.now(),
    })`
    const environment = await roost.make({ bootstrap: node(seen) }, { ...custom, variables: { OWN: 'ü' } })
    const { left, ...rest } = (await invoke(environment, {})).answer as Record<string, unknown>
    assert.deepEqual(rest, { cwd: true, name: 'test', own: 'ü', arn: 'arn:test' })
    assert.ok(Number(left) > 0 && Number(left) <= 3000)
    await environment.close('spindown')
  })

  test('that does not answer in time is ended', async () => {
    const environment = await roost.make(
      { bootstrap: node('() => new Promise((resolve) => setTimeout(resolve, 60_000))') },
      { ...custom, timeoutMs: 300 },
    )
    const { answer } = await invoke(environment, {})
    assert.equal((answer as { errorType: string }).errorType, 'Sandbox.Timedout')
  })

  test('carries payloads of megabytes both ways', async () => {
    const environment = await roost.make({ bootstrap: node('(event) => event') }, custom)
    const event = 'ü'.repeat(2_500_000)
    assert.ok((await invoke(environment, event)).answer === event)
    await environment.close('spindown')
  })

  test('that cannot start its function says why', async () => {
    const failing = `#!/bin/bash
curl -sS -X POST "http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime/init/error" \\
  -H 'Lambda-Runtime-Function-Error-Type: Runtime.NoSuchHandler' -d '{"errorMessage":"no","errorType":"Runtime.NoSuchHandler"}'
exit 1
`
    const environment = await roost.make({ bootstrap: failing }, custom)
    const { answer, errorType } = await invoke(environment, {})
    assert.deepEqual(answer, { errorMessage: 'no', errorType: 'Runtime.NoSuchHandler' })
    assert.equal(errorType, 'Runtime.NoSuchHandler')
  })
})

describe('without a bootstrap', () => {
  for (const [what, files] of [
    ['at all', { 'index.js': '' }],
    ['that may be executed', { bootstrap: 'echo no first line' }],
  ] as const) {
    test(`${what}, the invocation says where one was looked for`, async () => {
      const environment = await roost.make(files, custom)
      const { answer } = await invoke(environment, {})
      assert.deepEqual(answer, {
        errorType: 'Runtime.InvalidEntrypoint',
        errorMessage: `RequestId: ${requestId} Error: Couldn't find valid bootstrap(s): [/var/task/bootstrap /opt/bootstrap]`,
      })
    })
  }
})
