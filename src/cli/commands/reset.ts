import { callJson } from '../client.ts'
import { type Command, Complaint, exit, print } from '../command.ts'
import { connectionOf, dataHelp, dataOption } from '../data-directory.ts'

export const command: Command = {
  usage: 'reset --yes',
  summary: 'delete all functions and settings, keeping keys; without a restart',
  options: { ...dataOption, yes: { type: 'boolean' } },
  optionHelp: { ...dataHelp, yes: 'really' },
  async run({ options }) {
    if (!options.yes) throw new Complaint("this deletes every function; say so with 'roost reset --yes'", exit.usage)
    await callJson(connectionOf(options), { method: 'POST', path: '/_roost/reset' })
    print('all functions and settings are gone')
    return exit.ok
  },
}
