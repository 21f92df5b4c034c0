import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { modelText } from './model-text.ts'

// Run after each new version of @aws-sdk/client-lambda: node scripts/write-model.ts
writeFileSync(join(import.meta.dirname, '../src/lambda/model.generated.ts'), modelText())
