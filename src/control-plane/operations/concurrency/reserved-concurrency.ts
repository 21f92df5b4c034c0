import type { Concurrency } from '@aws-sdk/client-lambda'
import { functionArn, latest } from '../../../lambda/arn.ts'
import { functionKey } from '../../../lambda/keys.ts'
import { unreservedConcurrencyMin } from '../../../lambda/quotas.ts'
import { functionNotFound, Refused, refuse } from '../../../lambda/refusals.ts'
import type { FunctionRecord } from '../../../lambda/resources.ts'
import { functionTarget } from '../../rules/function-target.ts'
import { provisionedOf, unreservedConcurrency } from '../../rules/provisioned-allocation.ts'
import type { OperationContext } from '../operation-context.ts'

interface Named {
  FunctionName?: string
}

/** A reservation is the function's: no version or alias has one. */
function reservingFunction(
  named: Named,
  context: OperationContext,
  told?: typeof latest,
): { key: string; record: FunctionRecord } {
  const target = functionTarget(named, context)
  if (target.qualifier !== undefined)
    refuse(
      'InvalidParameterValueException',
      'This operation is permitted on Lambda functions only. Aliases and versions do not support this operation. Please specify either a function name or an unqualified function ARN.',
    )
  const key = functionKey(target, target.name)
  const record = context.catalog.get('function', key)
  if (!record) throw new Refused(functionNotFound(functionArn(target, target.name, told)))
  return { key, record }
}

/** Lambda API: PutFunctionConcurrency. Zero turns the function off. */
export function putFunctionConcurrency(
  input: Named & { ReservedConcurrentExecutions?: number },
  context: OperationContext,
): Concurrency {
  // Of a function that is not there, this operation names the version too (recorded AWS answer).
  const { key, record } = reservingFunction(input, context, latest)
  const wanted = input.ReservedConcurrentExecutions!
  const { catalog } = context
  const provisioned = provisionedOf(catalog, record, record.name)
  if (wanted < provisioned)
    refuse(
      'InvalidParameterValueException',
      ` ReservedConcurrentExecutions  ${wanted} should not be lower than function's total provisioned concurrency [${provisioned}].`,
    )
  const others = unreservedConcurrency(catalog, record) + (record.reservedConcurrency ?? provisioned)
  if (others - wanted < unreservedConcurrencyMin)
    refuse(
      'InvalidParameterValueException',
      `Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [${unreservedConcurrencyMin}].`,
      { untyped: true },
    )
  const expected = catalog.revisionOf('function', key)
  context.commit([{ kind: 'function', key, value: { ...record, reservedConcurrency: wanted }, expected }])
  return { ReservedConcurrentExecutions: wanted }
}

/** Lambda API: GetFunctionConcurrency. Nothing for a function without a reservation. */
export function getFunctionConcurrency(input: Named, context: OperationContext): Concurrency {
  const { reservedConcurrency } = reservingFunction(input, context).record
  return reservedConcurrency === undefined ? {} : { ReservedConcurrentExecutions: reservedConcurrency }
}

/** Lambda API: DeleteFunctionConcurrency. */
export function deleteFunctionConcurrency(input: Named, context: OperationContext): Record<string, never> {
  const { key, record } = reservingFunction(input, context)
  const { reservedConcurrency: _, ...value } = record
  context.commit([{ kind: 'function', key, value }])
  return {}
}
