import { refuse } from '../../lambda/refusals.ts'
import type { SourceKind } from './mapping-source.ts'

/** Asks a source's own service. Absent where Roost has no credentials for it: then nothing is asked. */
export interface SourceProbe {
  queue(arn: string): Promise<{ visibilityTimeoutSeconds: number } | undefined>
  streamExists(arn: string): Promise<boolean>
}

/** Refuses a queue or stream that is not there, and a queue that gives the function too little time. */
export async function checkSource(
  probe: SourceProbe | undefined,
  { kind, arn = '', functionTimeoutSeconds }: { kind: SourceKind; arn?: string; functionTimeoutSeconds: number },
): Promise<void> {
  if (!probe) return
  if (kind === 'kinesis' || kind === 'dynamodb') {
    if (!(await probe.streamExists(arn))) refuse('InvalidParameterValueException', `Stream not found: ${arn}`)
    return
  }
  if (kind !== 'sqs' && kind !== 'sqs-fifo') return
  const queue = await probe.queue(arn)
  if (!queue)
    refuse(
      'InvalidParameterValueException',
      'Error occurred while ReceiveMessage. SQS Error Code: AWS.SimpleQueueService.NonExistentQueue. SQS Error Message: The specified queue does not exist.',
    )
  if (queue.visibilityTimeoutSeconds < functionTimeoutSeconds)
    refuse(
      'InvalidParameterValueException',
      `Queue visibility timeout: ${queue.visibilityTimeoutSeconds} seconds is less than Function timeout: ${functionTimeoutSeconds} seconds`,
    )
}
