import type { Refusal } from '../lambda/refusals.ts'
import { malformed } from './headers.ts'

export interface RequestTarget {
  path: string
  /** Without the question mark. */
  query: string
}

/** RFC 9112: origin form, or absolute form for this host. Nobody is forwarded anywhere. */
export function readTarget(target: string, host: string | undefined): RequestTarget | Refusal {
  const local = target.startsWith('/') ? target : withoutOrigin(target, host)
  if (local === undefined || local.includes('#')) return malformed('the request is for another host')
  const mark = local.indexOf('?')
  return mark === -1 ? { path: local, query: '' } : { path: local.slice(0, mark), query: local.slice(mark + 1) }
}

function withoutOrigin(target: string, host: string | undefined): string | undefined {
  const match = /^https?:\/\/([^/?#]+)(\/.*)?$/i.exec(target)
  return match && match[1]!.toLowerCase() === host?.toLowerCase() ? (match[2] ?? '/') : undefined
}
