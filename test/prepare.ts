import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

/** What the suite needs of the machine beyond the dependencies; installed where the machine lets us. */
const wanted = [{ for: 'the AWS CLI', proof: '/usr/bin/aws', debian: 'awscli' }]

export async function prepareMachine(): Promise<void> {
  const missing = wanted.filter(({ proof }) => !existsSync(proof))
  if (missing.length === 0) return
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    for (const { for: purpose, debian } of missing)
      process.stderr.write(`roost test: ${purpose} is missing (Debian: ${debian}); its tests are skipped\n`)
    return
  }
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  for (const words of [
    ['update', '-qq'],
    ['install', '-y', '-qq', ...missing.map(({ debian }) => debian)],
  ])
    spawnSync('apt-get', words, { stdio: ['ignore', 'ignore', 'inherit'], env: environment })
}
