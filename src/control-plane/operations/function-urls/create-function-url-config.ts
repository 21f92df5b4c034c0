import type { CreateFunctionUrlConfigRequest, CreateFunctionUrlConfigResponse } from '@aws-sdk/client-lambda'
import { microInstant } from '../../../base/instant.ts'
import { refuse } from '../../../lambda/refusals.ts'
import { findVersion, targetArn } from '../../rules/function-target.ts'
import type { OperationContext } from '../operation-context.ts'
import { newUrlId, urlTarget, withCors } from './url-config.ts'

/** Lambda API: CreateFunctionUrlConfig. */
export function createFunctionUrlConfig(
  input: CreateFunctionUrlConfigRequest,
  context: OperationContext,
): CreateFunctionUrlConfigResponse {
  const { key, account, region, name, qualifier } = urlTarget(input, context)
  const FunctionArn = targetArn({ account, region, name, qualifier })
  if (!findVersion(context, { account, region, name, qualifier }))
    refuse('ResourceNotFoundException', 'Function does not exist')
  if (context.catalog.get('function-url', key))
    refuse(
      'ResourceConflictException',
      `Failed to create function url config for [functionArn = ${FunctionArn}]. Error message:  FunctionUrlConfig exists for this Lambda function`,
    )
  const urlId = newUrlId(context.random)
  const CreationTime = microInstant(context.clock.now())
  const configuration = withCors(
    {
      FunctionUrl: context.urlOf(urlId, region),
      FunctionArn,
      AuthType: input.AuthType!,
      CreationTime,
      LastModifiedTime: CreationTime,
      ...(input.InvokeMode && { InvokeMode: input.InvokeMode }),
    },
    input.Cors,
  )
  const value = { account, region, name, ...(qualifier !== undefined && { qualifier }), urlId, configuration }
  context.commit([{ kind: 'function-url', key, value, expected: 0 }])
  const { LastModifiedTime: _, ...answer } = configuration
  return answer
}
