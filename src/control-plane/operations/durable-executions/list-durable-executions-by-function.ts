import type { ListDurableExecutionsByFunctionRequest } from '@aws-sdk/client-lambda'
import { functionNotFound, Refused } from '../../../lambda/refusals.ts'
import { findVersion, functionTarget, targetArn } from '../../rules/function-target.ts'
import type { OperationContext } from '../operation-context.ts'

/** Lambda API: ListDurableExecutionsByFunction. None, as long as nothing here starts one. */
export function listDurableExecutionsByFunction(
  input: ListDurableExecutionsByFunctionRequest,
  context: OperationContext,
): { DurableExecutions: never[] } {
  const target = functionTarget(input, context)
  if (!findVersion(context, target)) throw new Refused(functionNotFound(targetArn(target)))
  return { DurableExecutions: [] }
}
