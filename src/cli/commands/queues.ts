import { callJson } from '../client.ts'
import { type Command, exit, print, printJson, printTable } from '../command.ts'
import { connectionOf, dataHelp, dataOption } from '../data-directory.ts'

/** In the last minute. */
interface Flow {
  arrived: number
  completed: number
}

interface QueuesReport {
  now?: number
  queues?: ({ queue: string; depth: number; delayed: number; oldestAcceptedAt?: number } & Flow)[]
  functions?: ({
    functionArn: string
    waiting: number
    running: number
    window?: number
    oldestAcceptedAt?: number
  } & Flow)[]
  recovery?: { phase: string; perSecond?: number; strain?: string }
  counts?: Record<string, number | Record<string, number>>
}

export const command: Command = {
  usage: 'queues',
  summary: 'events that wait, by queue and by function: how many, how old, how many come and go in a minute',
  options: { ...dataOption, json: { type: 'boolean' } },
  optionHelp: dataHelp,
  async run({ options }) {
    const report = await callJson<QueuesReport>(connectionOf(options), { method: 'GET', path: '/_roost/queues' })
    if (options.json) printJson(report)
    else show(report)
    return exit.ok
  },
}

function show({ counts = {}, functions = [], now = 0, queues = [], recovery }: QueuesReport): void {
  const ageOf = (acceptedAt: number | undefined) => (acceptedAt === undefined ? '' : ageWords(now - acceptedAt))
  if (queues.length === 0) print('no event waits')
  else
    printTable(
      ['QUEUE', 'DEPTH', 'RETRY LATER', 'OLDEST', 'IN/MIN', 'OUT/MIN'],
      queues.map(({ queue, depth, delayed, oldestAcceptedAt, arrived, completed }) => {
        return [queue, `${depth}`, `${delayed}`, ageOf(oldestAcceptedAt), `${arrived}`, `${completed}`]
      }),
    )
  if (functions.length > 0)
    printTable(
      ['FUNCTION', 'NEXT', 'OLDEST', 'RUNNING', 'AT ONCE', 'IN/MIN', 'OUT/MIN'],
      functions.map(({ functionArn, waiting, oldestAcceptedAt, running, window = '', arrived, completed }) => {
        const name = functionArn.split(':').slice(6).join(':')
        return [name, `${waiting}`, ageOf(oldestAcceptedAt), ...[running, window, arrived, completed].map(String)]
      }),
    )
  if (recovery?.perSecond !== undefined)
    print(
      `recovering (${recovery.phase}): up to ${Math.round(recovery.perSecond)} a second${becauseOf(recovery.strain)}`,
    )
  print(`since the start: ${tally(counts)}`)
}

const ageWords = (ms: number): string => `${Math.max(0, Math.round(ms / 1000))} s`

const becauseOf = (strain: string | undefined): string => (strain ? `, less at present: ${strain}` : '')

const tally = (counts: Record<string, number | Record<string, number>>): string =>
  Object.entries(counts)
    .map(([name, count]) => (typeof count === 'number' ? `${count} ${name}` : `${name} (${tally(count)})`))
    .join(', ') || 'nothing'
