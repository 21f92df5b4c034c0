import type {
  ListFunctionsByCodeSigningConfigRequest,
  ListFunctionsByCodeSigningConfigResponse,
} from '@aws-sdk/client-lambda'
import { functionArn } from '../../../lambda/arn.ts'
import { pageOf } from '../../rules/page.ts'
import type { OperationContext } from '../operation-context.ts'
import { codeSigningConfigOf, functionsSignedBy } from './code-signing-config.ts'

/** Lambda API: ListFunctionsByCodeSigningConfig. */
export function listFunctionsByCodeSigningConfig(
  input: ListFunctionsByCodeSigningConfigRequest,
  context: OperationContext,
): ListFunctionsByCodeSigningConfigResponse {
  const arn = input.CodeSigningConfigArn!
  codeSigningConfigOf(arn, context)
  const { items, NextMarker } = pageOf(functionsSignedBy(arn, context), input)
  return { FunctionArns: items.map((fn) => functionArn(fn, fn.name)), ...(NextMarker && { NextMarker }) }
}
