import { type Command, Complaint, exit, print, printJson, printTable } from '../command.ts'

export const command: Command = {
  usage: 'runtimes list|add [NAME]',
  summary: 'which runtimes this machine can run; add fetches one ahead of its first use',
  options: { json: { type: 'boolean' } },
  async run({ positionals: [action = 'list', name], options }) {
    const { openRuntimes } = await import('../../roles/runtimes.io.ts')
    const runtimes = openRuntimes((line) => process.stderr.write(`roost: ${line}\n`))
    if (action === 'add') {
      if (!name) throw new Complaint('which runtime? roost runtimes add NAME', exit.usage)
      const resolved = await runtimes.resolve(name)
      if (resolved.state === 'missing') throw new Complaint(resolved.where, exit.unavailable)
      print(`${name}: ${resolved.where}`)
      return exit.ok
    }
    if (action !== 'list') throw new Complaint('roost runtimes list|add NAME', exit.usage)
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
