import { type Command, exit, print, printJson } from '../command.ts'
import { connectionOf, dataHelp, dataOption } from '../data-directory.ts'

export const command: Command = {
  usage: 'env',
  summary: 'print what AWS tools need to find this Roost: eval "$(roost env)"',
  options: { ...dataOption, json: { type: 'boolean' } },
  optionHelp: dataHelp,
  async run({ options }) {
    const connection = connectionOf(options)
    const variables = {
      AWS_ENDPOINT_URL: connection.endpoint,
      AWS_ACCESS_KEY_ID: connection.accessKeyId,
      AWS_SECRET_ACCESS_KEY: connection.secretAccessKey,
      AWS_REGION: connection.region,
      AWS_DEFAULT_REGION: connection.region,
    }
    if (options.json) printJson(variables)
    else for (const [name, value] of Object.entries(variables)) print(`export ${name}='${value}'`)
    return exit.ok
  },
}
