/**
 * Runs a function under Node.js: boots, says that it is ready, becomes one function's environment when told so, and then
 * runs one invocation after the other. Behaves as Lambda's managed Node.js runtimes do (Lambda Developer Guide: Node.js).
 */
import Module from 'node:module'
import { join } from 'node:path'
import { logError, patchConsole, patchStreams, setRequest } from './console.mjs'
import { fixedContext } from './context.mjs'
import { toPayload, UnhandledPromiseRejection } from './errors.mjs'
import { Invocation } from './invocation.mjs'
import { listen, openDecoder, rehearse, say, send } from './lane.mjs'
import { loadHandler } from './load-handler.mjs'
import { importFromNodePath, rehearseHooks } from './module-paths.mjs'
import { awslambda } from './stream.mjs'

const toRuntime = { adopt: 1, invoke: 2 }

/** @type {Function} */
let handler
/** @type {ReturnType<typeof fixedContext>} */
let fixed
/** @type {Invocation | undefined} */
let invocation
let initialising = false

globalThis.awslambda = awslambda
patchStreams()
process.on('uncaughtException', (error) => die('Uncaught Exception', error, 129))
process.on('unhandledRejection', (reason, promise) => {
  die('Unhandled Promise Rejection', new UnhandledPromiseRejection(reason, promise), 128)
})
// A handle to the worker holds the process between invocations, but not within one: so an empty event loop is noticed.
process.on('beforeExit', () => invocation?.loopIsEmpty())
const hear = openDecoder((type, payload) => {
  if (type === toRuntime.invoke) invoke(payload)
  else if (type === toRuntime.adopt) adopted = adopt(JSON.parse(payload.toString()))
})
/** @type {Promise<void> | undefined} */
let adopted
/** @type {{ ref(): void, unref(): void } | undefined} */
let worker
await warmUp()
worker = listen(hear)
send(say.ready)

/**
 * What every function needs is done once before anybody waits for it: loaders of both kinds of modules are used, and an
 * invocation is rehearsed.
 */
async function warmUp() {
  await rehearseHooks(() => import('./warm-up/module.mjs'))
  const taskRoot = join(import.meta.dirname, 'warm-up')
  const variables = { ...process.env }
  const adoption = { handler: 'script.handler', taskRoot, variables, awsSdk: { named: false }, logFormat: 'Text' }
  await rehearse(async () => {
    for (let time = 0; time < 3; time++) {
      hear(frame(toRuntime.adopt, JSON.stringify(adoption)))
      await adopted
      const head = JSON.stringify({ requestId: 'rehearsal', deadlineMs: Date.now(), traceId: '' })
      const length = Buffer.alloc(4)
      length.writeUInt32LE(head.length)
      hear(frame(toRuntime.invoke, length, head, '{}'))
      while (invocation) await new Promise((resolve) => setImmediate(resolve))
    }
    process.chdir('/')
  })
  setRequest(undefined)
}

function frame(type, ...parts) {
  const payload = Buffer.concat(parts.map((part) => Buffer.from(part)))
  const header = Buffer.alloc(5)
  header.writeUInt32LE(payload.length + 1)
  header[4] = type
  return Buffer.concat([header, payload])
}

async function adopt(adoption) {
  initialising = true
  try {
    become(adoption)
    handler = await loadHandler(adoption.taskRoot, adoption.handler)
    initialising = false
    send(say.initialised)
  } catch (error) {
    die('Uncaught Exception', error, 1)
  }
}

function become(adoption) {
  if (!adoption.startedWithVariables) replaceVariables(adoption.variables)
  importFromNodePath(adoption)
  process.chdir(adoption.taskRoot)
  patchConsole(adoption.logFormat, adoption.logFormat === 'JSON' ? adoption.logLevel : undefined)
  fixed = fixedContext(adoption)
}

function replaceVariables(variables) {
  for (const name of Object.keys(process.env)) if (!(name in variables)) delete process.env[name]
  for (const [name, value] of Object.entries(variables)) if (process.env[name] !== value) process.env[name] = value
  // NODE_PATH is read once, at start.
  Module._initPaths()
}

function invoke(payload) {
  const headEnd = 4 + payload.readUInt32LE(0)
  const work = { head: JSON.parse(payload.toString('utf8', 4, headEnd)), event: payload.subarray(headEnd) }
  worker?.unref()
  invocation = new Invocation(handler, work, () => {
    invocation = undefined
    worker?.ref()
  })
  invocation.run(fixed)
}

/** The process is no longer to be trusted: says why, and ends. */
function die(what, error, status) {
  if (invocation) invocation.die(error, what)
  else logError(what, error)
  if (initialising) send(say.initFailed, JSON.stringify(toPayload(error)))
  setRequest(undefined)
  process.exit(status)
}
