import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { bashLayer, bashRuntime, type LayerContent, type TestImage, writeImage } from './images/layout-for-tests.io.ts'
import type { Environment, EnvironmentSpec } from './worker.ts'
import { invoke, noContainers, openTestWorker, type TestWorker } from './worker-for-tests.io.ts'

const base = bashLayer()
const entryPoint = ['/runtime', '/answer']

describe('functions packaged as container images', { skip: noContainers }, () => {
  let worker: TestWorker
  let folder: string
  let made = 0

  before(async () => {
    folder = mkdtempSync('/var/tmp/roost-images-')
    worker = await openTestWorker({ driver: 'oci' })
  })
  after(async () => {
    await worker?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  type Overrides = Extract<EnvironmentSpec['code'], { kind: 'image' }>['overrides']

  async function make(image: TestImage, overrides?: Overrides, more?: Partial<EnvironmentSpec>): Promise<Environment> {
    const layout = join(folder, String(made++))
    const digest = await writeImage(layout, image)
    const code = { kind: 'image', uri: `oci:${layout}@${digest}`, overrides } as const
    return worker.make({}, { runtime: '', handler: '', ...more, code })
  }

  /** What the file's lines print of an image with these layers over a shell. */
  async function answers(lines: string, layers: LayerContent[] = [], config: TestImage['config'] = {}) {
    const own = { runtime: bashRuntime, answer: lines }
    const environment = await make({ layers: [base, own, ...layers], config: { Entrypoint: entryPoint, ...config } })
    const { answer } = await invoke(environment, { n: 1 })
    await environment.close('spindown')
    return answer
  }

  test('answer through the runtime interface that they bring', async () => {
    assert.deepEqual(await answers('printf %s "$event"'), { n: 1 })
  })

  test('see of lower layers what upper ones have not hidden', async () => {
    const lines = 'shopt -s globstar nullglob; echo "\\"$(cd /app; echo **)\\""'
    const below = { 'app/gone': '1', 'app/kept': '1', 'app/replaced/old': '1', 'app/removed/x': '1', 'app/a/b': '1' }
    const above = {
      'app/.wh.gone': '',
      'app/.wh.removed': '',
      'app/replaced/.wh..wh..opq': '',
      'app/replaced/new': '1',
      'app/a/c': '1',
    }
    assert.equal(await answers(lines, [below, above]), 'a a/b a/c kept replaced replaced/new')
  })
})
