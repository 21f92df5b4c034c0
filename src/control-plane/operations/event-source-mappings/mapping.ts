import { functionArn, type Scope } from '../../../lambda/arn.ts'
import { scopeKey } from '../../../lambda/keys.ts'
import { refuse } from '../../../lambda/refusals.ts'
import type { MappingRecord, VersionRecord } from '../../../lambda/resources.ts'
import { findVersion, functionTarget } from '../../rules/function-target.ts'
import type { OperationContext } from '../operation-context.ts'

export type MappingConfiguration = MappingRecord['configuration']

export const mappingKey = (scope: Scope, uuid: string): string => `${scopeKey(scope)}/${uuid}`

export function mappingsOf({ caller, catalog }: OperationContext): Iterable<[string, MappingRecord]> {
  return catalog.list('event-source-mapping', `${scopeKey(caller)}/`)
}

export function findMapping(
  uuid: string,
  { caller, catalog }: OperationContext,
): { key: string; record: MappingRecord } {
  const key = mappingKey(caller, uuid)
  const record = catalog.get('event-source-mapping', key)
  return record ? { key, record } : refuse('ResourceNotFoundException', 'The resource you requested does not exist.')
}

/** The function of a mapping, and its ARN as the mapping shows it: with a qualifier only where one was named. */
export function mappedFunction(
  FunctionName: string,
  context: OperationContext,
): { arn: string; name: string; version: VersionRecord } {
  const target = functionTarget({ FunctionName }, context)
  const version = findVersion(context, target)
  if (!version) refuse('InvalidParameterValueException', 'Function does not exist')
  return { arn: functionArn(target, target.name, target.qualifier), name: target.name, version }
}
