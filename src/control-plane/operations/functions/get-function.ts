import type { GetFunctionRequest, GetFunctionResponse } from '@aws-sdk/client-lambda'
import { functionArn } from '../../../lambda/arn.ts'
import { functionKey } from '../../../lambda/keys.ts'
import type { CodeReference } from '../../../lambda/resources.ts'
import type { OperationContext } from '../operation-context.ts'
import { readVersion } from './existing-function.ts'
import { shownFunction } from './shown-function.ts'

/** Lambda API: GetFunction. */
export function getFunction(input: GetFunctionRequest, context: OperationContext): GetFunctionResponse {
  const { target, version } = readVersion(input, context)
  const reserved = context.catalog.get('function', functionKey(target, target.name))?.reservedConcurrency
  const tags = context.catalog.get('tags', functionArn(target, target.name))?.tags
  return {
    Configuration: shownFunction(version, target.qualifier),
    Code: locationOf(version.code, context),
    ...(tags && Object.keys(tags).length > 0 && { Tags: tags }),
    ...(reserved !== undefined && { Concurrency: { ReservedConcurrentExecutions: reserved } }),
  }
}

function locationOf(code: CodeReference, context: OperationContext): GetFunctionResponse['Code'] {
  switch (code.kind) {
    case 'image':
      return { RepositoryType: 'ECR', ImageUri: code.uri, ResolvedImageUri: code.resolved ?? code.uri }
    case 'folder':
      return { RepositoryType: 'S3', Location: `file://${code.path}` }
    case 'zip':
      return { RepositoryType: 'S3', Location: context.locationOf(code.blob) }
  }
}
