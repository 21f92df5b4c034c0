import { basename, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { callJson, callRoost, refusalComplaint } from '../client.ts'
import { type Command, type CommandInput, Complaint, exit, print, printJson } from '../command.ts'
import { type Connection, connectionOf, dataHelp, dataOption } from '../data-directory.ts'
import { guessFunction } from '../guess-function.ts'
import { zipFolder } from '../zip-folder.ts'

interface Configuration {
  FunctionName: string
  FunctionArn: string
  State?: string
  StateReason?: string
  LastUpdateStatus?: string
  LastUpdateStatusReason?: string
}

export const command: Command = {
  usage: 'deploy FOLDER',
  summary: 'zip a folder, create or update its function, wait until it is Active',
  options: {
    ...dataOption,
    name: { type: 'string' },
    runtime: { type: 'string' },
    handler: { type: 'string' },
    memory: { type: 'string' },
    timeout: { type: 'string' },
    role: { type: 'string' },
    env: { type: 'string', multiple: true },
    publish: { type: 'boolean' },
    json: { type: 'boolean' },
  },
  optionHelp: {
    ...dataHelp,
    name: "function name (default: the folder's)",
    runtime: 'such as nodejs24.x (default: by what lies in the folder)',
    handler: 'such as index.handler (default: by what lies in the folder)',
    memory: 'megabytes (default 128)',
    timeout: 'seconds (default 3)',
    role: 'role ARN (default: one that any function may have)',
    env: 'NAME=VALUE, any number of times',
    publish: 'publish a version',
  },
  async run({ positionals: [folder], options }) {
    if (!folder) throw new Complaint('which folder? roost deploy FOLDER', exit.usage)
    const connection = connectionOf(options)
    const path = resolve(folder)
    const name = String(options.name ?? basename(path))
    const zip = (await zipFolder(path)).toString('base64')
    const settings = settingsOf(options)
    const exists =
      (await callRoost(connection, { method: 'GET', path: `/2015-03-31/functions/${name}` })).status === 200
    const code = { zip, publish: Boolean(options.publish) }
    if (exists) await update(connection, name, code, settings)
    else await create(connection, name, code, { ...guessFunction(path), ...settings })
    const configuration = await settled(connection, name)
    if (options.json) printJson(configuration)
    else print(`${exists ? 'updated' : 'created'} ${configuration.FunctionArn}`)
    return exit.ok
  },
}

type Settings = Record<string, unknown>

interface Code {
  /** Base64. */
  zip: string
  publish: boolean
}

function settingsOf(options: CommandInput['options']): Settings {
  const settings: Settings = {}
  if (options.runtime) settings.Runtime = options.runtime
  if (options.handler) settings.Handler = options.handler
  if (options.memory) settings.MemorySize = wholeNumber('memory', options.memory)
  if (options.timeout) settings.Timeout = wholeNumber('timeout', options.timeout)
  if (options.role) settings.Role = options.role
  if (options.env) settings.Environment = { Variables: variables(options.env as string[]) }
  return settings
}

function wholeNumber(name: string, text: unknown): number {
  if (!/^\d+$/.test(String(text)))
    throw new Complaint(`--${name} takes a whole number, not '${String(text)}'`, exit.usage)
  return Number(text)
}

function variables(pairs: string[]): Record<string, string> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf('=')
      if (at < 1) throw new Complaint(`--env takes NAME=VALUE, not '${pair}'`, exit.usage)
      return [pair.slice(0, at), pair.slice(at + 1)]
    }),
  )
}

const post = (connection: Connection, method: string, path: string, body: unknown): Promise<Configuration> =>
  callJson(connection, { method, path, body: JSON.stringify(body), headers: { 'content-type': 'application/json' } })

async function create(connection: Connection, name: string, { zip, publish }: Code, settings: Settings) {
  const role = settings.Role ?? 'arn:aws:iam::000000000000:role/roost'
  const body = { ...settings, FunctionName: name, Role: role, Code: { ZipFile: zip }, Publish: publish }
  await post(connection, 'POST', '/2015-03-31/functions', body)
}

async function update(connection: Connection, name: string, { zip, publish }: Code, settings: Settings) {
  const path = `/2015-03-31/functions/${name}`
  if (Object.keys(settings).length > 0) {
    await post(connection, 'PUT', `${path}/configuration`, settings)
    await settled(connection, name)
  }
  await post(connection, 'PUT', `${path}/code`, { ZipFile: zip, Publish: publish })
}

/** As the SDKs' waiters do: polls until the function is active and its last update has ended. */
async function settled(connection: Connection, name: string): Promise<Configuration> {
  for (;;) {
    const answer = await callRoost(connection, { method: 'GET', path: `/2015-03-31/functions/${name}/configuration` })
    if (answer.status !== 200) throw refusalComplaint(answer)
    const configuration = JSON.parse(answer.body.toString('utf8')) as Configuration
    const { State, LastUpdateStatus } = configuration
    if (State === 'Failed') throw new Complaint(`${name} failed: ${configuration.StateReason}`, exit.refused)
    if (LastUpdateStatus === 'Failed')
      throw new Complaint(`the update of ${name} failed: ${configuration.LastUpdateStatusReason}`, exit.refused)
    if (State === 'Active' && LastUpdateStatus === 'Successful') return configuration
    await sleep(50)
  }
}
