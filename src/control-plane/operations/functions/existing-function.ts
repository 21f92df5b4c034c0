import { latest } from '../../../lambda/arn.ts'
import { functionKey, versionKey } from '../../../lambda/keys.ts'
import { functionNotFound, Refused, refuse } from '../../../lambda/refusals.ts'
import type { FunctionRecord, VersionRecord } from '../../../lambda/resources.ts'
import { type FunctionTarget, findVersion, functionTarget, targetArn } from '../../rules/function-target.ts'
import type { OperationContext } from '../operation-context.ts'

export interface ExistingFunction {
  target: FunctionTarget
  key: string
  record: FunctionRecord
  latestKey: string
  /** `$LATEST`. */
  version: VersionRecord
}

/** The function that a request changes, all of it: `$LATEST` is what changes. */
export function existingFunction(named: { FunctionName?: string }, context: OperationContext): ExistingFunction {
  const { account, region, name } = functionTarget(named, context)
  const target = { account, region, name }
  const key = functionKey(target, name)
  const latestKey = versionKey(target, name, latest)
  const record = context.catalog.get('function', key)
  const version = context.catalog.get('version', latestKey)
  if (!record || !version) throw new Refused(functionNotFound(targetArn(target)))
  return { target, key, record, latestKey, version }
}

/** The version that a request reads, by number, alias or neither. */
export function readVersion(
  named: { FunctionName?: string; Qualifier?: string },
  context: OperationContext,
): { target: FunctionTarget; version: VersionRecord } {
  const target = functionTarget(named, context)
  const version = findVersion(context, target)
  if (!version) throw new Refused(functionNotFound(targetArn(target)))
  return { target, version }
}

/** Lambda Developer Guide: function states. One change at a time. */
export function refuseUnderWay({ target, version }: ExistingFunction): void {
  const { State, LastUpdateStatus } = version.configuration
  if (State === 'Pending')
    refuse(
      'ResourceConflictException',
      'The operation cannot be performed at this time. The function is currently in the following state: Pending',
    )
  if (LastUpdateStatus === 'InProgress')
    refuse(
      'ResourceConflictException',
      `The operation cannot be performed at this time. An update is in progress for resource: ${targetArn(target)}`,
    )
}

export function checkRevision({ version }: ExistingFunction, RevisionId: string | undefined): void {
  if (RevisionId !== undefined && RevisionId !== version.configuration.RevisionId)
    refuse(
      'PreconditionFailedException',
      'The Revision Id provided does not match the latest Revision Id. Call the GetFunction/GetAlias API to retrieve the latest Revision Id',
    )
}
