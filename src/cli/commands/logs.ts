import { setTimeout as sleep } from 'node:timers/promises'
import { callJson } from '../client.ts'
import { type Command, Complaint, exit, print, printJson } from '../command.ts'
import { type Connection, connectionOf, dataHelp, dataOption } from '../data-directory.ts'

interface LogLine {
  timestamp: number
  message: string
  logStreamName: string
  eventId: string
}

export const command: Command = {
  usage: 'logs NAME',
  summary: "print a function's log",
  options: {
    ...dataOption,
    follow: { type: 'boolean', short: 'f' },
    since: { type: 'string' },
    filter: { type: 'string' },
    json: { type: 'boolean' },
  },
  optionHelp: {
    ...dataHelp,
    follow: 'go on printing as lines come',
    since: 'how far back: 30s, 10m, 2h, 1d (default 10m)',
    filter: 'CloudWatch Logs filter pattern',
  },
  async run({ positionals: [name], options }) {
    if (!name) throw new Complaint('whose log? roost logs NAME', exit.usage)
    const connection = connectionOf(options)
    const group = name.startsWith('/') ? name : `/aws/lambda/${name}`
    let from = Date.now() - milliseconds(String(options.since ?? '10m'))
    const seen = new Set<string>()
    for (;;) {
      for (const line of await events(connection, group, from, options.filter as string | undefined)) {
        if (seen.has(line.eventId)) continue
        seen.add(line.eventId)
        from = Math.max(from, line.timestamp)
        if (options.json) printJson(line)
        else print(`${new Date(line.timestamp).toISOString()} ${line.message.trimEnd()}`)
      }
      if (!options.follow) return exit.ok
      await sleep(500)
    }
  },
}

async function events(connection: Connection, group: string, from: number, pattern?: string): Promise<LogLine[]> {
  const found: LogLine[] = []
  let token: string | undefined
  do {
    const page: { events: LogLine[]; nextToken?: string } = await callJson(connection, {
      method: 'POST',
      path: '/',
      service: 'logs',
      headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': 'Logs_20140328.FilterLogEvents' },
      body: JSON.stringify({ logGroupName: group, startTime: from, filterPattern: pattern, nextToken: token }),
    })
    found.push(...page.events)
    token = page.nextToken
  } while (token)
  return found
}

function milliseconds(span: string): number {
  const match = /^(\d+)([smhd])$/.exec(span)
  if (!match) throw new Complaint(`'${span}' is no span of time; write 30s, 10m, 2h or 1d`, exit.usage)
  return Number(match[1]) * { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }[match[2] as 's' | 'm' | 'h' | 'd']
}
