import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs'

/**
 * SQLite ends its reading of a write-ahead log at the first frame whose sum is wrong, and says nothing: right for what a
 * crash has torn off at the end, wrong for a damaged frame with whole commits behind it (SQLite: WAL file format).
 */
export interface Mended {
  aside: string
  /** Damaged frames that were taken out. */
  frames: number
  /** Whole commits behind the first of them. */
  commits: number
}

const headerBytes = 32
const frameHeaderBytes = 24
type Sum = readonly [number, number]

/** Takes damaged frames out of the log of a database that nobody has open. Undefined: there was none. */
export function mendWal(path: string, now: number): Mended | undefined {
  const wal = `${path}-wal`
  if (path === ':memory:' || !existsSync(wal)) return undefined
  const bytes = readFileSync(wal)
  if (bytes.length < headerBytes) return undefined
  const log = new Log(bytes)
  const frames = log.frames()
  const firstBad = frames.findIndex(({ whole }) => !whole)
  if (firstBad < 0) return undefined
  const behind = frames.slice(firstBad).filter(({ whole, commits }) => whole && commits).length
  // One commit behind it may be that of the same transaction: torn by a power cut, and never acknowledged.
  if (behind < 2) return undefined
  const aside = `${wal}.damaged-${now}`
  copyFileSync(wal, aside)
  writeFileSync(wal, log.only(frames.filter(({ whole }) => whole)))
  return { aside, frames: frames.filter(({ whole }) => !whole).length, commits: behind }
}

interface Frame {
  at: number
  /** Its sum is what follows from the sum that the frame before it says. */
  whole: boolean
  commits: boolean
}

class Log {
  readonly #bytes: Buffer
  readonly #littleEndian: boolean
  readonly #frameBytes: number

  constructor(bytes: Buffer) {
    this.#bytes = bytes
    this.#littleEndian = bytes.readUInt32BE(0) === 0x377f0682
    this.#frameBytes = frameHeaderBytes + bytes.readUInt32BE(8)
  }

  /** Of the log as it is now: what is behind them is of an earlier one, with another salt. */
  frames(): Frame[] {
    const bytes = this.#bytes
    const salt = bytes.subarray(16, 24)
    const frames: Frame[] = []
    let before: Sum = [bytes.readUInt32BE(24), bytes.readUInt32BE(28)]
    let misses = 0
    for (let at = headerBytes; at + this.#frameBytes <= bytes.length && misses < 2; at += this.#frameBytes) {
      const said: Sum = [bytes.readUInt32BE(at + 16), bytes.readUInt32BE(at + 20)]
      const sum = this.#sumOfFrame(bytes, at, before)
      const salted = bytes.subarray(at + 8, at + 16).equals(salt)
      const whole = salted && sum[0] === said[0] && sum[1] === said[1]
      misses = salted ? 0 : misses + 1
      frames.push({ at, whole, commits: bytes.readUInt32BE(at + 4) !== 0 })
      before = said
    }
    return frames.slice(0, frames.length - misses)
  }

  /** The same log of these frames alone, with sums that follow from each other. */
  only(frames: readonly Frame[]): Buffer {
    const bytes = Buffer.alloc(headerBytes + frames.length * this.#frameBytes)
    this.#bytes.copy(bytes, 0, 0, headerBytes)
    let sum: Sum = [bytes.readUInt32BE(24), bytes.readUInt32BE(28)]
    frames.forEach(({ at: from }, index) => {
      const at = headerBytes + index * this.#frameBytes
      this.#bytes.copy(bytes, at, from, from + this.#frameBytes)
      sum = this.#sumOfFrame(bytes, at, sum)
      bytes.writeUInt32BE(sum[0], at + 16)
      bytes.writeUInt32BE(sum[1], at + 20)
    })
    return bytes
  }

  #sumOfFrame(bytes: Buffer, at: number, before: Sum): Sum {
    const head = this.#sum(bytes.subarray(at, at + 8), before)
    return this.#sum(bytes.subarray(at + frameHeaderBytes, at + this.#frameBytes), head)
  }

  #sum(bytes: Buffer, [s0, s1]: Sum): Sum {
    let [one, other] = [s0, s1]
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
    for (let at = 0; at < bytes.length; at += 8) {
      one = (one + view.getUint32(at, this.#littleEndian) + other) >>> 0
      other = (other + view.getUint32(at + 4, this.#littleEndian) + one) >>> 0
    }
    return [one, other]
  }
}
