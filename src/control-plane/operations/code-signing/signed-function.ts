import { functionArn } from '../../../lambda/arn.ts'
import { functionKey } from '../../../lambda/keys.ts'
import { functionNotFound, Refused } from '../../../lambda/refusals.ts'
import type { FunctionRecord } from '../../../lambda/resources.ts'
import { functionTarget } from '../../rules/function-target.ts'
import type { OperationContext } from '../operation-context.ts'

/** The function that a code signing configuration is put on: all of it, whatever the qualifier. */
export function signedFunction(
  named: { FunctionName?: string },
  context: OperationContext,
): { key: string; record: FunctionRecord } {
  const target = functionTarget({ FunctionName: named.FunctionName }, context)
  const key = functionKey(target, target.name)
  const record = context.catalog.get('function', key)
  if (!record) throw new Refused(functionNotFound(functionArn(target, target.name)))
  return { key, record }
}
