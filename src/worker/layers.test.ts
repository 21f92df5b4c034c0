import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { ZipFile } from 'yazl'
import type { BlobId } from '../base/identity.ts'
import { invoke, openTestWorker, type TestWorker } from './worker-for-tests.io.ts'

const skip = process.getuid?.() !== 0 && 'needs root'
const packages: Record<string, string> = {}
const blobs = mkdtempSync(join(tmpdir(), 'roost-blobs-'))
let roost: TestWorker
before(async () => {
  roost = await openTestWorker({ blobs: packages })
})
after(async () => {
  await roost.close()
  rmSync(blobs, { recursive: true })
})

async function zip(name: string, files: Record<string, [content: string, mode?: number]>): Promise<BlobId> {
  const archive = new ZipFile()
  for (const [path, [content, mode = 0o644]] of Object.entries(files)) {
    archive.addBuffer(Buffer.from(content), path, { mode: 0o100000 | mode })
  }
  archive.end()
  const chunks: Buffer[] = []
  for await (const chunk of archive.outputStream) chunks.push(chunk as Buffer)
  const path = join(blobs, name)
  writeFileSync(path, Buffer.concat(chunks))
  packages[name] = path
  return name as BlobId
}

async function run(files: Record<string, [string, number?]>, layers: BlobId[], variables: Record<string, string> = {}) {
  const blob = await zip(`code-${Math.floor(performance.now() * 1000)}`, files)
  const spec = { ...roost.write({}), code: { kind: 'zip', blob } as const, layers, variables }
  const created = await roost.worker.create(spec)
  assert.ok(created.created, JSON.stringify(created))
  const outcome = await invoke(created.environment)
  await created.environment.close('spindown')
  return outcome.answer
}

test('a package from a layer is required by its name', async () => {
  const layer = await zip('words', { 'nodejs/node_modules/words/index.js': ['exports.word = "layered"'] })
  const files = { 'index.js': ['exports.handler = async () => require("words").word'] } as Record<string, [string]>
  assert.equal(await run(files, [layer]), 'layered')
})

test('a module imports packages of layers too', async () => {
  const layer = await zip('modules', {
    'nodejs/node_modules/words/package.json': ['{ "exports": "./words.mjs" }'],
    'nodejs/node_modules/words/words.mjs': ['export const word = "layered"'],
  })
  const source = 'import { word } from "words"\nexport const handler = async () => word'
  assert.equal(await run({ 'index.mjs': [source] }, [layer]), 'layered')
})

test('layers are read at /opt', { skip }, async () => {
  const layer = await zip('data', { 'data/words.txt': ['read at /opt'] })
  const files = {
    'index.js': ['exports.handler = async () => require("fs").readFileSync("/opt/data/words.txt", "utf8")'],
  } as Record<string, [string]>
  assert.equal(await run(files, [layer]), 'read at /opt')
  assert.equal(await run(files, [layer], { NODE_OPTIONS: '--no-warnings' }), 'read at /opt')
})

test('code cannot be changed by the function that runs it', { skip }, async () => {
  for (const tmpRoot of ['/tmp', '/var/tmp']) await writesNothing(tmpRoot)
})

async function writesNothing(tmpRoot: string) {
  const hidden = await openTestWorker({ tmpRoot })
  const environment = await hidden.make({
    'index.js':
      'exports.handler = async () => { try { require("fs").appendFileSync(__filename, "x") } catch (error) { return error.code } }',
  })
  assert.equal((await invoke(environment)).answer, 'EROFS')
  await hidden.close()
}

test('a wrapper starts the runtime', async () => {
  const wrapper = '#!/bin/sh\nexport WRAPPED=yes\nexec "$@"\n'
  const layer = await zip('wrapper', { 'wrap.sh': [wrapper, 0o755] })
  const files = {
    'index.js': ['exports.handler = async () => process.env.WRAPPED'],
  } as Record<string, [string]>
  assert.equal(await run(files, [layer], { AWS_LAMBDA_EXEC_WRAPPER: '/opt/wrap.sh' }), 'yes')
})

test('a wrapper that is not there is an exit with status 127', async () => {
  const files = { 'index.js': ['exports.handler = async () => 1'] } as Record<string, [string]>
  const answer = (await run(files, [], { AWS_LAMBDA_EXEC_WRAPPER: '/var/task/nowhere' })) as { errorMessage: string }
  assert.match(answer.errorMessage, /Runtime exited with error: exit status 127$/)
})
