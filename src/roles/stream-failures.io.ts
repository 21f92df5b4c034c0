import { randomUUID } from 'node:crypto'
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns'
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import { clientOptions } from '../async-plane/destinations/aws-target.io.ts'
import { isoInstant } from '../base/instant.ts'
import { systemRandom } from '../base/random.io.ts'
import { parseArn } from '../lambda/arn.ts'
import type { MappingRecord } from '../lambda/resources.ts'
import { backoffMs } from '../stability/backoff.ts'
import type { Clocks } from './clocks.io.ts'

interface Failure {
  record: object
  /** The event; only buckets get it. */
  payload: object
  shard: string
  mapping: MappingRecord
}

interface Surroundings {
  clocks: Clocks
  endpointOf: (service: string) => string | undefined
  complain: (error: unknown) => void
}

const attemptsMax = 4
const backoff = { msMin: 200, msMax: 5_000 }

/** To the queue, topic or bucket of a mapping's failures. Never rejects: what cannot be told is said here, and false. */
export async function tellFailure(
  arn: string,
  failure: Failure,
  { clocks, complain, endpointOf }: Surroundings,
): Promise<boolean> {
  const sender = clocks.watched({ send })
  for (let attempt = 1; ; attempt++) {
    try {
      await sender.send(arn, failure, { endpointOf, nowMs: clocks.platform.now() })
      return true
    } catch (error) {
      if (attempt === attemptsMax) {
        complain(new Error(`a failure could not be told to ${arn}`, { cause: error }))
        return false
      }
    }
    await clocks.platform.sleep(backoffMs(attempt, backoff, systemRandom))
  }
}

async function send(
  arn: string,
  failure: Failure,
  { endpointOf, nowMs }: Pick<Surroundings, 'endpointOf'> & { nowMs: number },
): Promise<void> {
  const { account, region, resource, service } = parseArn(arn)!
  const body = JSON.stringify(failure.record)
  switch (service) {
    case 'sqs': {
      const endpoint = endpointOf('SQS')
      const base = (endpoint ?? `https://sqs.${region}.amazonaws.com`).replace(/\/$/, '')
      const command = new SendMessageCommand({ QueueUrl: `${base}/${account}/${resource}`, MessageBody: body })
      await new SQSClient({ region, ...clientOptions(endpoint) }).send(command)
      return
    }
    case 'sns':
      await new SNSClient({ region, ...clientOptions(endpointOf('SNS')) }).send(
        new PublishCommand({ TopicArn: arn, Message: body }),
      )
      return
    case 's3': {
      const options = { region: failure.mapping.region, forcePathStyle: true, ...clientOptions(endpointOf('S3')) }
      const Body = JSON.stringify({ ...failure.record, payload: failure.payload })
      await new S3Client(options).send(new PutObjectCommand({ Bucket: resource, Key: keyOf(failure, nowMs), Body }))
      return
    }
    default:
      throw new Error(`${service} takes no failures of streams`)
  }
}

function keyOf({ mapping, shard }: Failure, nowMs: number): string {
  const at = isoInstant(nowMs)
  const day = at.slice(0, 10)
  const time = at.slice(0, 19).replaceAll(':', '.')
  return `aws/lambda/${mapping.configuration.UUID}/${shard}/${day.replaceAll('-', '/')}/${time}-${randomUUID()}`
}
