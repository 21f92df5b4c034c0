import type { Random } from '../base/random.ts'
import { tmpMbDefault } from '../lambda/quotas.ts'
import type { AwsSdkPlace } from './aws-sdk/aws-sdk.ts'
import type { CodeLease } from './code/code-cache.ts'
import type { Boot } from './environment.ts'
import type { EnvironmentLog } from './environment-log.ts'
import { ExtendedSession } from './extensions/extended-session.ts'
import { findUnlaunchable, openParty } from './extensions/party.ts'
import { starterCommand } from './extensions/starter.ts'
import type { ImageDefaults, ImageRoot } from './images/images.ts'
import { EitherLane } from './lanes/either-lane.ts'
import { FastLane } from './lanes/fast-lane.ts'
import type { Adoption } from './lanes/lane.ts'
import { Pool, type PoolKey } from './pool.ts'
import type { RuntimeProcess } from './runtime-session.ts'
import { bootCommand, memoryClassOf, type ResolvedRuntime } from './runtimes.ts'
import type { Fitting, Sandbox, SandboxSpec } from './sandbox/sandbox.ts'
import { Unlaunchable } from './sandbox/unlaunchable.ts'
import { functionVariables, needsOwnStart } from './variables.ts'
import type { EnvironmentSpec, WorkerParts } from './worker.ts'

/** What an environment runs: its function, unpacked, and the runtime found for it. */
export interface Launch {
  spec: EnvironmentSpec
  resolved: ResolvedRuntime
  awsSdk: AwsSdkPlace
  code: CodeLease
  log: EnvironmentLog
}

type Start = Omit<SandboxSpec, 'id' | 'workingDirectory' | 'readOnly'> & { workingDirectory?: string }

/** Starts runtimes: from the pool where it can be, else a process of their own. */
export class Launcher {
  readonly pool: Pool
  #parts: WorkerParts
  #random: Random

  constructor(parts: WorkerParts) {
    this.#parts = parts
    this.#random = parts.random.fork('sandboxes')
    this.pool = new Pool({ clock: parts.clock, readyMax: parts.readyMax ?? 6, boot: (key) => this.#bootAhead(key) })
  }

  async launch(launch: Launch): Promise<Boot> {
    const { spec, resolved, code } = launch
    if (code.image) return this.#launchImage(launch, code.image)
    const external = code.optRoot ? this.#parts.runtimeApi.extensionsIn([`${code.optRoot}/extensions`]) : []
    if (external.length > 0) return this.#launchExtended(launch, external)
    if (resolved.language === 'provided') return this.#launchCustom(launch)
    if (spec.variables.AWS_LAMBDA_EXEC_WRAPPER) return this.#launchHeard(launch, this.#managedCommand(launch))
    if (!this.#mayBePooled(launch)) return this.#launchAlone(launch)
    const memoryClassMb = memoryClassOf(spec.memoryMb)
    const process =
      this.pool.take({ runtime: spec.runtime, memoryClassMb }) ?? (await this.#startManaged(resolved, memoryClassMb))
    await process.sandbox.fit(fitting(launch)).catch(async (error: unknown) => {
      await process.sandbox.dispose()
      throw error
    })
    return { booted: true, process, adoption: this.#adoption(launch, process.sandbox.variables) }
  }

  #mayBePooled({ spec, code }: Launch): boolean {
    if (needsOwnStart(spec.variables)) return false
    if (this.#parts.sandboxes.homes.task) return true
    const hidden = [code.taskRoot, code.optRoot ?? ''].some(
      (path) => path.startsWith('/tmp/') && !this.#isVisible(path),
    )
    return !hidden
  }

  #isVisible(path: string): boolean {
    return this.#parts.visible.some((directory) => path.startsWith(`${directory}/`))
  }

  /** Booted with the function's own variables, for what must be there from the start. */
  async #launchAlone(launch: Launch): Promise<Boot> {
    const command = this.#managedCommand(launch)
    const variables = this.#variables(launch, {})
    const sandbox = await this.#start({ ...this.#holds(launch), command, variables })
    const process = { sandbox, lane: new FastLane(sandbox.lane) }
    const adoption = { ...this.#adoption(launch, sandbox.variables), startedWithVariables: true }
    return { booted: true, process, adoption }
  }

  #managedCommand({ spec, resolved, code }: Launch): readonly string[] {
    const wrapper = spec.variables.AWS_LAMBDA_EXEC_WRAPPER
    const boot = bootCommand(resolved, spec.memoryMb, this.#parts.bootstraps)
    return wrapper ? [this.#atHome(wrapper, code), ...boot] : boot
  }

  async #launchCustom(launch: Launch, external: readonly string[] = []): Promise<Boot> {
    const { code } = launch
    const roots = ['/var/task', ...(code.optRoot ? ['/opt'] : [])]
    const bootstrap = roots.map((root) => `${root}/bootstrap`).find((path) => this.#isExecutable(path, code))
    if (!bootstrap) {
      const words = "Couldn't find valid bootstrap(s): [/var/task/bootstrap /opt/bootstrap]"
      return { booted: false, errorType: 'Runtime.InvalidEntrypoint', words }
    }
    return this.#launchHeard(launch, [this.#atHome(bootstrap, code)], external)
  }

  /** What can be started of an image is known to its container alone. */
  async #launchImage(launch: Launch, image: ImageRoot & ImageDefaults): Promise<Boot> {
    const { entryPoint, command, directory, layers } = image
    const external = this.#parts.runtimeApi.extensionsIn(layers.map((each) => `${directory}/${each}/opt/extensions`))
    const tooMany = findUnlaunchable(external, () => true, launch.log)
    if (tooMany) return tooMany
    const first = [...entryPoint, ...command]
    try {
      if (first.length === 0) throw new Unlaunchable('Runtime.InvalidEntrypoint', 'neither ENTRYPOINT nor CMD is set')
      return await this.#launchHeard(launch, first, external)
    } catch (error) {
      if (!(error instanceof Unlaunchable)) throw error
      const { errorType, message: words } = error
      const told = `Entrypoint: [${entryPoint.join()}]\tCmd: [${command.join()}]\tWorkingDir: [${image.workingDirectory}]`
      launch.log.line('stderr', `IMAGE\tLaunch error: ${words}\t${told}`)
      return { booted: false, errorType, words }
    }
  }

  async #launchExtended(launch: Launch, external: readonly string[]): Promise<Boot> {
    const runs = (name: string) => this.#isExecutable(`/opt/extensions/${name}`, launch.code)
    const unlaunchable = findUnlaunchable(external, runs, launch.log)
    if (unlaunchable) return unlaunchable
    if (launch.resolved.language === 'provided') return this.#launchCustom(launch, external)
    return this.#launchHeard(launch, this.#managedCommand(launch), external)
  }

  /** With a listener of its own, for a runtime that speaks the Runtime API, for extensions, or both. */
  async #launchHeard(launch: Launch, command: readonly string[], external: readonly string[] = []): Promise<Boot> {
    const { spec, code, resolved } = launch
    const { clock, runtimeApi, sandboxes, bootstraps } = this.#parts
    const custom = resolved.language === 'provided'
    const party = openParty(spec, external, { clock, identify: () => this.#random.uuid() })
    const api = await runtimeApi.open(party)
    const AWS_LAMBDA_RUNTIME_API = `${sandboxes.hostAddress}:${api.port}`
    const variables = { ...this.#variables(launch, {}), AWS_LAMBDA_RUNTIME_API }
    const workingDirectory = code.image?.workingDirectory ?? (custom ? this.#atHome('/var/task', code) : '/')
    const paths = external.map((name) => this.#atHome(`/opt/extensions/${name}`, code))
    const starter = [...starterCommand(bootstraps, code.image), workingDirectory, `${paths.length}`, ...paths]
    const first = party.starter ? [...starter, ...command] : command
    const start = { ...this.#holds(launch), command: first, variables, workingDirectory, port: api.port }
    const sandbox = await this.#start(start).catch(async (error: unknown) => {
      await api.close()
      throw error
    })
    sandbox.onExit(() => void api.close())
    const process = { sandbox, lane: custom ? api.lane : new EitherLane(new FastLane(sandbox.lane), api.lane) }
    const adopted = this.#adoption(launch, { ...sandbox.variables, AWS_LAMBDA_RUNTIME_API })
    return {
      booted: true,
      process,
      adoption: custom ? adopted : { ...adopted, startedWithVariables: true },
      extend: (log, phase) =>
        new ExtendedSession({ process, clock, party, spec, runtimeVersion: resolved.version, phase }, log),
    }
  }

  /** A runtime nobody waits for; resolves once it could be adopted. */
  async #bootAhead(key: PoolKey): Promise<RuntimeProcess> {
    const resolved = await this.#parts.runtimes.resolve(key.runtime)
    if ('refusal' in resolved || resolved.language === 'provided') throw new Error(`${key.runtime} cannot boot ahead`)
    const process = await this.#startManaged(resolved, key.memoryClassMb, true)
    await new Promise<void>((resolve, reject) => {
      process.lane.listen({ ...deaf, ready: resolve })
      process.sandbox.onExit(() => reject(new Error(`${key.runtime} ended before it was ready`)))
    })
    process.sandbox.promote()
    return process
  }

  async #startManaged(resolved: ResolvedRuntime, memoryMb: number, background = false): Promise<RuntimeProcess> {
    const command = bootCommand(resolved, memoryMb, this.#parts.bootstraps)
    const variables = { LANG: 'en_US.UTF-8', TZ: ':UTC', PATH: `${resolved.directory}:/usr/local/bin:/usr/bin:/bin` }
    const visible = [...resolved.visible, this.#parts.bootstraps]
    const sandbox = await this.#start({ command, variables, visible, memoryMb, tmpMb: tmpMbDefault, background })
    return { sandbox, lane: new FastLane(sandbox.lane) }
  }

  #start(start: Start): Promise<Sandbox> {
    const fixed = { id: this.#random.hex(16), workingDirectory: '/', readOnly: this.#parts.visible }
    return this.#parts.sandboxes.create({ ...fixed, ...start })
  }

  /** What a sandbox of this function's own has from the start. */
  #holds({ spec, resolved, code }: Launch) {
    const visible = [...resolved.visible, this.#parts.bootstraps]
    return { visible, ...fitting({ spec, code }), ...(code.image && { image: code.image }) }
  }

  #variables(
    { spec, resolved, awsSdk, code, log }: Launch,
    sandbox: Readonly<Record<string, string>>,
  ): Record<string, string> {
    return functionVariables(spec, {
      taskRoot: this.#atHome('/var/task', code),
      optRoot: code.optRoot && this.#atHome('/opt', code),
      runtimeDirectory: resolved.directory,
      awsSdk: awsSdk.root,
      image: code.image?.variables,
      logGroup: log.group,
      logStream: log.stream,
      credentials: this.#parts.credentialsFor(spec),
      platform: this.#parts.platformVariables,
      sandbox,
    })
  }

  /** Functions say /var/task and /opt; a sandbox may have these elsewhere. */
  #atHome(path: string, code: CodeLease): string {
    const { task = code.taskRoot, opt = code.optRoot } = this.#parts.sandboxes.homes
    if (/^\/var\/task(\/|$)/.test(path)) return task + path.slice('/var/task'.length)
    if (/^\/opt(\/|$)/.test(path) && opt) return opt + path.slice('/opt'.length)
    return path
  }

  #isExecutable(path: string, code: CodeLease): boolean {
    const [root, from] = path.startsWith('/opt/') ? [code.optRoot, '/opt'] : [code.taskRoot, '/var/task']
    return this.#parts.isExecutable(root + path.slice(from.length))
  }

  #adoption(launch: Launch, sandbox: Readonly<Record<string, string>>): Adoption {
    const { spec, awsSdk, code, log } = launch
    return {
      handler: spec.handler,
      taskRoot: this.#atHome('/var/task', code),
      variables: this.#variables(launch, sandbox),
      awsSdk,
      memoryMb: spec.memoryMb,
      functionName: spec.functionName,
      functionVersion: spec.version,
      logGroup: log.group,
      logStream: log.stream,
      logFormat: spec.logging.format,
      logLevel: spec.logging.applicationLevel,
    }
  }
}

const fitting = ({ spec, code }: Pick<Launch, 'spec' | 'code'>): Fitting => ({
  memoryMb: spec.memoryMb,
  tmpMb: spec.tmpMb,
  egress: spec.egress,
  code,
})

const deaf = {
  ready: () => {},
  initialised: () => {},
  initFailed: () => {},
  result: () => {},
  error: () => {},
  lastError: () => {},
  streamStart: () => {},
  streamChunk: () => {},
  streamEnd: () => {},
  log: () => {},
  violated: () => {},
}
