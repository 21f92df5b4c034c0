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

/** Queues that functions name, with how much is in them. */
async function list(connection: Connection, json: boolean): Promise<number> {
  const queues = new Map<string, Set<string>>()
  const add = (arn: string | undefined, name: string) => {
    if (!arn?.includes(':sqs:')) return
    const queue = arn.split(':').at(-1)!
    queues.set(queue, (queues.get(queue) ?? new Set()).add(name))
  }
  const { Functions } = await callJson<{
    Functions: { FunctionName: string; DeadLetterConfig?: { TargetArn?: string } }[]
  }>(connection, { method: 'GET', path: '/2015-03-31/functions?MaxItems=1000' })
  for (const { DeadLetterConfig, FunctionName } of Functions) {
    add(DeadLetterConfig?.TargetArn, FunctionName)
    const path = `/2019-09-25/functions/${FunctionName}/event-invoke-config/list`
    const { FunctionEventInvokeConfigs } = await callJson<{
      FunctionEventInvokeConfigs: { DestinationConfig?: { OnFailure?: { Destination?: string } } }[]
    }>(connection, { method: 'GET', path })
    for (const config of FunctionEventInvokeConfigs) add(config.DestinationConfig?.OnFailure?.Destination, FunctionName)
  }
  const lines: [string, string, string][] = []
  for (const [queue, functions] of queues) {
    const AttributeNames = ['ApproximateNumberOfMessages']
    const { Attributes = {} } = await callQueue<{ Attributes?: Record<string, string> }>(
      connection,
      'GetQueueAttributes',
      { QueueUrl: urlOf(connection, queue), AttributeNames },
    )
    lines.push([queue, Attributes.ApproximateNumberOfMessages ?? '?', [...functions].join(', ')])
  }
  if (json)
    for (const [queue, messages, functions] of lines) printJson({ queue, messages: Number(messages), functions })
  else if (lines.length === 0) print('no function names a dead-letter queue or a failure destination')
  else printTable(['QUEUE', 'MESSAGES', 'OF'], lines)
  return exit.ok
}

/** What is there now; it stays there, hidden from others for a moment. */
async function receive(connection: Connection, name: string, VisibilityTimeout: number): Promise<Letter[]> {
  const letters: Letter[] = []
  for (;;) {
    const { Messages = [] } = await callQueue<{ Messages?: Letter[] }>(connection, 'ReceiveMessage', {
      QueueUrl: urlOf(connection, name),
      MaxNumberOfMessages: 10,
      VisibilityTimeout,
      MessageAttributeNames: ['All'],
    })
    if (Messages.length === 0) return letters
    letters.push(...Messages)
  }
}

async function show(connection: Connection, name: string): Promise<number> {
  for (const { Body, MessageAttributes = {}, MessageId } of await receive(connection, name, 2)) {
    const attributes = Object.entries(MessageAttributes).map(([key, { StringValue }]) => [key, StringValue])
    printJson({ MessageId, ...Object.fromEntries(attributes), Body })
  }
  return exit.ok
}

/** Each event is accepted anew before its letter is deleted: it may run twice, and is never lost. */
async function redrive(connection: Connection, name: string, named: string | undefined): Promise<number> {
  let sent = 0
  for (const { Body, MessageId, ReceiptHandle } of await receive(connection, name, 60)) {
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
