import { unzippedBytesMax } from '../../lambda/quotas.ts'
import { refuse } from '../../lambda/refusals.ts'

export interface ObjectStore {
  /** Absent: AWS's own S3, with the credentials that Roost was started with. */
  endpoint?: string
  region: string
  credentials?: { accessKeyId: string; secretAccessKey: string }
}

/** Reads code that a request names by bucket and key. The client is loaded when the first such request comes. */
export function openObjectFetcher(store: ObjectStore) {
  return async ({ bucket, key, version }: { bucket: string; key: string; version?: string }): Promise<Uint8Array> => {
    const { GetObjectCommand, S3Client } = await import('@aws-sdk/client-s3')
    const client = new S3Client({
      region: store.region,
      ...(store.endpoint !== undefined && { endpoint: store.endpoint, forcePathStyle: true }),
      ...(store.credentials && { credentials: store.credentials }),
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
        `Error occurred while GetObject. S3 Error Code: ${name}. S3 Error Message: ${message}`,
      )
    } finally {
      client.destroy()
    }
  }
}
