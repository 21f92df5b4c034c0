import { readFileSync } from 'node:fs'
import { callJson } from '../client.ts'
import { type Command, type CommandInput, Complaint, exit, print, printJson, printTable } from '../command.ts'
import { type Connection, connectionOf, dataHelp, dataOption } from '../data-directory.ts'

interface KeyLine {
  accessKeyId: string
  principal: string
  createdAt: string
  restricted: boolean
}

export const command: Command = {
  usage: 'keys create [NAME] | list | revoke ID',
  summary: 'make, list and revoke access keys, each with an IAM policy of its own',
  options: {
    ...dataOption,
    name: { type: 'string' },
    policy: { type: 'string' },
    account: { type: 'string' },
    json: { type: 'boolean' },
  },
  optionHelp: {
    ...dataHelp,
    name: 'user name of the new key (default: its ID)',
    policy: 'file with the policy document; without one the key may do everything in its account',
    account: 'account of the new key (default: your own)',
  },
  async run({ positionals: [action, id], options }) {
    const connection = connectionOf(options)
    switch (action) {
      case 'create':
        return create(connection, { name: id, ...options })
      case 'list':
        return list(connection, options)
      case 'revoke':
        if (!id) throw new Complaint('which key? roost keys revoke ID', exit.usage)
        await callJson(connection, { method: 'DELETE', path: `/_roost/keys/${encodeURIComponent(id)}` })
        print(`revoked ${id}`)
        return exit.ok
      default:
        throw new Complaint('roost keys create|list|revoke', exit.usage)
    }
  },
}

async function create(connection: Connection, options: CommandInput['options']): Promise<number> {
  const body = { name: options.name, account: options.account, policy: readPolicy(options.policy) }
  const key = await callJson<{ accessKeyId: string; secretAccessKey: string }>(connection, {
    method: 'POST',
    path: '/_roost/keys',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  })
  if (options.json) printJson(key)
  else {
    print(`export AWS_ACCESS_KEY_ID='${key.accessKeyId}'`)
    print(`export AWS_SECRET_ACCESS_KEY='${key.secretAccessKey}'`)
  }
  return exit.ok
}

function readPolicy(file: CommandInput['options'][string]): unknown {
  if (typeof file !== 'string') return undefined
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    throw new Complaint(`the policy in ${file} cannot be read: ${(error as Error).message}`, exit.dataError)
  }
}

async function list(connection: Connection, options: CommandInput['options']): Promise<number> {
  const { keys } = await callJson<{ keys: KeyLine[] }>(connection, { method: 'GET', path: '/_roost/keys' })
  if (options.json) for (const key of keys) printJson(key)
  else
    printTable(
      ['ID', 'PRINCIPAL', 'POLICY', 'CREATED'],
      keys.map((key) => [key.accessKeyId, key.principal, key.restricted ? 'own' : 'everything', key.createdAt]),
    )
  return exit.ok
}
