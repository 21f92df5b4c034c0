import type { ParseArgsConfig } from 'node:util'

/** One verb of the command line: what `roost help` prints, what it takes, what it does. */
export interface Command {
  /** After `roost `: `invoke NAME [EVENT]`. */
  usage: string
  summary: string
  options?: NonNullable<ParseArgsConfig['options']>
  /** What each option means, for `roost help VERB`. */
  optionHelp?: Readonly<Record<string, string>>
  /** Resolves with the exit code. Throws Complaint for what the user can mend. */
  run(input: CommandInput): Promise<number>
}

export interface CommandInput {
  positionals: string[]
  options: Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>
}

/** One clear line on stderr and an exit code of sysexits' meaning. */
export class Complaint extends Error {
  override name = 'Complaint'
  readonly exitCode: number

  constructor(message: string, exitCode: number) {
    super(message)
    this.exitCode = exitCode
  }
}

/** Exit codes, as sysexits.h has them; 1 is a function's own error. */
export const exit = {
  ok: 0,
  functionError: 1,
  usage: 64,
  dataError: 65,
  notFound: 66,
  unavailable: 69,
  fault: 70,
  refused: 77,
} as const

export const print = (line: string): void => void process.stdout.write(`${line}\n`)
export const printJson = (value: unknown): void => print(JSON.stringify(value))

/** Columns wide enough for their longest cell. */
export function printTable(header: string[], rows: string[][]): void {
  const widths = header.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]!.length)))
  for (const row of [header, ...rows])
    print(
      row
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join('  ')
        .trimEnd(),
    )
}
