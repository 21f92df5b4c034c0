import { spawnSync } from 'node:child_process'
import { globSync } from 'node:fs'
import { basename, join } from 'node:path'
import { type Command, Complaint, exit, print } from '../command.ts'

const folder = join(import.meta.dirname, '../../../bench')

export const command: Command = {
  usage: 'bench NAME',
  summary: 'measure against a ceiling in the same run; --list names the benches',
  options: {
    list: { type: 'boolean' },
    json: { type: 'boolean' },
    seconds: { type: 'string' },
    full: { type: 'boolean' },
  },
  optionHelp: {
    list: 'the names of the benches',
    json: 'one line a row: bench, metric, value, unit, limit, ratio, goal, pass',
    seconds: 'how long each measurement takes',
    full: 'with the sizes that take minutes',
  },
  async run({ positionals: [name], options }) {
    const names = globSync('*.bench.ts', { cwd: folder })
      .map((file) => basename(file, '.bench.ts'))
      .sort()
    if (options.list) {
      for (const each of names) print(each)
      return exit.ok
    }
    if (!name || !names.includes(name)) throw new Complaint(`which bench? one of ${names.join(', ')}`, exit.usage)
    const words = [join(folder, `${name}.bench.ts`), ...(options.json ? ['--json'] : [])]
    if (options.full) words.push('--full')
    if (options.seconds) words.push('--seconds', String(options.seconds))
    const { status } = spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', ...words], {
      stdio: 'inherit',
    })
    return status ?? exit.fault
  },
}
