import type { RuntimeLine } from '../../roles/runtimes.io.ts'
import { type Command, Complaint, exit, print, printJson, printTable } from '../command.ts'

export const command: Command = {
  usage: 'runtimes list|add [NAME…]',
  summary: 'which runtimes this machine can run; add fetches one, or packages of the AWS SDK, ahead of first use',
  options: { json: { type: 'boolean' } },
  async run({ positionals: [action = 'list', ...names], options }) {
    const { openRuntimes } = await import('../../roles/runtimes.io.ts')
    const runtimes = openRuntimes((line) => process.stderr.write(`roost: ${line}\n`))
    if (action === 'add') {
      if (names.length === 0) throw new Complaint('which runtime? roost runtimes add NAME', exit.usage)
      for (const { name, where } of await added(runtimes, names)) print(`${name}: ${where}`)
      return exit.ok
    }
    if (action !== 'list') throw new Complaint('roost runtimes list|add NAME…', exit.usage)
    const known = await runtimes.list()
    if (options.json) for (const each of known) printJson(each)
    else
      printTable(
        ['RUNTIME', 'STATE', 'WHERE'],
        known.map((each) => [each.name, each.state, each.where]),
      )
    return exit.ok
  },
}

/** Names of packages begin with their scope. */
async function added(
  runtimes: ReturnType<typeof import('../../roles/runtimes.io.ts').openRuntimes>,
  names: string[],
): Promise<RuntimeLine[]> {
  const packages = names.filter((name) => name.startsWith('@'))
  const foreign = packages.find((name) => !/^@(aws-sdk|smithy|aws-crypto)\/[a-z0-9][a-z0-9._-]*$/.test(name))
  if (foreign) throw new Complaint(`${foreign} is no package of the AWS SDK: put it into the function`, exit.usage)
  const lines: RuntimeLine[] = []
  try {
    for (const name of names) if (!packages.includes(name)) lines.push(await runtimes.add(name))
    if (packages.length > 0) lines.push(await runtimes.addPackages(packages))
  } catch (error) {
    throw new Complaint((error as Error).message, exit.unavailable)
  }
  const missing = lines.find(({ state }) => state === 'missing')
  if (missing) throw new Complaint(missing.where, exit.unavailable)
  return lines
}
