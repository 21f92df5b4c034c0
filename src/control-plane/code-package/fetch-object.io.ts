import { unzippedBytesMax } from '../../lambda/quotas.ts'
import { refuse } from '../../lambda/refusals.ts'

export interface ObjectStore {
  /** Absent: AWS's own S3, with the credentials that Roost was started with. */
  endpoint?: string
  region: string
}

/** AWS's; other stores have words of their own. */
const words: Readonly<Record<string, string>> = {
  NoSuchBucket: 'The specified bucket does not exist',
  NoSuchKey: 'The specified key does not exist.',
}

/** Reads code that a request names by bucket and key. The client is loaded when the first such request comes. */
export function openObjectFetcher(store: ObjectStore) {
  return async ({ bucket, key, version }: { bucket: string; key: string; version?: string }): Promise<Uint8Array> => {
    const { GetObjectCommand, S3Client } = await import('@aws-sdk/client-s3')
    const client = new S3Client({
      region: store.region,
      ...(store.endpoint !== undefined && { endpoint: store.endpoint, forcePathStyle: true, ...credentials() }),
    })
    try {
      const found = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key, VersionId: version }))
      if ((found.ContentLength ?? 0) > unzippedBytesMax)
        refuse('InvalidParameterValueException', `Unzipped size must be smaller than ${unzippedBytesMax} bytes`)
      return await found.Body!.transformToByteArray()
    } catch (error) {
      const { name, message } = error as Error
      if (name === 'Refused') throw error
      refuse(
        'InvalidParameterValueException',
        `Error occurred while GetObject. S3 Error Code: ${name}. S3 Error Message: ${words[name] ?? message}`,
      )
    } finally {
      client.destroy()
    }
  }
}

/** AWS's own S3 wants real credentials; whatever else speaks its protocol mostly takes any. */
const credentials = () =>
  process.env.AWS_ACCESS_KEY_ID ? {} : { credentials: { accessKeyId: 'roost', secretAccessKey: 'roost' } }
