import type { ListFunctionUrlConfigsRequest, ListFunctionUrlConfigsResponse } from '@aws-sdk/client-lambda'
import { functionKey } from '../../../lambda/keys.ts'
import { refuse } from '../../../lambda/refusals.ts'
import type { UrlRecord } from '../../../lambda/resources.ts'
import { findVersion, functionTarget } from '../../rules/function-target.ts'
import { pageOf } from '../../rules/page.ts'
import type { OperationContext } from '../operation-context.ts'
import { shownUrl } from './url-config.ts'

/** Lambda API: ListFunctionUrlConfigs. The function's own first, then those of its aliases. */
export function listFunctionUrlConfigs(
  input: ListFunctionUrlConfigsRequest,
  context: OperationContext,
): ListFunctionUrlConfigsResponse {
  const target = functionTarget(input, context)
  if (!findVersion(context, { ...target, qualifier: undefined }))
    refuse('ResourceNotFoundException', 'Function does not exist')
  const { items, NextMarker } = pageOf(urlsOf(functionKey(target, target.name), context), input)
  return { FunctionUrlConfigs: items.map(shownUrl), ...(NextMarker && { NextMarker }) }
}

function* urlsOf(key: string, { catalog }: OperationContext): Iterable<[string, UrlRecord]> {
  const own = catalog.get('function-url', key)
  if (own) yield [key, own]
  yield* catalog.list('function-url', `${key}/`)
}
