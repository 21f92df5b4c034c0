import { callJson } from '../client.ts'
import { type Command, Complaint, exit, print, printJson, printTable } from '../command.ts'
import { type Connection, connectionOf, dataHelp, dataOption } from '../data-directory.ts'
import { readDuration } from '../duration.ts'

interface Mapping {
  UUID: string
  EventSourceArn?: string
  FunctionArn: string
  State: string
  BatchSize?: number
}

interface Polling {
  uuid: string
  polls: boolean
  counts: Record<string, number>
}

/** What is counted since the start, by AWS's names. */
const metricNames = {
  polled: 'PolledEventCount',
  filteredOut: 'FilteredOutEventCount',
  invoked: 'InvokedEventCount',
  failed: 'FailedInvokeEventCount',
  dropped: 'DroppedEventCount',
  delivered: 'OnFailureDestinationDeliveredEventCount',
  deleted: 'DeletedEventCount',
  iteratorAgeMs: 'IteratorAge',
}

const mappings = '/2015-03-31/event-source-mappings'

export const command: Command = {
  usage: 'esm ls|show|pause|resume|replay [UUID]',
  summary: 'event source mappings: what they read, and what came of it',
  options: { ...dataOption, json: { type: 'boolean' }, since: { type: 'string' } },
  optionHelp: {
    ...dataHelp,
    since: 'of replay: a moment (2026-11-21T08:00:00Z) or how long ago (2h); else all there is',
  },
  async run({ positionals: [action = 'ls', uuid], options }) {
    const connection = connectionOf(options)
    if (action === 'ls') return await list(connection, Boolean(options.json))
    if (!['show', 'pause', 'resume', 'replay'].includes(action))
      throw new Complaint('roost esm ls|show|pause|resume|replay', exit.usage)
    if (!uuid) throw new Complaint(`which mapping? roost esm ${action} UUID`, exit.usage)
    if (action === 'show') return await show(connection, uuid)
    if (action === 'replay') return await replay(connection, uuid, options.since as string | undefined)
    const { State } = await callJson<Mapping>(connection, {
      method: 'PUT',
      path: `${mappings}/${encodeURIComponent(uuid)}`,
      body: JSON.stringify({ Enabled: action === 'resume' }),
      headers: { 'content-type': 'application/json' },
    })
    print(`${uuid} is ${State}`)
    return exit.ok
  },
}

async function pollingOf(connection: Connection): Promise<Map<string, Polling>> {
  const report = await callJson<{ mappings?: Polling[] }>(connection, { method: 'GET', path: '/_roost/queues' })
  return new Map((report.mappings ?? []).map((polling) => [polling.uuid, polling]))
}

async function list(connection: Connection, json: boolean): Promise<number> {
  const found: Mapping[] = []
  for (let marker: string | undefined = ''; marker !== undefined; ) {
    const page: { EventSourceMappings: Mapping[]; NextMarker?: string } = await callJson(connection, {
      method: 'GET',
      path: `${mappings}${marker && `?Marker=${encodeURIComponent(marker)}`}`,
    })
    found.push(...page.EventSourceMappings)
    marker = page.NextMarker ?? undefined
  }
  const polling = await pollingOf(connection)
  if (json) for (const mapping of found) printJson({ ...mapping, ...polling.get(mapping.UUID) })
  else if (found.length === 0) print('no event source mappings yet')
  else
    printTable(
      ['UUID', 'SOURCE', 'FUNCTION', 'STATE', 'POLLED', 'INVOKED', 'FAILED'],
      found.map(({ EventSourceArn = '', FunctionArn, State, UUID }) => {
        const { failed = 0, invoked = 0, polled = 0 } = polling.get(UUID)?.counts ?? {}
        const [source, fn] = [EventSourceArn, FunctionArn].map((arn) => arn.split(':').slice(5).join(':')) as [
          string,
          string,
        ]
        return [UUID, source, fn.replace('function:', ''), State, ...[polled, invoked, failed].map(String)]
      }),
    )
  return exit.ok
}

async function show(connection: Connection, uuid: string): Promise<number> {
  const mapping = await callJson<Mapping>(connection, {
    method: 'GET',
    path: `${mappings}/${encodeURIComponent(uuid)}`,
  })
  const { counts = {}, polls = false } = (await pollingOf(connection)).get(uuid) ?? {}
  const metrics = Object.entries(metricNames).map(([count, name]) => [name, counts[count] ?? 0])
  printJson({ ...mapping, polls, Metrics: Object.fromEntries(metrics) as Record<string, number> })
  return exit.ok
}

/** Of a stream: what its function has had comes again. */
async function replay(connection: Connection, uuid: string, since: string | undefined): Promise<number> {
  const body = JSON.stringify(since === undefined ? {} : { since: momentOf(since) / 1000 })
  const headers = { 'content-type': 'application/json' }
  await callJson(connection, { method: 'POST', path: `/_roost/replays/${encodeURIComponent(uuid)}`, body, headers })
  print(`${uuid} is read again from ${since === undefined ? 'its beginning' : since} on`)
  return exit.ok
}

const momentOf = (words: string): number =>
  /^\d{4}-/.test(words) && !Number.isNaN(Date.parse(words)) ? Date.parse(words) : Date.now() - readDuration(words)
