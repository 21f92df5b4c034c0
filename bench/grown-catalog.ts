import { globSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { openSqliteCatalogRows } from '../src/engines/sqlite/catalog-rows.io.ts'
import type { Row, RowWrite } from '../src/store/catalog-rows.ts'

const rowsACommit = 10_000

/**
 * Writes what a deployed function is in the catalog once more for each name, straight into the rows of a Roost that is down.
 * What it is made of is for others to know: wherever its name stands, another takes its place.
 */
export function cloneFunction(dataDirectory: string, template: string, names: readonly string[]): void {
  const rows = openSqliteCatalogRows(catalogFile(dataDirectory))
  try {
    const models = rows.since(0, 1000).filter((row) => row.value !== undefined && row.key.includes(template))
    let writes: RowWrite[] = []
    const commit = () => {
      if (!rows.commit(writes).committed) throw new Error('the catalog is not as it was')
      writes = []
    }
    for (const name of names) {
      writes.push(...models.map((model) => renamed(model, template, name)))
      if (writes.length >= rowsACommit) commit()
    }
    commit()
  } finally {
    rows.close()
  }
}

function renamed({ kind, key, value }: Row, from: string, to: string): RowWrite {
  const text = JSON.stringify(value).replaceAll(from, to)
  return { kind, key: key.replace(from, to), value: JSON.parse(text) as unknown, expected: 0 }
}

/** The database that has the table of the catalog. */
function catalogFile(dataDirectory: string): string {
  for (const file of globSync('**/*.{sqlite,db}', { cwd: dataDirectory })) {
    const path = join(dataDirectory, file)
    const database = new DatabaseSync(path, { readOnly: true })
    const found = database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'catalog_rows'").get()
    database.close()
    if (found) return path
  }
  throw new Error(`no catalog in ${dataDirectory}`)
}
