import type { FunctionConfiguration } from '@aws-sdk/client-lambda'
import { lambdaInstant } from '../../../base/instant.ts'
import type { VersionRecord } from '../../../lambda/resources.ts'
import { updating } from '../../lifecycle/function-state.ts'
import type { OperationContext } from '../operation-context.ts'

type Change = Partial<Pick<VersionRecord, 'code' | 'layers'>> & { configuration: Partial<FunctionConfiguration> }

/** `$LATEST` with a change under way; what was before goes on serving until it is in force. */
export function changedVersion(
  version: VersionRecord,
  change: Change,
  { clock, random }: OperationContext,
): VersionRecord {
  const { configuration, code, layers } = version
  return {
    ...version,
    ...change,
    configuration: {
      ...configuration,
      ...change.configuration,
      LastModified: lambdaInstant(clock.now()),
      RevisionId: random.uuid(),
      ...updating,
    },
    serving: { configuration, code, layers },
  }
}
