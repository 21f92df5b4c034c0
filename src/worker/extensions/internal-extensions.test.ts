import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { invoke, noContainers, openTestWorker, requestId, type TestWorker } from '../worker-for-tests.io.ts'
import { openLayers } from './extensions-for-tests.io.ts'

const layers = openLayers()
after(() => layers.remove())

/** An extension within the runtime's process; `heard` has the events that came. */
const internal = `
const base = 'http://' + process.env.AWS_LAMBDA_RUNTIME_API
const heard = []
async function extend(name, events) {
  const headers = { 'Lambda-Extension-Name': name }
  const answer = await fetch(base + '/2020-01-01/extension/register', { method: 'POST', headers, body: JSON.stringify({ events }) })
  if (answer.status !== 200) return (await answer.json()).errorType
  const id = { 'Lambda-Extension-Identifier': answer.headers.get('lambda-extension-identifier') }
  ;(async () => {
    for (;;) heard.push(await (await fetch(base + '/2020-01-01/extension/event/next', { headers: id })).json())
  })()
  return id
}
`
const wrapper = '#!/bin/sh\nexec "$@"\n'
const custom = `#!${process.execPath}
${internal}
const runtime = base + '/2018-06-01/runtime'
;(async () => {
  await extend('inner', ['INVOKE'])
  for (;;) {
    const next = await fetch(runtime + '/invocation/next')
    const id = next.headers.get('lambda-runtime-aws-request-id')
    await next.text()
    await fetch(runtime + '/invocation/' + id + '/response', { method: 'POST', body: JSON.stringify(heard) })
  }
})()
`

for (const driver of ['process', 'oci'] as const) {
  describe(`an internal extension (${driver})`, { skip: driver === 'oci' && noContainers }, () => {
    let roost: TestWorker
    before(async () => {
      const visible = [process.execPath.replace(/\/bin\/node$/, '')]
      roost = await openTestWorker({ driver, blobs: layers.blobs, visible })
    })
    after(() => roost.close())

    test('of a custom runtime hears of invocations', async () => {
      const environment = await roost.make({ bootstrap: custom }, { runtime: 'provided.al2023' })
      assert.equal(environment.initFailure, undefined)
      const outcomes = [await invoke(environment)]
      assert.equal(await outcomes[0]!.settled, true)
      outcomes.push(await invoke(environment))
      const ids = (outcomes[1]!.answer as { requestId: string }[]).map((event) => event.requestId)
      assert.ok(ids.includes(requestId), JSON.stringify(ids))
    })

    test('of a managed runtime is there where a wrapper starts it', async () => {
      const layer = await layers.layer({ 'wrap.sh': wrapper })
      const files = {
        'index.mjs': `${internal}
const refused = await extend('inner', ['SHUTDOWN'])
await extend('inner', ['INVOKE'])
export const handler = async () => ({ events: heard.length, refused, late: await extend('late', []) })
`,
      }
      const variables = { AWS_LAMBDA_EXEC_WRAPPER: '/opt/wrap.sh' }
      const environment = await roost.make(files, { layers: [layer], variables })
      assert.equal(environment.initFailure, undefined, roost.lines.join('\n'))
      const outcome = await invoke(environment)
      const { refused, late } = outcome.answer as Record<string, unknown>
      assert.deepEqual([refused, late], ['Extension.InvalidEventType', 'Extension.RegistrationClosed'])
      assert.equal(await outcome.settled, true)
    })
  })
}
