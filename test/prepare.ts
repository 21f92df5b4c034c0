import { spawnSync } from 'node:child_process'
import { existsSync, rmSync } from 'node:fs'
import { motoFolder, motoPackages, motoServer } from './e2e/harness/moto.ts'

/** What the suite needs of the machine beyond the dependencies; installed where the machine lets us. */
const wanted = [
  { for: 'the AWS CLI', proof: '/usr/bin/aws', debian: 'awscli' },
  { for: 'an OCI runtime', proof: '/usr/sbin/runc', debian: 'runc' },
  { for: 'what gives containers their networks', proof: '/usr/sbin/nft', debian: 'nftables' },
  { for: 'what makes networks', proof: '/usr/sbin/ip', debian: 'iproute2' },
]

export async function prepareMachine(): Promise<void> {
  const missing = wanted.filter(({ proof }) => !existsSync(proof))
  if (!installDebian(missing.map(({ debian }) => debian)))
    for (const { for: purpose, debian } of missing)
      process.stderr.write(`roost test: ${purpose} is missing (Debian: ${debian}); its tests are skipped\n`)
  if (!existsSync(motoServer) && !installMoto())
    process.stderr.write('roost test: moto could not be installed from PyPI; its tests are skipped\n')
}

/** False where this machine takes no packages. */
function installDebian(packages: string[]): boolean {
  if (packages.length === 0) return true
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  for (const words of [
    ['update', '-qq'],
    ['install', '-y', '-qq', ...packages],
  ])
    spawnSync('apt-get', words, { stdio: ['ignore', 'ignore', 'inherit'], env })
  return true
}

/** Into a Python environment of the suite's own. */
function installMoto(): boolean {
  const succeeds = (program: string, ...words: string[]) =>
    spawnSync(program, words, { stdio: ['ignore', 'ignore', 'inherit'] }).status === 0
  const make = () => succeeds('python3', '-m', 'venv', motoFolder)
  // Debian parts them from Python.
  const made = make() || (installDebian(['python3-venv']) && make())
  if (made && succeeds(`${motoFolder}/bin/pip`, 'install', '-q', '--disable-pip-version-check', ...motoPackages))
    return true
  rmSync(motoFolder, { recursive: true, force: true })
  return false
}
