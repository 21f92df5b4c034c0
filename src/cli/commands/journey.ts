import { callJson } from '../client.ts'
import { type Command, Complaint, exit, print, printJson, printTable } from '../command.ts'
import { connectionOf, dataHelp, dataOption } from '../data-directory.ts'

interface Journey {
  requestId: string
  way: string
  functionArn: string
  startedAt: string
  outcome: string
  hops: { hop: string; atMs: number; note?: string }[]
}

export const command: Command = {
  usage: 'journey REQUEST-ID',
  summary: 'the hops of one invocation, with their times; without an id, the latest ones',
  options: { ...dataOption, json: { type: 'boolean' } },
  optionHelp: dataHelp,
  async run({ positionals, options }) {
    const connection = connectionOf(options)
    const [requestId] = positionals
    if (requestId === undefined) {
      const { journeys } = await callJson<{ journeys: Journey[] }>(connection, {
        method: 'GET',
        path: '/_roost/journeys',
      })
      if (options.json) for (const journey of journeys) printJson(journey)
      else printTable(['REQUEST', 'WAY', 'OUTCOME', 'TOTAL', 'FUNCTION'], journeys.map(summary))
      return exit.ok
    }
    if (!/^[0-9a-f-]{36}$/i.test(requestId)) throw new Complaint(`'${requestId}' is no request id`, exit.usage)
    const journey = await callJson<Journey>(connection, { method: 'GET', path: `/_roost/journeys/${requestId}` })
    if (options.json) {
      printJson(journey)
      return exit.ok
    }
    print(`${journey.requestId}  ${journey.way}  ${journey.functionArn}  ${journey.outcome}  ${journey.startedAt}`)
    let before = 0
    for (const { hop, atMs, note = '' } of journey.hops) {
      print(
        `  ${atMs.toFixed(3).padStart(10)} ms  +${(atMs - before).toFixed(3).padStart(8)}  ${hop.padEnd(14)} ${note}`.trimEnd(),
      )
      before = atMs
    }
    return exit.ok
  },
}

const summary = (journey: Journey): string[] => [
  journey.requestId,
  journey.way,
  journey.outcome,
  `${(journey.hops.at(-1)?.atMs ?? 0).toFixed(1)} ms`,
  journey.functionArn,
]
