import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { buildApp } from 'fauxqs'

export interface EmbeddedServices {
  /** On the loopback interface, without authentication: the front door is the way in. */
  endpoint: string
  close(): Promise<void>
}

type Stores = NonNullable<NonNullable<Parameters<typeof buildApp>[0]>['stores']>
interface Persistence {
  load(sqs: Stores['sqsStore'], sns: Stores['snsStore'], s3: Stores['s3Store']): void
  close(): void
}

/**
 * Queues, topics and buckets of one's own, kept in the data directory. The library's own start listens on every
 * interface of the host; so its parts are put together here, and listen on loopback.
 */
export async function openEmbeddedServices(dataDirectory: string, region: string): Promise<EmbeddedServices> {
  const directory = join(dataDirectory, 'services')
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  const [sqsStore, snsStore, s3Store] = await Promise.all([
    made<Stores['sqsStore']>('sqs/sqsStore.js', 'SqsStore'),
    made<Stores['snsStore']>('sns/snsStore.js', 'SnsStore'),
    made<Stores['s3Store']>('s3/s3Store.js', 'S3Store'),
  ])
  const persistence = await made<Persistence>('persistence.js', 'PersistenceManager', directory)
  persistence.load(sqsStore, snsStore, s3Store)
  for (const store of [sqsStore, snsStore, s3Store, ...sqsStore.allQueues()]) Object.assign(store, { persistence })
  // Queue URLs then name the host that a request came to: the front door's.
  Object.assign(sqsStore, { host: undefined })
  const app = buildApp({ logger: false, defaultRegion: region, stores: { sqsStore, snsStore, s3Store } })
  const endpoint = await app.listen({ host: '127.0.0.1', port: 0 })
  return {
    endpoint,
    async close() {
      await app.close()
      persistence.close()
    },
  }
}

/** A part that the package does not export by name; its version is pinned. */
async function made<T>(file: string, name: string, ...args: unknown[]): Promise<T> {
  const module = (await import(new URL(file, import.meta.resolve('fauxqs')).href)) as Record<
    string,
    new (
      ...of: unknown[]
    ) => T
  >
  return new module[name]!(...args)
}
