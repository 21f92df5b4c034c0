import { callJson } from '../client.ts'
import { type Command, exit, print, printJson } from '../command.ts'
import { connectionOf, dataHelp, dataOption } from '../data-directory.ts'

interface StatusReport {
  version: string
  endpoint: string
  dataDirectory: string
  sandbox: string
  processes: { name: string; pid: number; roles: string[] }[]
  environments: { idle: number; busy: number; frozen: number; pooled: number }
  functions: number
  [more: string]: unknown
}

export const command: Command = {
  usage: 'status',
  summary: 'what runs: processes and their roles, sandbox, environments',
  options: { ...dataOption, json: { type: 'boolean' } },
  optionHelp: dataHelp,
  async run({ options }) {
    const status = await callJson<StatusReport>(connectionOf(options), { method: 'GET', path: '/_roost/status' })
    if (options.json) {
      printJson(status)
      return exit.ok
    }
    const { idle, busy, frozen, pooled } = status.environments
    print(`roost ${status.version} at ${status.endpoint}, data in ${status.dataDirectory}`)
    print(`sandbox ${status.sandbox}; ${status.functions} functions`)
    print(`environments: ${busy} busy, ${idle} idle, ${frozen} frozen; ${pooled} ready in the pool`)
    for (const { name, pid, roles } of status.processes) print(`  ${name} (pid ${pid}): ${roles.join(', ')}`)
    return exit.ok
  },
}
