import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import { bashLayer, bashRuntime, type LayerContent, writeImage } from '../images/layout-for-tests.io.ts'
import { invoke, noContainers, openTestWorker, type TestWorker } from '../worker-for-tests.io.ts'

/** An extension in bash alone, as an image of this test has no other program. */
const extension = `#!/bin/bash
host=\${AWS_LAMBDA_RUNTIME_API%:*} port=\${AWS_LAMBDA_RUNTIME_API#*:} api=/2020-01-01/extension id=
ask() {
  exec 7<>"/dev/tcp/$host/$port"
  printf '%s %s%s HTTP/1.1\\r\\nConnection: close\\r\\nLambda-Extension-Name: %s\\r\\nLambda-Extension-Identifier: %s\\r\\nContent-Length: %s\\r\\n\\r\\n%s' \\
    "$1" "$api" "$2" "\${0##*/}" "$id" "\${#3}" "$3" >&7
  while IFS= read -r line <&7 && line=\${line%$'\\r'} && [ "$line" ]; do
    case \${line,,} in lambda-extension-identifier:*) id=\${line#*: } ;; esac
  done
  IFS= read -r -d '' answer <&7
  echo "told $answer"
}
ask POST /register '{"events":["INVOKE","SHUTDOWN"]}'
while ask GET /event/next ''; do
  case $answer in *SHUTDOWN*) exit ;; esac
done
`

describe('extensions in a container image', { skip: noContainers }, () => {
  let roost: TestWorker
  let folder: string

  before(async () => {
    folder = mkdtempSync('/var/tmp/roost-images-')
    roost = await openTestWorker({ driver: 'oci' })
  })
  after(async () => {
    await roost?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  test('run beside its own program, unless an upper layer has removed them', async () => {
    const own: LayerContent = { runtime: bashRuntime, answer: 'printf %s "$event"', 'opt/extensions/ear': extension }
    const below = { 'opt/extensions/gone': 'no program' }
    const above = { 'opt/extensions/.wh.gone': '' }
    const layers = [bashLayer(), below, own, above]
    const digest = await writeImage(folder, { layers, config: { Entrypoint: ['/runtime', '/answer'] } })
    const code = { kind: 'image', uri: `oci:${folder}@${digest}` } as const
    const environment = await roost.make({}, { runtime: '', handler: '', code })
    assert.equal(environment.initFailure, undefined, roost.lines.join('\n'))
    const outcome = await invoke(environment, { n: 1 })
    assert.deepEqual(outcome.answer, { n: 1 })
    assert.equal(await outcome.settled, true)
    await environment.close('spindown')
    for (const word of ['"functionName":"test"', '"eventType":"INVOKE"', '"shutdownReason":"spindown"']) {
      assert.ok(
        roost.lines.some((line) => line.startsWith('told ') && line.includes(word)),
        roost.lines.join('\n'),
      )
    }
  })
})
