/**
 * Runs a function under Node.js: boots, says that it is ready, becomes one function's environment when told so, and then
 * runs one invocation after the other. Behaves as Lambda's managed Node.js runtimes do (Lambda Developer Guide: Node.js).
 */
import Module from 'node:module'
import { logError, patchConsole, patchStreams, setRequest } from './console.mjs'
import { fixedContext } from './context.mjs'
import { toPayload, UnhandledPromiseRejection } from './errors.mjs'
import { Invocation } from './invocation.mjs'
import { listen, say, send } from './lane.mjs'
import { loadHandler } from './load-handler.mjs'
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
await warmUp()
const worker = listen((type, payload) => {
  if (type === toRuntime.invoke) invoke(payload)
  else if (type === toRuntime.adopt) void adopt(JSON.parse(payload.toString()))
})
send(say.ready)

/** What every function needs once is done before anybody waits for it: the loaders of both kinds of modules. */
async function warmUp() {
  await import('./warm-up/module.mjs')
  Module.createRequire(import.meta.url)('./warm-up/script.cjs')
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
  for (const name of Object.keys(process.env)) if (!(name in adoption.variables)) delete process.env[name]
  for (const [name, value] of Object.entries(adoption.variables)) {
    if (process.env[name] !== value) process.env[name] = value
  }
  Module._initPaths()
  process.chdir(adoption.taskRoot)
  patchConsole(adoption.logFormat, adoption.logFormat === 'JSON' ? adoption.logLevel : undefined)
  fixed = fixedContext(adoption)
}

function invoke(payload) {
  const headEnd = 4 + payload.readUInt32LE(0)
  const work = { head: JSON.parse(payload.toString('utf8', 4, headEnd)), event: payload.subarray(headEnd) }
  worker.unref()
  invocation = new Invocation(handler, work, () => {
    invocation = undefined
    worker.ref()
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
