/** Of the addresses set aside for measurements between networks (RFC 2544): nobody routes them. */
const block = '198.19'
/** Networks of Roosts on one host: 64 of 1,022 sandboxes each. */
export const networksMax = 64
export const sandboxesMax = 1021

/** One Roost's network on this host, by its number. */
export interface Network {
  number: number
  /** The bridge, and the table of rules. */
  name: string
  /** Of the bridge. Without one given it takes that of a neighbour, and another's when that one is gone. */
  hardwareAddress: string
  prefix: string
  /** The host's side, as seen from inside. */
  gateway: string
  /** The address of a sandbox, from 0. */
  address: (sandbox: number) => string
  hardwareAddressOf: (sandbox: number) => string
}

const hex = (byte: number): string => byte.toString(16).padStart(2, '0')

export function networkOf(number: number): Network {
  const first = number * 4
  return {
    number,
    name: `roost${number}`,
    hardwareAddress: `02:72:6f:6f:73:${hex(number)}`,
    prefix: `${block}.${first}.0/22`,
    gateway: `${block}.${first}.1`,
    address: (sandbox) => `${block}.${first + ((sandbox + 2) >> 8)}.${(sandbox + 2) & 255}`,
    hardwareAddressOf: (sandbox) => `02:72:6f:${hex(number)}:${hex(sandbox >> 8)}:${hex(sandbox & 255)}`,
  }
}

/** Never reached from inside: other sandboxes, what is local to a link (metadata services among it), multicast. */
const never = `{ ${block}.0.0/16, 127.0.0.0/8, 169.254.0.0/16, 224.0.0.0/4, 240.0.0.0/4 }`

/** Connections that the host remembers for one sandbox at a time: its table (often 262,144) is shared by all of it. */
export const connectionsMax = 16_384

/**
 * The walls around a network, outside of what is walled in (nftables). Of the host there is what the sets name: doors
 * for everybody, and doors for one address; each leads to the same port of the host.
 */
export function rulesOf({ name, prefix, gateway }: Network): string {
  return `table inet ${name} {
  map doors { type inet_service : ipv4_addr; }
  set own_doors { type ipv4_addr . inet_service; }
  set limited { type ipv4_addr; }
  set allowed { type ipv4_addr . ipv4_addr; flags interval; }
  set connections { type ipv4_addr; flags dynamic; size 2048; }
  chain counted {
    type filter hook prerouting priority mangle;
    iifname "${name}" ct state new add @connections { ip saddr ct count over ${connectionsMax} } drop
  }
  chain arriving {
    type nat hook prerouting priority dstnat;
    iifname "${name}" ip daddr ${gateway} dnat ip to tcp dport map @doors
    iifname "${name}" ip daddr ${gateway} ip saddr . tcp dport @own_doors dnat ip to 127.0.0.1
  }
  chain into_the_host {
    type filter hook input priority filter;
    iifname "${name}" ct status dnat accept
    iifname "${name}" ct state established,related accept
    iifname "${name}" drop
  }
  chain through_the_host {
    type filter hook forward priority filter;
    iifname "${name}" meta nfproto ipv6 drop
    iifname "${name}" ip daddr ${never} drop
    iifname "${name}" ip saddr != ${prefix} drop
    iifname "${name}" ip saddr . ip daddr @allowed accept
    iifname "${name}" ip saddr @limited drop
    oifname "${name}" ct state established,related accept
    oifname "${name}" drop
  }
  chain leaving {
    type nat hook postrouting priority srcnat;
    ip saddr ${prefix} oifname != "${name}" masquerade
  }
}
`
}

/**
 * Inside a sandbox's own network: what goes to a door on its own loopback goes to the host's. So the host's services
 * have one address inside and outside, also where they tell it themselves, as queues do in their URLs. Nothing else is
 * remembered: what the kernel remembers of connections counts as nobody's memory.
 */
export const rulesInside = ({ gateway }: Network, doors: readonly number[]): string => `table ip doors {
  chain forget_what_goes {
    type filter hook output priority raw;
    ip daddr 127.0.0.1 tcp dport { ${doors.join(', ')} } accept
    notrack
  }
  chain forget_what_comes {
    type filter hook prerouting priority raw;
    iifname "eth0" ip saddr ${gateway} tcp sport { ${doors.join(', ')} } accept
    notrack
  }
  chain out {
    type nat hook output priority -100;
    ip daddr 127.0.0.1 tcp dport { ${doors.join(', ')} } dnat to ${gateway}
  }
  chain back {
    type nat hook postrouting priority srcnat;
    oifname "eth0" ip saddr 127.0.0.1 masquerade
  }
}
`

/**
 * Commands of ip(8) that make a sandbox's own namespace, whose only neighbour is the host. Both know each other's
 * hardware address from the start: the kernel's table of neighbours has a thousand places for all namespaces together,
 * which a sandbox that asks for everybody on its network would fill.
 */
export function slotCommands(network: Network, sandbox: number): { outside: string[]; inside: string[] } {
  const { name, gateway, hardwareAddress } = network
  const [address, hardware] = [network.address(sandbox), network.hardwareAddressOf(sandbox)]
  const [space, outer] = [`${name}-${sandbox}`, `rv${name.slice('roost'.length)}-${sandbox}`]
  return {
    outside: [
      `netns add ${space}`,
      `link add ${outer} type veth peer name eth0 address ${hardware} netns ${space}`,
      `link set ${outer} master ${name} addrgenmode none up`,
      `link set ${outer} type bridge_slave isolated on`,
      `neigh replace ${address} lladdr ${hardware} dev ${name} nud permanent`,
    ],
    inside: [
      'link set lo up',
      `address add ${address}/32 dev eth0`,
      'link set eth0 addrgenmode none up',
      `neigh add ${gateway} lladdr ${hardwareAddress} dev eth0 nud permanent`,
      `route add ${gateway} dev eth0`,
      `route add default via ${gateway}`,
    ],
  }
}
