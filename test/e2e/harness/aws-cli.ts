import { existsSync } from 'node:fs'
import { type ProgramResult, runProgram } from './run-program.ts'

const program = '/usr/bin/aws'

/** False with a line that says so where the CLI is missing; in CI that is a failure. */
export function awsCliMissing(): string | false {
  if (existsSync(program)) return false
  if (process.env.CI === 'true')
    throw new Error('the AWS CLI is missing; the suite installs it as Debian package awscli')
  return 'the AWS CLI is not installed (Debian package awscli)'
}

/** The real AWS CLI against a Roost; JSON output. */
export function aws(environment: Record<string, string>, ...words: string[]): Promise<ProgramResult> {
  return runProgram(program, [...words, '--output', 'json'], { env: { ...environment, AWS_PAGER: '' } })
}

/** The parsed output; fails with the CLI's own words. */
export async function awsJson<T>(environment: Record<string, string>, ...words: string[]): Promise<T> {
  const result = await aws(environment, ...words)
  if (result.status !== 0) throw new Error(`aws ${words.join(' ')}: ${result.stderr}`)
  return (result.stdout.trim() === '' ? {} : JSON.parse(result.stdout)) as T
}
