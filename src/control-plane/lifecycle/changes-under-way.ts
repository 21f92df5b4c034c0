import type { Clock, Timer } from '../../base/clock.ts'
import type { Random } from '../../base/random.ts'
import type { Catalog } from '../../catalog/catalog.ts'
import type { Kind, Kinds, VersionRecord } from '../../lambda/resources.ts'
import type { Write } from '../operations/operation-context.ts'
import { nextCapacityProviderState } from './capacity-provider-state.ts'
import { type ChangeFailure, endFunctionChange, isChanging } from './function-state.ts'
import { endOfChange, type MappingState, nextMappingState } from './mapping-state.ts'

/** How long a function, a mapping or a capacity provider shows that it is changing. */
export const changeMs = 200

interface Surroundings {
  catalog: Catalog
  commit(writes: readonly Write[]): void
  clock: Clock
  random: Random
  prepare?: (version: VersionRecord) => Promise<ChangeFailure | undefined>
}

/** Whatever is to end so soon after another change ends with it: they go to disk together. */
const togetherMs = 50

interface Change {
  kind: Watched
  key: string
  dueAt: number
  /** Its time has come, though perhaps not its code. */
  due: boolean
  prepared: boolean
  failure?: ChangeFailure
  timer: Timer
}

/**
 * Ends the changes that operations on functions, mappings and capacity providers begin, each a moment after it began;
 * those of functions once their code is prepared, too.
 * Everything it has to know is in the catalog, so that a change begun before a restart ends after it.
 * Returns how to stop.
 */
export function endChangesUnderWay(surroundings: Surroundings): () => void {
  const { catalog, clock } = surroundings
  const awaited = new Map<string, Change>()
  const endDue = () => {
    const soon = clock.tick() + togetherMs
    const ending = [...awaited].filter(([, { dueAt, prepared }]) => prepared && dueAt <= soon)
    for (const [id, { timer }] of ending) {
      timer.cancel()
      awaited.delete(id)
    }
    const writes = ending.flatMap(([, change]) => writesToEnd(surroundings, change) ?? [])
    if (writes.length > 0) surroundings.commit(writes)
  }
  const watch = (kind: Watched, key: string) => {
    const id = `${kind} ${key}`
    awaited.get(id)?.timer.cancel()
    awaited.delete(id)
    if (!writesToEnd(surroundings, { kind, key })) return
    const preparing = kind === 'version' ? surroundings.prepare?.(catalog.get(kind, key)!) : undefined
    const timer = clock.after(changeMs, () => {
      change.due = true
      if (change.prepared) endDue()
    })
    const change: Change = { kind, key, dueAt: clock.tick() + changeMs, due: false, prepared: !preparing, timer }
    awaited.set(id, change)
    void preparing?.then((failure) => {
      change.prepared = true
      change.failure = failure
      // Otherwise another change has begun meanwhile, and has an end of its own.
      if (change.due && awaited.get(id) === change) endDue()
    })
  }
  for (const kind of watched) for (const [key] of catalog.list(kind, '')) watch(kind, key)
  const unsubscribe = catalog.subscribe((changes) => {
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
function writesToEnd(
  { catalog, random }: Surroundings,
  { kind, key, failure }: Pick<Change, 'kind' | 'key' | 'failure'>,
): Write[] | undefined {
  const expected = catalog.revisionOf(kind, key)
  if (kind === 'version') {
    const version = catalog.get(kind, key)
    return version && isChanging(version)
      ? [{ kind, key, value: endFunctionChange(version, random, failure), expected }]
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
