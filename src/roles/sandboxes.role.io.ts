import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { openOciDriver } from '../worker/sandbox/oci/oci-driver.io.ts'
import { openProcessDriver } from '../worker/sandbox/process/process-driver.io.ts'
import type { SandboxDriver } from '../worker/worker.ts'
import type { NodeOptions } from './roles.ts'

export interface Sandboxes {
  driver: SandboxDriver
  /** Which isolation is in force, and why no better one, in words for people. */
  says: string
}

/** In order of preference. */
const programs = ['runc', 'crun', 'runsc']

/** The best isolation that this host can do, or the one that was asked for. Rejects when that cannot be had. */
export async function openSandboxes(choice: NodeOptions['sandbox'], directory: string): Promise<Sandboxes> {
  if (choice !== 'process') {
    const { driver, reasons } = await openContainers(directory)
    if (driver) return { driver, says: 'functions run in containers of their own (docs/isolation.md)' }
    if (choice === 'oci') throw new Error(`--sandbox oci does not work here: ${reasons}`)
    return { driver: await openProcessDriver(directory), says: `${trusted}; no containers: ${reasons}` }
  }
  return { driver: await openProcessDriver(directory), says: trusted }
}

const trusted = 'functions run as processes of this machine, without isolation: trusted code only'

async function openContainers(copies: string): Promise<{ driver?: SandboxDriver; reasons: string }> {
  if (process.getuid?.() !== 0) return { reasons: 'they need root' }
  const paths = programs.map(findProgram).filter((path) => path !== undefined)
  if (paths.length === 0) return { reasons: 'no OCI runtime is installed (Debian: apt install runc)' }
  const reasons: string[] = []
  for (const program of paths) {
    try {
      return { driver: await openOciDriver({ program, copies }), reasons: '' }
    } catch (error) {
      reasons.push(`${program}: ${(error as Error).message}`)
    }
  }
  return { reasons: reasons.join('; ') }
}

function findProgram(name: string): string | undefined {
  const directories = [...(process.env.PATH ?? '').split(':'), '/usr/sbin', '/sbin', '/usr/local/sbin']
  return directories.map((directory) => join(directory, name)).find((path) => path.startsWith('/') && existsSync(path))
}
