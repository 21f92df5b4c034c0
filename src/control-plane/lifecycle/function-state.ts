import type { FunctionConfiguration, LastUpdateStatusReasonCode, StateReasonCode } from '@aws-sdk/client-lambda'
import type { Random } from '../../base/random.ts'
import type { VersionRecord } from '../../lambda/resources.ts'

/** What a new function says of itself (recorded AWS answer). */
export const creating = {
  State: 'Pending',
  StateReason: 'The function is being created.',
  StateReasonCode: 'Creating',
} as const satisfies Partial<FunctionConfiguration>

/** And a changed one, until the change is in force. The reason code is not among those that the API's model lists. */
export const updating = {
  State: 'Active',
  LastUpdateStatus: 'InProgress',
  LastUpdateStatusReason: 'The function is being created.',
  LastUpdateStatusReasonCode: 'Creating' as LastUpdateStatusReasonCode,
} as const satisfies Partial<FunctionConfiguration>

export const isChanging = ({ configuration }: VersionRecord): boolean =>
  configuration.State === 'Pending' || configuration.LastUpdateStatus === 'InProgress'

/** Why a change does not come into force. */
export interface ChangeFailure {
  code: StateReasonCode & LastUpdateStatusReasonCode
  reason: string
}

/**
 * A package has been checked and stored before it was taken, so its change always comes into force; an image may fail.
 * What served before an update that failed goes on serving.
 */
export function endFunctionChange(version: VersionRecord, random: Random, failure?: ChangeFailure): VersionRecord {
  const { serving, ...rest } = version
  const configuration = settled(version.configuration)
  const ended = failure ? failed(configuration, failure, serving !== undefined) : configuration
  return { ...rest, configuration: { ...ended, RevisionId: random.uuid() }, ...(failure && serving && { serving }) }
}

function failed(
  configuration: FunctionConfiguration,
  { code, reason }: ChangeFailure,
  update: boolean,
): FunctionConfiguration {
  const { LastUpdateStatus: _, ...rest } = configuration
  if (!update) return { ...rest, State: 'Failed', StateReason: reason, StateReasonCode: code }
  return {
    ...rest,
    LastUpdateStatus: 'Failed',
    LastUpdateStatusReason: reason,
    LastUpdateStatusReasonCode: code,
  }
}

/** Active, and no more said about it; members stay where AWS has them. */
export function settled(configuration: FunctionConfiguration): FunctionConfiguration {
  const {
    StateReason: _reason,
    StateReasonCode: _code,
    LastUpdateStatusReason: _updateReason,
    LastUpdateStatusReasonCode: _updateCode,
    ...rest
  } = configuration
  return { ...rest, State: 'Active', LastUpdateStatus: 'Successful' }
}
