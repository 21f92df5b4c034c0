import type { ListAliasesRequest, ListAliasesResponse } from '@aws-sdk/client-lambda'
import type { AliasRecord } from '../../../lambda/resources.ts'
import { pageOf } from '../../rules/page.ts'
import { existingFunction } from '../functions/existing-function.ts'
import type { OperationContext } from '../operation-context.ts'

/** Lambda API: ListAliases. By name; those of one version are those that point at it first. */
export function listAliases(input: ListAliasesRequest, context: OperationContext): ListAliasesResponse {
  const { key } = existingFunction(input, context)
  const wanted = function* (): Iterable<[string, AliasRecord]> {
    for (const entry of context.catalog.list('alias', `${key}/`))
      if (!input.FunctionVersion || entry[1].configuration.FunctionVersion === input.FunctionVersion) yield entry
  }
  const { items, NextMarker } = pageOf(wanted(), input)
  return {
    ...(NextMarker !== undefined && { NextMarker }),
    Aliases: items.map(({ configuration }) => configuration),
  }
}
