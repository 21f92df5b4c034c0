import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeApiLedger } from './api-ledger.ts'

writeFileSync(join(import.meta.dirname, '../docs/api.md'), writeApiLedger())
