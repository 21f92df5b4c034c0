import assert from 'node:assert/strict'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { after, beforeEach, describe, test } from 'node:test'
import type { ResolvedRuntime } from '../runtimes.ts'
import { type HostAwsSdk, openAwsSdk } from './aws-sdk.io.ts'

/** Programs that behave as npm and as Python with pip do, and know no network. */
const npm = `#!${process.execPath}
const { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } = require('node:fs')
const words = process.argv.slice(2)
const prefix = words[words.indexOf('--prefix') + 1]
const packages = words.filter((word) => word.startsWith('@'))
appendFileSync(process.env.CALLS, 'npm ' + packages.join(' ') + '\\n')
const unknown = packages.find((name) => name.includes('nowhere'))
if (existsSync(process.env.OFFLINE)) fail('npm error code EAI_AGAIN')
if (unknown) fail('npm error code ETARGET\\nnpm error notarget No matching version found for ' + unknown)
const description = JSON.parse(readFileSync(prefix + '/package.json', 'utf8'))
for (const each of packages) {
  const name = each.replace(/(.)@.*/, '$1')
  mkdirSync(prefix + '/node_modules/' + name, { recursive: true })
  writeFileSync(prefix + '/node_modules/' + name + '/index.js', name)
  description.dependencies = { ...description.dependencies, [name]: each }
}
writeFileSync(prefix + '/package.json', JSON.stringify(description))
function fail(words) { console.error(words); process.exit(1) }
`
const python = `#!/bin/sh
echo "python $*" >> "$CALLS"
case "$*" in
*--version) exit 0 ;;
*compileall*) exit 0 ;;
esac
[ -e "$OFFLINE" ] && { echo 'ERROR: No matching distribution found for boto3' >&2; exit 1; }
while [ "$1" != --target ]; do shift; done
mkdir -p "$2/boto3"
`

const directory = mkdtempSync('/var/tmp/roost-sdk-')
const at = (...names: string[]) => join(directory, ...names)
const node = { language: 'node', version: 'nodejs:24', command: [process.execPath] } satisfies Partial<ResolvedRuntime>
const python311 = { language: 'python', version: 'python:3.11', command: [at('bin/python')] } as const
mkdirSync(at('bin'))
writeFileSync(at('bin/npm'), npm, { mode: 0o755 })
writeFileSync(at('bin/python'), python, { mode: 0o755 })
Object.assign(process.env, { PATH: `${at('bin')}:${process.env.PATH}`, CALLS: at('calls'), OFFLINE: at('offline') })

let sdk: HostAwsSdk
let said: string[]
let written = 0
const open = () => openAwsSdk({ directory: at('sdk'), onProgress: (words) => said.push(words) })
beforeEach(() => {
  for (const name of ['sdk', 'offline']) rmSync(at(name), { recursive: true, force: true })
  writeFileSync(at('calls'), '')
  said = []
  sdk = open()
})
after(() => rmSync(directory, { recursive: true }))

const calls = () => readFileSync(at('calls'), 'utf8').trim().split('\n')
const fetches = () => calls().filter((call) => /^npm|install/.test(call)).length

/** A function with these files, unpacked. */
function unpacked(files: Record<string, string>, layer?: Record<string, string>) {
  const root = at(`function-${written++}`)
  const lay = (into: string, which: Record<string, string>) => {
    for (const [name, content] of Object.entries(which)) {
      mkdirSync(dirname(join(into, name)), { recursive: true })
      writeFileSync(join(into, name), content)
    }
  }
  lay(join(root, 'task'), files)
  if (layer) lay(join(root, 'opt'), layer)
  return { taskRoot: join(root, 'task'), ...(layer && { optRoot: join(root, 'opt') }), key: root }
}

describe('the AWS SDK for JavaScript', () => {
  const naming = (...names: string[]) =>
    unpacked({ 'lib/index.mjs': names.map((name) => `import '@aws-sdk/${name}'`).join('\n') })

  test('what a function names is fetched once, however many ask', async () => {
    const code = naming('client-s3', 'client-sqs')
    const places = await Promise.all([sdk.prepare(node, code), sdk.prepare(node, code), open().prepare(node, naming())])
    assert.equal(places[0].root, places[1].root)
    assert.deepEqual([places[0].named, places[2].named], [true, false])
    assert.equal(readFileSync(join(places[0].root!, '@aws-sdk/client-s3/index.js'), 'utf8'), '@aws-sdk/client-s3')
    assert.deepEqual(calls(), ['npm @aws-sdk/client-s3@<=3.1162.0 @aws-sdk/client-sqs@<=3.1162.0'])
    await open().prepare(node, naming('client-sqs'))
    assert.equal(fetches(), 1)
  })

  test('more is installed beside what environments run from, which stays as it is', async () => {
    const first = await sdk.prepare(node, naming('client-s3'))
    const second = await sdk.prepare(node, naming('client-sns'))
    assert.notEqual(first.root, second.root)
    assert.equal(statSync(dirname(first.root!)).mode & 0o777, 0o755, 'another user may read it')
    const file = '@aws-sdk/client-s3/index.js'
    assert.equal(statSync(join(first.root!, file)).ino, statSync(join(second.root!, file)).ino)
    assert.ok(!existsSync(join(first.root!, '@aws-sdk/client-sns')))
    assert.equal((await sdk.prepare(node, naming('client-s3'))).root, second.root)
  })

  test('two Roosts that fetch at the same time both get what they want', async () => {
    const names = ['client-s3', 'client-sns', 'client-sqs']
    await Promise.all(names.map((name) => open().prepare(node, naming(name))))
    assert.deepEqual(
      sdk.packages()?.names.toSorted(),
      names.map((name) => `@aws-sdk/${name}`),
    )
    assert.deepEqual(
      readdirSync(at('sdk')).filter((name) => name.startsWith('partial')),
      [],
    )
  })

  test('what the function or a layer brings is not fetched, nor what a bundle holds', async () => {
    const client = { 'node_modules/@aws-sdk/client-s3/package.json': '{}' }
    const script = { 'index.js': "require('@aws-sdk/client-s3')" }
    await sdk.prepare(node, unpacked({ ...script, ...client }))
    const layer = { 'nodejs/node20/node_modules/@aws-sdk/client-s3/package.json': '{}' }
    await sdk.prepare(node, unpacked(script, layer))
    await sdk.prepare(node, unpacked({ 'index.js': 'var p = { name: "@aws-sdk/client-s3" }' }))
    assert.equal(fetches(), 0)
  })

  test("what the function's packages and layers leave to Lambda is fetched", async () => {
    const manifest = JSON.stringify({ peerDependencies: { '@aws-sdk/client-ssm': '3' } })
    const layer = { 'nodejs/shared.js': "require('@aws-sdk/client-sns')" }
    await sdk.prepare(node, unpacked({ 'node_modules/@some/parameters/package.json': manifest }, layer))
    assert.deepEqual(sdk.packages()?.names, ['@aws-sdk/client-sns', '@aws-sdk/client-ssm'])
  })

  test('a package that does not exist keeps nobody from the others', async () => {
    const { root } = await sdk.prepare(node, naming('client-nowhere', 'client-s3'))
    assert.ok(existsSync(join(root!, '@aws-sdk/client-s3')))
    assert.match(said.at(-1)!, /no @aws-sdk\/client-nowhere,/)
    await sdk.prepare(node, naming('client-nowhere'))
    assert.equal(fetches(), 2)
    assert.ok((await sdk.prepare(node, naming('client-sns'))).root)
    assert.ok(sdk.packages()?.names.includes('@aws-sdk/client-sns'))
    await assert.rejects(sdk.addPackages(['@aws-sdk/client-nowhere']), /npm has no/)
  })

  test('without a network functions start all the same, and nobody waits for each of them', async () => {
    writeFileSync(at('offline'), '')
    for (const name of ['client-s3', 'client-sqs'])
      assert.deepEqual(await sdk.prepare(node, naming(name)), { root: undefined, named: true })
    assert.equal(fetches(), 1)
    assert.match(said.at(-1)!, /EAI_AGAIN.*roost runtimes add @aws-sdk\/client-s3/)
    await assert.rejects(sdk.addPackages(['@aws-sdk/client-s3']), /EAI_AGAIN/)
  })
})

describe('boto3', () => {
  const importing = unpacked({ 'index.py': 'import boto3' })

  test('is fetched once when a function imports it, and compiled', async () => {
    assert.deepEqual(await sdk.prepare(python311, unpacked({ 'index.py': 'import json' })), { named: false })
    const { root } = await sdk.prepare(python311, importing)
    assert.ok(existsSync(join(root!, 'boto3')))
    assert.ok(calls().some((call) => /-m compileall /.test(call)))
    assert.equal((await open().prepare(python311, importing)).root, root)
    assert.equal(fetches(), 1)
  })

  test('is left alone where the function or a layer brings it', async () => {
    await sdk.prepare(python311, unpacked({ 'index.py': 'import boto3, six', 'boto3/__init__.py': '', 'six.py': '' }))
    const layer = { 'python/lib/python3.11/site-packages/boto3/__init__.py': '' }
    await sdk.prepare(python311, unpacked({ 'index.py': 'import boto3' }, layer))
    assert.equal(fetches(), 0)
  })

  test('is fetched for a layer that imports it', async () => {
    const layer = { 'python/lib/python3.11/site-packages/parameters/ssm.py': 'import boto3' }
    assert.ok((await sdk.prepare(python311, unpacked({ 'index.py': 'import parameters' }, layer))).root)
  })

  test('that cannot be fetched keeps no function from starting', async () => {
    writeFileSync(at('offline'), '')
    assert.deepEqual(await sdk.prepare(python311, importing), { root: undefined, named: true })
    assert.match(said.at(-1)!, /No matching distribution.*roost runtimes add python3.11/)
  })
})
