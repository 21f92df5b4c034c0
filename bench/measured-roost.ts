import { chmodSync, cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Call, callJson, callRoost } from '../src/cli/client.ts'
import { connectionOf } from '../src/cli/data-directory.ts'
import { zipFolder } from '../src/cli/zip-folder.ts'
import { type StartedRoost, startRoost } from '../test/e2e/harness/start-roost.ts'
import type { Exchange } from './load/raw-connection.ts'
import { type SignedRequest, signedRequest, type Target } from './load/signed-request.ts'
import { commandLine, descendants } from './processes.ts'

/** The product as users start it, with what benches need of it. */
export class MeasuredRoost {
  readonly target: Target
  /** Takes what invokes cost: front door, sync plane, worker. */
  readonly dataPid: number
  readonly #started: StartedRoost

  /** `words`: options of `roost up`. */
  static async start(dataDirectory?: string, words?: string[]): Promise<MeasuredRoost> {
    return new MeasuredRoost(await startRoost({ dataDirectory, words }))
  }

  private constructor(started: StartedRoost) {
    this.#started = started
    const { hostname, port } = new URL(started.endpoint)
    this.target = { host: hostname, port: Number(port) }
    this.dataPid = this.pids.find((pid) => commandLine(pid).endsWith(' data'))!
  }

  /** Of Roost itself, without environments. */
  get pids(): number[] {
    const supervisor = this.#started.process.pid!
    return [supervisor, ...descendants(supervisor).filter((pid) => /process\.io\.ts \w+$/.test(commandLine(pid)))]
  }

  /** Each function of its own, of the same code. Resolves once all are active. */
  async createFunctions(names: readonly string[], settings: FunctionSettings): Promise<void> {
    const zip = (await zipFolder(settings.folder)).toString('base64')
    for (const name of names) {
      const body = JSON.stringify(creationOf(name, settings, zip))
      await this.call({ method: 'POST', path: '/2015-03-31/functions', body })
    }
    for (const name of names) await this.untilReady(name)
  }

  call<T>(call: Call): Promise<T> {
    return callJson<T>(this.#connection, { ...call, headers: { 'content-type': 'application/json' } })
  }

  async deleteFunction(name: string): Promise<void> {
    await callRoost(this.#connection, { method: 'DELETE', path: `/2015-03-31/functions/${name}` })
  }

  /** By the process that takes requests. */
  async functionsKnown(): Promise<number> {
    return (await this.call<{ functions: number }>({ method: 'GET', path: '/_roost/status' })).functions
  }

  /** By the control plane, which may still be starting. */
  async finds(name: string): Promise<boolean> {
    const path = `/2015-03-31/functions/${name}/configuration`
    const { status } = await callRoost(this.#connection, { method: 'GET', path })
    return status === 200
  }

  /** Neither its creation nor an update of it is under way. */
  async untilReady(name: string): Promise<void> {
    for (;;) {
      const path = `/2015-03-31/functions/${name}/configuration`
      const { LastUpdateStatus, State } = await this.call<{ State?: string; LastUpdateStatus?: string }>({
        method: 'GET',
        path,
      })
      if (State === 'Active' && LastUpdateStatus !== 'InProgress') return
      if (State === 'Failed') throw new Error(`${name} did not become active`)
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
  }

  /** A signed invocation as it goes over the wire, and what is to come back. */
  invocation(name: string, event: string, expected = event): Exchange {
    const path = `/2015-03-31/functions/${name}/invocations`
    return { bytes: this.#signed({ path, body: event }), expected }
  }

  /** An event, accepted with 202 (Lambda API: InvokeAsync, whose request needs no header of its own). */
  event(name: string, event: string): Exchange {
    const path = `/2014-11-13/functions/${name}/invoke-async/`
    return { bytes: this.#signed({ path, body: event }), expected: '{"Status":202}', status: 202 }
  }

  /** Something that is read, and what it is now. */
  async reading(path: string, query: Readonly<Record<string, string>> = {}): Promise<Exchange> {
    const search = new URLSearchParams(query).toString()
    const answer = await callRoost(this.#connection, { method: 'GET', path: search ? `${path}?${search}` : path })
    if (answer.status !== 200) throw new Error(`GET ${path} was answered ${answer.status}: ${answer.body.toString()}`)
    return { bytes: this.#signed({ method: 'GET', path, query }), expected: answer.body.toString() }
  }

  /** Something that changes with each request: its answer is known by its status alone. */
  writing(method: string, path: string, body: object, status: number): Exchange {
    return { bytes: this.#signed({ method, path, body: JSON.stringify(body) }), status }
  }

  async stop(): Promise<void> {
    await this.#started.stop()
  }

  async remove(): Promise<void> {
    await this.#started.remove()
  }

  #signed(request: SignedRequest): Buffer {
    return signedRequest(this.target, this.#connection, request)
  }

  get #connection() {
    return connectionOf({ data: this.#started.dataDirectory })
  }
}

export interface FunctionSettings {
  folder: string
  handler: string
  /** Default: the Node that runs Roost and the ceilings. */
  runtime?: string
  memoryMb?: number
  variables?: Record<string, string>
}

/** The body of CreateFunction. `zip` is base64. */
export const creationOf = (name: string, settings: FunctionSettings, zip: string) => ({
  FunctionName: name,
  Runtime: settings.runtime ?? nodeRuntime,
  Handler: settings.handler,
  MemorySize: settings.memoryMb ?? 128,
  Timeout: 10,
  Environment: { Variables: settings.variables ?? {} },
  Role: 'arn:aws:iam::000000000000:role/bench',
  Code: { ZipFile: zip },
})

/** The same binary on both sides. */
export const nodeRuntime = `nodejs${process.versions.node.split('.')[0]}.x`

export const benchFolder = import.meta.dirname

export const nodeFolder = join(benchFolder, 'functions/node')

/** The folder of the custom runtime, with a bootstrap that starts it by this Node. The caller removes it. */
export function customRuntimeFolder(): { folder: string; remove(): void } {
  const folder = mkdtempSync('/var/tmp/roost-bench-')
  cpSync(join(import.meta.dirname, 'functions/custom'), folder, { recursive: true })
  const bootstrap = join(folder, 'bootstrap')
  writeFileSync(bootstrap, `#!/bin/sh\nexec ${process.execPath} "$LAMBDA_TASK_ROOT/loop.mjs"\n`)
  chmodSync(bootstrap, 0o755)
  return { folder, remove: () => rmSync(folder, { recursive: true }) }
}

/** JSON of exactly so many bytes, other bytes for each number. */
export function eventOf(bytes: number, number: number): string {
  const short = JSON.stringify({ number, padding: '' })
  return JSON.stringify({ number, padding: 'x'.repeat(bytes - short.length) })
}
