import { type Command, type CommandInput, Complaint, exit } from '../command.ts'
import { dataDirectory, dataHelp, dataOption } from '../data-directory.ts'

export const command: Command = {
  usage: 'up',
  summary: 'start Roost here, until Ctrl-C',
  options: {
    ...dataOption,
    port: { type: 'string' },
    host: { type: 'string' },
    region: { type: 'string' },
    sandbox: { type: 'string' },
    'any-credentials': { type: 'boolean' },
    's3-endpoint': { type: 'string' },
    services: { type: 'boolean' },
    'virtual-clock': { type: 'boolean' },
    json: { type: 'boolean' },
  },
  optionHelp: {
    ...dataHelp,
    port: 'default 7667; 0 takes a free one',
    host: 'address to listen on (default 127.0.0.1)',
    region: 'region that roost env names (default us-east-1)',
    sandbox: 'auto, process, oci or microvm (auto is oci where this machine can run containers, else process)',
    'any-credentials': 'accept every access key without checking; only on loopback, for tests against test/test keys',
    services: 'SQS, SNS and S3 of its own at the same address, kept in the data directory',
    'virtual-clock': 'time stands still until roost clock advance moves it: for tests of retries and windows',
    's3-endpoint': 'where code named by S3Bucket and S3Key is read from',
    json: 'one JSON line once it is up',
  },
  async run({ options }) {
    const { superviseRoost } = await import('../../roles/supervisor.io.ts')
    return superviseRoost({
      dataDirectory: dataDirectory(options),
      host: String(options.host ?? '127.0.0.1'),
      port: port(options.port),
      region: String(options.region ?? 'us-east-1'),
      sandbox: sandbox(options.sandbox),
      anyCredentials: Boolean(options['any-credentials']),
      s3Endpoint: options['s3-endpoint'] as string | undefined,
      services: Boolean(options.services),
      virtualClock: Boolean(options['virtual-clock']),
      json: Boolean(options.json),
    }).catch((error: Error) => {
      if (error.name === 'CannotStart') throw new Complaint(error.message, exit.unavailable)
      throw error
    })
  },
}

function port(text: CommandInput['options'][string]): number {
  const number = Number(text ?? 7667)
  if (!Number.isInteger(number) || number < 0 || number > 65_535)
    throw new Complaint(`--port takes a number from 0 to 65535, not '${String(text)}'`, exit.usage)
  return number
}

function sandbox(text: CommandInput['options'][string]): 'auto' | 'process' | 'oci' {
  if (text === undefined) return 'auto'
  if (text === 'auto' || text === 'process' || text === 'oci') return text
  if (text === 'microvm')
    throw new Complaint(
      'the microvm sandbox is not built yet; --sandbox oci runs functions in containers',
      exit.unavailable,
    )
  throw new Complaint(`--sandbox takes auto, process, oci or microvm, not '${String(text)}'`, exit.usage)
}
