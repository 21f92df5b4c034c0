import { callJson } from '../client.ts'
import { type Command, Complaint, exit, print, printJson } from '../command.ts'
import { type Connection, connectionOf, dataHelp, dataOption } from '../data-directory.ts'
import { readDuration } from '../duration.ts'

interface Time {
  virtual: boolean
  now: string
}

interface Advanced extends Time {
  advancedMs: number
  steps: number
  underWay: number
}

export const command: Command = {
  usage: 'clock [advance DURATION]',
  summary: 'the time of retries, windows and ages; with up --virtual-clock, moves it: 90s, 1m, 6h, 2d',
  options: { ...dataOption, patience: { type: 'string' }, json: { type: 'boolean' } },
  optionHelp: { ...dataHelp, patience: 'real time that functions are waited for in each step (default 1m, up to 15m)' },
  async run({ positionals: [action, duration, ...more], options }) {
    if (action === undefined) return await show(connectionOf(options), Boolean(options.json))
    if (action !== 'advance' || duration === undefined || more.length > 0)
      throw new Complaint('roost clock, or roost clock advance 6h', exit.usage)
    const patienceMs = options.patience === undefined ? undefined : readDuration(String(options.patience))
    const body = JSON.stringify({ advanceMs: readDuration(duration), patienceMs })
    const headers = { 'content-type': 'application/json' }
    const call = { method: 'POST', path: '/_roost/clock', body, headers }
    return tell(await callJson<Advanced>(connectionOf(options), call), duration, Boolean(options.json))
  },
}

async function show(connection: Connection, json: boolean): Promise<number> {
  const time = await callJson<Time>(connection, { method: 'GET', path: '/_roost/clock' })
  if (json) printJson(time)
  else print(time.virtual ? `${time.now}, standing still` : `${time.now}, the machine's time`)
  return exit.ok
}

/** Exit code 1: something still runs, and time has stopped before the end of the way. */
function tell(advanced: Advanced, duration: string, json: boolean): number {
  const { advancedMs, now, underWay } = advanced
  if (json) printJson(advanced)
  else if (underWay === 0) print(`${now}, ${duration} later`)
  else print(`${now}: stopped after ${advancedMs / 1000} s of ${duration}, since something still runs; say it again`)
  return underWay === 0 ? exit.ok : exit.functionError
}
