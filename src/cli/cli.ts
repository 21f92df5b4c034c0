import { parseArgs } from 'node:util'
import { type Command, Complaint, exit } from './command.ts'

/** Each verb is one file, loaded when it is asked for: `roost help` in the order of use. */
const verbs: Record<string, () => Promise<{ command: Command }>> = {
  up: () => import('./commands/up.ts'),
  env: () => import('./commands/env.ts'),
  deploy: () => import('./commands/deploy.ts'),
  invoke: () => import('./commands/invoke.ts'),
  logs: () => import('./commands/logs.ts'),
  ls: () => import('./commands/ls.ts'),
  status: () => import('./commands/status.ts'),
  queues: () => import('./commands/queues.ts'),
  dlq: () => import('./commands/dlq.ts'),
  esm: () => import('./commands/esm.ts'),
  journey: () => import('./commands/journey.ts'),
  clock: () => import('./commands/clock.ts'),
  keys: () => import('./commands/keys.ts'),
  runtimes: () => import('./commands/runtimes.ts'),
  reset: () => import('./commands/reset.ts'),
  doctor: () => import('./commands/doctor.ts'),
  bench: () => import('./commands/bench.ts'),
  test: () => import('./commands/test.ts'),
}

async function main(words: string[]): Promise<number> {
  const [verb = 'help', ...rest] = words
  if (verb === 'help' || verb === '--help' || verb === '-h') return help(rest[0])
  if (verb === '--version') return version()
  const load = verbs[verb]
  if (!load) throw new Complaint(`there is no verb '${verb}'; 'roost help' lists them`, exit.usage)
  if (rest.includes('--help')) return help(verb)
  const { command } = await load()
  return command.run(parse(verb, command, rest))
}

function parse(verb: string, command: Command, words: string[]) {
  try {
    const allowPositionals = command.usage.includes(' ')
    const { values, positionals } = parseArgs({ args: words, options: command.options ?? {}, allowPositionals })
    return { options: values, positionals }
  } catch (error) {
    throw new Complaint(`${(error as Error).message} ('roost help ${verb}')`, exit.usage)
  }
}

async function help(verb: string | undefined): Promise<number> {
  const { printOverview, printVerb } = await import('./help.ts')
  if (verb === undefined) await printOverview(verbs)
  else if (verbs[verb]) printVerb((await verbs[verb]()).command)
  else throw new Complaint(`there is no verb '${verb}'; 'roost help' lists them`, exit.usage)
  return exit.ok
}

async function version(): Promise<number> {
  const { default: manifest } = await import('../../package.json', { with: { type: 'json' } })
  process.stdout.write(`roost ${manifest.version} (node ${process.version})\n`)
  return exit.ok
}

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  const complaint =
    error instanceof Complaint ? error : new Complaint(String((error as Error).stack ?? error), exit.fault)
  process.stderr.write(`roost: ${complaint.message}\n`)
  process.exitCode = complaint.exitCode
}
