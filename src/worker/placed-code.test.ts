import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { EnvironmentSpec } from './worker.ts'
import { invoke, noContainers, openTestWorker, type TestWorker } from './worker-for-tests.io.ts'

const modules = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, n) => [`part/${n}.js`, `exports.n = ${n}`]))
const handler = (count: number) => `let sum = 0
for (let n = 0; n < ${count}; n++) sum += require('./part/' + n).n
exports.handler = async () => { try { require('fs').writeFileSync(__dirname + '/x', '') } catch (error) { return [__dirname, sum, error.code] } }`

describe('code in containers', { skip: noContainers }, () => {
  let roost: TestWorker
  before(async () => {
    roost = await openTestWorker({ driver: 'oci' })
  })
  after(() => roost.close())

  // A few files are copied, many are mounted; an own variable of the runtime's start keeps it out of the pool.
  for (const count of [3, 300])
    for (const variables of [{}, { NODE_OPTIONS: '--no-warnings' }] as EnvironmentSpec['variables'][])
      test(`${count} files, ${variables.NODE_OPTIONS ? 'there before the runtime' : 'brought to a runtime that waits'}`, async () => {
        const environment = await roost.make({ 'index.js': handler(count), ...modules(count) }, { variables })
        const { answer } = await invoke(environment)
        assert.deepEqual(answer, ['/var/task', (count * (count - 1)) / 2, 'EROFS'])
        await environment.close('spindown')
      })
})

test('a host without containers refuses a function whose connections are limited', async () => {
  const roost = await openTestWorker()
  const created = await roost.worker.create(roost.write({ 'index.js': 'exports.handler = 1' }, { egress: 'none' }))
  assert.ok(!created.created)
  assert.match(created.because.message ?? '', /roost:egress .* --sandbox oci/)
  await roost.close()
})
