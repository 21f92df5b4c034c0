import { model } from '../lambda/model.generated.ts'

/** Which operation a request names, and what stands in its path. */
export interface Route {
  operation: string
  /** Percent-decoded: names of functions also come as encoded ARNs. */
  labels: Record<string, string>
}

interface Branch {
  fixed: Map<string, Branch>
  label?: { name: string; branch: Branch }
  /** By method; an operation with a fixed query (`List=ALL`) comes before the one without. */
  ends: Map<string, { operation: string; query?: [string, string] }[]>
}

const root = grow()

/** Undefined for a path that the API does not have, or whose percent-encoding is broken. */
export function route(method: string, path: string, query: URLSearchParams): Route | undefined {
  const labels: Record<string, string> = {}
  let branch = root
  for (const segment of path.replace(/\/$/, '').split('/').slice(1)) {
    const fixed = branch.fixed.get(segment)
    if (fixed) {
      branch = fixed
      continue
    }
    const value = branch.label && decoded(segment)
    if (!branch.label || !value) return undefined
    labels[branch.label.name] = value
    branch = branch.label.branch
  }
  const end = branch.ends.get(method)?.find(({ query: wanted }) => !wanted || query.get(wanted[0]) === wanted[1])
  return end && { operation: end.operation, labels }
}

function decoded(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment)
  } catch {
    return undefined
  }
}

function grow(): Branch {
  const trunk = sprout()
  for (const [operation, { method, uri }] of Object.entries(model.operations)) {
    const [path = '', fixedQuery] = uri.split('?')
    let branch = trunk
    for (const segment of path.replace(/\/$/, '').split('/').slice(1)) branch = follow(branch, segment)
    const ends = branch.ends.get(method) ?? []
    if (fixedQuery) ends.unshift({ operation, query: fixedQuery.split('=') as [string, string] })
    else ends.push({ operation })
    branch.ends.set(method, ends)
  }
  return trunk
}

function sprout(): Branch {
  return { fixed: new Map(), ends: new Map() }
}

function follow(branch: Branch, segment: string): Branch {
  const name = /^\{(\w+)\+?\}$/.exec(segment)?.[1]
  if (name) {
    branch.label ??= { name, branch: sprout() }
    return branch.label.branch
  }
  const next = branch.fixed.get(segment) ?? sprout()
  branch.fixed.set(segment, next)
  return next
}
