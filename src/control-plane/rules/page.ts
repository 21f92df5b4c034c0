import { fromBase64, text, toBase64, utf8 } from '../../base/bytes.ts'
import { refuse } from '../../lambda/refusals.ts'

/** The members of a list operation's request that say which part of the list is wanted. */
export interface PageRequest {
  Marker?: string
  MaxItems?: number
}

export interface Page<T> {
  items: T[]
  /** Present when there is more. Opaque to callers; inside it is the key of the last item. */
  NextMarker?: string
}

/** The key after which a request's part begins, for catalogs that can start there. */
export const markedKey = ({ Marker }: PageRequest): string | undefined => (Marker ? keyOf(Marker) : undefined)

/** The part of a list, in order of keys, that a request asks for. */
export function pageOf<T>(entries: Iterable<readonly [string, T]>, request: PageRequest, most = 50): Page<T> {
  const after = markedKey(request)
  const size = Math.min(request.MaxItems ?? most, most)
  const items: T[] = []
  let last = ''
  for (const [key, item] of entries) {
    if (after !== undefined && key <= after) continue
    if (items.length === size) return { items, NextMarker: toBase64(utf8(last)) }
    items.push(item)
    last = key
  }
  return { items }
}

function keyOf(marker: string): string {
  try {
    return text(fromBase64(marker))
  } catch {
    return refuse('InvalidParameterValueException', 'The provided marker is invalid.')
  }
}
