import { spawn } from 'node:child_process'
import { globSync } from 'node:fs'
import { join } from 'node:path'
import { type Command, exit } from '../command.ts'

const root = join(import.meta.dirname, '../../..')

export const command: Command = {
  usage: 'test [FILE...]',
  summary: 'the whole suite: types, lint, format, then every test; or the tests of some files',
  options: { only: { type: 'string' } },
  optionHelp: { only: 'tests whose name matches this pattern' },
  async run({ positionals, options }) {
    if (positionals.length === 0) {
      for (const [tool, ...words] of checks) {
        const status = await run(join(root, 'node_modules/.bin', tool!), words)
        if (status !== 0) return status
      }
      const { prepareMachine } = await import('../../../test/prepare.ts')
      await prepareMachine()
    }
    const files =
      positionals.length > 0 ? positionals : globSync(['src/**/*.test.ts', 'test/**/*.test.ts'], { cwd: root }).sort()
    const only = options.only ? [`--test-name-pattern=${String(options.only)}`] : []
    return run(process.execPath, [
      '--disable-warning=ExperimentalWarning',
      '--test',
      '--test-concurrency=2',
      '--test-timeout=300000',
      '--test-reporter=spec',
      ...only,
      ...files,
    ])
  },
}

const checks = [
  ['tsc', '-p', '.'],
  ['tsc', '-p', 'tsconfig.pure.json'],
  ['oxlint', '--type-aware', '--quiet'],
  ['biome', 'check', '--log-level=warn', '.'],
]

function run(program: string, words: string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, words, { cwd: root, stdio: 'inherit' })
    child.on('error', reject)
    child.on('exit', (code) => resolve(code ?? exit.fault))
  })
}
