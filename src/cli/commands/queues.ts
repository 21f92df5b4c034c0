import { callJson } from '../client.ts'
import { type Command, exit, print, printJson } from '../command.ts'
import { connectionOf, dataHelp, dataOption } from '../data-directory.ts'

interface QueuesReport {
  queues?: { queue: string; depth: number; delayed: number; oldestAcceptedAt?: number }[]
  functions?: { key: string; waiting: number; running: number; window: number }[]
  counts?: Record<string, number | Record<string, number>>
}

export const command: Command = {
  usage: 'queues',
  summary: 'events that wait, by queue and by function, and what became of others',
  options: { ...dataOption, json: { type: 'boolean' } },
  optionHelp: dataHelp,
  async run({ options }) {
    const report = await callJson<QueuesReport>(connectionOf(options), { method: 'GET', path: '/_roost/queues' })
    if (options.json) {
      printJson(report)
      return exit.ok
    }
    const { counts = {}, functions = [], queues = [] } = report
    if (queues.length === 0) print('no event waits')
    for (const { queue, depth, delayed, oldestAcceptedAt } of queues) {
      const age =
        oldestAcceptedAt === undefined ? '' : `, oldest ${Math.round((Date.now() - oldestAcceptedAt) / 1000)} s`
      print(`${queue}: ${depth} (${delayed} wait for a retry)${age}`)
    }
    for (const { key, waiting, running, window } of functions)
      print(`  ${key}: ${running} run, ${waiting} next, up to ${window} at once`)
    print(`since the start: ${tally(counts)}`)
    return exit.ok
  },
}

const tally = (counts: Record<string, number | Record<string, number>>): string =>
  Object.entries(counts)
    .map(([name, count]) => (typeof count === 'number' ? `${count} ${name}` : `${name} (${tally(count)})`))
    .join(', ') || 'nothing'
