import type { FunctionConfiguration } from '@aws-sdk/client-lambda'
import { refuse } from '../../../lambda/refusals.ts'
import type { CodeReference } from '../../../lambda/resources.ts'
import type { PackageContent } from '../../code-package/code-packages.ts'
import type { OperationContext } from '../operation-context.ts'

/** The bucket that stands for folders of this machine: code is read anew when it changes. */
const folderBucket = 'hot-reload'

export interface FunctionCode {
  code: CodeReference
  described: Pick<FunctionConfiguration, 'CodeSize' | 'CodeSha256'>
}

/** Code as CreateFunction and UpdateFunctionCode take it: a package, a local folder, or an image's address. */
export async function readFunctionCode(
  content: PackageContent & { ImageUri?: string },
  context: OperationContext,
): Promise<FunctionCode> {
  if (content.ImageUri !== undefined) return imageCode(content.ImageUri, context)
  if (content.S3Bucket === folderBucket) return folderCode(content.S3Key ?? '', context)
  const { blob, sizeBytes, unzippedBytes, codeSha256 } = await context.storePackage(content)
  return {
    code: { kind: 'zip', blob, sizeBytes, unzippedBytes },
    described: { CodeSize: sizeBytes, CodeSha256: codeSha256 },
  }
}

/** Where a registry cannot be asked now, the image's address stands for its digest: who runs it asks again. */
async function imageCode(uri: string, { hash, resolveImage }: OperationContext): Promise<FunctionCode> {
  const found = await resolveImage(uri)
  if ('refused' in found) refuse('InvalidParameterValueException', found.refused)
  if ('unknown' in found) return { code: { kind: 'image', uri }, described: { CodeSize: 0, CodeSha256: hash(uri) } }
  const CodeSha256 = found.digest.slice('sha256:'.length)
  return { code: { kind: 'image', uri, resolved: found.uri }, described: { CodeSize: 0, CodeSha256 } }
}

function folderCode(path: string, { hash, folderExists }: OperationContext): FunctionCode {
  if (!path.startsWith('/') || !folderExists(path))
    refuse(
      'InvalidParameterValueException',
      `S3Key of bucket ${folderBucket} must be the absolute path of a folder on the machine that runs Roost, apart from its own data; there is none at ${path}`,
    )
  return { code: { kind: 'folder', path }, described: { CodeSize: 0, CodeSha256: hash(path) } }
}
