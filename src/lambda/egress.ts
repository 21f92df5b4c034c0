/** Where a function may connect to beyond the host's doors: nowhere, or to these IPv4 networks alone. */
export type Egress = 'none' | readonly string[]

/** The tag of a function that says so. AWS has VPCs and security groups for it; a host has neither. */
export const egressTag = 'roost:egress'

const network = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})(?:\/(\d{1,2}))?$/

/** Of the tag's value: `internet` (or no tag) is no limit, `none`, or networks parted by blanks: `10.0.0.0/8 192.0.2.7`. */
export function parseEgress(value: string | undefined): { egress: Egress | undefined } | { wrong: string } {
  const words = (value ?? 'internet').trim().split(/\s+/)
  if (words.length === 1 && words[0] === 'internet') return { egress: undefined }
  if (words.length === 1 && words[0] === 'none') return { egress: 'none' }
  const wrong = words.find((word) => !isNetwork(word))
  return wrong === undefined ? { egress: words } : { wrong }
}

function isNetwork(word: string): boolean {
  const [, ...parts] = network.exec(word) ?? []
  const [prefix = '32', ...bytes] = [parts[4], ...parts.slice(0, 4)]
  return parts.length > 0 && bytes.every((byte) => Number(byte) <= 255) && Number(prefix) >= 1 && Number(prefix) <= 32
}
