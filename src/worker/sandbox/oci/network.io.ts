import { readFileSync } from 'node:fs'
import type { Egress } from '../../../lambda/egress.ts'
import type { Keeper } from './keeper.io.ts'
import {
  type Network,
  networkOf,
  networksMax,
  rulesInside,
  rulesOf,
  sandboxesMax,
  slotCommands,
} from './network-rules.ts'

/** A network namespace of a sandbox's own. */
export interface Slot {
  path: string
  /** Lets it alone reach this port of the host's loopback, at the gateway's address. */
  open(port: number): Promise<void>
  /** From now on it connects to these networks alone, doors of the host excepted. */
  limit(egress: Egress): Promise<void>
  release(): Promise<void>
}

/** Namespaces are made ahead: each takes some milliseconds that no invocation should wait for. */
const readyCount = 4

/** The host's part of all sandboxes' networks. */
export class HostNetwork {
  readonly #keeper: Keeper
  readonly #network: Network
  #ready: Promise<Slot>[] = []
  #used = new Set<number>()
  #next = 0
  #doors: number[] = []

  /** Takes the first number that no other Roost of this host has, and marks it with the owner's name. Rejects when the host has no bridges or nftables. */
  static async open(keeper: Keeper, owner: string): Promise<HostNetwork> {
    let number = 0
    for (; ; number++) {
      const { hardwareAddress, name } = networkOf(number)
      const add = `ip link add ${name} address ${hardwareAddress} type bridge && ip link set ${name} alias ${owner}`
      const taken = await keeper.run(add).then(
        () => undefined,
        (error: Error) => error,
      )
      if (!taken) break
      if (!/File exists/.test(taken.message) || number === networksMax - 1) throw taken
    }
    const network = new HostNetwork(keeper, networkOf(number))
    await network.#setUp()
    return network
  }

  private constructor(keeper: Keeper, network: Network) {
    this.#keeper = keeper
    this.#network = network
  }

  get name(): string {
    return this.#network.name
  }

  /** Of this Roost among those of the host. */
  get number(): number {
    return this.#network.number
  }

  /** The host, as seen from inside. */
  get gateway(): string {
    return this.#network.gateway
  }

  /** Lets every sandbox from now on reach this port, where the host listens on this address, as if it were its own. */
  open(port: number, address: string): Promise<void> {
    this.#doors.push(port)
    return this.#keeper.run(`nft add element inet ${this.name} doors '{ ${port} : ${address} }'`)
  }

  async take(): Promise<Slot> {
    const wanted = this.#doors.length > 0 ? readyCount : 0
    while (this.#ready.length <= wanted) {
      const slot = this.#make()
      slot.catch(() => {})
      this.#ready.push(slot)
    }
    return this.#ready.shift()!
  }

  async #setUp(): Promise<void> {
    const { name, gateway } = this.#network
    // Without it nothing leaves the host. Left as it is where it is on already.
    const forwards = readFileSync('/proc/sys/net/ipv4/ip_forward', 'utf8').trim() === '1'
    await this.#keeper.run(
      [
        `printf '%s\\n' 'address add ${gateway}/22 dev ${name}' 'link set ${name} addrgenmode none up' | ip -batch -`,
        `echo 1 > /proc/sys/net/ipv4/conf/${name}/route_localnet`,
        ...(forwards ? [] : ['echo 1 > /proc/sys/net/ipv4/ip_forward']),
        `printf '%s' '${oneLine(rulesOf(this.#network))}' | nft -f -`,
      ].join(' && '),
    )
  }

  async #make(): Promise<Slot> {
    const number = this.#free()
    const space = `${this.name}-${number}`
    const { outside, inside } = slotCommands(this.#network, number)
    try {
      await this.#keeper.run(`${batch(outside, 'ip')} && ${batch(inside, `ip -n ${space}`)}`)
      if (this.#doors.length > 0) await this.#keeper.run(this.#leadOut(space))
    } catch (error) {
      await this.#remove(space, []).then(
        () => this.#used.delete(number),
        () => {},
      )
      throw error
    }
    const address = this.#network.address(number)
    const elements: string[] = []
    const add = async (...more: string[]) => {
      await this.#keeper.run(this.#change('add', more))
      elements.push(...more)
    }
    return {
      path: `/run/netns/${space}`,
      open: (port) => add(`own_doors { ${address} . ${port} }`),
      limit: (egress) => {
        const networks = egress === 'none' ? [] : egress
        return add(`limited { ${address} }`, ...networks.map((network) => `allowed { ${address} . ${network} }`))
      },
      release: async () => {
        await this.#remove(space, elements)
        this.#used.delete(number)
      },
    }
  }

  /** Whoever has the address next begins without its elements. While one is left, nobody has it. */
  async #remove(space: string, elements: readonly string[]): Promise<void> {
    await this.#keeper.run(`ip netns delete ${space}`)
    if (elements.length > 0) await this.#keeper.run(this.#change('delete', elements))
  }

  /** All or nothing. */
  #change(verb: 'add' | 'delete', elements: readonly string[]): string {
    return `nft '${elements.map((element) => `${verb} element inet ${this.name} ${element}`).join('; ')}'`
  }

  #leadOut(space: string): string {
    const rules = oneLine(rulesInside(this.#network, this.#doors))
    const lines = `echo 1 > /proc/sys/net/ipv4/conf/all/route_localnet && printf %s "$0" | nft -f -`
    return `nsenter --net=/run/netns/${space} sh -c '${lines}' '${rules}'`
  }

  /** An address rests as long as it can before somebody else has it. */
  #free(): number {
    for (let tries = 0; tries < sandboxesMax; tries++) {
      const number = this.#next++ % sandboxesMax
      if (this.#used.has(number)) continue
      this.#used.add(number)
      return number
    }
    throw new Error(`all ${sandboxesMax} addresses of ${this.name} are in use`)
  }
}

const batch = (commands: readonly string[], program: string): string =>
  `printf '%s\\n' ${commands.map((command) => `'${command}'`).join(' ')} | ${program} -batch -`

/** nftables takes a semicolon for the end of a line. */
const oneLine = (rules: string): string =>
  rules
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => (/[{;]$/.test(line) ? line : `${line};`))
    .join(' ')
