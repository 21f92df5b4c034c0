import type { DeleteFunctionRequest } from '@aws-sdk/client-lambda'
import { functionArn, latest } from '../../../lambda/arn.ts'
import { functionKey, versionKey } from '../../../lambda/keys.ts'
import { functionNotFound, Refused, refuse } from '../../../lambda/refusals.ts'
import type { Kind } from '../../../lambda/resources.ts'
import { type FunctionTarget, functionTarget } from '../../rules/function-target.ts'
import type { OperationContext, Write } from '../operation-context.ts'

/** What goes with a function; mappings stay (recorded AWS answer). */
const kinds = [
  'version',
  'alias',
  'policy',
  'event-invoke-config',
  'function-url',
  'provisioned-concurrency',
] as const satisfies Kind[]

/** Lambda API: DeleteFunction: of one version, or of everything. A version that is not there needs no deletion. */
export function deleteFunction(input: DeleteFunctionRequest, context: OperationContext): object {
  const target = functionTarget(input, context)
  const { qualifier } = target
  if (qualifier !== undefined && /^[\w-]+$/.test(qualifier) && !/^\d+$/.test(qualifier))
    refuse('InvalidParameterValueException', 'Deletion of aliases is not currently supported.')
  const key = functionKey(target, target.name)
  if (!context.catalog.get('function', key)) throw new Refused(functionNotFound(functionArn(target, target.name)))
  if (qualifier === latest)
    refuse('InvalidParameterValueException', '$LATEST version cannot be deleted without deleting the function.')
  context.commit(qualifier === undefined ? everything(target, context) : oneVersion({ ...target, qualifier }, context))
  return {}
}

function everything(target: FunctionTarget, { catalog }: OperationContext): Write[] {
  const key = functionKey(target, target.name)
  const writes: Write[] = [
    { kind: 'function', key },
    { kind: 'tags', key: functionArn(target, target.name) },
  ]
  for (const kind of kinds) {
    if (catalog.get(kind, key)) writes.push({ kind, key })
    for (const [inner] of catalog.list(kind, `${key}/`)) writes.push({ kind, key: inner })
  }
  return writes
}

function oneVersion(target: FunctionTarget & { qualifier: string }, { catalog }: OperationContext): Write[] {
  const { name, qualifier } = target
  for (const [, { configuration }] of catalog.list('alias', `${functionKey(target, name)}/`)) {
    const weights = configuration.RoutingConfig?.AdditionalVersionWeights ?? {}
    if (configuration.FunctionVersion === qualifier || qualifier in weights)
      refuse(
        'ResourceConflictException',
        `Cannot delete version ${qualifier}: the alias ${configuration.Name} points at it.`,
      )
  }
  const key = versionKey(target, name, qualifier)
  return kinds.filter((kind) => catalog.get(kind, key)).map((kind) => ({ kind, key }))
}
