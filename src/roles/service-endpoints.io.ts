/** Where another service of AWS is, as AWS's own SDKs are told; undefined: at AWS. */
export const serviceEndpoint = (service: string): string | undefined =>
  process.env[`AWS_ENDPOINT_URL_${service}`] || process.env.AWS_ENDPOINT_URL || undefined

/** Services that `--services` brings; as SDKs' variables name them. */
export const isEmbedded = (service: string): boolean => ['SQS', 'SNS', 'S3'].includes(service)
