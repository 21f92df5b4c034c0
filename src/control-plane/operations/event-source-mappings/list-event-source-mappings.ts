import type { ListEventSourceMappingsRequest } from '@aws-sdk/client-lambda'
import type { MappingRecord } from '../../../lambda/resources.ts'
import { functionTarget, targetArn } from '../../rules/function-target.ts'
import { pageOf } from '../../rules/page.ts'
import type { OperationContext } from '../operation-context.ts'
import { type MappingConfiguration, mappingsOf } from './mapping.ts'

/** Lambda API: ListEventSourceMappings, MaxItems. */
const pageMax = 100

/** Lambda API: ListEventSourceMappings. A function is named as its mappings name it, qualifier included. */
export function listEventSourceMappings(
  input: ListEventSourceMappingsRequest,
  context: OperationContext,
): { EventSourceMappings: MappingConfiguration[]; NextMarker?: string } {
  const { items, NextMarker } = pageOf(matching(input, context), input, pageMax)
  return { EventSourceMappings: items.map(({ configuration }) => configuration), ...(NextMarker && { NextMarker }) }
}

function* matching(
  { FunctionName, EventSourceArn }: ListEventSourceMappingsRequest,
  context: OperationContext,
): Iterable<[string, MappingRecord]> {
  const FunctionArn = FunctionName === undefined ? undefined : targetArn(functionTarget({ FunctionName }, context))
  for (const entry of mappingsOf(context)) {
    const { configuration } = entry[1]
    const ofFunction = FunctionArn === undefined || configuration.FunctionArn === FunctionArn
    if (ofFunction && (EventSourceArn === undefined || configuration.EventSourceArn === EventSourceArn)) yield entry
  }
}
