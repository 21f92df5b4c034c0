import assert from 'node:assert/strict'
import { execFileSync, spawn } from 'node:child_process'
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import {
  invoke,
  noContainers,
  openTestWorker,
  requestId,
  type TestWorker,
  type TestWorkerOptions,
} from './worker-for-tests.io.ts'

const root = process.getuid?.() === 0

async function until(what: string, holds: () => boolean): Promise<void> {
  for (let waited = 0; !holds(); waited += 10) {
    assert.ok(waited < 5_000, `never: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

/** Processes whose command line has this in it. */
function processesWith(mark: string): number {
  const lines = execFileSync('ps', ['-eo', 'stat,args'], { encoding: 'utf8' }).split('\n')
  return lines.filter((line) => line.includes(mark) && !line.startsWith('Z')).length
}

const ways: { name: string; skip: false | string; options: TestWorkerOptions }[] = [
  { name: 'in namespaces', skip: !root && 'needs root', options: {} },
  { name: 'as plain processes', skip: false, options: { abilities: { namespaces: false, pidsGroup: '' } } },
  { name: 'in containers', skip: noContainers, options: { driver: 'oci' } },
]

for (const way of ways) {
  describe(way.name, { skip: way.skip }, () => {
    let roost: TestWorker
    before(async () => {
      roost = await openTestWorker(way.options)
    })
    after(() => roost.close())

    async function run(body: string, more: Parameters<TestWorker['make']>[1] = {}) {
      const environment = await roost.make({ 'index.js': `exports.handler = async (event) => { ${body} }` }, more)
      const outcome = await invoke(environment)
      return { environment, ...outcome, answer: outcome.answer as { errorType: string; errorMessage: string } }
    }

    const said = (words: string) => ({ errorMessage: `RequestId: ${requestId} Error: ${words}` })

    test('exits are told with their status', async () => {
      const none = await run('process.exit(0)')
      const exit = { errorType: 'Runtime.ExitError' }
      assert.deepEqual(none.answer, { ...exit, ...said('Runtime exited without providing a reason') })
      const some = await run('process.exit(3)')
      assert.deepEqual(some.answer, { ...exit, ...said('Runtime exited with error: exit status 3') })
      assert.ok(!some.reusable)
      assert.equal(some.environment.phase, 'gone')
    })

    test('deaths by signal are told with the signal', async () => {
      const segv = await run('process.kill(process.pid, "SIGSEGV"); await new Promise((r) => setTimeout(r, 2000))')
      assert.equal(segv.answer.errorMessage, said('Runtime exited with error: signal: segmentation fault').errorMessage)
      const abort = await run('process.abort()')
      assert.equal(abort.answer.errorMessage, said('Runtime exited with error: signal: aborted').errorMessage)
      const kill = await run('process.kill(process.pid, "SIGKILL"); await new Promise((r) => setTimeout(r, 2000))')
      assert.equal(kill.answer.errorMessage, said('Runtime exited with error: signal: killed').errorMessage)
    })

    test('a handler that never ends is ended at its timeout, and busy loops too', async () => {
      for (const body of ['for (;;);', 'await new Promise((r) => setTimeout(r, 60000))']) {
        const { answer, durationMs, reusable } = await run(body, { timeoutMs: 1000 })
        assert.deepEqual(answer, { errorType: 'Sandbox.Timedout', ...said('Task timed out after 1.00 seconds') })
        // Timers of the system may be a millisecond early.
        assert.ok(durationMs >= 990, String(durationMs))
        assert.ok(!reusable)
      }
    })

    test('children do not outlive their environment, whether they leave the group or not', async () => {
      const mark = `${way.name.length}${Date.now()}`
      const body = `const { spawn } = require('child_process')
        spawn('sleep', ['${mark}.1'], { stdio: 'ignore' }); spawn('sleep', ['${mark}.2'], { detached: true, stdio: 'ignore' }).unref()
        await new Promise((r) => setTimeout(r, 50)); return 1`
      const { environment } = await run(body)
      assert.equal(processesWith(mark), 2)
      await environment.close('spindown')
      await until('the children are gone', () => processesWith(mark) === 0)
    })

    test('a child that holds the outputs does not hold up the end', async () => {
      const body = `require('child_process').spawn('sleep', ['60'], { detached: true, stdio: ['ignore', 1, 2, 3, 4] }); process.exit(1)`
      // Held up, it would end by its timeout.
      const { answer } = await run(body)
      assert.equal(answer.errorType, 'Runtime.ExitError')
    })

    test('memory beyond the limit ends the function, and is told', async () => {
      const body =
        'const held = []; for (;;) { held.push(Buffer.alloc(8 << 20, 1)); await new Promise((r) => setTimeout(r, 10)) }'
      const { answer } = await run(body, { timeoutMs: 10_000 })
      assert.deepEqual(answer, {
        errorType: 'Runtime.OutOfMemory',
        ...said('Runtime exited with error: signal: killed'),
      })
      assert.equal(roost.reports.at(-1)!.maxMemoryMb, 128)
    })

    test('a full heap aborts the runtime', async () => {
      const { answer } = await run('const held = []; for (;;) held.push({ a: [1, 2, 3] })', {
        timeoutMs: 20_000,
      })
      assert.match(answer.errorMessage, /signal: (aborted|killed)$/)
    })

    test('an answer beyond 6 MB is refused, one below is whole', async () => {
      const large = await run('return "x".repeat(7 << 20)')
      assert.deepEqual(large.answer, {
        errorMessage: 'Response payload size exceeded maximum allowed payload size (6291556 bytes).',
        errorType: 'Function.ResponseSizeTooLarge',
      })
      assert.ok(large.reusable)
      const fits = await run('return "x".repeat(6291456 - 2)')
      assert.equal(fits.payload.length, 6_291_456)
    })

    test('a function that closes our descriptors fails alone', async () => {
      const { answer, reusable } = await run('require("fs").closeSync(4); return 1')
      assert.equal(answer.errorType, 'Runtime.ExitError')
      assert.ok(!reusable)
    })

    test('garbage on the lane ends the environment', async () => {
      const { answer } = await run(
        'require("fs").writeSync(4, Buffer.alloc(64, 255)); await new Promise((r) => setTimeout(r, 60000))',
      )
      assert.equal(answer.errorType, 'Runtime.ExitError')
    })

    test('a flood of output passes without filling our memory', async () => {
      const held = process.memoryUsage().rss
      const body = `const line = 'x'.repeat(1 << 20); for (let i = 0; i < 100; i++) process.stdout.write(line); return 1`
      const { functionError } = await run(body, { timeoutMs: 30_000 })
      assert.equal(functionError, undefined)
      roost.lines.length = 0
      assert.ok(process.memoryUsage().rss - held < 600 << 20)
    })

    test('an init that fails is tried again by the first invoke, on its time', async () => {
      const files = { 'index.js': 'throw new Error("at load")' }
      const environment = await roost.make(files)
      assert.equal(environment.phase, 'idle')
      assert.equal(environment.initFailure, 'Error')
      const { answer, reusable } = await invoke(environment)
      assert.equal((answer as { errorMessage: string }).errorMessage, 'at load')
      assert.ok(!reusable)
    })

    test('an init that fails once serves from its second try on', async () => {
      const files = {
        'index.js': `if (!require('fs').existsSync(__dirname + '/mended')) process.exit(1)\nexports.handler = async () => 'well'`,
      }
      const spec = roost.write(files)
      const created = await roost.worker.create(spec)
      assert.ok(created.created)
      const { environment } = created
      assert.equal(environment.initFailure, 'Runtime.ExitError')
      assert.ok(spec.code.kind === 'folder')
      writeFileSync(join(spec.code.path, 'mended'), '')
      const { answer, initDurationMs } = await invoke(environment)
      assert.equal(answer, 'well')
      assert.equal(initDurationMs, undefined)
      await environment.close('spindown')
    })

    test('temporary files are its own, and gone with it', async () => {
      const { answer, environment } = await run(
        `const fs = require('fs'), os = require('os'); fs.writeFileSync(os.tmpdir() + '/mine', 'x'); return [os.tmpdir(), fs.readdirSync(os.tmpdir())]`,
      )
      const [directory] = answer as unknown as [string, string[]]
      await environment.close('spindown')
      assert.ok(!existsSync(join(directory, 'mine')))
    })

    test('two hundred invocations in a row leave nothing behind', async () => {
      const { environment } = await run('console.log("x"); return 1')
      const descriptors = () => readdirSync('/proc/self/fd').length
      const before = descriptors()
      for (let turn = 0; turn < 200; turn++) assert.equal((await invoke(environment)).answer, 1)
      // The pool fills beside; a leak would be in the hundreds.
      assert.ok(descriptors() < before + 30, `${before} descriptors before, ${descriptors()} after`)
      await environment.close('spindown')
    })

    test('idle environments are frozen, and thaw when invoked', async () => {
      const { environment } = await run('return globalThis.turns = (globalThis.turns ?? 0) + 1')
      await until('it is frozen', () => environment.phase === 'frozen')
      assert.equal((await invoke(environment)).answer, 2)
      assert.equal(environment.phase, 'idle')
      await environment.close('spindown')
    })

    test('a process that ends while idle takes its environment with it', async () => {
      const { environment } = await run('setTimeout(() => process.exit(1), 5); return 1')
      let told = 0
      environment.onGone(() => told++)
      await until('it is gone', () => environment.phase === 'gone' && told === 1)
      const late = await invoke(environment)
      assert.equal(late.functionError, 'Unhandled')
    })

    test('a worker that is killed leaves no process', async () => {
      const mark = `9${Date.now()}${way.name.length}`
      const script = `
        import { invoke, openTestWorker } from '${import.meta.dirname}/worker-for-tests.io.ts'
        const roost = await openTestWorker({ ...${JSON.stringify(way.options)}, tmpRoot: '${roost.directory}' })
        roost.worker.keepReady('nodejs26.x', 128, 1)
        const environment = await roost.make({ 'index.js': \`
          exports.handler = async () => { require('child_process').spawn('sleep', ['${mark}'], { stdio: 'ignore' }); await new Promise((r) => setTimeout(r, 60000)) }\` }, { timeoutMs: 60000 })
        void invoke(environment)`
      const flags = ['--input-type=module-typescript', '-e', script]
      const worker = spawn(process.execPath, flags, { stdio: ['ignore', 'ignore', 'inherit'] })
      const sleeping = () => processesWith(`sleep ${mark}`)
      await until('the function runs', () => sleeping() === 1)
      worker.kill('SIGKILL')
      await until('nothing is left', () => sleeping() === 0)
    })

    test('closing the worker leaves no process and no file', async () => {
      const other = await openTestWorker(way.options)
      other.worker.keepReady('nodejs26.x', 128, 2)
      const busy = await other.make({
        'index.js': 'exports.handler = () => new Promise(() => setTimeout(() => {}, 60000))',
      })
      const pending = invoke(busy)
      const starting = other.worker.create(other.write({ 'index.js': 'exports.handler = 1' }))
      await other.worker.close()
      assert.equal((await pending).functionError, 'Unhandled')
      await starting
      // Layers of images outlive their worker.
      assert.deepEqual(
        readdirSync(other.directory).filter((name) => name !== 'images'),
        ['functions'],
      )
      assert.equal(processesWith(other.directory), 0)
      await other.close()
    })
  })
}

test('with namespaces, /tmp is empty, of limited size, and everything else of the function is still there', {
  skip: !root && 'needs root',
}, async () => {
  const roost = await openTestWorker({ tmpRoot: '/tmp' })
  const body = `const fs = require('fs'), cp = require('child_process')
    let full; try { for (let i = 0; i < 600; i++) fs.appendFileSync('/tmp/fill', Buffer.alloc(1 << 20)) } catch (error) { full = error.code }
    return { before: event, full, size: fs.statSync('/tmp/fill').size >> 20, processes: fs.readdirSync('/proc').filter(Number).length }`
  const environment = await roost.make(
    { 'index.js': `const names = require('fs').readdirSync('/tmp')\nexports.handler = async (event) => { ${body} }` },
    { timeoutMs: 20_000, memoryMb: 1024 },
  )
  const { answer } = await invoke(environment)
  const { full, size, processes } = answer as { full: string; size: number; processes: number }
  assert.deepEqual([full, size], ['ENOSPC', 512])
  assert.ok(processes <= 4)
  await roost.close()
})

test('a fork bomb is stopped', { skip: !root && 'needs root' }, async () => {
  const roost = await openTestWorker()
  const body = `const { spawn } = require('child_process'); let made = 0, failed = 0
    for (let i = 0; i < 1400; i++) { try { const c = spawn('sleep', ['50']); c.on('error', () => failed++); if (c.pid) made++ } catch { failed++ } }
    await new Promise((r) => setTimeout(r, 20)); return { made, failed }`
  const environment = await roost.make(
    { 'index.js': `exports.handler = async () => { ${body} }` },
    { timeoutMs: 30_000, memoryMb: 3008 },
  )
  const { answer } = await invoke(environment)
  const { made = 0, errorType } = answer as { made?: number; errorType?: string }
  assert.ok(made < 1100 || errorType !== undefined, JSON.stringify(answer))
  await roost.close()
})
