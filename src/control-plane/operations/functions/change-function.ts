import type { FunctionConfiguration } from '@aws-sdk/client-lambda'
import { lambdaInstant } from '../../../base/instant.ts'
import type { VersionRecord } from '../../../lambda/resources.ts'
import { creating, updating } from '../../lifecycle/function-state.ts'
import type { OperationContext } from '../operation-context.ts'

type Change = Partial<Pick<VersionRecord, 'code' | 'layers'>> & { configuration: Partial<FunctionConfiguration> }

/** `$LATEST` with a change under way; what was before goes on serving until it is in force. */
export function changedVersion(
  version: VersionRecord,
  change: Change,
  { clock, random }: OperationContext,
): VersionRecord {
  const { configuration, code, layers } = version
  // One that failed as it was made serves nothing; after an update that failed, what served before it still does.
  const failed = configuration.State === 'Failed'
  const serving = failed ? undefined : (version.serving ?? { configuration, code, layers })
  return {
    ...version,
    ...change,
    configuration: {
      ...configuration,
      ...change.configuration,
      LastModified: lambdaInstant(clock.now()),
      RevisionId: random.uuid(),
      ...(failed ? creating : updating),
    },
    ...(serving && { serving }),
  }
}
