import { signalOfStatus } from '../sandbox/exit-status.ts'
import type { Exit } from '../sandbox/sandbox.ts'

/** A starter that waits for its next command. */
export interface CommandPoll {
  deliver(command: string): void
}

export interface StarterListener {
  runtimeExited(exit: Exit): void
  /** By its place in the list of the external extensions. */
  extensionExited(at: number, exit: Exit): void
  /** What it prints. */
  extensionOutput(at: number, chunk: Uint8Array): void
}

/**
 * What starts extensions. By -p, what the function's variables say to shells is no concern of ours. An image need not
 * have a shell: ours lies over it, with its own loader.
 */
export function starterCommand(bootstraps: string, image?: object): readonly string[] {
  if (!image) return ['/bin/bash', '-p', `${bootstraps}/extensions/starter.sh`]
  return ['/.roost/loader', '--library-path', '/.roost', '/.roost/bash', '-p', '/.roost/starter.sh']
}

/**
 * The program in the sandbox that starts extensions and the runtime, as we speak to it: commands go out as answers to
 * its polls. What it says is said from within the sandbox, so it may be anything, and may come twice.
 */
export class Starter {
  /** Of extensions. */
  #count: number
  #poll: CommandPoll | undefined
  #commands: string[] = []
  #listener: StarterListener | undefined
  /** Said by a sandbox that was quicker than the one who asked for it. */
  #unheard: ((listener: StarterListener) => void)[] = []
  #ended = new Set<string>()
  #parcels = new Map<number, { bytes: Uint8Array; arrived: (status: number) => void }>()
  #parcelsMade = 0
  #outputs = new Map<number, PromiseWithResolvers<void>>()

  constructor(count: number) {
    this.#count = count
  }

  listen(listener: StarterListener): void {
    this.#listener = listener
    for (const word of this.#unheard.splice(0)) word(listener)
  }

  startRuntime(): void {
    this.#command('start')
  }

  /** SIGTERM. */
  terminateRuntime(): void {
    this.#command('terminate')
  }

  /** SIGKILL: the runtime, or an extension by its place. */
  kill(who: 'runtime' | number): void {
    this.#command(`kill ${who}`)
  }

  /** Brings bytes to a port of the sandbox; resolves with the status of an HTTP answer, 0 where it failed. */
  carry(port: number, bytes: Uint8Array, protocol: 'HTTP' | 'TCP'): Promise<number> {
    return new Promise((arrived) => {
      const number = this.#parcelsMade++
      this.#parcels.set(number, { bytes, arrived })
      this.#command(`carry ${number} ${port} ${protocol}`)
    })
  }

  parcel(number: number): Uint8Array | undefined {
    return this.#parcels.get(number)?.bytes
  }

  delivered(number: number, status: number): void {
    this.#parcels.get(number)?.arrived(status)
    this.#parcels.delete(number)
  }

  ask(poll: CommandPoll): void {
    this.#poll = poll
    this.#deliver()
  }

  forget(poll: CommandPoll): void {
    if (this.#poll === poll) this.#poll = undefined
  }

  /** `who` is `runtime` or an extension's place. */
  exited(who: string, status: number): void {
    if (this.#ended.has(who) || (who !== 'runtime' && Number(who) >= this.#count)) return
    this.#ended.add(who)
    const signal = signalOfStatus(status)
    const exit = signal ? { signal } : { status }
    if (who === 'runtime') this.#say((listener) => listener.runtimeExited(exit))
    else this.#say((listener) => listener.extensionExited(Number(who), exit))
  }

  /** Resolves once an extension and all it has started print no more. */
  outputEnded(at: number): Promise<void> {
    return this.#endOf(at).promise
  }

  endOutput(at: number): void {
    if (at < this.#count) this.#endOf(at).resolve()
  }

  output(at: number, chunk: Uint8Array): void {
    if (at >= this.#count) return
    this.#say((listener) => listener.extensionOutput(at, chunk))
  }

  #endOf(at: number): PromiseWithResolvers<void> {
    let end = this.#outputs.get(at)
    if (!end) {
      end = Promise.withResolvers()
      this.#outputs.set(at, end)
    }
    return end
  }

  #say(word: (listener: StarterListener) => void): void {
    if (this.#listener) word(this.#listener)
    else this.#unheard.push(word)
  }

  #command(command: string): void {
    this.#commands.push(command)
    this.#deliver()
  }

  #deliver(): void {
    if (!this.#poll || this.#commands.length === 0) return
    const poll = this.#poll
    this.#poll = undefined
    poll.deliver(this.#commands.shift()!)
  }
}
