import type { ListFunctionEventInvokeConfigsRequest } from '@aws-sdk/client-lambda'
import { functionKey } from '../../../lambda/keys.ts'
import { refuse } from '../../../lambda/refusals.ts'
import { findVersion, functionTarget } from '../../rules/function-target.ts'
import { pageOf } from '../../rules/page.ts'
import type { OperationContext } from '../operation-context.ts'
import type { EventInvokeConfig } from './event-invoke-config.ts'

/** Lambda API: ListFunctionEventInvokeConfigs. In order of qualifiers. */
export function listFunctionEventInvokeConfigs(
  input: ListFunctionEventInvokeConfigsRequest,
  context: OperationContext,
): { FunctionEventInvokeConfigs: EventInvokeConfig[]; NextMarker?: string } {
  const target = functionTarget(input, context)
  if (!findVersion(context, target)) refuse('ResourceNotFoundException', "The function doesn't exist.")
  const { items, NextMarker } = pageOf(
    context.catalog.list('event-invoke-config', `${functionKey(target, target.name)}/`),
    input,
  )
  return {
    FunctionEventInvokeConfigs: items.map(({ configuration }) => configuration),
    ...(NextMarker && { NextMarker }),
  }
}
