import { callJson } from '../client.ts'
import { type Command, Complaint, exit, print, printJson, printTable } from '../command.ts'
import { type Connection, connectionOf, dataHelp, dataOption } from '../data-directory.ts'
import { type Step, wordsOfStep } from '../journey-words.ts'

interface Journey {
  requestId: string
  way: string
  functionArn: string
  startedAt: string
  outcome: string
  /** Of the last attempt. */
  hops: { hop: string; atMs: number; note?: string }[]
  /** Of an event, or of a batch of a mapping: what came before its attempts, between and after them. */
  steps?: Step[]
  leftOut?: number
}

export const command: Command = {
  usage: 'journey [ID]',
  summary: 'the hops of one invocation, by its request id or that of a record in it; without one, the latest',
  options: { ...dataOption, json: { type: 'boolean' } },
  optionHelp: dataHelp,
  async run({ positionals: [id], options }) {
    const connection = connectionOf(options)
    if (id === undefined) return await list(connection, Boolean(options.json))
    // Kinesis' event ids are a shard and a number; the number is enough.
    const bare = id.slice(id.lastIndexOf(':') + 1)
    if (!/^[\w.-]{1,200}$/.test(bare)) throw new Complaint(`'${id}' is no id of a request or a record`, exit.usage)
    const journey = await callJson<Journey>(connection, { method: 'GET', path: `/_roost/journeys/${bare}` })
    if (options.json) printJson(journey)
    else show(journey)
    return exit.ok
  },
}

async function list(connection: Connection, json: boolean): Promise<number> {
  const path = '/_roost/journeys'
  const { journeys } = await callJson<{ journeys: Journey[] }>(connection, { method: 'GET', path })
  if (json) for (const journey of journeys) printJson(journey)
  else printTable(['REQUEST', 'WAY', 'OUTCOME', 'TOTAL', 'FUNCTION'], journeys.map(summary))
  return exit.ok
}

function show({ functionArn, hops, leftOut = 0, outcome, requestId, startedAt, steps, way }: Journey): void {
  print(`${requestId}  ${way}  ${functionArn}  ${outcome}  ${startedAt}`)
  for (const { atMs, ...step } of steps ?? []) {
    const [name, words] = wordsOfStep(step)
    print(`  ${`+${seconds(atMs)}`.padStart(14)} s  ${name.padEnd(14)} ${words}`.trimEnd())
  }
  if (leftOut > 0) print(`  (${leftOut} more between the first and the latest)`)
  if (steps && hops.length > 0) print('the last attempt:')
  let before = 0
  for (const { hop, atMs, note = '' } of hops) {
    const since = (atMs - before).toFixed(3)
    print(`  ${atMs.toFixed(3).padStart(10)} ms  +${since.padStart(8)}  ${hop.padEnd(14)} ${note}`.trimEnd())
    before = atMs
  }
}

const seconds = (ms: number): string => (ms / 1000).toFixed(3)

const summary = (journey: Journey): string[] => [
  journey.requestId,
  journey.way,
  journey.outcome,
  `${(journey.hops.at(-1)?.atMs ?? 0).toFixed(1)} ms`,
  journey.functionArn,
]
