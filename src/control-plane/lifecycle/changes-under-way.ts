import type { Clock, Timer } from '../../base/clock.ts'
import type { Random } from '../../base/random.ts'
import type { Catalog, Change } from '../../catalog/catalog.ts'
import type { Kind, Kinds, VersionRecord } from '../../lambda/resources.ts'
import type { Write } from '../operations/operation-context.ts'
import { nextCapacityProviderState } from './capacity-provider-state.ts'
import { endFunctionChange, isChanging } from './function-state.ts'
import { endOfChange, type MappingState, nextMappingState } from './mapping-state.ts'

/** How long a function, a mapping or a capacity provider shows that it is changing. */
export const changeMs = 200

interface Surroundings {
  catalog: Catalog
  commit(writes: readonly Write[]): void
  clock: Clock
  random: Random
  prepare?: (version: VersionRecord) => Promise<void>
}

/**
 * Ends the changes that operations on functions, mappings and capacity providers begin, each a moment after it began;
 * those of functions once their code is prepared, too.
 * Everything it has to know is in the catalog, so that a change begun before a restart ends after it.
 * Returns how to stop.
 */
export function endChangesUnderWay(surroundings: Surroundings): () => void {
  const { catalog, clock } = surroundings
  const awaited = new Map<string, { timer: Timer }>()
  const watch = (kind: Watched, key: string) => {
    const id = `${kind} ${key}`
    awaited.get(id)?.timer.cancel()
    awaited.delete(id)
    if (!writesToEnd(surroundings, kind, key)) return
    const prepared = kind === 'version' ? surroundings.prepare?.(catalog.get(kind, key)!) : undefined
    const end = () => {
      // Another change has begun meanwhile, and has an end of its own.
      if (awaited.get(id) !== change) return
      awaited.delete(id)
      const writes = writesToEnd(surroundings, kind, key)
      if (writes) surroundings.commit(writes)
    }
    const change = { timer: clock.after(changeMs, () => (prepared ? void prepared.then(end) : end())) }
    awaited.set(id, change)
  }
  for (const kind of watched) for (const [key] of catalog.list(kind, '')) watch(kind, key)
  const unsubscribe = catalog.subscribe((changes: readonly Change[]) => {
    for (const { kind, key } of changes) if (isWatched(kind)) watch(kind, key)
  })
  return () => {
    unsubscribe()
    for (const { timer } of awaited.values()) timer.cancel()
    awaited.clear()
  }
}

const watched = ['version', 'event-source-mapping', 'capacity-provider'] as const
type Watched = (typeof watched)[number]
const isWatched = (kind: Kind): kind is Watched => (watched as readonly Kind[]).includes(kind)

/** What ends the change of one resource; undefined for a resource at rest, or gone. */
function writesToEnd({ catalog, random }: Surroundings, kind: Watched, key: string): Write[] | undefined {
  const expected = catalog.revisionOf(kind, key)
  if (kind === 'version') {
    const version = catalog.get(kind, key)
    return version && isChanging(version)
      ? [{ kind, key, value: endFunctionChange(version, random), expected }]
      : undefined
  }
  if (kind === 'event-source-mapping') {
    const mapping = catalog.get(kind, key)
    return mapping && endOfMappingChange(mapping, key, expected)
  }
  const provider = catalog.get(kind, key)
  return provider && endOfProviderChange(provider, key, expected)
}

function endOfMappingChange(
  mapping: Kinds['event-source-mapping'],
  key: string,
  expected: number,
): Write[] | undefined {
  const { configuration, enabled } = mapping
  const state = configuration.State as MappingState
  const signal = endOfChange(state, enabled)
  const State = signal && nextMappingState(state, signal)
  if (!State) return undefined
  if (State === 'gone')
    return [
      { kind: 'event-source-mapping', key, expected },
      { kind: 'tags', key: configuration.EventSourceMappingArn! },
    ]
  return [
    { kind: 'event-source-mapping', key, value: { ...mapping, configuration: { ...configuration, State } }, expected },
  ]
}

function endOfProviderChange(provider: Kinds['capacity-provider'], key: string, expected: number): Write[] | undefined {
  const { configuration } = provider
  const State = configuration.State === 'Deleting' ? 'gone' : nextCapacityProviderState(configuration.State!, 'ready')
  if (!State) return undefined
  if (State === 'gone')
    return [
      { kind: 'capacity-provider', key, expected },
      { kind: 'tags', key: configuration.CapacityProviderArn! },
    ]
  return [
    { kind: 'capacity-provider', key, value: { ...provider, configuration: { ...configuration, State } }, expected },
  ]
}
