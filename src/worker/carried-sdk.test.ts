import assert from 'node:assert/strict'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import type { AwsSdk, AwsSdkPlace } from './aws-sdk/aws-sdk.ts'
import { openRuntimeResolver } from './runtimes.io.ts'
import { invoke, openTestWorker, type TestWorker } from './worker-for-tests.io.ts'

const directory = mkdtempSync('/var/tmp/roost-carried-')
chmodSync(directory, 0o755)
const root = join(directory, 'node_modules')
const client = '@aws-sdk/client-toy'
const carried = {
  [`${client}/package.json`]: '{ "exports": { ".": { "import": "./module.mjs", "require": "./script.cjs" } } }',
  [`${client}/module.mjs`]: 'import { depth } from "@smithy/toy"; export const from = `imported${depth}`',
  [`${client}/script.cjs`]: 'exports.from = `required${require("@smithy/toy").depth}`',
  '@smithy/toy/index.js': 'exports.depth = ", with its own"',
}
const bringing = (files: Record<string, string>) => ({
  ...files,
  [`node_modules/${client}/index.js`]: 'exports.from = "brought"',
  [`node_modules/${client}/package.json`]: '{}',
})
const inModule = { 'index.mjs': `import { from } from '${client}'\nexport const handler = async () => from` }
const inScript = { 'index.js': `const { from } = require('${client}')\nexports.handler = async () => from` }
const missing = { 'index.mjs': `import '@aws-sdk/client-nowhere'\nexport const handler = async () => 1` }

let place: AwsSdkPlace
const awsSdk: AwsSdk = { prepare: () => Promise.resolve(place) }
let roost: TestWorker
before(async () => {
  for (const [name, content] of Object.entries(carried)) {
    mkdirSync(dirname(join(root, name)), { recursive: true })
    writeFileSync(join(root, name), content)
  }
  roost = await openTestWorker({ awsSdk, visible: [directory] })
})
after(async () => {
  await roost.close()
  rmSync(directory, { recursive: true })
})

async function answer(files: Record<string, string>, runtime: string, variables: Record<string, string> = {}) {
  const environment = await roost.make(files, { runtime, variables })
  const outcome = await invoke(environment)
  await environment.close('spindown')
  return outcome.answer
}

const host = openRuntimeResolver({ fetch: false })
for (const runtime of ['nodejs20.x', 'nodejs22.x', 'nodejs24.x', 'nodejs26.x']) {
  const skip = 'refusal' in (await host.resolve(runtime)) && `${runtime} is not on this host`
  describe(`${runtime} carries the AWS SDK`, { skip }, () => {
    before(() => (place = { root, named: true }))

    test('a module imports it, a script requires it', async () => {
      assert.equal(await answer(inModule, runtime), 'imported, with its own')
      assert.equal(await answer(inScript, runtime), 'required, with its own')
    })

    test("the function's own copy wins", async () => {
      assert.equal(await answer(bringing(inModule), runtime), 'brought')
      assert.equal(await answer(bringing(inScript), runtime), 'brought')
    })

    test('a function with a process of its own finds it too', async () => {
      assert.equal(await answer(inModule, runtime, { NODE_OPTIONS: '--no-warnings' }), 'imported, with its own')
    })

    test('what is not there is missed with words that say what to do', async () => {
      const { errorType, errorMessage } = (await answer(missing, runtime)) as Record<string, string>
      assert.equal(errorType, 'Error')
      assert.match(
        errorMessage!,
        /Cannot find package '@aws-sdk\/client-nowhere' .*roost runtimes add @aws-sdk\/client-nowhere/,
      )
      place = { named: true }
      const required = (await answer(inScript, runtime)) as Record<string, string>
      assert.equal(required.errorType, 'Runtime.ImportModuleError')
      assert.match(required.errorMessage!, /Cannot find module '@aws-sdk\/client-toy' \(.*roost runtimes add/)
    })
  })
}

describe('Python carries boto3', { skip: 'refusal' in (await host.resolve('python3.11')) && 'no python3.11' }, () => {
  const modules = join(directory, 'modules')
  const files = { 'index.py': 'import boto3\ndef handler(event, context):\n    return boto3.word' }
  before(() => {
    mkdirSync(modules)
    writeFileSync(join(modules, 'boto3.py'), 'word = "carried"')
  })

  test('a function imports it', async () => {
    place = { root: modules, named: true }
    assert.equal(await answer(files, 'python3.11'), 'carried')
  })

  test('so does a program that the function starts, and a function with a PYTHONPATH of its own', async () => {
    const child =
      'import subprocess, sys\ndef handler(event, context):\n    ' +
      'return subprocess.check_output([sys.executable, "-c", "import boto3; print(boto3.word)"], text=True).strip()'
    assert.equal(await answer({ 'index.py': child }, 'python3.11'), 'carried')
    assert.equal(await answer(files, 'python3.11', { PYTHONPATH: '/nowhere' }), 'carried')
  })

  test("the function's own copy wins", async () => {
    assert.equal(await answer({ ...files, 'boto3.py': 'word = "brought"' }, 'python3.11'), 'brought')
  })

  test('what is not there is missed with words that say what to do', async () => {
    // As the interpreter says it: this host's own Python may have boto3.
    const lines = `raise ModuleNotFoundError("No module named 'boto3'", name="boto3")`
    const missed = (await answer({ 'index.py': lines }, 'python3.11')) as Record<string, string>
    assert.equal(missed.errorType, 'Runtime.ImportModuleError')
    assert.match(
      missed.errorMessage!,
      /^Unable to import module 'index': No module named 'boto3' \(.*roost runtimes add python3.11\)$/,
    )
  })
})
