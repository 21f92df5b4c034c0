import { invalidImage } from './bad-image.ts'

/** What an entry's name asks for (OCI Image Layer Specification: whiteouts). */
export type EntryName =
  | { is: 'entry'; path: string }
  /** Of the layers below, this is not seen. */
  | { is: 'whiteout'; path: string }
  /** Of the layers below, nothing in this directory is seen. */
  | { is: 'opaque'; path: string }
  | { is: 'nothing' }

const prefix = '.wh.'
const opaque = '.wh..wh..opq'

/** Reads the name of a layer's entry; throws BadImage for one that leads outside. `''` is the root itself. */
export function readEntryName(name: string): EntryName {
  const parts = name.split('/').filter((part) => part !== '' && part !== '.')
  if (parts.includes('..') || name.includes('\0')) throw invalidImage(`A layer holds ${name}, which leads outside.`)
  const last = parts.at(-1) ?? ''
  if (!last.startsWith(prefix)) return { is: 'entry', path: parts.join('/') }
  const above = parts.slice(0, -1)
  if (last === opaque) return { is: 'opaque', path: above.join('/') }
  const hidden = last.slice(prefix.length)
  // Of AUFS's own bookkeeping there may be more.
  if (hidden === '' || hidden === '.' || hidden.startsWith(prefix)) return { is: 'nothing' }
  if (hidden === '..') throw invalidImage(`A layer holds ${name}, which leads outside.`)
  return { is: 'whiteout', path: [...above, hidden].join('/') }
}

/** What a layer holds, by path: so that nothing is ever written through a link. */
export class LayerTree {
  readonly #kinds = new Map<string, 'directory' | 'other'>([['', 'directory']])

  kindOf(path: string): 'directory' | 'other' | undefined {
    return this.#kinds.get(path)
  }

  /** The directories above that are missing, the uppermost first; throws BadImage where something else is in the way. */
  missingAbove(path: string): string[] {
    const parts = path.split('/').slice(0, -1)
    const above = parts.map((_, at) => parts.slice(0, at + 1).join('/'))
    const wrong = above.find((each) => this.#kinds.get(each) === 'other')
    if (wrong !== undefined) throw invalidImage(`A layer holds ${path}, which goes through ${wrong}, no directory.`)
    return above.filter((each) => !this.#kinds.has(each))
  }

  add(path: string, kind: 'directory' | 'other'): void {
    if (this.#kinds.get(path) === 'directory' && kind === 'other')
      throw invalidImage(`A layer holds ${path} as a directory and as something else.`)
    this.#kinds.set(path, kind)
  }
}
