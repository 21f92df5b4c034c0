import { parseArn, type Scope } from '../../../lambda/arn.ts'
import { scopeKey } from '../../../lambda/keys.ts'
import { refuse } from '../../../lambda/refusals.ts'
import type { FunctionRecord, Kinds } from '../../../lambda/resources.ts'
import type { OperationContext } from '../operation-context.ts'

export const codeSigningArn = ({ region, account }: Scope, id: string): string =>
  `arn:aws:lambda:${region}:${account}:code-signing-config:${id}`

export const codeSigningKey = (scope: Scope, id: string): string => `${scopeKey(scope)}/${id}`

/** Only those of the caller's account and region are there for it. */
export function findCodeSigningConfig(
  arn: string,
  { caller, catalog }: OperationContext,
): { key: string; record: Kinds['code-signing-config'] } | undefined {
  const key = codeSigningKey(caller, parseArn(arn)?.resource.split(':')[1] ?? '')
  const record = catalog.get('code-signing-config', key)
  return record?.configuration.CodeSigningConfigArn === arn ? { key, record } : undefined
}

export function codeSigningConfigOf(
  arn: string,
  context: OperationContext,
): { key: string; record: Kinds['code-signing-config'] } {
  return (
    findCodeSigningConfig(arn, context) ??
    refuse('ResourceNotFoundException', `The Lambda code signing configuration ${arn} can not be found.`, {
      untyped: true,
    })
  )
}

/** The functions that a configuration is put on, in order of their keys. */
export function* functionsSignedBy(
  arn: string,
  { caller, catalog }: OperationContext,
): Iterable<[string, FunctionRecord]> {
  for (const [key, fn] of catalog.list('function', `${scopeKey(caller)}/`))
    if (fn.codeSigningConfigArn === arn) yield [key, fn]
}
