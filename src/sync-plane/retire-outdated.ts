import type { Assignment } from '../assignment/assignment.ts'
import type { Catalog } from '../catalog/catalog.ts'
import { versionKey } from '../lambda/keys.ts'
import type { Specs } from './spec.ts'

/** Nothing serves a version any more that has changed or gone; what runs may end. */
export function retireOutdated(catalog: Catalog, assignment: Assignment, specs: Specs): void {
  catalog.subscribe((changes) => {
    const changed = new Set<string>()
    for (const { kind, key } of changes) if (kind === 'version') changed.add(key)
    if (changed.size === 0) return
    assignment.retire((spec) => {
      const key = versionKey(spec, spec.functionName, spec.version)
      if (!changed.has(key)) return false
      const version = catalog.get('version', key)
      return !version || !spec.key.startsWith(specs.base(version))
    })
  })
}
