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

/** The real AWS CLI against a Roost; JSON output; words are parted by blanks. Debian's is older than AWS_ENDPOINT_URL (2.13), so the address is an option. */
export function aws(environment: Record<string, string>, ...lines: string[]): Promise<ProgramResult> {
  const words = lines.join(' ').split(' ')
  return runProgram(program, ['--endpoint-url', environment.AWS_ENDPOINT_URL!, ...words, '--output', 'json'], {
    env: { ...environment, AWS_PAGER: '' },
  })
}

/** The parsed output; fails with the CLI's own words. */
export async function awsJson<T>(environment: Record<string, string>, ...lines: string[]): Promise<T> {
  const result = await aws(environment, ...lines)
  if (result.status !== 0) throw new Error(`aws ${lines.join(' ')}: ${result.stderr}`)
  return (result.stdout.trim() === '' ? {} : JSON.parse(result.stdout)) as T
}
