import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import {
  CreateFunctionCommand,
  type CreateFunctionRequest,
  GetFunctionCommand,
  GetFunctionConfigurationCommand,
  InvokeCommand,
  type LambdaClient,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
  waitUntilFunctionActiveV2,
  waitUntilFunctionUpdatedV2,
} from '@aws-sdk/client-lambda'
import { bashLayer, bashRuntime, writeImage } from '../../src/worker/images/layout-for-tests.io.ts'
import { noContainers } from '../../src/worker/worker-for-tests.io.ts'
import { anyRole, lambdaClient } from './harness/lambda-client.ts'
import { type StartedRoost, startRoost } from './harness/start-roost.ts'
import { until } from './harness/until.ts'

const base = bashLayer()
const config = { Entrypoint: ['/runtime'], Cmd: ['/answer'] }
const saying = (word: string) => ({
  layers: [base, { runtime: bashRuntime, answer: `printf '"%s"' ${word}`, other: `printf '"other than %s"' ${word}` }],
  config,
})

describe('functions packaged as container images, through the product', { skip: noContainers }, () => {
  let roost: StartedRoost
  let lambda: LambdaClient
  let layout: string
  let first: string
  let second: string
  let registry: Server
  const asked: string[] = []
  const tags: Record<string, string> = {}
  const fileOf = (digest: string) => join(layout, 'blobs/sha256', digest.slice('sha256:'.length))

  before(async () => {
    layout = mkdtempSync('/var/tmp/roost-layout-')
    first = await writeImage(layout, { ...saying('first'), tag: 'v1' })
    second = await writeImage(layout, { ...saying('second'), tag: 'v2' })
    registry = createServer((request, response) => {
      const [, kind, which = ''] = /^\/v2\/team\/app\/(manifests|blobs)\/(.+)$/.exec(request.url ?? '') ?? []
      asked.push(`${kind} ${which}`)
      if (request.url === '/token?service=tests') return response.end(JSON.stringify({ token: 'for-anybody' }))
      if (!kind) return response.writeHead(404).end()
      if (request.headers.authorization !== 'Bearer for-anybody') {
        const realm = `http://${request.headers.host}/token`
        return response.writeHead(401, { 'www-authenticate': `Bearer realm="${realm}",service="tests"` }).end()
      }
      try {
        response.end(readFileSync(fileOf(tags[which] ?? which)))
      } catch {
        response.writeHead(404).end()
      }
    })
    await new Promise<void>((resolve) => registry.listen(0, '127.0.0.1', resolve))
    roost = await startRoost({ words: ['--sandbox', 'oci'], env: { DOCKER_CONFIG: layout } })
    lambda = lambdaClient(roost)
  })
  after(async () => {
    await roost?.remove()
    registry?.close()
    if (layout) rmSync(layout, { recursive: true, force: true })
  })

  const create = (FunctionName: string, ImageUri: string, more: Partial<CreateFunctionRequest> = {}) =>
    lambda.send(
      new CreateFunctionCommand({ FunctionName, Role: anyRole, PackageType: 'Image', Code: { ImageUri }, ...more }),
    )
  const active = (FunctionName: string) =>
    waitUntilFunctionActiveV2({ client: lambda, maxWaitTime: 30, minDelay: 0.05 }, { FunctionName })
  const updated = (FunctionName: string) =>
    waitUntilFunctionUpdatedV2({ client: lambda, maxWaitTime: 30, minDelay: 0.05 }, { FunctionName })
  const invoke = async (FunctionName: string) => {
    const { Payload, FunctionError } = await lambda.send(new InvokeCommand({ FunctionName }))
    return [Payload!.transformToString(), ...(FunctionError ? [FunctionError] : [])]
  }

  test('run from an image layout, and then from another of its images', async () => {
    const { CodeSha256, State } = await create('layout', `oci:${layout}:v1`)
    assert.deepEqual([CodeSha256, State], [first.slice('sha256:'.length), 'Pending'])
    await active('layout')
    assert.deepEqual(await invoke('layout'), ['"first"'])
    await lambda.send(new UpdateFunctionCodeCommand({ FunctionName: 'layout', ImageUri: `oci:${layout}:v2` }))
    await updated('layout')
    assert.deepEqual(await invoke('layout'), ['"second"'])
    const { Code } = await lambda.send(new GetFunctionCommand({ FunctionName: 'layout' }))
    const ImageUri = `oci:${layout}:v2`
    assert.deepEqual(Code, { RepositoryType: 'ECR', ImageUri, ResolvedImageUri: `oci:${layout}@${second}` })
  })

  test('start as ImageConfig says instead of the image', async () => {
    await create('overridden', `oci:${layout}:v1`, { ImageConfig: { Command: ['/other'] } })
    await active('overridden')
    assert.deepEqual(await invoke('overridden'), ['"other than first"'])
    const ImageConfig = { EntryPoint: ['/nothing/here'] }
    await lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName: 'overridden', ImageConfig }))
    await updated('overridden')
    const [said = '', error] = await invoke('overridden')
    assert.equal(error, 'Unhandled')
    assert.match(
      said,
      /^{"errorType":"Runtime.InvalidEntrypoint",.*fork\/exec \/nothing\/here: no such file or directory/,
    )
  })

  test('run what a tag of a registry meant when it was given, whatever it means later', async () => {
    tags.v1 = await writeImage(layout, saying('pulled'))
    const resolved = tags.v1
    const host = `127.0.0.1:${(registry.address() as AddressInfo).port}`
    await create('pulled', `${host}/team/app:v1`)
    tags.v1 = first
    await active('pulled')
    assert.deepEqual(await invoke('pulled'), ['"pulled"'])
    const { Code } = await lambda.send(new GetFunctionCommand({ FunctionName: 'pulled' }))
    assert.equal(Code?.ResolvedImageUri, `${host}/team/app@${resolved}`)
    const { config: itself, layers } = JSON.parse(readFileSync(fileOf(resolved), 'utf8'))
    const pulled = new Set(asked.filter((each) => each.startsWith('blobs')))
    // The layer below was here already, of the layout's images.
    assert.deepEqual(pulled, new Set([`blobs ${itself.digest}`, `blobs ${layers[1].digest}`]))
    await assert.rejects(create('none', `${host}/team/app:v9`), {
      name: 'InvalidParameterValueException',
      message: /^Source image .*\/team\/app:v9 does not exist. Provide a valid source image./,
    })
  })

  test('are refused where the address is none, or there is no such file', async () => {
    for (const [uri, words] of [
      ['nginx:latest', /^Source image nginx:latest is not valid. Provide a valid source image.$/],
      [`oci:${layout}:v3`, /^Source image oci:.*:v3 does not exist. Provide a valid source image./],
      ['oci-archive:/nowhere.tar', /There is no file \/nowhere.tar on the machine that runs Roost./],
    ] as const)
      await assert.rejects(create('refused', uri), { name: 'InvalidParameterValueException', message: words })
  })

  test('fail where the image cannot be had, and an update that fails leaves what served before', async () => {
    await create('unreachable', '127.0.0.1:1/team/app:v1')
    const configurationOf = async (FunctionName: string) =>
      lambda.send(new GetFunctionConfigurationCommand({ FunctionName }))
    await until('the function has failed', async () => (await configurationOf('unreachable')).State !== 'Pending')
    const failed = await configurationOf('unreachable')
    assert.deepEqual([failed.State, failed.StateReasonCode], ['Failed', 'ImageAccessDenied'])
    await assert.rejects(invoke('unreachable'), /currently in the following state: Failed/)

    await create('damaged', `oci:${layout}:v1`)
    await active('damaged')
    const digest = await writeImage(layout, { ...saying('damaged'), tag: 'v4' })
    const manifest = JSON.parse(readFileSync(fileOf(digest), 'utf8'))
    writeFileSync(fileOf(manifest.layers[1].digest), 'nothing of the kind')
    await lambda.send(new UpdateFunctionCodeCommand({ FunctionName: 'damaged', ImageUri: `oci:${layout}:v4` }))
    await until(
      'the update has failed',
      async () => (await configurationOf('damaged')).LastUpdateStatus !== 'InProgress',
    )
    const after = await configurationOf('damaged')
    assert.deepEqual(
      [after.State, after.LastUpdateStatus, after.LastUpdateStatusReasonCode],
      ['Active', 'Failed', 'InvalidImage'],
    )
    assert.deepEqual(await invoke('damaged'), ['"first"'])
    await lambda.send(new UpdateFunctionCodeCommand({ FunctionName: 'damaged', ImageUri: `oci:${layout}:v2` }))
    await updated('damaged')
    assert.deepEqual(await invoke('damaged'), ['"second"'])
  })
})
