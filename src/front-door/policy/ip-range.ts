/** Whether an address lies in a range: `203.0.113.0/24`, `2001:db8::/32`, or one address. */
export function inRange(range: string, address: string): boolean {
  const [network = '', length, ...more] = range.split('/')
  const [from, bits] = [readAddress(network), readAddress(address)]
  if (!from || !bits || from.size !== bits.size || more.length > 0) return false
  const prefix = length === undefined ? from.size : /^\d{1,3}$/.test(length) ? Number(length) : Number.NaN
  if (!(prefix <= from.size)) return false
  const rest = BigInt(from.size - prefix)
  return from.value >> rest === bits.value >> rest
}

interface Address {
  value: bigint
  size: 32 | 128
}

/** An IPv4 address that came over an IPv6 socket is an IPv4 address. */
function readAddress(text: string): Address | undefined {
  const plain = text.replace(/^::ffff:(?=\d+\.)/i, '')
  return plain.includes(':') ? readIpv6(plain) : readIpv4(plain)
}

function readIpv4(text: string): Address | undefined {
  const parts = text.split('.')
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) <= 255)) return undefined
  return { value: parts.reduce((sum, part) => (sum << 8n) | BigInt(part), 0n), size: 32 }
}

function readIpv6(text: string): Address | undefined {
  const halves = text.split('::')
  if (halves.length > 2) return undefined
  const [head, tail] = halves.map((half) => (half === '' ? [] : half.split(':')))
  const gap = 8 - head!.length - (tail?.length ?? 0)
  if (tail ? gap < 1 : gap !== 0) return undefined
  const groups = [...head!, ...Array<string>(tail ? gap : 0).fill('0'), ...(tail ?? [])]
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return undefined
  return { value: groups.reduce((sum, group) => (sum << 16n) | BigInt(`0x${group}`), 0n), size: 128 }
}
