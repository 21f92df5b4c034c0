import { spawnSync } from 'node:child_process'
import { accessSync, constants, mkdirSync, mkdtempSync, rmSync, statfsSync } from 'node:fs'
import { availableParallelism, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { type Command, exit, print, printJson } from '../command.ts'
import { dataDirectory, dataHelp, dataOption } from '../data-directory.ts'

interface Finding {
  check: string
  /** 'warn': Roost runs, with less. */
  state: 'ok' | 'warn' | 'bad'
  says: string
}

export const command: Command = {
  usage: 'doctor',
  summary: 'what this machine offers, what is missing, and what to do about it',
  options: { ...dataOption, json: { type: 'boolean' } },
  optionHelp: dataHelp,
  async run({ options }) {
    const here = [node(), machine(), dataFolder(dataDirectory(options)), ...tools()]
    const findings = [...here, await containers(), ...(await runtimes())]
    if (options.json) for (const finding of findings) printJson(finding)
    else for (const { state, check, says } of findings) print(`${state.padEnd(5)} ${check.padEnd(16)} ${says}`)
    return findings.some((finding) => finding.state === 'bad') ? exit.unavailable : exit.ok
  },
}

const node = (): Finding => ({ check: 'node', state: 'ok', says: `${process.version} at ${process.execPath}` })

const machine = (): Finding => ({
  check: 'machine',
  state: 'ok',
  says: `${availableParallelism()} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, ${process.platform} ${process.arch}`,
})

function dataFolder(directory: string): Finding {
  try {
    mkdirSync(directory, { recursive: true })
    accessSync(directory, constants.W_OK)
    const { bavail, bsize } = statfsSync(directory)
    const freeGb = (bavail * bsize) / 1e9
    return {
      check: 'data directory',
      state: freeGb < 1 ? 'warn' : 'ok',
      says: `${directory}, ${freeGb.toFixed(1)} GB free`,
    }
  } catch (error) {
    return {
      check: 'data directory',
      state: 'bad',
      says: `${directory}: ${(error as Error).message}; name another with --data`,
    }
  }
}

/** What the process sandbox uses where it can. */
const helpers = [
  {
    tool: 'setpriv',
    words: ['--version'],
    without: 'functions may outlive a killed Roost until the next start sweeps them',
  },
  { tool: 'prlimit', words: ['--version'], without: "functions have the shell's limits on open files" },
  { tool: 'unshare', words: ['--mount', 'true'], without: 'functions share /tmp with the host; TMPDIR is their own' },
]

function tools(): Finding[] {
  return helpers.map(({ tool, words, without }) => {
    const works = spawnSync(tool, words, { stdio: 'ignore' }).status === 0
    return { check: tool, state: works ? 'ok' : 'warn', says: works ? 'works' : `does not work here: ${without}` }
  })
}

/** Tried, not guessed. */
async function containers(): Promise<Finding> {
  const { openSandboxes } = await import('../../roles/sandboxes.role.io.ts')
  const directory = mkdtempSync(join(tmpdir(), 'roost-doctor-'))
  try {
    const { driver, says } = await openSandboxes('auto', directory)
    await driver.close()
    return { check: 'sandbox', state: driver.name === 'oci' ? 'ok' : 'warn', says: `${driver.name}: ${says}` }
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

async function runtimes(): Promise<Finding[]> {
  const { openRuntimes } = await import('../../roles/runtimes.io.ts')
  const known = await openRuntimes(() => {}).list()
  return known.map(({ name, state, where }) => ({
    check: name,
    state: state === 'missing' ? 'warn' : 'ok',
    says: `${state}${where && `: ${where}`}`,
  }))
}
