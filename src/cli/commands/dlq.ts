import { callJson } from '../client.ts'
import { type Command, Complaint, exit, print, printJson, printTable } from '../command.ts'
import { type Connection, connectionOf, dataHelp, dataOption } from '../data-directory.ts'

interface Letter {
  MessageId: string
  ReceiptHandle: string
  Body: string
  MessageAttributes?: Record<string, { StringValue?: string }>
}

interface OutcomeRecord {
  requestContext?: { condition?: string; functionArn?: string }
  requestPayload?: unknown
}

export const command: Command = {
  usage: 'dlq list|show|redrive|purge [QUEUE]',
  summary: 'dead-letter queues and failure destinations: what is in them, and send it again',
  options: { ...dataOption, function: { type: 'string' }, json: { type: 'boolean' } },
  optionHelp: {
    ...dataHelp,
    function: 'for redrive: whose events they are, where the letters do not say',
  },
  async run({ positionals: [action = 'list', queue], options }) {
    const connection = connectionOf(options)
    if (action === 'list') return await list(connection, Boolean(options.json))
    if (!['show', 'redrive', 'purge'].includes(action))
      throw new Complaint('roost dlq list|show|redrive|purge', exit.usage)
    if (!queue) throw new Complaint(`which queue? roost dlq ${action} QUEUE`, exit.usage)
    const name = queue.split(/[:/]/).at(-1)!
    if (action === 'purge') {
      await callQueue(connection, 'PurgeQueue', { QueueUrl: urlOf(connection, name) })
      print(`${name} is empty`)
      return exit.ok
    }
    return action === 'show'
      ? await show(connection, name)
      : await redrive(connection, name, options.function as string)
  },
}

const urlOf = ({ endpoint }: Connection, name: string): string => `${endpoint}/000000000000/${name}`

function callQueue<T>(connection: Connection, operation: string, input: object): Promise<T> {
  return callJson<T>(connection, {
    method: 'POST',
    path: '/',
    service: 'sqs',
    headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': `AmazonSQS.${operation}` },
    body: JSON.stringify(input),
  })
}

interface FunctionLine {
  FunctionName: string
  DeadLetterConfig?: { TargetArn?: string }
}

interface InvokeConfig {
  DestinationConfig?: { OnFailure?: { Destination?: string } }
}

/** All of a list that the API tells in pages. */
async function allOf<T>(connection: Connection, path: string, member: string): Promise<T[]> {
  const all: T[] = []
  for (let marker: string | undefined = ''; marker !== undefined; ) {
    const page: Record<string, unknown> = await callJson(connection, {
      method: 'GET',
      path: `${path}${marker && `?Marker=${encodeURIComponent(marker)}`}`,
    })
    all.push(...(page[member] as T[]))
    marker = (page.NextMarker as string | undefined) ?? undefined
  }
  return all
}

/** Names of queues that functions send dead letters or failures to, with those functions. */
async function namedQueues(connection: Connection): Promise<Map<string, Set<string>>> {
  const queues = new Map<string, Set<string>>()
  const add = (arn: string | undefined, name: string) => {
    if (!arn?.includes(':sqs:')) return
    const queue = arn.split(':').at(-1)!
    queues.set(queue, (queues.get(queue) ?? new Set()).add(name))
  }
  const functions = await allOf<FunctionLine>(connection, '/2015-03-31/functions', 'Functions')
  for (const { DeadLetterConfig, FunctionName } of functions) {
    add(DeadLetterConfig?.TargetArn, FunctionName)
    const path = `/2019-09-25/functions/${FunctionName}/event-invoke-config/list`
    const configs = await allOf<InvokeConfig>(connection, path, 'FunctionEventInvokeConfigs')
    for (const config of configs) add(config.DestinationConfig?.OnFailure?.Destination, FunctionName)
  }
  return queues
}

/** How many letters may be received now. */
async function depthOf(connection: Connection, name: string): Promise<number> {
  const AttributeNames = ['ApproximateNumberOfMessages']
  const { Attributes = {} } = await callQueue<{ Attributes?: Record<string, string> }>(
    connection,
    'GetQueueAttributes',
    { QueueUrl: urlOf(connection, name), AttributeNames },
  )
  return Number(Attributes.ApproximateNumberOfMessages ?? 0)
}

/** A queue that is gone is told as such, beside the others. */
async function depthIfThere(connection: Connection, name: string): Promise<number | undefined> {
  try {
    return await depthOf(connection, name)
  } catch (error) {
    if (error instanceof Complaint && error.message.includes('queue does not exist')) return undefined
    throw error
  }
}

/** Queues that functions name, with how much is in them. */
async function list(connection: Connection, json: boolean): Promise<number> {
  const lines: [string, string, string][] = []
  for (const [queue, functions] of await namedQueues(connection)) {
    const messages = await depthIfThere(connection, queue)
    if (json) printJson({ queue, messages: messages ?? null, functions: [...functions].join(', ') })
    lines.push([queue, String(messages ?? 'no such queue'), [...functions].join(', ')])
  }
  if (json) return exit.ok
  if (lines.length === 0) print('no function names a dead-letter queue or a failure destination')
  else printTable(['QUEUE', 'MESSAGES', 'OF'], lines)
  return exit.ok
}

/**
 * As many letters as are there at the start, in batches, each hidden from others for so many seconds. No more than
 * that: what is sent again may fail again at once, and be a letter anew.
 */
async function* letters(connection: Connection, name: string, VisibilityTimeout: number): AsyncGenerator<Letter> {
  let left = await depthOf(connection, name)
  while (left > 0) {
    const { Messages = [] } = await callQueue<{ Messages?: Letter[] }>(connection, 'ReceiveMessage', {
      QueueUrl: urlOf(connection, name),
      MaxNumberOfMessages: Math.min(10, left),
      VisibilityTimeout,
      MessageAttributeNames: ['All'],
    })
    if (Messages.length === 0) return
    yield* Messages
    left -= Messages.length
  }
}

async function show(connection: Connection, name: string): Promise<number> {
  for await (const { Body, MessageAttributes = {}, MessageId } of letters(connection, name, 2)) {
    const attributes = Object.entries(MessageAttributes).map(([key, { StringValue }]) => [key, StringValue])
    printJson({ MessageId, ...Object.fromEntries(attributes), Body })
  }
  return exit.ok
}

/** Each event is accepted anew before its letter is deleted: it may run twice, and is never lost. */
async function redrive(connection: Connection, name: string, named: string | undefined): Promise<number> {
  let sent = 0
  for await (const { Body, MessageId, ReceiptHandle } of letters(connection, name, 60)) {
    const record = outcomeOf(Body)
    const fn = named ?? record?.requestContext?.functionArn
    if (!fn) throw new Complaint(`letter ${MessageId} does not say whose it is: add --function NAME`, exit.usage)
    await callJson(connection, {
      method: 'POST',
      path: `/2015-03-31/functions/${encodeURIComponent(fn)}/invocations`,
      headers: { 'x-amz-invocation-type': 'Event' },
      body: record ? JSON.stringify(record.requestPayload) : Body,
    })
    await callQueue(connection, 'DeleteMessage', { QueueUrl: urlOf(connection, name), ReceiptHandle })
    sent++
  }
  print(`${sent} sent again`)
  return exit.ok
}

/** A destination's record; a dead letter is the event itself. */
function outcomeOf(body: string): OutcomeRecord | undefined {
  try {
    const record = JSON.parse(body) as OutcomeRecord | null
    return record?.requestContext?.condition && 'requestPayload' in record ? record : undefined
  } catch {
    return undefined
  }
}
