import { type Command, print } from './command.ts'

export async function printOverview(verbs: Record<string, () => Promise<{ command: Command }>>): Promise<void> {
  print('Roost: AWS Lambda that you run yourself\n')
  const commands = await Promise.all(Object.values(verbs).map(async (load) => (await load()).command))
  const width = Math.max(...commands.map((command) => command.usage.length))
  for (const command of commands) print(`  roost ${command.usage.padEnd(width)}  ${command.summary}`)
  print("\n'roost help VERB' tells a verb's options. Every verb that prints data takes --json.")
  print('The data directory is ~/.roost, or --data DIR, or ROOST_DATA.')
}

export function printVerb(command: Command): void {
  print(`roost ${command.usage}\n\n  ${command.summary}`)
  const options = Object.entries(command.options ?? {})
  if (options.length > 0) print('')
  for (const [name, option] of options) {
    const written = `--${name}${option.type === 'string' ? ' VALUE' : ''}`
    print(`  ${written.padEnd(26)} ${command.optionHelp?.[name] ?? ''}`.trimEnd())
  }
}
