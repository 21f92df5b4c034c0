import { functionArn, latest } from '../../../lambda/arn.ts'
import { aliasKey, functionKey, qualifiedKey, versionKey } from '../../../lambda/keys.ts'
import { policyBytesMax } from '../../../lambda/quotas.ts'
import { functionNotFound, Refused, refuse } from '../../../lambda/refusals.ts'
import type { PolicyRecord, PolicyStatement } from '../../../lambda/resources.ts'
import { type FunctionTarget, functionTarget, targetArn } from '../../rules/function-target.ts'
import type { OperationContext } from '../operation-context.ts'

/** The policy of a function, of one of its versions, or of an alias: each has its own. */
export interface FunctionPolicy {
  target: FunctionTarget
  /** Of the catalog's `policy` kind. */
  key: string
  /** As statements name it. */
  arn: string
  policy?: PolicyRecord
}

export function functionPolicyOf(
  named: { FunctionName?: string; Qualifier?: string },
  context: OperationContext,
): FunctionPolicy {
  const target = functionTarget(named, context)
  const { name, qualifier } = target
  const key = qualifier === undefined ? functionKey(target, name) : qualifiedKey(target, name, qualifier)
  return { target, key, arn: targetArn(target), policy: context.catalog.get('policy', key) }
}

/** What a policy is on must be there. A qualifier that can only be an alias' is looked for among these. */
export function checkPolicyTarget({ target, arn }: FunctionPolicy, { catalog }: OperationContext): void {
  const { name, qualifier } = target
  if (!catalog.get('function', functionKey(target, name)))
    throw new Refused(functionNotFound(functionArn(target, name, qualifier)))
  if (qualifier === undefined) return
  if (qualifier === latest)
    refuse('InvalidParameterValueException', 'We currently do not support adding policies for $LATEST.')
  if (catalog.get('alias', aliasKey(target, name, qualifier))) return
  if (catalog.get('version', versionKey(target, name, qualifier))) return
  if (/^(?!\d+$)[\w-]+$/.test(qualifier)) refuse('ResourceNotFoundException', `Cannot find alias arn: ${arn}`)
  throw new Refused(functionNotFound(arn))
}

/** A resource without a policy is known by its own revision; a policy has revisions of its own. */
export function checkPolicyRevision(
  { policy, target }: FunctionPolicy,
  revisionId: string | undefined,
  { catalog }: OperationContext,
): void {
  if (revisionId === undefined) return
  const { name, qualifier = latest } = target
  const owner =
    catalog.get('alias', aliasKey(target, name, qualifier)) ??
    catalog.get('version', versionKey(target, name, qualifier))
  const expected = policy ? policy.revisionId : owner?.configuration.RevisionId
  if (revisionId === expected) return
  const call = policy ? 'GetPolicy' : 'GetFunction/GetAlias'
  refuse(
    'PreconditionFailedException',
    `The Revision Id provided does not match the latest Revision Id. Call the ${call} API to retrieve the latest Revision Id`,
  )
}

/** As GetPolicy shows it. */
export const policyDocument = (statements: readonly PolicyStatement[]): string =>
  JSON.stringify({ Version: '2012-10-17', Id: 'default', Statement: statements })

/** The policy with these statements instead; without any there is none. */
export function keepPolicy(
  { key }: Pick<FunctionPolicy, 'key'>,
  statements: readonly PolicyStatement[],
  context: OperationContext,
): PolicyRecord | undefined {
  const bytes = policyDocument(statements).length
  if (bytes > policyBytesMax)
    refuse(
      'PolicyLengthExceededException',
      `The final policy size (${bytes}) is bigger than the limit (${policyBytesMax}).`,
    )
  const value = statements.length > 0 ? { revisionId: context.random.uuid(), statements } : undefined
  context.commit([{ kind: 'policy', key, value }])
  return value
}

export function refuseNoPolicy(): never {
  refuse('ResourceNotFoundException', 'The resource you requested does not exist.')
}
