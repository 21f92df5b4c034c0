import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { quote } from '../quote.ts'

const run = promisify(execFile)

/**
 * Functions run as a user of their own. A folder that its owner alone may read, as those in home directories often are,
 * is copied to `copy` for them; all others are used where they lie. Resolves with the directory to use.
 */
export async function readableCode(folder: string, copy: string): Promise<string> {
  const closed = ['(', '-type', 'd', '!', '-perm', '-005', '-o', '-type', 'f', '!', '-perm', '-004', ')']
  const { stdout } = await run('find', [folder, ...closed, '-print', '-quit'])
  if (stdout === '') return folder
  const [from, to] = [quote(`${folder}/.`), quote(copy)]
  await run('sh', ['-c', `mkdir -p ${to} && cp -R -- ${from} ${to} && chmod -R a+rX ${to}`])
  return copy
}
