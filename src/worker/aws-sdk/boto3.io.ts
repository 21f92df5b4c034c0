import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { answers, runFetcher } from './run-fetcher.io.ts'

/** What runs today runs tomorrow: these files and no others. */
const wheels = [
  'boto3==1.44.5 --hash=sha256:70c3e0409794b29ec1900bcaff0695b73234a2d32ffaed35045b94caa26212a5',
  'botocore==1.44.5 --hash=sha256:8f16a56d1dff125dd65322ae021efa7ba5195a6db5102b96862566055b748921',
  'jmespath==1.1.0 --hash=sha256:a5663118de4908c91729bea0acadca56526eb2698e83de10cd116ae0f4e97c64',
  'python-dateutil==2.9.0.post0 --hash=sha256:a8b2bc7bffae282281c8140a97d3aa9c14da0b136dfe83f850eea9a5f7470427',
  's3transfer==0.19.3 --hash=sha256:24eb7535804306355e31c952a90022bf5b2f9d760f9a11062c7493a217c08553',
  'six==1.17.0 --hash=sha256:4721f391ed90541fddacab5acf947aa0d3dc7d27b2e1e8eda2be8970586c3274',
  'urllib3==2.8.0 --hash=sha256:0cf3cae568d36aa9576b28dfb35f11328f1cb974ca7647d9475ebb86c75ac6e3',
]
export const boto3Version = '1.44.5'

/** boto3 and what it stands on, a directory for each version of Python: compiled ahead, as nobody may write there later. */
export class Boto3 {
  #directory: string

  constructor(directory: string) {
    this.#directory = directory
  }

  /** Where it lies for a version such as `3.12`; undefined while it does not. */
  find(version: string): string | undefined {
    const home = this.#home(version)
    return existsSync(home) ? home : undefined
  }

  /** Rejects when it cannot be fetched: no network, no pip. */
  async install(version: string, interpreter: string): Promise<string> {
    mkdirSync(this.#directory, { recursive: true })
    const partial = mkdtempSync(join(this.#directory, 'partial-'))
    const content = join(partial, 'modules')
    try {
      const requirements = join(partial, 'requirements.txt')
      writeFileSync(requirements, wheels.join('\n'))
      const pinned = ['--no-deps', '--require-hashes', '--only-binary', ':all:', '--no-compile', '-r', requirements]
      const quiet = ['--quiet', '--disable-pip-version-check', '--no-input', '--retries', '1']
      const target = ['--target', content, '--python-version', version]
      const pip = await findPip(interpreter)
      await runFetcher([...pip, 'install', ...quiet, ...pinned, ...target], partial)
      await runFetcher([interpreter, '-I', '-m', 'compileall', '-q', content], partial)
      return this.#publish(content, version)
    } finally {
      rmSync(partial, { recursive: true, force: true })
    }
  }

  #publish(content: string, version: string): string {
    const home = this.#home(version)
    try {
      renameSync(content, home)
    } catch (error) {
      // Another Roost was quicker.
      if (!existsSync(home)) throw error
    }
    return home
  }

  #home(version: string): string {
    return join(this.#directory, `boto3-${boto3Version}-python${version}`)
  }
}

/** The runtime's own pip, or any: what is fetched is the same. */
async function findPip(interpreter: string): Promise<string[]> {
  for (const pip of [[interpreter, '-m', 'pip'], ['python3', '-m', 'pip'], ['pip3']])
    if (await answers([...pip, '--version'])) return pip
  throw new Error('there is no pip; Debian has it as python3-pip')
}
