import type { ListFunctionsRequest, ListFunctionsResponse } from '@aws-sdk/client-lambda'
import { latest } from '../../../lambda/arn.ts'
import { scopeKey } from '../../../lambda/keys.ts'
import type { VersionRecord } from '../../../lambda/resources.ts'
import { markedKey, pageOf } from '../../rules/page.ts'
import type { OperationContext } from '../operation-context.ts'
import { listedFunction } from './shown-function.ts'

/** Lambda API: ListFunctions. Without FunctionVersion, the functions alone; with ALL, every version of them. */
export function listFunctions(
  input: ListFunctionsRequest,
  { caller, catalog }: OperationContext,
): ListFunctionsResponse {
  const all = input.FunctionVersion === 'ALL'
  const wanted = function* (): Iterable<[string, VersionRecord]> {
    for (const entry of catalog.list('version', `${scopeKey(caller)}/`, markedKey(input)))
      if (all || entry[1].version === latest) yield entry
  }
  const { items, NextMarker } = pageOf(wanted(), input)
  return {
    ...(NextMarker !== undefined && { NextMarker }),
    Functions: items.map((version) => listedFunction(version, all ? version.version : undefined)),
  }
}
