import type { FunctionConfiguration } from '@aws-sdk/client-lambda'
import { versionKey } from '../../../lambda/keys.ts'
import type { VersionRecord } from '../../../lambda/resources.ts'
import type { OperationContext, Write } from '../operation-context.ts'
import type { ExistingFunction } from './existing-function.ts'

export interface NextVersion {
  version: VersionRecord
  writes: Write[]
}

/** What publishing `$LATEST` as it stands adds: a version under the next number, never used before. */
export function nextVersion(
  { key, record, target, version }: ExistingFunction,
  { description }: { description?: string },
  { catalog, random }: OperationContext,
): NextVersion {
  const number = String(record.lastVersion + 1)
  const { configuration, serving: _, ...rest } = version
  const published: VersionRecord = {
    ...rest,
    version: number,
    configuration: {
      ...configuration,
      Version: number,
      RevisionId: random.uuid(),
      ...(description !== undefined && { Description: description }),
      ...snapStarted(configuration),
      ...(isSettled(configuration) ? {} : pending),
    },
  }
  return {
    version: published,
    writes: [
      {
        kind: 'function',
        key,
        value: { ...record, lastVersion: record.lastVersion + 1 },
        expected: catalog.revisionOf('function', key),
      },
      { kind: 'version', key: versionKey(target, target.name, number), value: published, expected: 0 },
    ],
  }
}

const isSettled = ({ State, LastUpdateStatus }: FunctionConfiguration): boolean =>
  State !== 'Failed' && LastUpdateStatus !== 'InProgress' && LastUpdateStatus !== 'Failed'

/** A version that is published with a change comes to life with it (recorded AWS answer). */
const pending = {
  State: 'Pending',
  StateReason: 'The function is being created.',
  StateReasonCode: 'Creating',
  LastUpdateStatus: undefined,
  LastUpdateStatusReason: undefined,
  LastUpdateStatusReasonCode: undefined,
} as const satisfies Partial<FunctionConfiguration>

function snapStarted({ SnapStart }: FunctionConfiguration): Partial<FunctionConfiguration> {
  return SnapStart?.ApplyOn === 'PublishedVersions'
    ? { SnapStart: { ApplyOn: 'PublishedVersions', OptimizationStatus: 'On' } }
    : {}
}
