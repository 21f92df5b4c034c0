/** Chance as an argument. Forks are named, so that one part's draws never shift another's. */
export interface Random {
  /** A number in [0, 1). */
  next(): number
  /** A version 4 UUID in lower case. */
  uuid(): string
  /** So many lower-case hexadecimal digits. */
  hex(digits: number): string
  fork(name: string): Random
}

/** A whole number in [0, below). */
export function integerBelow(random: Random, below: number): number {
  return Math.floor(random.next() * below)
}

/** A repeatable sequence (splitmix32 over a hashed seed): for tests and the simulator. */
export class SeededRandom implements Random {
  #seed: string
  #state: number

  constructor(seed: string | number) {
    this.#seed = String(seed)
    this.#state = hash(this.#seed)
  }

  next(): number {
    this.#state = (this.#state + 0x9e3779b9) | 0
    let z = this.#state
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad)
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97)
    return ((z ^ (z >>> 15)) >>> 0) / 2 ** 32
  }

  hex(digits: number): string {
    return Array.from({ length: digits }, () => integerBelow(this, 16).toString(16)).join('')
  }

  uuid(): string {
    const variant = '89ab'[integerBelow(this, 4)]
    return `${this.hex(8)}-${this.hex(4)}-4${this.hex(3)}-${variant}${this.hex(3)}-${this.hex(12)}`
  }

  fork(name: string): Random {
    return new SeededRandom(`${this.#seed}/${name}`)
  }
}

function hash(text: string): number {
  let h = 0x811c9dc5
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  return h
}
