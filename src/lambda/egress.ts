/** Where a function may connect to beyond the host's doors: nowhere, or to these IPv4 networks alone. */
export type Egress = 'none' | readonly string[]

/** The tag of a function that says so. AWS has VPCs and security groups for it; a host has neither. */
export const egressTag = 'roost:egress'

const network = /^(0|[1-9]\d{0,2})\.(0|[1-9]\d{0,2})\.(0|[1-9]\d{0,2})\.(0|[1-9]\d{0,2})(?:\/(\d{1,2}))?$/

/** Of the tag's value: `internet` (or no tag) is no limit, `none`, or networks parted by blanks: `10.0.0.0/8 192.0.2.7`. */
export function parseEgress(value: string | undefined): { egress: Egress | undefined } | { wrong: string } {
  const words = (value ?? 'internet').trim().split(/\s+/)
  if (words.length === 1 && words[0] === 'internet') return { egress: undefined }
  if (words.length === 1 && words[0] === 'none') return { egress: 'none' }
  const networks = words.map(networkOf)
  const wrong = networks.indexOf(undefined)
  return wrong >= 0 ? { wrong: words[wrong]! } : { egress: apart(networks.filter((each) => each !== undefined)) }
}

interface Network {
  /** First address, as a number. */
  first: number
  prefix: number
}

const last = ({ first, prefix }: Network): number => first + 2 ** (32 - prefix) - 1

function networkOf(word: string): Network | undefined {
  const [, ...parts] = network.exec(word) ?? []
  const prefix = Number(parts[4] ?? '32')
  const bytes = parts.slice(0, 4).map(Number)
  if (parts.length === 0 || bytes.some((byte) => byte > 255) || prefix < 1 || prefix > 32) return undefined
  const address = bytes.reduce((sum, byte) => sum * 256 + byte, 0)
  return { first: address - (address % 2 ** (32 - prefix)), prefix }
}

/** Firewalls take no network twice, nor one that lies in another. */
function apart(networks: readonly Network[]): string[] {
  const kept: Network[] = []
  for (const each of networks.toSorted((a, b) => a.prefix - b.prefix)) {
    if (!kept.some((other) => other.first <= each.first && last(each) <= last(other))) kept.push(each)
  }
  return kept.map(({ first, prefix }) => {
    const bytes = [24, 16, 8, 0].map((shift) => Math.floor(first / 2 ** shift) % 256)
    return prefix === 32 ? bytes.join('.') : `${bytes.join('.')}/${prefix}`
  })
}
