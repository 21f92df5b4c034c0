import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Complaint, exit } from './command.ts'

/** What a folder's files say about the function in it; the first line that fits. */
const signs = [
  { file: 'bootstrap', runtime: 'provided.al2023', handler: 'bootstrap' },
  { file: 'index.mjs', runtime: 'nodejs24.x', handler: 'index.handler' },
  { file: 'index.js', runtime: 'nodejs24.x', handler: 'index.handler' },
  { file: 'index.cjs', runtime: 'nodejs24.x', handler: 'index.handler' },
  { file: 'lambda_function.py', runtime: 'python3.11', handler: 'lambda_function.lambda_handler' },
  { file: 'main.py', runtime: 'python3.11', handler: 'main.handler' },
  { file: 'index.py', runtime: 'python3.11', handler: 'index.handler' },
]

export function guessFunction(folder: string): { Runtime: string; Handler: string } {
  const sign = signs.find(({ file }) => existsSync(join(folder, file)))
  if (!sign) {
    const known = signs.map(({ file }) => file).join(', ')
    throw new Complaint(`${folder} has none of ${known}; name --runtime and --handler`, exit.dataError)
  }
  return { Runtime: sign.runtime, Handler: sign.handler }
}
