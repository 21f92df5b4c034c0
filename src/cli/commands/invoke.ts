import { readFileSync } from 'node:fs'
import { callRoost, refusalComplaint } from '../client.ts'
import { type Command, Complaint, exit, print, printJson } from '../command.ts'
import { connectionOf, dataHelp, dataOption } from '../data-directory.ts'

export const command: Command = {
  usage: 'invoke NAME [EVENT]',
  summary: 'run a function and print its answer; EVENT is JSON, @FILE, or - for standard input',
  options: {
    ...dataOption,
    qualifier: { type: 'string' },
    event: { type: 'boolean' },
    quiet: { type: 'boolean', short: 'q' },
    json: { type: 'boolean' },
  },
  optionHelp: {
    ...dataHelp,
    qualifier: 'version or alias',
    event: 'invoke asynchronously: returns once the event is accepted',
    quiet: 'no log lines on stderr',
    json: 'one JSON object: status, error, version, request id, log, answer',
  },
  async run({ positionals, options }) {
    const [name, event = '{}'] = positionals
    if (!name) throw new Complaint('which function? roost invoke NAME [EVENT]', exit.usage)
    const qualifier = options.qualifier ? `?Qualifier=${encodeURIComponent(String(options.qualifier))}` : ''
    const answer = await callRoost(connectionOf(options), {
      method: 'POST',
      path: `/2015-03-31/functions/${encodeURIComponent(name)}/invocations${qualifier}`,
      body: eventBytes(event),
      headers: {
        'x-amz-invocation-type': options.event ? 'Event' : 'RequestResponse',
        'x-amz-log-type': options.event ? 'None' : 'Tail',
      },
    })
    if (answer.status >= 300) throw refusalComplaint(answer)
    const functionError = answer.headers['x-amz-function-error']
    const log = Buffer.from(String(answer.headers['x-amz-log-result'] ?? ''), 'base64').toString('utf8')
    if (options.json) {
      const payload = answer.body.toString('utf8')
      printJson({
        status: answer.status,
        functionError,
        executedVersion: answer.headers['x-amz-executed-version'],
        requestId: answer.headers['x-amzn-requestid'],
        log,
        payload,
      })
    } else {
      if (!options.quiet && log) process.stderr.write(log)
      if (answer.body.length > 0) print(answer.body.toString('utf8'))
      else if (options.event) print(`accepted ${String(answer.headers['x-amzn-requestid'])}`)
    }
    return functionError ? exit.functionError : exit.ok
  },
}

function eventBytes(event: string): Buffer {
  if (event === '-') return readFileSync(0)
  if (!event.startsWith('@')) return Buffer.from(event)
  try {
    return readFileSync(event.slice(1))
  } catch (error) {
    throw new Complaint(`cannot read the event: ${(error as Error).message}`, exit.notFound)
  }
}
