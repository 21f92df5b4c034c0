import type { FunctionConfiguration, LastUpdateStatusReasonCode } from '@aws-sdk/client-lambda'
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

/** Its package has been checked and stored before it was taken, so a change always comes into force. */
export function endFunctionChange(version: VersionRecord, random: Random): VersionRecord {
  const { serving: _, ...rest } = version
  return { ...rest, configuration: { ...settled(version.configuration), RevisionId: random.uuid() } }
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
