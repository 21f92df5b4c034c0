import { buffer } from 'node:stream/consumers'
import {
  CreateFunctionCommand,
  type CreateFunctionRequest,
  LambdaClient,
  type LambdaClientConfig,
  waitUntilFunctionActiveV2,
} from '@aws-sdk/client-lambda'
import { ZipFile } from 'yazl'
import type { StartedRoost } from './start-roost.ts'

export const anyRole = 'arn:aws:iam::000000000000:role/any'

/** The SDK against a Roost, with its root key unless told; what is refused is not tried again. */
export function lambdaClient(roost: StartedRoost, more: LambdaClientConfig = {}): LambdaClient {
  const { AWS_ACCESS_KEY_ID: accessKeyId = '', AWS_SECRET_ACCESS_KEY: secretAccessKey = '' } = roost.environment
  const credentials = { accessKeyId, secretAccessKey }
  return new LambdaClient({ endpoint: roost.endpoint, region: roost.region, credentials, maxAttempts: 1, ...more })
}

/** A package of these files, by their names. */
export function zipOf(files: Record<string, string | Buffer>): Promise<Buffer> {
  const zip = new ZipFile()
  for (const [name, content] of Object.entries(files)) zip.addBuffer(Buffer.from(content), name, { mode: 0o755 })
  zip.end()
  return buffer(zip.outputStream)
}

/** A function of one file, once it is Active: `index.js` or `index.mjs` for Node, `index.py` for Python. */
export async function createFunction(
  lambda: LambdaClient,
  FunctionName: string,
  files: Record<string, string | Buffer>,
  more: Partial<CreateFunctionRequest> = {},
): Promise<void> {
  const python = 'index.py' in files
  await lambda.send(
    new CreateFunctionCommand({
      FunctionName,
      Role: anyRole,
      Runtime: python ? 'python3.13' : 'nodejs24.x',
      Handler: 'index.handler',
      Code: { ZipFile: await zipOf(files) },
      ...more,
    }),
  )
  await waitUntilFunctionActiveV2({ client: lambda, maxWaitTime: 30, minDelay: 0.05 }, { FunctionName })
}
